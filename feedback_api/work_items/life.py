"""
The life of a work item, as pure decisions: ``open -> in_review -> shipped -> verified | reopened``, or ``dismissed``.

People take items, let go of them and dismiss them. Everything else follows from what was published and from what its
readers say: a new revision ships the repair, and only the ratings of that revision verify it or bring the item back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from feedback_api.evidence.policy import Policy
from feedback_api.evidence.weighing import Counts, Posterior, proven
from feedback_api.work_items.names import Kind, State
from publishing.errors import HelpCentreError
from publishing.translations import noted

AT_WORK = frozenset({State.OPEN, State.IN_REVIEW, State.SHIPPED, State.REOPENED})
WAITING_TO_BE_TAKEN = frozenset({State.OPEN, State.REOPENED})
# What a person may do with an item, and from which states.
STEPS_OF_PEOPLE: dict[State, frozenset[State]] = {
    State.IN_REVIEW: WAITING_TO_BE_TAKEN,
    State.OPEN: frozenset({State.IN_REVIEW}),
    State.DISMISSED: AT_WORK,
}
LET_GO = noted("Nobody is at it any more.")
UNPUBLISHED = noted("The article is no longer published.")
CLEARED = noted("Later ratings say that this revision helps after all.")
FADED = noted("Nobody has asked for it any more.")
ONE_WITH_ANOTHER = noted("It is one with another work item.")
REASONS_OF_REVIEWS = frozenset({UNPUBLISHED, CLEARED, FADED, ONE_WITH_ANOTHER})
REASONS_OF_STEPS = REASONS_OF_REVIEWS | {LET_GO}


class StepNotAllowedError(HelpCentreError):
    """The item cannot go from where it stands to where it was sent."""

    http_status = 409


@dataclass(frozen=True)
class Evidence:
    """
    What the people who met one revision say, and how fast they come.

    For ratings, shares are of readers who said that it helped. For a video they are of plays that went on, at the
    ``second`` that most of them go back over, and ``moment`` is the second at which they did when the item was opened,
    which tells it from other items of the video. For a question they are of searches after which something was opened;
    ``fruitless`` ones found nothing at all, and ``answer_id`` is the article that holds the answer although nobody
    opens it. ``probability_below_target`` is one of being poor. ``more_ratings_needed`` is about how many more would
    decide; None when no reasonable number would. ``title`` names what is no article, ``since`` the day (ISO) on which
    it began. ``again`` is how many answered from a place that had answered before.
    """

    helpful: int
    unhelpful: int
    share_low: float
    share_high: float
    share_mean: float
    probability_below_target: float
    ratings_a_week: float
    unhelped_a_week: float
    more_ratings_needed: int | None
    second: int | None = None
    moment: int | None = None
    fruitless: int = 0
    answer_id: str | None = None
    title: str | None = None
    since: str | None = None
    again: int = 0

    @property
    def total(self) -> int:
        """All who answered."""
        return self.helpful + self.unhelpful

    @property
    def sources(self) -> int:
        """From how many different places they answered, as far as can be told."""
        return self.total - self.again


@dataclass(frozen=True)
class Reading:
    """What is known of an article at a review: the revision that is published, and what its ratings say."""

    revision: str
    evidence: Evidence
    neutral_below_target: float
    """The probability of being poor when nothing was known before: the measure of a repair."""
    belongs_to: tuple[str, str] | None = None
    """The article, by id and language, whose item this cause is one with, while it has one."""


@dataclass(frozen=True)
class WorkItem:
    """One cause of unhelped readers, and what became of it; ``article_id`` names what is no article in its own way."""

    id: int
    kind: Kind
    article_id: str
    lang: str
    state: State
    revision: str
    reason: str | None
    evidence: Evidence
    opened_at: datetime
    changed_at: datetime
    merged_into: int | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells the cause from others of its kind."""
        return subject_of(self.article_id, self.evidence.moment), self.lang


def subject_of(article_id: str, moment: int | None) -> str:
    """Name an article, or a moment of a video in a way that no article's id has."""
    return article_id if moment is None else f"{article_id}:t={moment}"


@dataclass(frozen=True)
class Step:
    """What becomes of an item: its new state, and the revision and evidence that it rests on."""

    state: State
    revision: str
    evidence: Evidence
    reason: str | None = None
    merged_into: int | None = None


def make_evidence(
    counts: Counts,
    posterior: Posterior,
    *,
    ratings_a_week: float,
    more_ratings_needed: int | None,
    second: int | None = None,
) -> Evidence:
    """Put counts, posterior and pace together; the unhelped are those whom the mean share leaves out."""
    return Evidence(
        helpful=counts.helpful,
        unhelpful=counts.unhelpful,
        share_low=round(posterior.low, 4),
        share_high=round(posterior.high, 4),
        share_mean=round(posterior.mean, 4),
        probability_below_target=round(posterior.below_target, 4),
        ratings_a_week=round(ratings_a_week, 2),
        unhelped_a_week=round(ratings_a_week * (1 - posterior.mean), 2),
        more_ratings_needed=more_ratings_needed,
        second=second,
    )


