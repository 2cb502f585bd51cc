"""Work items on a terminal, and for scripts."""

from __future__ import annotations

import json
from collections.abc import Sequence

from feedback_api.work_items.account import WorkItemAccount

NOTHING_YET = (
    "No work items. One appears when readers' ratings show that an article probably fails more of them than it should, "
    "when too many go back over a moment of a video, when searches lead to nothing, when a review is due, or when "
    "people meet an address that leads nowhere."
)


def as_json_text(accounts: Sequence[WorkItemAccount]) -> str:
    """Write *accounts* as a JSON list, as the HTTP interface does."""
    return json.dumps([account.model_dump(mode="json") for account in accounts], indent=2, ensure_ascii=False)


def as_text(accounts: Sequence[WorkItemAccount]) -> str:
    """Write a few lines for each of *accounts*."""
    return "\n\n".join(map(_lines, accounts)) if accounts else NOTHING_YET


def _lines(account: WorkItemAccount) -> str:
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
    if account.reason:
        lines.append(f"    Reason: {account.reason}")
    lines += [
        f'    {m.time} "{_one_line(m.words)}" ({m.replays} of {m.plays} plays went back)' for m in evidence.moments
    ]
    lines += [f"    {times} x {reason}" for reason, times in evidence.reasons.items()]
    lines += [f'    wanted to: "{_one_line(voice.goal)}"' for voice in evidence.voices[:3] if voice.goal]
    lines += [f'    searched for: "{_one_line(found.query)}" ({found.searches})' for found in evidence.searches[:3]]
    lines += [f'    searched for: "{asked.wording}" ({asked.searches})' for asked in account.wordings[:5]]
    lines += [f"    linked from: {page.path} ({page.visits})" for page in account.linked_from[:3]]
    if account.source_path:
        lines.append(f"    {account.source_path}")
    return "\n".join(lines)


def _one_line(words: str) -> str:
    return " ".join(words.split())
