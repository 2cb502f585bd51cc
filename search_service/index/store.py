"""
The folder of the search index: one folder a version, and a pointer to the one that serves.

``<index>/current`` holds the name of the serving version and is replaced in one step, so that a reader sees the old
version or the new one and never half of one. A crash while building leaves a ``.building`` folder, which the next
build removes. One writer at a time holds ``<index>/lock``, which falls with its process.

A mistyped folder may be anybody's: what this module did not make, it neither removes nor replaces.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from publishing.errors import HelpCentreError
from publishing.files.atomic import write_atomically

POINTER = "current"
LOCK = "lock"
MANIFEST = "manifest.json"
UNFINISHED = ".building"
VERSION_NAME = re.compile(r"[0-9a-f]{32}")
# Raised when what is written changes its meaning: an index of another format is built anew.
FORMAT = 19


class IndexUnusableError(HelpCentreError):
    """There is no index, or it is damaged, or another program wrote it."""

    exit_status = 1
    http_status = 503

    def __init__(self, reason: str, hint: str = "Build it with 'help-centre index'.") -> None:
        super().__init__(f"The search index cannot be used: {reason}.", hint)


class IndexFolderTakenError(HelpCentreError):
    """Something of another program stands where the index or its pointer belongs."""

    http_status = 503

    def __init__(self, place: Path) -> None:
        super().__init__(
            f"{place} belongs to something else, so no search index is written there.",
            "Name another folder with --index or HELP_CENTRE_INDEX, or remove it if nothing needs it.",
        )


@dataclass(frozen=True)
class Manifest:
    """
    What a version holds: (size, CRC-32) of each file, and digests of the catalogue it was made from.

    ``catalogue_digest`` is of what the catalogue says, ``source_digest`` of its file as it was read.
    """

    format: int
    catalogue_digest: str
    source_digest: str
    files: dict[str, tuple[int, int]]


class IndexStore:
    """The versions of one index folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pointer = folder / POINTER

    def current(self) -> Path:
        """
        Give the folder of the serving version.

        Raises:
            IndexUnusableError: nothing is built yet, or the pointer leads nowhere.

        """
        try:
            name = self.pointer.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise IndexUnusableError(f"there is none in {self.folder}") from error
        version = self.folder / name
        if not name or "/" in name or not version.is_dir():
            raise IndexUnusableError(f"{self.pointer} names a version that is not there")
        return version

    @contextmanager
    def writing(self, say: Callable[[str], None]) -> Iterator[None]:
        """
        Be the only writer; a second one says that it waits, and waits.

        Raises:
            IndexUnusableError: the folder cannot be written, at the beginning or in the body: no right, no space left.
            IndexFolderTakenError: it is a file, or holds a ``current`` of something else; nothing is changed.

        """
        try:
            if self.folder.exists() and not self.folder.is_dir():
                raise IndexFolderTakenError(self.folder)
            if not self._may_point():
                raise IndexFolderTakenError(self.pointer)
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / LOCK).open("a") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    say("Another process is building the search index; waiting for it ...")
                    fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except OSError as error:
            hint = "Let this account write there, or name another folder with --index or HELP_CENTRE_INDEX."
            raise IndexUnusableError(f"{self.folder} cannot be written ({error.strerror})", hint) from error

    @contextmanager
    def new_version(self) -> Iterator[Path]:
        """Fill a new version in the body; it serves from the end of the body, and not at all when the body fails."""
        for folder in self._folders(_is_unfinished):
            shutil.rmtree(folder, ignore_errors=True)
        version = self.folder / uuid4().hex
        unfinished = version.with_name(version.name + UNFINISHED)
        unfinished.mkdir()
        yield unfinished
        unfinished.rename(version)
        write_atomically(self.pointer, f"{version.name}\n".encode())
        for folder in self._folders(_is_version):
            if folder != version:
                shutil.rmtree(folder, ignore_errors=True)

    def begin_with(self, version: Path) -> None:
        """Serve what *version*, of another store in the same file system, serves; files are shared, none is copied."""
        with self.new_version() as folder:
            shutil.copytree(version, folder, copy_function=os.link, dirs_exist_ok=True)

    def _folders(self, made: Callable[[Path], bool]) -> list[Path]:
        """List the folders that were *made* so by this module."""
        return [entry for entry in self.folder.iterdir() if entry.is_dir() and not entry.is_symlink() and made(entry)]

    def _may_point(self) -> bool:
        """Whether the pointer's place is free or holds a pointer, damaged perhaps: then a version stands beside it."""
        if not os.path.lexists(self.pointer):
            return True
        if self.pointer.is_symlink() or not self.pointer.is_file():
            return False
        # More than the length of a name and of the end of its line need not be read to know.
        with self.pointer.open("rb") as file:
            beginning = file.read(40).decode("ascii", "replace").strip()
        return not beginning or bool(VERSION_NAME.fullmatch(beginning)) or bool(self._folders(_is_version))


def _is_version(folder: Path) -> bool:
    """Whether *folder* is a version, of whatever format: it has a name that we give, and what seals it."""
    return bool(VERSION_NAME.fullmatch(folder.name)) and (folder / MANIFEST).is_file()


def _is_unfinished(folder: Path) -> bool:
    """Whether *folder* is what a crash left."""
    return folder.name.endswith(UNFINISHED) and bool(VERSION_NAME.fullmatch(folder.name.removesuffix(UNFINISHED)))


def fingerprints(version: Path) -> dict[str, tuple[int, int]]:
    """Give size and CRC-32 of every file in the unfinished *version*."""
    return {str(path.relative_to(version)): _fingerprint(path) for path in sorted(version.rglob("*")) if path.is_file()}


def write_manifest(version: Path, manifest: Manifest) -> None:
    """Seal *version*: whatever is changed in it afterwards, the manifest included, is noticed."""
    content = asdict(manifest)
    write_atomically(version / MANIFEST, json.dumps({"seal": _seal(content), **content}).encode())


def _seal(content: dict[str, Any]) -> int:
    return zlib.crc32(json.dumps(content, sort_keys=True).encode())


def read_manifest(version: Path) -> Manifest:
    """
    Read the manifest of *version* without looking at its files.

    Raises:
        IndexUnusableError: missing, damaged, or of another format.

    """
    try:
        content = json.loads((version / MANIFEST).read_text(encoding="utf-8"))
        if content.get("format") != FORMAT:
            raise IndexUnusableError(f"{version} has another format")
        if content.pop("seal", None) != _seal(content):
            raise IndexUnusableError(f"{version / MANIFEST} was altered")
        return Manifest(**content)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise IndexUnusableError(f"{version / MANIFEST} is damaged or missing") from error


def verify_files(version: Path, manifest: Manifest) -> None:
    """
    Compare every file of *version* with its noted size and checksum.

    Raises:
        IndexUnusableError: a file is missing or was altered.

    """
    for name, (size, checksum) in manifest.files.items():
        try:
            if _fingerprint(version / name) != (size, checksum):
                raise IndexUnusableError(f"{version / name} is damaged")
        except OSError as error:
            raise IndexUnusableError(f"{version / name} is missing") from error


def _fingerprint(path: Path) -> tuple[int, int]:
    size, checksum = 0, 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            size += len(block)
            checksum = zlib.crc32(block, checksum)
    return size, checksum
