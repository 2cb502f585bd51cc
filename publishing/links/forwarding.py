"""Where an old link leads now: a pure function over what pages say of themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from publishing.articles.meta import text_of
from publishing.errors import HelpCentreError

REPLACED_BY = "replaced_by"
MOVED_SECTIONS = "moved_sections"
GONE = "gone"
_MOMENT = re.compile(r"t=\d+")  # of a video: its player finds every one


@dataclass(frozen=True)
class Place:
    """An article, or one section of it; an empty anchor is the top of its page."""

    article_id: str
    anchor: str = ""

    def __str__(self) -> str:
        """Write the place as front matter does."""
        return f"{self.article_id}#{self.anchor}" if self.anchor else self.article_id


def place_of(text: str) -> Place:
    """Read ``article-id`` or ``article-id#section``."""
    article_id, _, anchor = text.strip().partition("#")
    return Place(article_id, anchor)


class LeadsNowhere(HelpCentreError):  # noqa: N818 - named for what is wrong
    """A link is led on to something that does not exist, or in a circle."""

    exit_status = 1


@dataclass(frozen=True)
class Departure:
    """
    What a page's front matter says of where its links lead now.

    ``replaced_by`` is for the whole page, ``moved_sections`` for single sections by their old anchor; ``gone`` is what
    a page that has no successor says instead.
    """

    replaced_by: Place | None = None
    moved_sections: Mapping[str, Place] = field(default_factory=dict)
    gone: str = ""


def departure_of(front_matter: Mapping[str, Any]) -> Departure:
    """Take from *front_matter* what is well formed; the content rules report the rest."""
    replaced_by = text_of(front_matter.get(REPLACED_BY))
    moved = front_matter.get(MOVED_SECTIONS)
    pairs = moved.items() if isinstance(moved, Mapping) else ()
    sections = {str(old).lstrip("#"): place_of(text) for old, to in pairs if (text := text_of(to))}
    return Departure(place_of(replaced_by) if replaced_by else None, sections, text_of(front_matter.get(GONE)) or "")


@dataclass(frozen=True)
class Forwarding:
    """
    Every article with the anchors that its page has, and every page that says where its links lead now.

    A page that is replaced or gone is no article: it has no entry in ``articles``.
    """

    articles: Mapping[str, frozenset[str]]
    departures: Mapping[str, Departure]

    def knows(self, article_id: str) -> bool:
        """Tell whether links to *article_id* lead anywhere."""
        departure = self.departures.get(article_id)
        return article_id in self.articles or bool(departure and (departure.replaced_by or departure.gone))

    def lead(self, old: Place) -> Place:
        """
        Follow *old* to where it is now, however often it moved.

        A section that nobody mentions goes with its page, to the section of the same name when there is one.

        Raises:
            LeadsNowhere: what is named does not exist, or the way leads back to itself.

        """
        place = old
        for _ in range(len(self.articles) + len(self.departures) + 1):
            following = self._next(place)
            if following is None:
                return self._arrive(place, old)
            place = following
        raise LeadsNowhere(f"links to '{old}' are led in a circle.", "Let one of the pages stay where it is.")

    def _next(self, place: Place) -> Place | None:
        departure = self.departures.get(place.article_id, Departure())
        if place.anchor in self.articles.get(place.article_id, ()):
            return None
        if place.anchor and place.anchor in departure.moved_sections:
            return departure.moved_sections[place.anchor]
        if departure.replaced_by is None:
            return None
        return self._with_page(departure.replaced_by, place.anchor)

    def _with_page(self, successor: Place, anchor: str) -> Place:
        """Lead a section that was not mentioned to where its page went."""
        if anchor and not successor.anchor:
            known = self.articles.get(successor.article_id, frozenset())
            departed = self.departures.get(successor.article_id, Departure())
            if anchor in known or anchor in departed.moved_sections or departed.replaced_by:
                return Place(successor.article_id, anchor)
        return successor

    def _arrive(self, place: Place, old: Place) -> Place:
        if not self.knows(place.article_id):
            raise LeadsNowhere(
                f"links to '{old}' lead to the article '{place.article_id}', which does not exist.",
                "Write the id of an article that is there.",
            )
        known = self.articles.get(place.article_id, frozenset())
        if place.anchor and place.anchor not in known and not _MOMENT.fullmatch(place.anchor):
            if place == old or place.article_id not in self.articles:
                return Place(place.article_id)
            raise LeadsNowhere(
                f"links to '{old}' lead to '{place}', a section that does not exist.",
                "Write the anchor of a section that is there, or the article's id alone for the top of its page.",
            )
        return place
