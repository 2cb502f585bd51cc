"""What a content rule finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


def shown(value: Any) -> str:
    """Write a value of the front matter for a message; of structures, which may be huge, only that they are one."""
    return "..." if isinstance(value, list | dict | set | tuple) else str(value)


@dataclass(frozen=True, order=True)
class Finding:
    """A place where a page breaks a rule: what is wrong there, and what to do."""

    path: str
    line: int
    code: str
    message: str
    hint: str

    def __str__(self) -> str:
        """Write the finding on one line, in a form that editors can follow."""
        return f"{self.path}:{self.line}: {self.code} {self.message} {self.hint}"