def opens(reading: Reading, policy: Policy, *, dismissed_revision: str | None) -> Step | None:
    """
    Decide whether an article without an item at work gets one.

    *dismissed_revision* is the one of which a person said that nothing is to be done: only a new one is news.
    """
    evidence = reading.evidence
    if reading.revision == dismissed_revision or evidence.sources < policy.min_ratings_to_open:
        return None
    if 1 - evidence.probability_below_target > policy.false_alarm:
        return None
    return Step(State.OPEN, reading.revision, evidence)


def next_step(item: WorkItem, reading: Reading | None, policy: Policy) -> Step | None:
    """
    Decide what a review makes of *item*; None when it stays where it is.

    *reading* is None when the article is no longer published.
    """
    if item.state not in AT_WORK:
        return None
    if reading is None:
        return Step(State.DISMISSED, item.revision, item.evidence, UNPUBLISHED)
    if reading.revision != item.revision:
        return Step(State.SHIPPED, reading.revision, reading.evidence)
    if reading.evidence.sources < policy.min_ratings_to_close:
        return None
    return _verdict(item, reading, policy)


def asks_on(item: WorkItem, policy: Policy) -> date | None:
    """Give the day on which a repair that nobody has decided by then asks for another signal; None when none is due."""
    if item.state is not State.SHIPPED:
        return None
    return (item.changed_at + timedelta(days=policy.patience_days)).date()


def is_undecided(item: WorkItem, policy: Policy, *, now: datetime) -> bool:
    """Say whether those who meet a repair have not decided in the time that the policy gives them."""
    return item.state is State.SHIPPED and now - item.changed_at >= timedelta(days=policy.patience_days)


def step_of_person(item: WorkItem, state: State, reason: str | None, *, waited_as: State = State.OPEN) -> Step:
    """
    Let a person take *item*, let go of it, or dismiss it; let go of, it waits again as it *waited_as* before.

    Raises:
        StepNotAllowedError: not from its state, not by a person, or dismissed without a reason.

    """
    if item.state not in STEPS_OF_PEOPLE.get(state, frozenset()):
        raise StepNotAllowedError(
            noted("The work item {number} is '{state}' and cannot be made '{wanted}'."),
            noted(
                "Items that are open or reopened can be taken, those in review can be let go of, "
                "and those that are not closed can be dismissed."
            ),
            number=item.id,
            state=item.state,
            wanted=state,
        )
    if state is State.DISMISSED and not reason:
        raise StepNotAllowedError(
            noted("The work item {number} cannot be dismissed without a reason."),
            noted("Say why nothing is to be done."),
            number=item.id,
        )
    if state is State.OPEN:
        return Step(waited_as, item.revision, item.evidence, reason or LET_GO)
    return Step(state, item.revision, item.evidence, reason)


def step_of_merge(item: WorkItem, host: WorkItem) -> Step:
    """
    Let a person make *item* one with *host*, which stays.

    The verdict on the host says nothing of another article. So what was merged is away only while the host is at work;
    afterwards its own evidence decides, and opens an item anew when it still is as bad.

    Raises:
        StepNotAllowedError: one of them is closed, they are the same, or they are searches in different languages.

    """
    if item.id == host.id or item.state not in AT_WORK or host.state not in AT_WORK:
        raise StepNotAllowedError(
            noted("The work item {number} cannot be made one with {other}."),
            noted("Choose two items that are not closed."),
            number=item.id,
            other=host.id,
        )
    if item.kind == host.kind == "missing-answer" and item.lang != host.lang:
        raise StepNotAllowedError(
            noted("The work items {number} and {other} are about searches in different languages."),
            noted("Choose two items of one language: those who search in another need an answer of their own."),
            number=item.id,
            other=host.id,
        )
    reason = ONE_WITH_ANOTHER if item.kind == "missing-answer" else f"It is one with work item {host.id}."
    return Step(State.DISMISSED, item.revision, item.evidence, reason, merged_into=host.id)


def _verdict(item: WorkItem, reading: Reading, policy: Policy) -> Step | None:
    """Let the readers of the published revision decide; between the two bounds they have not."""
    helps = proven(reading.neutral_below_target, policy)
    fails = proven(1 - reading.neutral_below_target, policy)
    if item.state is State.SHIPPED and helps:
        return Step(State.VERIFIED, reading.revision, reading.evidence)
    if item.state is State.SHIPPED and fails:
        return Step(State.REOPENED, reading.revision, reading.evidence)
    if item.state in WAITING_TO_BE_TAKEN and helps:
        return Step(State.DISMISSED, reading.revision, reading.evidence, CLEARED)
    return None
