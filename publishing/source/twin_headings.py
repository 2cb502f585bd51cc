"""Headings of the same words, which only a number tells apart: their order decides where published links lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from markdown.extensions.toc import slugify

from publishing.source.headings import Heading
from publishing.source.page import SourcePage

_NUMBER = re.compile(r"_\d+$")
_WORD = re.compile(r"\w+")
# Less than half of the words the same is another section, or one that was written anew.
_MIN_LIKENESS = 0.5


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

    What stands below a heading tells which one it is: most of its words, and the heading that it is below.
    """
    words_before = {each.anchor: _words_of(each, before) for each in before.headings}
    names = {each.anchor: slugify(each.text, "-") for each in before.headings}
    for heading in sorted({each for pair in _numbered(now.headings) for each in pair}, key=lambda each: each.line):
        words = _words_of(heading, now)
        twins = [anchor for anchor, name in names.items() if name == slugify(heading.text, "-")]
        likeness = {anchor: _likeness(words, words_before[anchor]) for anchor in twins}
        nearest = max(likeness, key=lambda anchor: likeness[anchor], default=heading.anchor)
        if likeness.get(nearest, 0) >= _MIN_LIKENESS and likeness[nearest] > likeness.get(heading.anchor, 0):
            yield heading, nearest


def _numbered(headings: Sequence[Heading]) -> Iterator[tuple[Heading, Heading]]:
    """Yield each heading that only a number tells from one above, with that one."""
    first = {heading.anchor: heading for heading in headings}
    for heading in headings:
        above = first.get(_NUMBER.sub("", heading.anchor))
        if above is not None and above is not heading and slugify(above.text, "-") == slugify(heading.text, "-"):
            yield heading, above


def _words_of(heading: Heading, page: SourcePage) -> Counter[str]:
    """Count the words of the section below *heading*, and of the heading that it stands below itself."""
    later = (each for each in page.headings if each.line > heading.line)
    below = [*takewhile(lambda each: each.level > heading.level, later)]
    last = below[-1] if below else heading
    end = next((each.line for each in page.headings if each.line > last.line), None)
    lines = page.body.split("\n")[heading.line : end - 1 if end else None]
    parents = [each.text for each in page.headings if each.line < heading.line and each.level < heading.level]
    return Counter(_WORD.findall(" ".join([*parents[-1:], *lines]).lower()))


def _likeness(some: Counter[str], others: Counter[str]) -> float:
    """Return the share of words that two texts have in common, from 0 to 1."""
    return (some & others).total() / ((some | others).total() or 1)
