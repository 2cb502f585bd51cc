"""Pull requests that name a work item take it: somebody is at it, and everybody sees so, until one is given up."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from feedback_api.trackers.text import KEY
from feedback_api.trackers.tracker import PullRequest
from feedback_api.work_items.life import WAITING_TO_BE_TAKEN, Step, WorkItem, step_of_person
from feedback_api.work_items.names import State

REFERENCE = rf"(?:{KEY}-|\#)\d{{1,9}}"
NAMING = re.compile(
    rf"\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?)\b:?\s+({REFERENCE}(?:\s*(?:,|and|&|,\s*and)\s*{REFERENCE})*)",
    re.IGNORECASE,
)
ONE_REFERENCE = re.compile(rf"({KEY}-|\#)(\d{{1,9}})", re.IGNORECASE)

# Comments, fenced and inline code, and what is struck out.
UNSAID = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|^[ >]*(`{3,}(?=[^`\n]*$)|~{3,}).*?(?:^[ >]*\1|\Z)"
    r"|(?<!`)(`{1,3})(?!`)[^\n]*?(?<!`)\2(?!`)"
    r"|~~[^\n]*?~~",
    re.DOTALL | re.MULTILINE,
)
LINKED = re.compile(rf"\[({REFERENCE})\](?:\([^()\s]*\))?", re.IGNORECASE)
EMPHASIS = re.compile(r"\*+|__")
# Directly before the word, or with one word between: "doesn't fix", "does not yet fix".
DENIAL = re.compile(
    r"(?:\b(?:not|never|cannot)|n['\u2019]t)[ \t]*(?:[ \t]|\n)[ \t]*(?:(?!only\b|just\b)\w+[ \t]+)?\Z", re.IGNORECASE
)
LONGEST_DENIAL = 50


def named_items(text: str, issues: Mapping[str, int]) -> set[int]:
    """
    Give the numbers of the work items that *text* says to fix: by their keys, or by their issues' numbers.

    *issues* gives the work item of each issue. Comments and code say nothing, and "does not fix" names nothing.
    """
    numbers: set[int] = set()
    said = EMPHASIS.sub("", LINKED.sub(r"\1", UNSAID.sub("`", text)))
    for naming in NAMING.finditer(said):
        if DENIAL.search(said, max(0, naming.start() - LONGEST_DENIAL), naming.start()):
            continue
        for prefix, number in ONE_REFERENCE.findall(naming[1]):
            found = issues.get(str(int(number))) if prefix == "#" else int(number)
            numbers |= set() if found is None else {found}
    return numbers


def taken_by(
    items: Iterable[WorkItem], requests: Iterable[PullRequest], issues: Mapping[str, int]
) -> list[tuple[WorkItem, Step]]:
    """
    Decide which of *items* the pull *requests* take.

    One that is older than the item's last step is about an earlier repair.
    """
    waiting = {item.id: item for item in items if item.state in WAITING_TO_BE_TAKEN}
    taken: list[tuple[WorkItem, Step]] = []
    for request in requests:
        named = set() if request.withdrawn else named_items(request.text, issues)
        for number in sorted(named & waiting.keys()):
            item = waiting[number]
            # Trackers tell times in whole seconds.
            if request.moment >= item.changed_at.replace(microsecond=0):
                taken.append((waiting.pop(number), step_of_person(item, State.IN_REVIEW, taken_because(request))))
    return taken


def taken_because(request: PullRequest) -> str:
    """Say why an item that *request* names is in review; an item is let go of by the request that took it alone."""
    return f"Pull request {request.reference} names it: {request.url}"


def let_go_by(
    items: Iterable[WorkItem], requests: Collection[PullRequest], issues: Mapping[str, int]
) -> list[tuple[WorkItem, str]]:
    """
    Decide which of *items* in review wait again, and why: the request that took them names them no longer.

    That is when it was closed without being merged, or when its text was changed; unless another one names them.
    """
    named = set().union(*(named_items(request.text, issues) for request in requests if not request.withdrawn))
    by = {taken_because(request): request for request in requests if not request.merged}
    return [
        (item, _given_up_because(by[item.reason]))
        for item in items
        if item.state is State.IN_REVIEW and item.reason in by and item.id not in named
    ]


def _given_up_because(request: PullRequest) -> str:
    how = "was closed without being merged" if request.withdrawn else "no longer names it"
    return f"Pull request {request.reference} {how}: {request.url}"
