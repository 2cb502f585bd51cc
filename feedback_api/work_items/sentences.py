"""Evidence in a sentence, for each kind of work item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import get_args

from feedback_api.work_items.life import Evidence, Kind
from publishing.page_text import clock

DAYS_A_WEEK = 7
DAYS_SAID_EXACTLY = 14
TURNED = 0.5


@dataclass(frozen=True)
class Words:
    """What is counted for a kind of item, what is said of it, and of its repair; ``{at}`` is a moment of a video."""

    one: str
    many: str
    evidence: str
    evidence_more: str
    repair: str
    bad: str
    good: str
    share: str
    nobody: str
    nobody_repaired: str


SHARES: dict[Kind, Words] = {
    "poor-rating": Words(
        one="reader",
        many="readers",
        evidence="rating",
        evidence_more="ratings",
        repair=" of the repaired revision",
        bad="said no",
        good="said yes",
        share="share helped",
        nobody="Nobody has rated this revision yet.",
        nobody_repaired="Nobody has rated the repaired revision yet.",
    ),
    "rough-moment": Words(
        one="play",
        many="plays",
        evidence="play",
        evidence_more="plays",
        repair=" of the new cut",
        bad="went back to hear {at} again, beyond what is usual in this video",
        good="went on at {at}",
        share="share that goes on",
        nobody="Nobody has played this revision yet.",
        nobody_repaired="Nobody has played the new cut yet.",
    ),
    "missing-answer": Words(
        one="search",
        many="searches",
        evidence="search",
        evidence_more="searches",
        repair=" since search finds something else",
        bad="led to nothing that was opened",
        good="led to something that was opened",
        share="share answered",
        nobody="Nobody has searched for it lately.",
        nobody_repaired="Nobody has searched for it since search finds something else.",
    ),
}


def in_words(evidence: Evidence, kind: Kind = "poor-rating", *, under_proof: bool) -> str:
    """Say the evidence in a sentence; for a repair, say yes before no, and what is missing to tell."""
    if kind in FACTS:
        return FACTS[kind](evidence)
    words = SHARES[kind]
    if not evidence.total:
        return f"{words.nobody_repaired} {_missing(evidence, words)}" if under_proof else words.nobody
    number, answer = (evidence.helpful, words.good) if under_proof else (evidence.unhelpful, words.bad)
    people = f"1 {words.one}" if evidence.total == 1 else f"{evidence.total} {words.many}"
    counted = f"{number} of {people}{words.repair if under_proof else ''} {_at(answer, evidence)}"
    sentence = f"{counted} ({words.share} {_percent(evidence.share_low)} to {_percent(evidence.share_high)})."
    if kind == "poor-rating" and not under_proof and _turned(evidence):
        sentence += " It helped more of them before."
    if evidence.fruitless and not under_proof:
        sentence += f" {evidence.fruitless} found nothing at all."
    return f"{sentence} {_missing(evidence, words)}" if under_proof else sentence


def _overdue(evidence: Evidence) -> str:
    days = evidence.unhelpful
    since = _day(evidence.since) if evidence.since else "a day unknown"
    if not days:
        return f"The article is to be reviewed by {since}." if evidence.since else "No review is due."
    return f"The article was to be reviewed by {since}, {days} day{'s' if days > 1 else ''} ago."


def _older(evidence: Evidence) -> str:
    days = evidence.unhelpful
    if not days or not evidence.since:
        return "The translation is not older than its original."
    return (
        f"The original was changed on {_day(evidence.since)}, {days} day{'s' if days > 1 else ''} ago, after this text."
    )


def _nowhere(evidence: Evidence) -> str:
    met = evidence.unhelpful
    since = f", since {_day(evidence.since)}" if evidence.since else ""
    return f"{met} visit{'s' if met > 1 else ''} ended at an address that leads nowhere{since}."


def _day(iso_date: str) -> str:
    return day_in_words(date.fromisoformat(iso_date))


def day_in_words(day: date) -> str:
    """Write a day for people."""
    return f"{day.day} {day:%B %Y}"


def _asked(evidence: Evidence) -> str:
    asked = evidence.unhelpful
    since = f" since {_day(evidence.since)}" if evidence.since else ""
    if not asked:
        return "Nobody has asked a person after reading this text yet."
    return f"{asked} question{'s' if asked > 1 else ''} to a person came right after reading it{since}."


def _flagged(evidence: Evidence) -> str:
    times = evidence.unhelpful
    since = f", since {_day(evidence.since)}" if evidence.since else ""
    if not times:
        return "No flag stands on this text."
    return f"People who answer customers have flagged it {'once' if times == 1 else f'{times} times'}{since}."


FACTS: dict[Kind, Callable[[Evidence], str]] = {
    "overdue-review": _overdue,
    "older-translation": _older,
    "broken-link": _nowhere,
    "asked-after": _asked,
    "flagged": _flagged,
}
assert set(SHARES) | set(FACTS) == set(get_args(Kind))


def _turned(evidence: Evidence) -> bool:
    """Say whether more said yes than can be believed to be helped now: the article, or the product, has changed."""
    return evidence.probability_below_target > TURNED and evidence.helpful > evidence.share_high * evidence.total


def _at(answer: str, evidence: Evidence) -> str:
    return answer.format(at="a moment" if evidence.second is None else clock(evidence.second))


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def what_is_missing(evidence: Evidence, kind: Kind = "poor-rating") -> str:
    """Say how many more ratings would decide and about how long that takes, or that they will not; may be nothing."""
    return _missing(evidence, SHARES[kind])


def _missing(evidence: Evidence, words: Words) -> str:
    more = evidence.more_ratings_needed
    if more is None:
        return f"The share is so near to the line that {words.evidence_more} will hardly settle it."
    if more == 0:
        return ""
    needed = f"1 more {words.evidence} is" if more == 1 else f"{more} more {words.evidence_more} are"
    return f"Too few to tell: about {needed} needed{_how_long(more, evidence.ratings_a_week)}."


def _how_long(more: int, ratings_a_week: float) -> str:
    if ratings_a_week <= 0:
        return ", and none came lately to tell how long that takes"
    days = max(1, round(more / ratings_a_week * DAYS_A_WEEK))
    if days <= DAYS_SAID_EXACTLY:
        return f", at the present pace in {days} day{'s' if days > 1 else ''}"
    return f", at the present pace in {round(days / DAYS_A_WEEK)} weeks"
