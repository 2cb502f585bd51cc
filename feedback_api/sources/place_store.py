"""Places that the ratings of a text came from, in the database; see `feedback_api.sources.places`."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, case, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from feedback_api.evidence.policy import Policy
from feedback_api.sources.places import is_known_place, is_surplus, place_of
from feedback_api.sources.secret_keys import made_key
from feedback_api.sources.tables import rating_places

KEY_NAME = "places of ratings"
TEXT_HEX_DIGITS = 24
KEPT_FOR = timedelta(days=Policy().window_days)
# Each rating and each play asks these; to write a statement down takes longer than to run it.
_OF_TEXT = (rating_places.c.article_id == bindparam("of_article"), rating_places.c.lineage == bindparam("of_lineage"))
_AT_PLACE = rating_places.c.place == bindparam("at_place")
_COUNTED = select(
    func.sum(case((_AT_PLACE, rating_places.c.ratings), else_=0)), func.sum(rating_places.c.ratings)
).where(*_OF_TEXT)
_ADDED = (
    update(rating_places)
    .where(*_OF_TEXT, _AT_PLACE)
    .values(ratings=rating_places.c.ratings + bindparam("times"), last_day=bindparam("today"))
)


@dataclass(frozen=True)
class Place:
    """Where a rating came from, of a text and of those that only correct its wording, and what came from there."""

    article_id: str
    lineage: str
    number: int
    here: int
    elsewhere: int

    @property
    def is_known(self) -> bool:
        """Whether its source has probably rated the text before."""
        return is_known_place(self.here, self.elsewhere)

    @property
    def is_full(self) -> bool:
        """Whether one more rating is more than one source may add."""
        return is_surplus(self.here, self.elsewhere)


def find_place(connection: Connection, article_id: str, lineage: str, source: str) -> Place:
    """Find the place of a *source* that rates a text, with the ratings that are counted of it."""
    number = place_of(source, f"{article_id}\x1f{lineage}", key_of_places(connection))
    asked = {"of_article": article_id, "of_lineage": lineage, "at_place": number}
    here, everywhere = (int(ratings or 0) for ratings in connection.execute(_COUNTED, asked).one())
    return Place(article_id, lineage, number, here, everywhere - here)


def takes_one_more(  # noqa: PLR0913 - what came, of what, and from where
    connection: Connection, what: str, article_id: str, text: str, source: str, *, now: datetime, once: bool = False
) -> bool:
    """
    Count one more of *what* comes of a text from the place of *source*, and say whether it did.

    Not where the place had its share in the days that count: a household's, or a single one where a source counts
    *once*.
    """
    named = f"{what} {hashlib.sha256(text.encode()).hexdigest()[:TEXT_HEX_DIGITS]}"
    place = find_place(connection, article_id, named, source)
    if place.is_known if once else place.is_full:
        return False
    count_at(connection, place, now=now)
    return True


def count_at(connection: Connection, place: Place, *, now: datetime, times: int = 1) -> None:
    """Count one more rating of the place, or several."""
    here = {"of_article": place.article_id, "of_lineage": place.lineage, "at_place": place.number}
    added = {**here, "times": times, "today": now.date()}
    if connection.execute(_ADDED, added).rowcount:
        return
    values = {"article_id": place.article_id, "lineage": place.lineage, "place": place.number}
    try:
        with connection.begin_nested():
            connection.execute(insert(rating_places).values(**values, ratings=times, last_day=now.date()))
    except IntegrityError:
        connection.execute(_ADDED, added)  # another process counted the first rating of the place


def places_of(connection: Connection, subject: str) -> Counter[int]:
    """Give how many searches of a cause, the *subject*, came from each place."""
    query = select(rating_places.c.place, rating_places.c.ratings).where(rating_places.c.article_id == subject)
    return Counter({row.place: row.ratings for row in connection.execute(query)})


def count_places(connection: Connection, subject: str, more: Mapping[int, int], *, now: datetime) -> None:
    """Count *more* searches of a cause at each place."""
    for number, times in more.items():
        count_at(connection, Place(subject, "", number, 0, 0), now=now, times=times)


def forget_places(connection: Connection, *, now: datetime) -> None:
    """Delete places whose last rating no longer counts."""
    connection.execute(delete(rating_places).where(rating_places.c.last_day < (now - KEPT_FOR).date()))


def key_of_places(connection: Connection) -> str:
    """Give what places are drawn with, made when the first one is."""
    return made_key(connection, KEY_NAME)
