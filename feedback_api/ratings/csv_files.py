"""Ratings from and to CSV: ``article_id,revision,helpful,rated_at[,reason,comment]``, times in ISO 8601."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TextIO
from uuid import UUID, uuid5

from sqlalchemy import Connection, insert, select

from feedback_api.personal.wording import clean
from feedback_api.personal.words import without_personal_words
from feedback_api.ratings.counts import add_counts
from feedback_api.ratings.rating import FORM_WORDS, MAX_COMMENT_CHARS, REASON_LABELS
from feedback_api.ratings.tables import ratings
from feedback_api.revisions.times import TextsByTime, rated_since
from publishing.errors import HelpCentreError

REQUIRED_COLUMNS = ("article_id", "revision", "helpful", "rated_at")
OPTIONAL_COLUMNS = ("reason", "comment")
COLUMNS = REQUIRED_COLUMNS + OPTIONAL_COLUMNS
WORDS = {**FORM_WORDS, "1": True, "0": False}
CLOCK_TOLERANCE = timedelta(minutes=5)
OLDEST_YEARS = 10
"""An older time is a slip: no text is as it was then."""
IMPORTED = UUID("5b6f2b3e-6f5c-5d0e-9a55-8f4a2d1c7e90")
"""Namespace of the keys of imported ratings."""
BATCH_ROWS = 1000
HEADER_LINE = 1
FORMULA = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""What spreadsheets take for a formula; before it an apostrophe makes it text (OWASP, CSV injection)."""
OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs"}
CURRENT = "current"
"""Stands for the revision that was published when it was rated, in files of programs that know no revisions."""


class LineError(HelpCentreError):
    """A line of the file is wrong; nothing of the file was imported, unless wrong lines are to be left out."""

    exit_status = 1

    def __init__(self, line: int, problem: str) -> None:
        self.line = line
        super().__init__(
            f"Line {line}: {problem}.",
            "Nothing was imported. Correct the line, or leave out wrong lines with --skip-wrong-lines.",
        )


@dataclass(frozen=True)
class ImportedRating:
    """One line of the file; ``named`` is the revision as the line names it, by which the line is known again."""

    article_id: str
    revision: str
    helpful: bool
    rated_at: datetime
    reason: str | None
    comment: str | None
    named: str = field(default="", compare=False)


@dataclass(frozen=True)
class Imported:
    """How many lines were new, and how many were in the database already."""

    added: int
    known: int


def refuse(error: LineError) -> None:
    """
    Let a wrong line stop the import.

    Raises:
        LineError: the one that is given.

    """
    raise error


def read_lines(
    file: TextIO, *, now: datetime, on_wrong: Callable[[LineError], None] = refuse
) -> Iterator[tuple[int, ImportedRating]]:
    """
    Read *file* line by line, with line numbers; a time without a zone is UTC.

    *on_wrong* is told of each line that is wrong, which is then left out.

    Raises:
        LineError: the header, line 1, is wrong, or the file is not UTF-8 text: nothing can be left out there.

    """
    rows = csv.reader(file, strict=True)
    header: list[str] = []
    while True:
        try:
            row = next(rows, None)
            if not header:
                header = [name.strip() for name in row or []]
                _check_header(header)
            elif row is None:
                return
            elif row:
                number = rows.line_num
                rating = _parse(dict(zip(header, row, strict=False)), len(row), len(header), number, now)
                yield number, rating
        except csv.Error as error:
            on_wrong(LineError(rows.line_num, f"not valid CSV ({error})"))
        except UnicodeDecodeError as error:
            raise LineError(rows.line_num + 1, "not UTF-8 text") from error
        except LineError as error:
            if error.line == HEADER_LINE:
                raise
            on_wrong(error)


def import_ratings(
    connection: Connection,
    lines: Iterable[tuple[int, ImportedRating]],
    *,
    on_wrong: Callable[[LineError], None] = refuse,
) -> Imported:
    """
    Add the ratings of *lines*; *on_wrong* is told of each that names a revision that was never published.

    A rating that is in the database already as often as in the file (same article, revision, answer, time and words) is
    not added again, so that a file can be imported twice, also when another text was published in between.

    Raises:
        LineError: a line is wrong, and *on_wrong* does not let it be left out.

    """
    published = rated_since(connection)
    articles = {article_id for article_id, _ in published}
    current = TextsByTime(connection)
    wanted: Counter[ImportedRating] = Counter()
    for line, told in lines:
        rating = told
        if told.revision == CURRENT:
            rating = replace(told, revision=current.at(told.article_id, told.rated_at) or CURRENT)
        if (rating.article_id, rating.revision) not in published:
            text = f"the article '{rating.article_id}' was never published"
            on_wrong(LineError(line, f"{text} as '{rating.revision}'" if rating.article_id in articles else text))
            continue
        since = published[rating.article_id, rating.revision]
        if since and rating.rated_at < since:
            text = f"rated_at is '{rating.rated_at.isoformat()}', before this text was published on {since.date()}"
            on_wrong(LineError(line, text))
            continue
        wanted[rating] += 1
    known = _known(connection, {rating.article_id for rating in wanted})
    fresh = [
        (rating, number)
        for rating, times in wanted.items()
        for number in range(known[rating], max(times, known[rating]))
    ]
    fresh = _without_kept_keys(connection, fresh)
    _add(connection, fresh)
    return Imported(added=len(fresh), known=wanted.total() - len(fresh))


