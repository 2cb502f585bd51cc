"""HC055: a published link leads to the section that it led to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publishing.links.forwarding import Departure
from publishing.links.published import PublishedArticle
from publishing.rules.finding import Finding
from publishing.rules.ids_in_place import Repair
from publishing.rules.written_ids import lacking_extension
from publishing.source.headings import Heading
from publishing.source.site import ContentSite
from publishing.source.twin_headings import Astray

CODE = "HC055"


def check_site(site: ContentSite) -> Iterator[Finding]:
    """
    Find pages whose headings of the same words came, went or changed places since the branch began, with their links.

    Each is one finding: a new section at the top moves the links of all below it.
    """
    for article_id, shift in site.shifts.items():
        departure = site.departures.get(article_id, Departure())
        listed = (site.published or {}).get(article_id, PublishedArticle()).anchors
        yield _finding(Repair(site.present[article_id], shift, listed, departure.moved_sections.keys()))


def _finding(repair: Repair) -> Finding:
    page, shift = repair.page, repair.shift
    ids = repair.ids()
    if ids.keys() == {section.heading for section in shift.new}:
        hint = f"Give what is new an id of its own: {_named(ids)}. All others keep their links then."
    else:
        hint = f"Write these ids behind the headings, in the place of any there: {_named(ids)}."
        hint += "".join(f" The check asks then where '#{lost}' leads." for lost in repair.lost(ids)[:1])
    line = min(heading.line for heading in ids)
    return Finding(page.path, line, CODE, _problem(shift.astray), hint + lacking_extension(page))


def _problem(astray: tuple[Astray, ...]) -> str:
    first = astray[0]
    own = f"its section stands in line {first.own.line}" if first.own else "its section is gone"
    leads = f"'#{first.anchor}' leads to line {first.heading.line} now, and {own}"
    count = "a published link leads" if len(astray) == 1 else f"{len(astray)} published links lead"
    return f"{_cause(astray)}, so {count} elsewhere: {leads}."


def _cause(astray: tuple[Astray, ...]) -> str:
    if all(each.heading.is_written for each in astray):
        return "an id that is written behind a heading was that of another"
    return "headings of the same words came, went or changed places"


def _named(ids: Mapping[Heading, str]) -> str:
    by_line = sorted(ids.items(), key=lambda each: each[0].line)
    return ", ".join(f"'{{#{anchor}}}' in line {heading.line}" for heading, anchor in by_line)
