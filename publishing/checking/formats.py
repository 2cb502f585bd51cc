"""Findings for people, for programs and for the lines of a pull request."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

from publishing.markup.printable import printable
from publishing.rules.finding import Finding

# Within a table, and within the marks of code, in which nothing can be escaped.
_BAR = "\\|"
_BACKTICK = "'"


def as_text(folder: Path, findings: Iterable[Finding]) -> str:
    """Write a line a finding."""
    return "".join(f"{printable(str(finding.seen_from(folder.as_posix())))}\n" for finding in findings)


def as_json(folder: Path, findings: Iterable[Finding]) -> str:
    """Write a list of objects with ``path``, ``line``, ``code``, ``message`` and ``hint``."""
    listed = [
        {
            "path": _path(folder, finding),
            "line": finding.line,
            "code": finding.code,
            "message": finding.message,
            "hint": finding.hint,
        }
        for finding in findings
    ]
    return json.dumps(listed, indent=2, ensure_ascii=False) + "\n"


def as_github(folder: Path, findings: Iterable[Finding]) -> str:
    """Write the commands that GitHub Actions turns into notes on the lines of a pull request."""
    return "".join(
        f"::error file={_property(_path(folder, finding))},line={finding.line},"
        f"title={_property(finding.code)}::{_escaped(f'{finding.message} {finding.hint}')}\n"
        for finding in findings
    )


def as_markdown(folder: Path, findings: Iterable[Finding]) -> str:
    """Write what a comment on a pull request says."""
    rows = [
        f"| `{_path(folder, finding).replace('|', _BAR).replace('`', _BACKTICK)}:{finding.line}` | {finding.code} "
        f"| {_cell(finding.message)} {_cell(finding.hint)} |\n"
        for finding in findings
    ]
    if not rows:
        return "The content check finds nothing.\n"
    return "".join(["The content check asks for:\n\n", "| Where | Rule | What |\n|---|---|---|\n", *rows])


def _path(folder: Path, finding: Finding) -> str:
    return printable(finding.seen_from(folder.as_posix()).path)


def _cell(text: str) -> str:
    """Keep what a file says from breaking the table, or from being read as HTML or as somebody's name."""
    return escape(text, quote=False).replace("|", _BAR).replace("@", "@\u200b")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Path, Iterable[Finding]], str]] = {
    "text": as_text, "json": as_json, "github": as_github, "markdown": as_markdown,
}  # fmt: skip
