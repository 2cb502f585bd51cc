"""What one turn with the tracker did, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from feedback_api.trackers.sync import SyncReport
from feedback_api.trackers.text import key_of

NO_TRACKER = (
    "No tracker is configured: the staff pages and 'help-centre work-items list' are the queue, and nothing was sent.\n"
    "To send work items to GitHub, GitLab or a webhook, set HELP_CENTRE_TRACKER."
)


def in_lines(name: str, report: SyncReport) -> Iterator[str]:
    """Say what was sent, what pull requests took, what went wrong, and what still waits."""
    sent = ", ".join(f"{count} {outcome}" for outcome, count in report.outcomes.items())
    nothing = "nothing was sent" if report.waiting else "nothing to send"
    yield f"{name}: {sent or nothing}."
    for number in report.taken:
        yield f"{key_of(number)} is in review: a pull request names it."
    for number in report.let_go:
        yield f"{key_of(number)} waits again: its pull request was closed, or no longer names it."
    problems = [(problem.message, problem.hint) for problem in report.problems]
    if not problems and report.waiting and report.standing.problem:
        problems = [(report.standing.problem, report.standing.hint or "")]
    for message, hint in problems:
        yield f"problem: {message}"
        yield f"hint: {hint}"
    if report.waiting:
        items = ", ".join(key_of(entry.work_item_id) for entry in report.waiting)
        until = report.standing.held_until
        held = f" until {until:%Y-%m-%d %H:%M:%S} UTC" if until else ""
        yield f"Kept for later{held}: {items}."
