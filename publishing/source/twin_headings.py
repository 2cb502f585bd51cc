"""Headings of the same words, which only a number tells apart: their order decides where published links lead."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markdown.extensions.toc import slugify

from publishing.source.headings import Heading
from publishing.source.page import SourcePage

_NUMBER = re.compile(r"_\d+$")
_WORD = re.compile(r"\w+")
# Less than half of the words the same is another section, or one that was written anew.
_MIN_LIKENESS = 0.5


@dataclass(frozen=True)
class _Section:
    """A heading, the words of those that it stands below, and the words below it."""

    heading: Heading
    path: tuple[str, ...]
    words: tuple[str, ...]

    @cached_property
    def counted(self) -> Counter[str]:
        """How often it has each word."""
        return Counter(self.words)


def newly_numbered(headings: Sequence[Heading], listed: Collection[str]) -> Iterator[tuple[Heading, Heading]]:
    """
    Yield each heading that only a number tells from one above, with that one, where it may have lost its link to it.

    So it may where the anchor of the one above is *listed* and its own is not: ``toc`` numbers equal words by their
    order, and a new heading above a published one takes its anchor.
    """
    for heading, above in _numbered(headings):
        if above.anchor in listed and heading.anchor not in listed:
            yield heading, above


def has_twins(page: SourcePage) -> bool:
    """Tell whether a number alone tells some of the headings of *page* apart."""
    return any(_numbered(page.headings))


def swapped(before: SourcePage, now: SourcePage) -> Iterator[tuple[Heading, str]]:
    """
    Yield the headings of the page *now* that had the anchor of another of the same words, with that.

    Each section of *before* is one of *now* at most, and the other way round: a new one was none, whatever it is like.
    """
    twins = {heading for pair in _numbered(now.headings) for heading in pair}
    names = {_name_of(heading) for heading in twins}
    sections_before, sections = _by_name(before, names), _by_name(now, names)
    same = (pair for name in names for pair in _same_sections(sections_before[name], sections[name]))
    moved = [
        (new.heading, old.heading.anchor)
        for old, new in same
        if new.heading in twins and old.heading.anchor != new.heading.anchor and _likeness(old, new) >= _MIN_LIKENESS
    ]
    yield from sorted(moved, key=lambda each: each[0].line)


def _numbered(headings: Sequence[Heading]) -> Iterator[tuple[Heading, Heading]]:
    """Yield each heading that only a number tells from one above, with that one."""
    first = {heading.anchor: heading for heading in reversed(headings)}
    for heading in headings:
        above = first.get(_NUMBER.sub("", heading.anchor))
        if above is not None and above is not heading and _name_of(above) == _name_of(heading):
            yield heading, above


def _name_of(heading: Heading) -> str:
    return slugify(heading.text, "-")


def _by_name(page: SourcePage, names: Collection[str]) -> Mapping[str, list[_Section]]:
    """Take apart those sections of *page* whose headings have one of *names*."""
    lines = page.body.split("\n")
    found = defaultdict[str, list[_Section]](list)
    for heading, path, end in zip(page.headings, _paths(page.headings), _ends(page.headings), strict=True):
        if (name := _name_of(heading)) in names:
            words = _WORD.findall("\n".join(lines[heading.line : end]).lower())
            found[name].append(_Section(heading, path, tuple(words)))
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


def _same_sections(before: Sequence[_Section], now: Sequence[_Section]) -> Iterator[tuple[_Section, _Section]]:
    """
    Pair the sections that are the same, each once.

    The headings above tell, where no other section stands below the same ones. Else the words tell: first those that
    are equal, which needs no comparison of each with each, then those that have the most in common.
    """
    ways: tuple[Callable[[Sequence[_Section], Sequence[_Section]], Iterable[tuple[_Section, _Section]]], ...] = (
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


def _below_the_same(before: Sequence[_Section], now: Sequence[_Section]) -> Iterator[tuple[_Section, _Section]]:
    """Pair the sections that are the only ones of their path, however much of them was written anew."""
    olds, news = (_grouped(sections, lambda each: each.path) for sections in (before, now))
    for path, those in olds.items():
        if len(those) == len(news.get(path, ())) == 1:
            yield those[0], news[path][0]


def _equal(
    before: Sequence[_Section], now: Sequence[_Section], key: Callable[[_Section], Hashable]
) -> Iterator[tuple[_Section, _Section]]:
    """Pair the sections of the same *key* in their order."""
    news = _grouped(now, key)
    for same, those in _grouped(before, key).items():
        yield from zip(those, news.get(same, ()), strict=False)


def _grouped(sections: Iterable[_Section], key: Callable[[_Section], Hashable]) -> dict[Hashable, list[_Section]]:
    groups = defaultdict[Hashable, list[_Section]](list)
    for section in sections:
        groups[key(section)].append(section)
    return groups


def _alike(before: Sequence[_Section], now: Sequence[_Section]) -> Iterator[tuple[_Section, _Section]]:
    """Pair the sections that have most of their words in common, the likest first; of equals, that in its place."""
    likest = sorted(
        (
            (-likeness, old.heading.anchor != new.heading.anchor, old.heading.line, new.heading.line, old, new)
            for old in before
            for new in now
            if (likeness := _likeness(old, new)) >= _MIN_LIKENESS
        ),
        key=lambda each: each[:4],
    )
    settled = set[int]()
    for *_, old, new in likest:
        if not settled & {id(old), id(new)}:
            settled |= {id(old), id(new)}
            yield old, new


def _likeness(some: _Section, other: _Section) -> float:
    """Return the share of words that two sections have in common, from 0 to 1."""
    common = (some.counted & other.counted).total()
    return common / (len(some.words) + len(other.words) - common or 1)
