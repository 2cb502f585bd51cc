"""Headings of the same words, which only a number tells apart: their order decides where published links lead."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import chain, pairwise, product

from markdown.extensions.toc import slugify, unique

from publishing.source.headings import Heading
from publishing.source.page import SourcePage

_NUMBER = re.compile(r"_\d+$")
_WORD = re.compile(r"\w+")
# Less than half of the words the same is another section, or one that was written anew.
_MIN_LIKENESS = 0.5
# So many pairs of sections are all compared. Of more, each section is with so many, which share with it what no more
# sections than so many have.
_MAX_PAIRS = 2_500
_MAX_COMPARED = 8
_MAX_HOLDERS = 16


@dataclass(frozen=True)
class Section:
    """A heading, the words of those that it stands below, and the words below it."""

    heading: Heading
    path: tuple[str, ...]
    words: tuple[str, ...]

    @cached_property
    def counted(self) -> Counter[str]:
        """How often it has each word."""
        return Counter(self.words)

    @property
    def marks(self) -> frozenset[Hashable]:
        """What may tell it from others: its words, and each two of them that follow one another."""
        return frozenset(self.words) | frozenset(pairwise(self.words))


@dataclass(frozen=True)
class Astray:
    """A link that leads to another section than before: its anchor, the heading there, and its ``own``, if any."""

    anchor: str
    heading: Heading
    own: Heading | None


@dataclass(frozen=True)
class Shift:
    """
    What headings of the same words that came, went or changed places did to the links of a page.

    ``moved`` are the headings that had another anchor, with that, and ``new`` the sections that were not there.
    """

    astray: tuple[Astray, ...]
    moved: tuple[tuple[Heading, str], ...]
    new: tuple[Section, ...]

    def is_undone(self, anchors: Mapping[Heading, str]) -> bool:
        """Tell whether every link would lead to its own section again if the headings had these *anchors*."""
        return all(each.own is not None and anchors[each.own] == each.anchor for each in self.astray)


def anchors_with(page: SourcePage, ids: Mapping[Heading, str]) -> dict[Heading, str]:
    """Return the anchor that each heading of *page* would have if some had these *ids* written behind them."""
    written = {heading: heading.anchor for heading in page.headings if heading.is_written} | dict(ids)
    used = {*page.written_anchors, *written.values()}
    anchors: dict[Heading, str] = {}
    last: dict[str, str] = {}
    for heading in page.headings:
        if heading in written or not heading.anchor:
            anchors[heading] = written.get(heading, "")
        else:
            name = _name_of(heading)
            anchors[heading] = last[name] = unique(last.get(name, name), used)
    return anchors


def newly_numbered(headings: Sequence[Heading], listed: Collection[str]) -> Iterator[tuple[Heading, Heading]]:
    """
    Yield each heading that only a number tells from one above, with that one, where it may have lost its link to it.

    So it may where the anchor of the one above is *listed* and its own is not: ``toc`` numbers equal words by their
    order, and a new heading above a published one takes its anchor. One that is written out is nobody else's.
    """
    for heading, above in _numbered(headings):
        is_told = heading.is_written or above.is_written
        if above.anchor in listed and heading.anchor not in listed and not is_told:
            yield heading, above


def has_twins(page: SourcePage) -> bool:
    """Tell whether a number alone tells some of the headings of *page* apart."""
    return any(_numbered(page.headings))


def is_numbered(anchor: str) -> bool:
    """Tell whether *anchor* may be that of a heading which a number alone tells from another."""
    return _NUMBER.search(anchor) is not None


def shift_of(before: SourcePage, now: SourcePage, listed: Collection[str]) -> Shift:
    """
    Tell which of the *listed* links to headings of the same words lead elsewhere on the page *now* than *before*.

    Each section of *before* is one of *now* at most, and the other way round: a new one was none, whatever it is like.
    One that says other things than before may be another: of its link nothing is told.
    """
    names = {_name_of(each) for page in (before, now) for pair in _numbered(page.headings) for each in pair}
    olds, news = _by_name(before, names), _by_name(now, names)
    pairs = [pair for name in sorted(names) for pair in _same_sections(olds[name], news[name])]
    own = {old.heading: new.heading for old, new in pairs}
    found = set(own.values())
    was = {
        new.heading: old.heading.anchor
        for old, new in pairs
        if old.heading.anchor == new.heading.anchor or _likeness(old, new) >= _MIN_LIKENESS
    }
    holders = _first_of_each(now.headings)
    astray = [
        Astray(anchor, holders[anchor], own.get(old))
        for anchor, old in _first_of_each(before.headings).items()
        if anchor in listed and anchor in holders and _name_of(old) in names
        and _leads_astray(anchor, holders[anchor], own.get(old), was)
    ]  # fmt: skip
    return Shift(
        tuple(sorted(astray, key=lambda each: each.heading.line)),
        tuple(sorted(((new, old) for new, old in was.items() if new.anchor != old), key=lambda each: each[0].line)),
        tuple(each for name in sorted(names) for each in news[name] if each.heading not in found),
    )


def _first_of_each(headings: Sequence[Heading]) -> dict[str, Heading]:
    """Return the heading that the link to each anchor leads to: the first."""
    return {heading.anchor: heading for heading in reversed(headings)}


def _leads_astray(anchor: str, holder: Heading, own: Heading | None, was: Mapping[Heading, str]) -> bool:
    """Tell whether *anchor* surely leads elsewhere than to its *own* heading, which is None where that is gone."""
    if own is None:
        return was.get(holder, anchor) != anchor
    return own.anchor != anchor and own in was


def _numbered(headings: Sequence[Heading]) -> Iterator[tuple[Heading, Heading]]:
    """Yield each heading that only a number tells from one above, with that one."""
    first = {heading.anchor: heading for heading in reversed(headings)}
    for heading in headings:
        above = first.get(_NUMBER.sub("", heading.anchor))
        if above is not None and above is not heading and _name_of(above) == _name_of(heading):
            yield heading, above


def _name_of(heading: Heading) -> str:
    return slugify(heading.text, "-")


def _by_name(page: SourcePage, names: Collection[str]) -> Mapping[str, list[Section]]:
    """Take apart those sections of *page* whose headings have one of *names*."""
    lines = page.body.split("\n")
    found = defaultdict[str, list[Section]](list)
    for heading, path, end in zip(page.headings, _paths(page.headings), _ends(page.headings), strict=True):
        if (name := _name_of(heading)) in names:
            words = _WORD.findall("\n".join(lines[heading.line : end]).lower())
            found[name].append(Section(heading, path, tuple(words)))
    return found


def _paths(headings: Sequence[Heading]) -> Iterator[tuple[str, ...]]:
    """Yield for each heading the words of those that it stands below, but for the title."""
    title = next((heading for heading in headings if heading.level == 1), None)
    above: list[Heading] = []
    for heading in headings:
        while above and above[-1].level >= heading.level:
            above.pop()
        yield tuple(each.text for each in above if each is not title)
        above.append(heading)


def _ends(headings: Sequence[Heading]) -> list[int | None]:
    """Return the last line of the section of each heading, none where that is the last of the page."""
    ends: list[int | None] = []
    below: list[Heading] = []
    for heading in reversed(headings):
        while below and below[-1].level > heading.level:
            below.pop()
        ends.append(below[-1].line - 1 if below else None)
        below.append(heading)
    return ends[::-1]


def _same_sections(before: Sequence[Section], now: Sequence[Section]) -> Iterator[tuple[Section, Section]]:
    """
    Pair the sections that are the same, each once.

    The headings above tell, where no other section stands below the same ones. Else the words tell: first those that
    are equal, which needs no comparison of each with each, then those that have the most in common.
    """
    ways: tuple[Callable[[Sequence[Section], Sequence[Section]], Iterable[tuple[Section, Section]]], ...] = (
        _below_the_same,
        lambda olds, news: _equal(olds, news, lambda each: (each.heading.anchor, each.words)),
        lambda olds, news: _equal(olds, news, lambda each: each.words),
        _alike,
    )
    for pairs_of in ways:
        pairs = list(pairs_of(before, now))
        yield from pairs
        settled = {id(section) for pair in pairs for section in pair}
        before = [section for section in before if id(section) not in settled]
        now = [section for section in now if id(section) not in settled]


def _below_the_same(before: Sequence[Section], now: Sequence[Section]) -> Iterator[tuple[Section, Section]]:
    """Pair the sections that are the only ones of their path, however much of them was written anew."""
    olds, news = (_grouped(sections, lambda each: each.path) for sections in (before, now))
    for path, those in olds.items():
        if len(those) == len(news.get(path, ())) == 1:
            yield those[0], news[path][0]


def _equal(
    before: Sequence[Section], now: Sequence[Section], key: Callable[[Section], Hashable]
) -> Iterator[tuple[Section, Section]]:
    """Pair the sections of the same *key* in their order."""
    news = _grouped(now, key)
    for same, those in _grouped(before, key).items():
        yield from zip(those, news.get(same, ()), strict=False)


def _grouped(sections: Iterable[Section], key: Callable[[Section], Hashable]) -> dict[Hashable, list[Section]]:
    groups = defaultdict[Hashable, list[Section]](list)
    for section in sections:
        groups[key(section)].append(section)
    return groups


def _alike(before: Sequence[Section], now: Sequence[Section]) -> Iterator[tuple[Section, Section]]:
    """Pair the sections that have most of their words in common, the likest first; of equals, that in its place."""
    likest = sorted(
        (
            (-likeness, old.heading.anchor != new.heading.anchor, old.heading.line, new.heading.line, old, new)
            for old, new in _may_be_alike(before, now)
            if (likeness := _likeness(old, new)) >= _MIN_LIKENESS
        ),
        key=lambda each: each[:4],
    )
    settled = set[int]()
    for *_, old, new in likest:
        if not settled & {id(old), id(new)}:
            settled |= {id(old), id(new)}
            yield old, new


def _may_be_alike(before: Sequence[Section], now: Sequence[Section]) -> Iterator[tuple[Section, Section]]:
    """
    Yield the pairs worth a comparison: all of a few sections; of many, which would be too many pairs, a few of each.

    Those are the one in its place, and the ones that share most of the words and pairs of words that few others have.
    """
    if len(before) * len(now) <= _MAX_PAIRS:
        yield from product(before, now)
        return
    holders = defaultdict[Hashable, list[int]](list)
    for number, old in enumerate(before):
        for mark in old.marks:
            holders[mark].append(number)
    in_place = {old.heading.anchor: number for number, old in enumerate(before)}
    for new in now:
        rare = (holders[mark] for mark in new.marks if mark in holders and len(holders[mark]) <= _MAX_HOLDERS)
        shared = Counter(chain.from_iterable(rare))
        likely = {*nsmallest(_MAX_COMPARED, shared, key=lambda number: (-shared[number], number))}
        place = in_place.get(new.heading.anchor)
        for number in sorted(likely if place is None else likely | {place}):
            yield before[number], new


def _likeness(some: Section, other: Section) -> float:
    """Return the share of words that two sections have in common, from 0 to 1."""
    common = (some.counted & other.counted).total()
    return common / (len(some.words) + len(other.words) - common or 1)
