"""HC044: a field holds what it can hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from publishing.articles.meta import SUPPORT_LEVELS, date_of, text_of, texts_of
from publishing.rules.cut_short import lines_cut_short
from publishing.rules.finding import Finding, Fix, shown
from publishing.rules.slips import fix_of, is_slip, meant_by, one_of
from publishing.rules.unquoted import as_written
from publishing.source.code_owners import OWNER_HINT, is_owner
from publishing.source.page import SourcePage
from publishing.source.site import ContentSite

CODE = "HC044"
CONTACT_WAYS = ("form", "link", "none")
_SEARCH_OPTIONS = ("exclude",)
# Material's own search, in whose place ours stands, multiplies scores by it.
_BOOST = "boost"
_HIDEABLE = ("navigation", "toc", "path", "footer", "tags", "feedback")
_MAY_BE_CUT = ("title", "summary", "keywords", "answers")
# What several pages say is no slip.
_MANY_PAGES = 3
# Shorter names are those of other people and teams, with a letter less.
_SHORTEST_CUT_OFF = 6
_DIGITS = re.compile(r"\d")
# It is tomorrow already where some writers are.
_ONE_DAY = timedelta(days=1)
# Nobody plans a review that far ahead: two digits changed places, or one is wrong.
_MAX_DAYS_WITHOUT_REVIEW = timedelta(days=3653)


@dataclass(frozen=True)
class _Fault:
    """What is wrong with the value of a field, what to do, and the word of it that is wrong."""

    problem: str
    hint: str
    word: str = ""
    fix: Fix | None = None


# Takes the value of a field, and that as it was written.
_FaultIn = Callable[[Any, str], Iterator[_Fault]]


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find values that nothing understands, owners that are another's name misspelled, and days that cannot be."""
    usual = _usual_owners(site)
    faults = {**_FAULTS, **(_FAULTS_FOR_MKDOCS if site.built_by_mkdocs else {})}
    for page in site.texts:
        found = [(name, fault) for name, fault_in in faults.items() for fault in _faults(page, name, fault_in)]
        found += [("owner", fault) for fault in _misspelled(page, usual)]
        found += [(name, fault) for name, fault in _odd_days(page, site.today)]
        for name, fault in found:
            line = page.line_of(name, fault.word)
            yield Finding(page.path, line, CODE, fault.problem, fault.hint, fault.fix)
        for name, line in _cut_short(page):
            hint = "Put all of it into quotes, or remove the comment."
            yield Finding(page.path, line, CODE, f"'{name}' ends before '#'.", hint)


def _faults(page: SourcePage, name: str, fault_in: _FaultIn) -> Iterator[_Fault]:
    if name in page.front_matter:
        yield from fault_in(page.front_matter[name], as_written(page, name))


def _usual_owners(site: ContentSite) -> tuple[str, ...]:
    owners = Counter(text_of(page.front_matter.get("owner")) for page in site.texts)
    return tuple(owner for owner, pages in owners.most_common() if owner and pages >= _MANY_PAGES)


def _misspelled(page: SourcePage, usual: tuple[str, ...]) -> Iterator[_Fault]:
    owner = text_of(page.front_matter.get("owner"))
    if owner and owner not in usual:
        meant = next((each for each in usual if _is_slip(owner, each)), "")
        if meant:
            problem = f"the owner '{owner}' looks like '{meant}', which other pages have."
            yield _Fault(problem, f"Write '{meant}', or give the other a name that is less like it.")


def _is_slip(owner: str, usual: str) -> bool:
    """Tell whether *owner* is *usual* with letters in another order, in capitals, missing or written twice."""
    name, right = owner.lower(), usual.lower()
    if _DIGITS.findall(name) != _DIGITS.findall(right):
        return False  # teams with numbers are many
    is_cut_off = len(right) >= _SHORTEST_CUT_OFF and name in {right[1:], right[:-1]}
    return is_cut_off or is_slip(owner, usual) or sorted(name) == sorted(right)


def _odd_days(page: SourcePage, today: date) -> Iterator[tuple[str, _Fault]]:
    for name in ("reviewed", "updated"):
        day = date_of(page.front_matter.get(name))
        if day and day > today + _ONE_DAY:
            yield name, _Fault(f"'{name}: {day}' is still to come.", "Write the day on which it was done.")
    due = date_of(page.front_matter.get("review_by"))
    if due and due > today + _MAX_DAYS_WITHOUT_REVIEW:
        problem = f"'review_by: {due}' is more than ten years away."
        yield "review_by", _Fault(problem, "Write the day by which somebody looks again, such as 2027-05-01.")


def _cut_short(page: SourcePage) -> Iterator[tuple[str, int]]:
    return ((name, line) for name in _MAY_BE_CUT for line in lines_cut_short(page, name))


def _owner(value: Any, written: str) -> Iterator[_Fault]:
    name = text_of(value)
    if name is None or not is_owner(name):
        named = f"the owner '{written}'" if written else "what 'owner' says"
        problem = f"{named} is no team, account or e-mail address."
        yield _Fault(problem, OWNER_HINT)


def _contact(value: Any, written: str) -> Iterator[_Fault]:
    if value not in CONTACT_WAYS:
        problem = f"'contact: {written}' is no way to a person."
        yield _Fault(problem, one_of(written, CONTACT_WAYS), fix=fix_of(written, CONTACT_WAYS))


def _scope(value: Any, _written: str) -> Iterator[_Fault]:
    if not isinstance(value, Mapping):
        yield _Fault("'scope' does not name tags below levels of support.", "Write 'scope: {none: [windows]}'.")
        return
    level_of: dict[str, str] = {}
    for level, tags in value.items():
        if level not in SUPPORT_LEVELS:
            hint = one_of(str(level), SUPPORT_LEVELS)
            yield _Fault(f"the support level '{shown(level)}' in 'scope' does not exist.", hint, str(level))
        if not texts_of(tags) or not all(map(text_of, tags if isinstance(tags, list) else [tags])):
            problem = f"'scope' names no tags below '{shown(level)}'."
            yield _Fault(problem, f"Write '{shown(level)}: [windows]', or take the level out.", str(level))
        for tag in texts_of(tags):
            other = level_of.setdefault(tag, str(level))
            if other != str(level):
                problem = f"'scope' gives '{tag}' both '{other}' and '{level}'."
                yield _Fault(problem, "Keep the level that is true.", tag)


def _search(value: Any, written: str) -> Iterator[_Fault]:
    hint = "Write 'search: {exclude: true}' on a page that only lists others."
    if not isinstance(value, Mapping) or not isinstance(value.get("exclude", False), bool):
        yield _Fault(f"'search: {written}' says nothing to search.", hint)
        return
    for name in map(str, value):
        if name == _BOOST:
            hint = "Take it out; say in 'answers' and 'keywords' what people ask who should find this page first."
            yield _Fault("'boost' has no effect on this search.", hint, name)
        elif name not in _SEARCH_OPTIONS:
            yield _Fault(f"'search' has no '{name}'.", one_of(name, _SEARCH_OPTIONS), name)


def _hide(value: Any, _written: str) -> Iterator[_Fault]:
    for part in texts_of(value):
        meant = "" if part in _HIDEABLE else meant_by(part, _HIDEABLE)
        if meant:
            yield _Fault(f"no part of a page is called '{part}'.", f"Did you mean '{meant}'?", part)


_FAULTS: dict[str, _FaultIn] = {"owner": _owner, "contact": _contact, "scope": _scope}
# Other generators may mean something else by these.
_FAULTS_FOR_MKDOCS = {"search": _search, "hide": _hide}
