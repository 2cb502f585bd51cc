"""
Searches of one cause that come in floods: what is beyond what people do is set aside, and counts only when put back.

While a search waits to be counted, a mark tells which others of that day came from the same place; once it is counted
the mark is gone, and another one, of this cause alone, stays for a day. Where no source can be told, the minute stands
for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from feedback_api.searches.tables import PUT_BACK, searches
from feedback_api.sources.floods import MOST_FROM_ONE_SOURCE, MOST_WITHIN_THE_WINDOW, FloodReason
from feedback_api.sources.marks import Marker, note_marks, times_noted
from feedback_api.sources.place_store import count_places, places_of
from feedback_api.sources.places import is_surplus
from publishing.errors import HelpCentreError
from publishing.translations import noted


class NothingSetAsideError(HelpCentreError):
    """No searches of this cause are set aside."""

    http_status = 404


@dataclass(frozen=True)
class Came:
    """A search as far as floods go: when, whence (None where that cannot be told), and whether a person put it back."""

    search_id: str
    searched_at: datetime
    mark: str | None
    put_back: bool
    place: int | None = None


@dataclass(frozen=True)
class SetAsideSearches:
    """Searches of one cause that are not counted: their commonest words, how many they are, and when they came."""

    cause_id: int
    wording: str
    reason: FloodReason
    searches: int
    began_at: datetime
    last_at: datetime


def beyond_what_people_do(
    found: Sequence[Came], had: Mapping[str, int], places: Mapping[int, int] | None = None
) -> dict[str, FloodReason]:
    """
    Name the searches of one cause, in order of time, that are more than one source or one minute may have, and why.

    *had* is how many each mark had before, *places* how many of the cause each place had while they count.
    """
    times, counted = Counter(had), Counter(places)
    surplus: dict[str, FloodReason] = {}
    for search in found:
        if search.put_back:
            continue
        place = search.mark or search.searched_at.strftime("%Y-%m-%d %H:%M")
        most = MOST_FROM_ONE_SOURCE if search.mark else MOST_WITHIN_THE_WINDOW
        if times[place] >= most:
            surplus[search.search_id] = FloodReason.ONE_SOURCE if search.mark else FloodReason.BURST
        elif search.place is not None and is_surplus(here := counted[search.place], counted.total() - here):
            surplus[search.search_id] = FloodReason.ONE_PLACE
        elif search.place is not None:
            counted[search.place] += 1
        times[place] += 1
    return surplus


def sort_out(
    connection: Connection, of_cause: Mapping[int, Sequence[Came]], *, now: datetime
) -> dict[str, FloodReason]:
    """Name the searches of each cause that are to be set aside; remember where the others came from."""
    marker = Marker(connection)
    of_marks = {cause: [_of_cause(search, cause, marker) for search in found] for cause, found in of_cause.items()}
    marked = list(of_marks.values())
    had = times_noted(connection, {search.mark for found in marked for search in found if search.mark})
    surplus: dict[str, FloodReason] = {}
    for cause, found in of_marks.items():
        from_places = [search for search in found if search.place is not None and not search.put_back]
        places = places_of(connection, f"search:{cause}") if from_places else None
        surplus |= beyond_what_people_do(found, had, places)
        more = Counter(search.place for search in from_places if search.search_id not in surplus)
        count_places(
            connection, f"search:{cause}", {place: n for place, n in more.items() if place is not None}, now=now
        )
    note_marks(
        connection,
        [
            (search.mark, search.searched_at)
            for found in marked
            for search in found
            if search.mark and search.search_id not in surplus
        ],
    )
    return surplus


def list_set_aside(connection: Connection) -> list[SetAsideSearches]:
    """List what is set aside, by cause and reason, latest first."""
    last = func.max(searches.c.searched_at)
    query = (
        select(searches.c.cause_id, searches.c.flood, func.count(), func.min(searches.c.searched_at), last)
        .add_columns(func.min(searches.c.query))
        .where(searches.c.flood.is_not(None), searches.c.flood != PUT_BACK)
        .group_by(searches.c.cause_id, searches.c.flood)
        .order_by(last.desc(), searches.c.cause_id)
    )
    return [
        SetAsideSearches(row[0], row[5], FloodReason(row[1]), int(row[2]), row[3], row[4])
        for row in connection.execute(query)
    ]


def put_back_searches(connection: Connection, cause_id: int) -> int:
    """
    Let the next review count the searches of a cause that were set aside, and say how many they are.

    Raises:
        NothingSetAsideError: there are none.

    """
    aside = (searches.c.cause_id == cause_id, searches.c.flood.is_not(None), searches.c.flood != PUT_BACK)
    put_back = connection.execute(update(searches).where(*aside).values(flood=PUT_BACK, cause_id=None)).rowcount
    if not put_back:
        raise NothingSetAsideError(
            noted("No searches of this question are set aside."),
            noted("Look at the list of what was set aside again."),
        )
    return put_back


def _of_cause(search: Came, cause_id: int, marker: Marker) -> Came:
    """Give *search* the mark that it has for this cause alone, so that two causes never share one."""
    if search.mark is None:
        return search
    return replace(search, mark=marker.mark(search.mark, "cause", str(cause_id), now=search.searched_at))