def export_ratings(connection: Connection, file: TextIO) -> int:
    """Write every rating that counts to *file*, oldest first, and say how many; no address and no key is exported."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    written = 0
    query = select(ratings).where(ratings.c.flood.is_(None)).order_by(ratings.c.rated_at, ratings.c.key)
    for row in connection.execution_options(yield_per=BATCH_ROWS).execute(query):
        answer = "yes" if row.helpful else "no"
        comment = row.comment and _as_text(row.comment)
        writer.writerow([row.article_id, row.revision, answer, row.rated_at.isoformat(), row.reason, comment])
        written += 1
    return written


def _as_text(comment: str) -> str:
    """Write a comment so that no spreadsheet takes it for a formula; ``_as_typed`` reads it back."""
    return f"'{comment}" if FORMULA.match(comment) else comment


def _as_typed(comment: str) -> str:
    return comment.removeprefix("'") if FORMULA.match(comment) else comment


def _check_header(header: list[str]) -> None:
    for separator, called in OTHER_SEPARATORS.items():
        if len(header) == 1 and separator in header[0]:
            raise LineError(HEADER_LINE, f"the header is parted by {called}; save the file with commas between columns")
    missing = [name for name in REQUIRED_COLUMNS if name not in header]
    strange = [name for name in header if name not in COLUMNS]
    if missing:
        raise LineError(
            HEADER_LINE, f"the header lacks {', '.join(missing)}; it is {','.join(REQUIRED_COLUMNS)}[,reason,comment]"
        )
    if strange or len(set(header)) < len(header):
        raise LineError(
            HEADER_LINE, f"the header has a column that is not known or stands twice ({', '.join(strange or header)})"
        )


def _parse(row: dict[str, str], fields: int, columns: int, line: int, now: datetime) -> ImportedRating:
    if fields != columns:
        raise LineError(line, f"{fields} fields where the header has {columns}")
    helpful = WORDS.get(row["helpful"].strip().lower())
    if helpful is None:
        raise LineError(line, f"helpful is '{row['helpful']}', not yes or no")
    reason = clean(row.get("reason", "")) or None
    if reason is not None and reason not in REASON_LABELS:
        raise LineError(line, f"reason is '{reason}', not one of {', '.join(REASON_LABELS)}")
    comment = clean(_as_typed(row.get("comment", ""))) or None
    if comment is not None and len(comment) > MAX_COMMENT_CHARS:
        raise LineError(line, f"the comment has more than {MAX_COMMENT_CHARS} characters")
    comment = comment and without_personal_words(comment)
    revision = row["revision"].strip()
    rated_at = _time(row["rated_at"], line, now)
    return ImportedRating(row["article_id"].strip(), revision, helpful, rated_at, reason, comment, named=revision)


def _time(text: str, line: int, now: datetime) -> datetime:
    try:
        rated_at = datetime.fromisoformat(text.strip())
        rated_at = rated_at.replace(tzinfo=UTC) if rated_at.tzinfo is None else rated_at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise LineError(line, f"rated_at is '{text}', not a time like 2026-11-21T20:00:00Z") from error
    if rated_at > now + CLOCK_TOLERANCE:
        raise LineError(line, f"rated_at is '{text}', which lies in the future")
    if rated_at.date() < _years_before(now.date(), OLDEST_YEARS):
        raise LineError(line, f"rated_at is '{text}', more than {OLDEST_YEARS} years ago")
    return rated_at


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February, in a year that has none
        return day.replace(year=day.year - years, day=28)


def _columns(rating: ImportedRating) -> dict[str, object]:
    return {name: value for name, value in vars(rating).items() if name != "named"}


def _known(connection: Connection, article_ids: set[str]) -> Counter[ImportedRating]:
    """Count the ratings of these articles that are in the database."""
    known: Counter[ImportedRating] = Counter()
    for article_id in article_ids:
        for row in connection.execute(select(ratings).where(ratings.c.article_id == article_id)):
            known[ImportedRating(row.article_id, row.revision, row.helpful, row.rated_at, row.reason, row.comment)] += 1
    return known


def _without_kept_keys(
    connection: Connection, fresh: list[tuple[ImportedRating, int]]
) -> list[tuple[ImportedRating, int]]:
    """Leave out lines that were imported before and whose comment was emptied since."""
    kept: set[str] = set()
    keys = [_key(rating, number) for rating, number in fresh]
    for start in range(0, len(keys), BATCH_ROWS):
        query = select(ratings.c.key).where(ratings.c.key.in_(keys[start : start + BATCH_ROWS]))
        kept.update(connection.execute(query).scalars())
    return [line for line, key in zip(fresh, keys, strict=True) if key not in kept]


def _add(connection: Connection, fresh: list[tuple[ImportedRating, int]]) -> None:
    rows = [{"key": _key(rating, number), **_columns(rating)} for rating, number in fresh]
    for start in range(0, len(rows), BATCH_ROWS):
        connection.execute(insert(ratings), rows[start : start + BATCH_ROWS])
    days = Counter((rating.article_id, rating.revision, rating.rated_at.date(), rating.helpful) for rating, _ in fresh)
    for (article_id, revision, day, helpful), by in days.items():
        add_counts(connection, article_id, revision, day, helpful=helpful, by=by)


def _key(rating: ImportedRating, number: int) -> str:
    """Derive the key from the line as it stands in the file, and how many the same came before it."""
    words = (
        rating.article_id,
        rating.named,
        rating.helpful,
        rating.rated_at.isoformat(),
        rating.reason,
        rating.comment,
    )
    return str(uuid5(IMPORTED, "\x1f".join(map(str, (*words, number)))))
