"""Templates that stay compiled from one build to the next: compiling them takes a fifth of a small site's build."""

from __future__ import annotations

from contextlib import suppress

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket


class _Compiled(FileSystemBytecodeCache):
    """Lies in the system's folder for temporary files, in a folder that only its user can write."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, unless there is no place for it."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def keep_compiled(env: Environment) -> None:
    """Let *env* take templates that are compiled already, each under a checksum of its text, and keep new ones."""
    # RuntimeError: the folder is somebody else's.
    with suppress(OSError, RuntimeError):
        env.bytecode_cache = _Compiled()
