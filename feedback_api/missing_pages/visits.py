"""
Visits to addresses that lead nowhere, written down as they are reported.

Of a visit the path is kept, the day and, when the link stands on the site itself, the path of its page. That one source
met one address is known for a day by a mark that tells nothing else, and that it probably did before, while visits
count, by a place that leads to nobody: one person counts once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update

from feedback_api.missing_pages.tables import MAX_PATH_CHARS, missing_pages
from feedback_api.personal.wording import clean
from feedback_api.personal.words import without_personal_words
from feedback_api.revisions.tables import articles
from feedback_api.sources.floods import MOST_WITHIN_THE_WINDOW
from feedback_api.sources.marks import Marker, note_marks, times_noted
from feedback_api.sources.place_store import takes_one_more
from publishing.errors import HelpCentreError
from publishing.translations import noted

MAX_PATHS_A_DAY = 1000
"""New addresses beyond these are not kept: nobody has that many broken links, but anybody can make them up."""
MAX_PATHS_OF_A_SOURCE = 20
"""Of these, so many from one source a day: nobody leaves less room for others."""


class NoVisitsSetAsideError(HelpCentreError):
    """No visits to this address are set aside."""

    http_status = 404


@dataclass(frozen=True)
class Visit:
    """Somebody met *path*, from the site's page *from_path* or, when that is empty, from elsewhere; None: anybody."""

    path: str
    from_path: str = ""
    source: str | None = None


@dataclass(frozen=True)
class SetAsideVisits:
    """Visits to an address that are not counted, and the days of the first and the last of them."""

    path: str
    visits: int
    first_day: date
    last_day: date


def note_visit(connection: Connection, visit: Visit, *, now: datetime) -> bool:
    """
    Count *visit*, and say whether it counts.

    Not when an article is there, when its source was counted while visits count or, where no source can be told, when
    more came within the minute than people do; nor for new addresses beyond ``MAX_PATHS_A_DAY``.
    """
    path, from_path = (_kept(text) for text in (visit.path, visit.from_path))
    published = or_(articles.c.url == path, articles.c.url == f"{path}/")
    if connection.execute(select(articles.c.id).where(published)).first():
        return False
    counts = _is_news(connection, visit.source, path, now)
    key = {"path": path, "day": now.date(), "from_path": from_path}
    one_more = {"visits": int(counts), "set_aside": int(not counts)}
    if not _add(connection, key, one_more):
        if not _has_room(connection, visit.source, now):
            return False
        connection.execute(insert(missing_pages).values(**key, **one_more))
    return counts


def list_set_aside_visits(connection: Connection) -> list[SetAsideVisits]:
    """List the addresses with visits that are set aside, latest first."""
    days = missing_pages.c.day
    query = (
        select(missing_pages.c.path, func.sum(missing_pages.c.set_aside), func.min(days), func.max(days))
        .where(missing_pages.c.set_aside > 0)
        .group_by(missing_pages.c.path)
        .order_by(func.max(days).desc(), missing_pages.c.path)
    )
    return [SetAsideVisits(row[0], int(row[1]), row[2], row[3]) for row in connection.execute(query)]


def put_back_visits(connection: Connection, path: str) -> int:
    """
    Count the visits to *path* that were set aside after all, each on its day, and say how many.

    Raises:
        NoVisitsSetAsideError: there are none.

    """
    here = missing_pages.c.path == path
    aside = connection.execute(select(func.sum(missing_pages.c.set_aside)).where(here)).scalar()
    if not aside:
        raise NoVisitsSetAsideError(
            noted("No visits to this address are set aside."),
            noted("Look at the list of what was set aside again."),
        )
    together = missing_pages.c.visits + missing_pages.c.set_aside
    connection.execute(update(missing_pages).where(here).values(visits=together, set_aside=0))
    return int(aside)


def _kept(path: str) -> str:
    return without_personal_words(clean(path).strip("/"))[:MAX_PATH_CHARS]


def _is_news(connection: Connection, source: str | None, path: str, now: datetime) -> bool:
    """Say whether nobody from there was counted; where no source can be told, the minute stands for it."""
    mark = Marker(connection).mark(source or f"{now:%H:%M}", "missing page", path, now=now)
    if times_noted(connection, [mark])[mark] >= (1 if source else MOST_WITHIN_THE_WINDOW):
        return False
    note_marks(connection, [(mark, now)])
    return source is None or takes_one_more(connection, "visit", f"link:{path}", "", source, now=now, once=True)


def _add(connection: Connection, key: dict[str, Any], more: dict[str, int]) -> bool:
    """Add to what was counted already on this day; False when nothing was."""
    same = [missing_pages.c[name] == value for name, value in key.items()]
    sums = {name: missing_pages.c[name] + number for name, number in more.items()}
    return bool(connection.execute(update(missing_pages).where(*same).values(sums)).rowcount)


def _has_room(connection: Connection, source: str | None, now: datetime) -> bool:
    """Say whether one more address may be kept today, in all and from this source."""
    today = select(func.count()).select_from(missing_pages).where(missing_pages.c.day == now.date())
    if connection.execute(today).scalar_one() >= MAX_PATHS_A_DAY:
        return False
    if source is None:
        return True
    mark = Marker(connection).mark(source, "missing pages", now=now)
    if times_noted(connection, [mark])[mark] >= MAX_PATHS_OF_A_SOURCE:
        return False
    note_marks(connection, [(mark, now)])
    return True
