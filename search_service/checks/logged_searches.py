"""The searches that readers make most, as a CSV file carries them from the service to where pages are written."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from publishing.errors import HelpCentreError
from search_service.schemas import MAX_QUERY_CHARS

COLUMNS = ("query", "searches", "article_id")


class SearchesUnreadable(HelpCentreError):  # noqa: N818 - named for what is wrong
    """The file is not what `write_searches` writes."""

    exit_status = 1


@dataclass(frozen=True)
class LoggedSearch:
    """Words that people searched for, how often, and the article that they opened most; None when they opened none."""

    query: str
    searches: int
    article_id: str | None


def write_searches(found: Iterable[LoggedSearch], target: TextIO) -> None:
    """Write *found* as CSV, in its order."""
    rows = csv.writer(target, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows((search.query, search.searches, search.article_id or "") for search in found)


def read_searches(file: Path) -> list[LoggedSearch]:
    """
    Read what `write_searches` wrote.

    Raises:
        SearchesUnreadable: not to be opened, not UTF-8, another shape; the message names file and line.

    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines, strict=True)
            if tuple(rows.fieldnames or ()) != COLUMNS:
                raise _unreadable(file, 1, f"the columns are not {', '.join(COLUMNS)}")
            return [_search(file, rows.line_num, row) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(file, 1, f"the file cannot be read ({error})") from error


def _search(file: Path, line: int, row: dict[str, str | None]) -> LoggedSearch:
    query, searches = (row["query"] or "").strip(), row["searches"] or ""
    if not query or len(query) > MAX_QUERY_CHARS:
        raise _unreadable(file, line, "there is no search, or a very long one")
    if not searches.isascii() or not searches.isdigit():
        raise _unreadable(file, line, f"'{searches}' is no number of searches")
    return LoggedSearch(query, int(searches), row["article_id"] or None)


def _unreadable(file: Path, line: int, problem: str) -> SearchesUnreadable:
    return SearchesUnreadable(f"{file}:{line}: {problem}.", "Write it again with 'help-centre searches export'.")
