"""Headings of the same words, which only a number tells apart: their order decides where published links lead."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markdown.extensions.toc import slugify, unique

from publishing.source.headings import Heading
from publishing.source.page import SourcePage
from publishing.source.same_sections import MIN_LIKENESS, Section, goes_on_in, likeness_of, same_sections

_NUMBER = re.compile(r"_\d+$")
_WORD = re.compile(r"\w+")


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

    ``was`` tells the anchor that headings had before, ``new`` are the sections that were not there, and ``owners`` tell
    which heading each published link belongs to, None where that is gone; those of other words, too.
    """

    astray: tuple[Astray, ...]
    was: Mapping[Heading, str]
    new: tuple[Section, ...]
    owners: Mapping[str, Heading | None]


def anchors_with(page: SourcePage, ids: Mapping[Heading, str]) -> dict[Heading, str]:
    """Return the anchor that each heading of *page* would have if some had these *ids* written behind them."""
    written = {heading: heading.anchor for heading in page.headings if heading.is_written} | dict(ids)
    replaced = {heading.anchor for heading in ids}
    # What a heading is named in spite of, such as an id in HTML, Markdown does not see.
    unseen = {heading.anchor for heading in page.headings if not heading.is_written}
    used = {*page.written_anchors - replaced - unseen, *written.values()}
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
    """Tell whether headings of *page* have the same words."""
    return bool(_names_of_twins(page))


def is_numbered(anchor: str) -> bool:
    """Tell whether *anchor* may be that of a heading which a number alone tells from another."""
    return _NUMBER.search(anchor) is not None


def shift_of(before: SourcePage, now: SourcePage, listed: Collection[str]) -> Shift:
    """
    Tell which of the *listed* links to headings of the same words lead elsewhere on the page *now* than *before*.

    Each section of *before* is one of *now* at most, and the other way round: a new one was none, whatever it is like.
    One that says other things than before may be another: of its link nothing is told.
    """
    holders = _first_of_each(now.headings)
    names = _names_of_twins(before) | _names_of_twins(now) | _names_robbed(before, now, listed)
    olds, news = _by_name(before, names), _by_name(now, names)
    pairs = [
        pair
        for name in sorted(names)
        for pair in _merged_in_place(olds[name], holders, [*same_sections(olds[name], news[name])])
    ]
    own = {old.heading: new.heading for old, new in pairs}
    found = set(own.values())
    was = {
        new.heading: old.heading.anchor
        for old, new in pairs
        if old.heading.anchor == new.heading.anchor or likeness_of(old, new) >= MIN_LIKENESS
    }
    owners = dict(_owners(before, now, listed, names, own))
    astray = [
        Astray(anchor, holders[anchor], owner)
        for anchor, owner in owners.items()
        if anchor in holders and _leads_astray(anchor, holders[anchor], owner, was)
    ]
    return Shift(
        tuple(sorted(astray, key=lambda each: each.heading.line)),
        was,
        tuple(each for name in sorted(names) for each in news[name] if each.heading not in found),
        {anchor: owner for anchor, owner in owners.items() if owner is None or owner in was or owner.anchor == anchor},
    )


def _merged_in_place(
    olds: Sequence[Section], holders: Mapping[str, Heading], pairs: Sequence[tuple[Section, Section]]
) -> Iterator[tuple[Section, Section]]:
    """
    Yield *pairs*, but where two of *olds* are one section now, which has the anchor of the other, with that other.

    Its link leads right then; of that of the first, which nothing has any more, the list of links tells.
    """
    left = {old.heading.anchor: old for old in olds} if len(pairs) < len(olds) else {}
    for old, _ in pairs:
        left.pop(old.heading.anchor, None)
    for old, new in pairs:
        other = left.get(new.heading.anchor)
        is_merged = other is not None and old.heading.anchor not in holders and goes_on_in(other, new)
        yield (other, new) if other is not None and is_merged else (old, new)


def _owners(
    before: SourcePage, now: SourcePage, listed: Collection[str], names: Collection[str], own: Mapping[Heading, Heading]
) -> Iterator[tuple[str, Heading | None]]:
    """Yield the *listed* anchors with the heading *now* that each belongs to; one that is something else's is left."""
    holders = _first_of_each(now.headings)
    for anchor, old in _first_of_each(before.headings).items():
        is_twin = _name_of(old) in names
        if anchor not in listed or (anchor not in holders and (not is_twin or anchor in now.anchors)):
            continue
        if is_twin:
            yield anchor, own.get(old)
        elif _name_of(holders[anchor]) == _name_of(old):
            yield anchor, holders[anchor]


def _names_robbed(before: SourcePage, now: SourcePage, listed: Collection[str]) -> set[str]:
    """Return the words of headings that still stand, but without their *listed* anchor: an id took its place."""
    holders, names = _first_of_each(now.headings), set(map(_name_of, now.headings))
    olds = (
        (_name_of(old), holders.get(anchor))
        for anchor, old in _first_of_each(before.headings).items()
        if anchor in listed
    )
    return {name for name, holder in olds if name in names and (holder is None or _name_of(holder) != name)}


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


def _names_of_twins(page: SourcePage) -> set[str]:
    """Return the words that several headings of *page* have, whatever ids are written behind them."""
    return {name for name, count in Counter(map(_name_of, page.headings)).items() if count > 1}


def _name_of(heading: Heading) -> str:
    return slugify(heading.text, "-")


def _by_name(page: SourcePage, names: Collection[str]) -> Mapping[str, list[Section]]:
    """Take apart those sections of *page* whose headings have one of *names*."""
    lines = page.body.split("\n")
    for heading in page.headings:
        lines[heading.line - 1] = heading.text  # an id behind it, which a repair may write, is none of its words
    found = defaultdict[str, list[Section]](list)
    own_ends = [*(heading.line - 1 for heading in page.headings[1:]), None]
    parts = zip(page.headings, _paths(page.headings), _ends(page.headings), own_ends, strict=False)
    for heading, path, end, own_end in parts:
        if (name := _name_of(heading)) in names:
            words, own = _words(lines[heading.line : end]), _words(lines[heading.line : own_end])
            found[name].append(Section(heading, path, words, own))
    return found


def _words(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(_WORD.findall("\n".join(lines).lower()))


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
