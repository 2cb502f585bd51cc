"""When what is known of a work item differs enough from what the tracker was last told, as a pure decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from feedback_api.evidence.policy import Policy
from feedback_api.trackers.tracker import IssueState
from feedback_api.turns.waits import is_ahead
from feedback_api.work_items.kinds import COUNTED_IN_DAYS
from feedback_api.work_items.life import AT_WORK, WorkItem, is_undecided
from feedback_api.work_items.names import State

POLICY = Policy()
QUIET_TIME = timedelta(days=1)
"""Evidence alone changes an issue at most this often."""
UNHELPED_FACTOR = 1.5
UNHELPED_MIN = 1.0
NEW_VOICES_MIN = 5
NEW_RATINGS_MIN = 5
NOTHING_JOINED: Mapping[str, int] = {}
STATES_SENT: dict[State, IssueState] = {
    State.OPEN: "open",
    State.REOPENED: "open",
    State.VERIFIED: "closed",
    State.DISMISSED: "closed",
}


@dataclass(frozen=True)
class Sent:
    """
    What the tracker was last told of an item; kept as JSON.

    ``ratings`` is of all who met the revision, ``undecided`` says that another signal was asked for, and ``joined`` is
    how many are unhelped by each cause that is one with the item.
    """

    state: State
    revision: str
    reason: str | None
    unhelpful: int
    share_low: float
    share_high: float
    unhelped_a_week: float
    ratings: int = 0
    undecided: bool = False
    joined: dict[str, int] = field(default_factory=dict)


def to_send(item: WorkItem, joined: Mapping[str, int], *, now: datetime) -> Sent:
    """Put together what is compared; *joined* is what is one with the item."""
    evidence = item.evidence
    return Sent(
        state=item.state,
        revision=item.revision,
        reason=item.reason,
        unhelpful=0 if item.kind in COUNTED_IN_DAYS else evidence.unhelpful,
        share_low=evidence.share_low,
        share_high=evidence.share_high,
        unhelped_a_week=evidence.unhelped_a_week,
        ratings=evidence.total,
        undecided=is_undecided(item, POLICY, now=now),
        joined=dict(joined),
    )


def issue_state(telling: Sent, told: Sent | None) -> IssueState | None:
    """
    Say whether the issue is to be opened or closed, by what the tracker is now told and what it was told last.

    None while the item is on its way: merging may close an issue and people may too, which is theirs to decide. A
    repair that nobody decides opens it again, for it asks somebody to do something. A step is sent once; what people do
    with the issue afterwards stays.
    """
    if telling.undecided and not (told and told.undecided):
        return "open"
    return None if told is not None and told.state is telling.state else STATES_SENT.get(telling.state)


def is_due(  # noqa: PLR0913 - what is known, what was told, and when
    item: WorkItem,
    sent: Sent | None,
    *,
    sent_at: datetime | None,
    deleted: bool,
    now: datetime,
    joined: Mapping[str, int] = NOTHING_JOINED,
) -> bool:
    """
    Decide whether the tracker is to be told of *item*, with which *joined* causes are one.

    An item that closed before it was ever sent is none of the tracker's business, and neither is one whose issue was
    deleted, unless it is reopened.
    """
    if sent is None or sent_at is None:
        return item.state in AT_WORK
    if deleted:
        return item.state is State.REOPENED and sent.state is not State.REOPENED
    telling = to_send(item, joined, now=now)
    if _step(telling) != _step(sent):
        return True
    if item.state not in AT_WORK or is_ahead(sent_at + QUIET_TIME, QUIET_TIME, now):
        return False
    return evidence_differs(telling, sent, share_mean=item.evidence.share_mean)


def _step(told: Sent) -> tuple[object, ...]:
    return told.state, told.revision, told.reason, told.undecided


def evidence_differs(now: Sent, sent: Sent, *, share_mean: float) -> bool:
    """
    Decide whether the evidence says something else by now.

    It does when the number of people left unhelped a week changed by half, when the share lies outside of the interval
    that was told, when readers who said no since then may have brought enough new words, when another cause joined the
    item or one that had joined leaves as many more unhelped, or when twice as many have met a repair: then fewer are
    missing to tell whether it helps.
    """
    low, high = sorted((now.unhelped_a_week, sent.unhelped_a_week))
    unhelped = high - low >= UNHELPED_MIN and high >= UNHELPED_FACTOR * low
    share = not sent.share_low <= share_mean <= sent.share_high
    voices = _are_news(now.unhelpful, sent.unhelpful)
    joined = any(
        cause not in sent.joined or _are_news(unhelpful, sent.joined[cause]) for cause, unhelpful in now.joined.items()
    )
    nearer = now.state is State.SHIPPED and now.ratings - sent.ratings >= max(NEW_RATINGS_MIN, sent.ratings)
    return unhelped or share or voices or joined or nearer


def _are_news(unhelpful: int, told: int) -> bool:
    return unhelpful - told >= max(NEW_VOICES_MIN, told)
