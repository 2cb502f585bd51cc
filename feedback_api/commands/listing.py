"""Work items on a terminal, and for scripts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from feedback_api.queue.account import WorkItemAccount
from feedback_api.queue.one_with import OneWithThis
from feedback_api.work_items.kinds import KINDS
from feedback_api.work_items.store import WorkItemEvent

NOTHING_YET = (
    "No work items. One appears when readers' ratings show that an article probably fails more of them than it should, "
    "when too many go back over a moment of a video, when searches lead to nothing, when a review is due, or when "
    "people meet an address that leads nowhere."
)

NONE_LIKE_THAT = "No work item is like that; '--state all' lists those that are closed too."

NAMED_BY_TITLE = ("missing-answer", "broken-link")
QUOTES = 3
"""How many readers are quoted for each item of a list."""


def as_json_text(accounts: Sequence[WorkItemAccount]) -> str:
    """Write *accounts* as a JSON list, as the HTTP interface does."""
    return json.dumps([account.model_dump(mode="json") for account in accounts], indent=2, ensure_ascii=False)


def as_text(accounts: Sequence[WorkItemAccount]) -> str:
    """Write a few lines for each of *accounts*."""
    return "\n\n".join(map(_lines, accounts)) if accounts else NOTHING_YET


def in_full(account: WorkItemAccount, events: Sequence[WorkItemEvent]) -> str:
    """Write all that is known of one item, with what happened so far."""
    lines = [_lines(account, quotes=len(account.evidence.voices))]
    weakest = account.weakest_section
    if weakest:
        signs = f"{weakest.signs} of the {weakest.all_signs} signs that name a section"
        lines.append(f"    Weakest section, probably: {weakest.title} ({weakest.url}), by {signs}:")
        lines += [f"        {sign}" for sign in weakest.rests_on]
    for joined in account.one_with_this:
        lines.append(f"    One with this: {_named(joined)}. {joined.sentence}")
        lines += [f'        searched for: "{asked.wording}" ({asked.searches})' for asked in joined.wordings]
    for event in events:
        reason = f" {_one_line(event.reason)}" if event.reason else ""
        lines.append(f"    {_time(event.at)}: {event.state.replace('_', ' ')}.{reason}")
    return "\n".join(lines)


def _lines(account: WorkItemAccount, *, quotes: int = QUOTES) -> str:
    evidence = account.evidence
    lines = [
        f"{account.id}  {account.state.replace('_', ' ')}  {account.title}",
        f"    {evidence.sentence} {evidence.unhelped_a_week:.1f} unhelped a week.",
    ]
    if account.days:
        lines[1] += f" On the list for {account.days} days." if account.days > 1 else " On the list for 1 day."
    if account.answer:
        lines.append(f"    answered by: {account.answer.title} ({account.answer.url})")
    if account.advice:
        lines.append(f"    {account.advice}")
    if account.merged_into:
        lines.append(f"    One with work item {account.merged_into}.")
    elif account.reason:
        lines.append(f"    Reason: {account.reason}")
    lines += [
        f'    {m.time} "{_one_line(m.words)}" ({m.replays} of {m.plays} plays went back)' for m in evidence.moments
    ]
    if evidence.of_earlier_texts:
        lines.append("    Nobody has said anything about this text yet; of the text before it:")
    lines += [f"    {times} x {reason}" for reason, times in evidence.reasons.items()]
    lines += [
        f"    wanted to: {said}" for said in _quoted((voice.goal, voice.times) for voice in evidence.voices)[:quotes]
    ]
    lines += [
        f"    wrote: {said}" for said in _quoted((voice.comment, voice.times) for voice in evidence.voices)[:quotes]
    ]
    lines += [
        f'    searched for: "{_one_line(found.query)}" ({found.searches})' for found in evidence.searches[:quotes]
    ]
    lines += [f'    searched for: "{asked.wording}" ({asked.searches})' for asked in account.wordings[:5]]
    lines += [f"    linked from: {page.path} ({page.visits})" for page in account.linked_from[:3]]
    if account.source_path:
        lines.append(f"    {account.source_path}")
    lines += [f"    Note of {_time(note.at)}: {_one_line(note.words)}" for note in account.notes]
    return "\n".join(lines)


def _named(joined: OneWithThis) -> str:
    label = KINDS[joined.kind].label
    named = f'{label}, "{_one_line(joined.title)}"' if joined.kind in NAMED_BY_TITLE else label
    return named if joined.work_item_id is None else f"work item {joined.work_item_id} ({named})"


def _quoted(said: Iterable[tuple[str | None, int]]) -> list[str]:
    """Quote what readers said, the same words once with their number, in the order given."""
    times: Counter[str] = Counter()
    for words, number in said:
        if words:
            times[_one_line(words)] += number
    return [f'"{words}"' if number == 1 else f'"{words}" ({number})' for words, number in times.items()]


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _one_line(words: str) -> str:
    return " ".join(words.split())
