"""Pull requests that name a work item take it: somebody is at it, and everybody sees so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from feedback_api.trackers.text import KEY
from feedback_api.trackers.tracker import PullRequest
from feedback_api.work_items import WAITING_TO_BE_TAKEN, State, Step, WorkItem, step_of_person

REFERENCE = rf"(?:{KEY}-|\#)\d{{1,9}}"
NAMING = re.compile(
    rf"\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?)\b:?\s+({REFERENCE}(?:\s*(?:,|and|,\s*and)\s*{REFERENCE})*)",
    re.IGNORECASE,
)
ONE_REFERENCE = re.compile(rf"({KEY}-|\#)(\d{{1,9}})", re.IGNORECASE)


def named_items(text: str, issues: Mapping[str, int]) -> set[int]:
    """
    Give the numbers of the work items that *text* says to fix: by their keys, or by their issues' numbers.

    *issues* gives the work item of each issue.
    """
    numbers: set[int] = set()
    for naming in NAMING.finditer(text):
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
        for number in sorted(named_items(request.text, issues) & waiting.keys()):
            item = waiting[number]
            if request.moment >= item.changed_at:
                reason = f"Pull request {request.reference} names it: {request.url}"
                taken.append((waiting.pop(number), step_of_person(item, State.IN_REVIEW, reason)))
    return taken
