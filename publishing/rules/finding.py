"""What a content rule finds."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from typing import Any


def shown(value: Any) -> str:
    """Write a value of the front matter for a message; of structures, which may be huge, only that they are one."""
    if value is None:
        return ""  # as it was written
    return "..." if isinstance(value, list | dict | set | tuple) else str(value)


@dataclass(frozen=True)
class Fix:
    """
    A safe repair of one line: what stands there, and what should.

    ``at`` is the line (from 1) and the column (from 0) where it stands; without one it is looked for in the line of the
    finding.
    """

    old: str
    new: str
    at: tuple[int, int] | None = None


@dataclass(frozen=True, order=True)
class Finding:
    """A place where a page breaks a rule: what is wrong there, and what to do; perhaps a repair that is safe."""

    path: str
    line: int
    code: str
    message: str
    hint: str
    fix: Fix | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """Write the finding on one line, in a form that editors can follow."""
        return f"{self.path}:{self.line}: {self.code} {self.message} {self.hint}"

    def seen_from(self, folder: str) -> Finding:
        """Return the finding with its path as it is where *folder* is the one of all pages."""
        path = f"{folder}/{self.path}"
        return replace(self, path=posixpath.normpath(path) if self.path.startswith("../") else path)
