"""Which sections of a page are those of an earlier text of it, told by what stands above and in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import chain, pairwise, product

from publishing.source.headings import Heading

# Less than half of the words the same is another section, or one that was written anew.
MIN_LIKENESS = 0.5
# So many pairs of sections are all compared. Of more, each section is with so many, which share with it what no more
# sections than so many have.
_MAX_PAIRS = 2_500
_MAX_COMPARED = 8
_MAX_HOLDERS = 16


@dataclass(frozen=True)
class Section:
    """
    A heading, the words of those that it stands below, and the words below it.

    Its ``own`` are those before the next heading, so all but those of its subsections.
    """

    heading: Heading
    path: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    @cached_property
    def counted(self) -> Counter[str]:
        """How often it has each word."""
        return Counter(self.words)

    @cached_property
    def counted_own(self) -> Counter[str]:
        """How often it has each word before its first subsection."""
        return Counter(self.own)

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """How often it has each two words that follow one another."""
        return Counter(pairwise(self.words))

    @property
    def marks(self) -> frozenset[Hashable]:
        """What may tell it from others: its words, and each two of them that follow one another."""
        return frozenset(self.words) | frozenset(pairwise(self.words))


def same_sections(before: Sequence[Section], now: Sequence[Section]) -> Iterator[tuple[Section, Section]]:
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
            if (likeness := likeness_of(old, new)) >= MIN_LIKENESS
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


def likeness_of(some: Section, other: Section) -> float:
    """
    Return the share of words that two sections have in common, from 0 to 1.

    Where a subsection came or went, most of the words may be its own: then the words before the first subsection tell,
    as far as the longer section says what the shorter one does.
    """
    likeness = _share(some.counted, other.counted)
    if likeness >= MIN_LIKENESS or (some.own == some.words and other.own == other.words):
        return likeness
    lead = _share(some.counted_own, other.counted_own) if some.own or other.own else 1
    return likeness if lead < MIN_LIKENESS else max(likeness, min(lead, _contained(some, other)))


def goes_on_in(old: Section, new: Section) -> bool:
    """Tell whether most of what *old* says stands in *new*, whatever else that says."""
    return (old.pairs & new.pairs).total() > MIN_LIKENESS * old.pairs.total()


def _share(some: Counter[str], other: Counter[str]) -> float:
    common = (some & other).total()
    return common / (some.total() + other.total() - common or 1)


def _contained(some: Section, other: Section) -> float:
    """Return how many pairs of words, which chance rarely makes, of the shorter section stand in the longer one."""
    return (some.pairs & other.pairs).total() / (min(some.pairs.total(), other.pairs.total()) or 1)
