"""What waits and what was done about it, in lines for a terminal; never whom it is for or what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from feedback_api.outbox.health import TargetHealth
from feedback_api.outbox.messages import Message, MessageKind
from feedback_api.outbox.turn import TurnReport
from publishing.errors import HelpCentreError

KIND_LABELS: dict[MessageKind, str] = {
    "question": "question to a person",
    "copy": "copy of a question to who asked it",
    "repaired": "word that an article is repaired",
    "week": "the week's page",
}


class BusyError(HelpCentreError):
    """Another process hands messages over."""

    exit_status = 1


def in_lines(messages: Sequence[Message], health: Sequence[TargetHealth]) -> Iterator[str]:
    """Say what waits, one line a message, and how it stands with each target."""
    if not any(message.content for message in messages):
        yield "Nothing waits."
    for message in messages:
        what = f"{KIND_LABELS[message.kind]}, since {_time(message.queued_at)}"
        yield f"{message.id}  {message.target}  {what}, {_state(message)}"
    for target in health:
        if target.standing.problem:
            yield f"problem: {target.standing.problem}"
            yield f"hint: {target.standing.hint}"
            if target.standing.held_until:
                yield f"The next try is at {_time(target.standing.held_until)}."
        elif target.late and not target.waiting.refused:
            yield f"problem: For over an hour nothing was sent to the target '{target.name}'."
            yield "hint: Check that the settings still name it, and that the service runs."
        if target.questions_put_off:
            yield "problem: For over an hour the mailbox that HELP_CENTRE_CONTACT_TO names has not taken a question."
            yield "hint: Look at that mailbox; the question is tried again, an hour and a half apart at most."


def report_lines(reports: Sequence[TurnReport], waiting: Sequence[Message]) -> Iterator[str]:
    """Say what was delivered, what went wrong, and how much still waits."""
    delivered = sum((report.delivered for report in reports), Counter[MessageKind]())
    done = ", ".join(f"{count} x {KIND_LABELS[kind]}" for kind, count in delivered.items())
    yield f"Delivered: {done or 'nothing'}."
    for problem in (problem for report in reports for problem in report.problems):
        yield f"problem: {problem.message}"
        yield f"hint: {problem.hint}"
    yield f"Still waiting: {len(waiting)}."


def _state(message: Message) -> str:
    if not message.content:
        return f"given up (its address is forgotten): {message.problem}"
    if message.refused:
        return f"refused: {message.problem} {message.hint}"
    tried = f"tried {message.attempts} times" if message.attempts else "not tried yet"
    said = f": {message.problem}" if message.problem else ""
    return f"{tried}, next at {_time(message.try_after)}{said}"


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
