"""Repairs that are safe to make without a person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from io import StringIO
from itertools import groupby
from pathlib import Path

from publishing.files.atomic import write_atomically
from publishing.links.published import LIST_FILE, ListUnreadable, both_sides, together, write_published
from publishing.rules.finding import Finding, Fix
from publishing.source.site import ContentSite

# A value may begin as another one does.
_ENDS_THERE = r"(?![\w#/?&=.%-])"


def fix(folder: Path, site: ContentSite, findings: Iterable[Finding]) -> frozenset[str]:
    """
    Make the repairs that *findings* of the pages below *folder* carry, and complete the list of published links.

    Returns the files that were changed, relative to *folder*. A line that is no longer what the finding saw stays as
    it is.
    """
    repairs = sorted(finding for finding in findings if finding.fix)
    changed = [
        path for path, found in groupby(repairs, lambda finding: finding.path) if _fix_file(folder / path, found)
    ]
    return frozenset([*changed, LIST_FILE] if _complete_list(folder, site) else changed)


def _fix_file(file: Path, findings: Iterable[Finding]) -> bool:
    before = file.read_bytes().decode("utf-8")
    lines = StringIO(before, newline="").readlines()  # of the same lines as findings count, whatever signs a file holds
    # From the end of each line on, so that every place is still where its finding saw it.
    for at, repair in sorted(map(_place, findings), key=lambda placed: placed[0], reverse=True):
        lines[at[0] - 1] = _replaced(lines[at[0] - 1], repair)
    after = "".join(lines)
    if after != before:
        write_atomically(file, after.encode())
    return after != before


def _place(finding: Finding) -> tuple[tuple[int, int], Fix]:
    assert finding.fix is not None, "only findings with a repair come here"
    return finding.fix.at or (finding.line, 0), finding.fix


def _replaced(line: str, fix: Fix) -> str:
    """Make the repair at its place of *line*; without one at the first that is no beginning of something longer."""
    if fix.at:
        start, end = fix.at[1], fix.at[1] + len(fix.old)
        return line[:start] + fix.new + line[end:] if line[start:end] == fix.old else line
    found = re.search(re.escape(fix.old) + _ENDS_THERE, line)
    return line[: found.start()] + fix.new + line[found.end() :] if found else line


def _complete_list(folder: Path, site: ContentSite) -> bool:
    file = folder / LIST_FILE
    if not file.is_file():
        return False
    published = site.published
    if published is None:
        try:
            published = both_sides(file.read_text(encoding="utf-8"))
        except (ListUnreadable, UnicodeDecodeError):
            return False  # stays a finding
    complete = together(published, replace(site, published=published).links())
    if complete == site.published:
        return False
    write_published(complete, folder)
    return True
