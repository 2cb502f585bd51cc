"""Ids to write behind headings, with which published links lead to their sections again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from markdown.extensions.toc import slugify

from publishing.rules.written_ids import free_id
from publishing.source.headings import Heading
from publishing.source.page import SourcePage
from publishing.source.same_sections import Section
from publishing.source.twin_headings import Shift, anchors_with, newly_numbered


@dataclass(frozen=True)
class Repair:
    """
    What puts the links of *page*, which *shift* led astray, right.

    Sections that ``moved`` say where they are in the front matter, and the list of links holds the anchors ``listed``.
    """

    page: SourcePage
    shift: Shift
    listed: Collection[str]
    moved: Collection[str]

    def ids(self) -> dict[Heading, str]:
        """Return the id to write behind each heading: of what is new alone where that does, else the fewest."""
        own = {section.heading: "" for section in self.shift.new}
        for section in self.shift.new:
            own[section.heading] = self._free(_wish(section), own)
        with_own, others = self._completed(own), self._completed({})
        return with_own if with_own.keys() == own.keys() else min(others, with_own, key=len)

    def lost(self, ids: Mapping[Heading, str]) -> list[str]:
        """Return the published anchors of sections that are gone, which lead nowhere once *ids* are written."""
        there = {*anchors_with(self.page, ids).values(), *self.moved}
        gone = (anchor for anchor, owner in self.shift.owners.items() if owner is None and anchor not in there)
        return [anchor for anchor in gone if anchor in self.page.anchors]

    def _completed(self, ids: Mapping[Heading, str]) -> dict[Heading, str]:
        """Add to *ids* what they lack; each that is written gives other headings other numbers, so until none does."""
        complete = dict(ids)
        while lacking := self._lacking(complete):
            complete |= lacking
        return complete

    def _lacking(self, ids: Mapping[Heading, str]) -> dict[Heading, str]:
        """Return ids for more headings than have *ids*; none where all links lead right and nothing else is asked."""
        anchors = anchors_with(self.page, ids)
        found = {
            owner: anchor
            for anchor, owner in self.shift.owners.items()
            if owner is not None and anchors[owner] != anchor and anchor not in self.moved and owner not in ids
        }
        for heading, anchor in anchors.items():
            if heading not in ids and heading not in found and self._is_in_the_way(heading, anchor):
                found[heading] = self._other(heading, anchor, {**ids, **found})
        return found or self._in_doubt(anchors, ids)

    def _is_in_the_way(self, heading: Heading, anchor: str) -> bool:
        """Tell whether *heading* has to leave *anchor*: what only has its number leaves when the owner is named so."""
        owner = self.shift.owners.get(anchor, heading)
        if anchor in self.moved or owner is heading:
            return owner is not heading
        return self.shift.was.get(heading, anchor) != anchor if owner is None else heading.is_written

    def _in_doubt(self, anchors: Mapping[Heading, str], ids: Mapping[Heading, str]) -> dict[Heading, str]:
        """Return ids for headings of which HC016 would ask whose link is which."""
        told = {
            replace(each, anchor=anchor, is_written=each.is_written or each in ids): each
            for each, anchor in anchors.items()
        }
        found: dict[Heading, str] = {}
        for twin, _ in newly_numbered([*told], self.listed):
            found[told[twin]] = self._other(told[twin], twin.anchor, {**ids, **found})
        return found

    def _other(self, heading: Heading, anchor: str, ids: Mapping[Heading, str]) -> str:
        """Return the id that *heading* had, where it may have that, else a new one; not *anchor*."""
        was = self.shift.was.get(heading, anchor)
        written = {each.anchor for each in self.page.headings if each.is_written and each is not heading}
        owner = self.shift.owners.get(was, heading)
        if was != anchor and owner is heading and was not in written and was not in ids.values():
            return was
        section = next((each for each in self.shift.new if each.heading is heading), Section(heading))
        return self._free(_wish(section), ids)

    def _free(self, wish: str, ids: Mapping[Heading, str]) -> str:
        return free_id(self.page, wish, besides={*ids.values(), *self.shift.owners, *self.listed, *self.moved})


def _wish(section: Section) -> str:
    """Make an id of the words of *section* and those of the heading above it."""
    words = [section.heading.text, *section.path[-1:]] if section.path else ["new", section.heading.text]
    return slugify(" ".join(words).replace(".", "-"), "-") or "new"
