"""HC055: a published link leads to the section that it led to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markdown.extensions.toc import slugify

from publishing.rules.finding import Finding
from publishing.rules.written_ids import free_id, lacking_extension
from publishing.source.headings import Heading
from publishing.source.page import SourcePage
from publishing.source.site import ContentSite
from publishing.source.twin_headings import Astray, Section, Shift, anchors_with

CODE = "HC055"
_MAX_NAMED = 20


def check_site(site: ContentSite) -> Iterator[Finding]:
    """
    Find pages whose headings of the same words came, went or changed places since the branch began, with their links.

    Each is one finding: a new section at the top moves the links of all below it.
    """
    for article_id, shift in site.shifts.items():
        yield _finding(site.present[article_id], shift)


def _finding(page: SourcePage, shift: Shift) -> Finding:
    ids = _of_their_own(page, shift.new)
    if ids and shift.is_undone(anchors_with(page, ids)):
        hint = f"Give what is new an id of its own: {_named(ids)}. All others keep their links then."
    else:
        ids = _as_before(shift)
        hint = f"Write the ids that these sections had behind their headings: {_named(ids)}."
        hint += " What is still wrong then is told again." if len(ids) > _MAX_NAMED else ""
        hint += "".join(f" The check asks then where '#{gone}' leads." for gone in _gone(shift)[:1])
    line = min(heading.line for heading in ids)
    return Finding(page.path, line, CODE, _problem(shift.astray), hint + lacking_extension(page))


def _problem(astray: tuple[Astray, ...]) -> str:
    first = astray[0]
    own = f"its section stands in line {first.own.line}" if first.own else "its section is gone"
    leads = f"'#{first.anchor}' leads to line {first.heading.line} now, and {own}"
    count = "a published link leads" if len(astray) == 1 else f"{len(astray)} published links lead"
    return f"headings of the same words came, went or changed places, so {count} elsewhere: {leads}."


def _gone(shift: Shift) -> list[str]:
    return [each.anchor for each in shift.astray if each.own is None]


def _of_their_own(page: SourcePage, new: tuple[Section, ...]) -> dict[Heading, str]:
    """Return an id for each of the sections that are *new*, made of its words and those of the heading above it."""
    ids: dict[Heading, str] = {}
    for section in new:
        words = [section.heading.text, *section.path[-1:]] if section.path else ["new", section.heading.text]
        wish = slugify(" ".join(words).replace(".", "-"), "-") or "new"
        ids[section.heading] = free_id(page, wish, besides=ids.values())
    return ids


def _as_before(shift: Shift) -> dict[Heading, str]:
    """Return the ids that sections had; of those that have one written out, which somebody chose, only if need be."""
    moved = dict(shift.moved)
    return {heading: anchor for heading, anchor in moved.items() if not heading.is_written} or moved


def _named(ids: Mapping[Heading, str]) -> str:
    by_line = sorted(ids.items(), key=lambda each: each[0].line)
    named = [f"'{{#{anchor}}}' in line {heading.line}" for heading, anchor in by_line[:_MAX_NAMED]]
    more = len(by_line) - len(named)
    return ", ".join(named) + (f", and {more} more" if more else "")
