"""Evidence in a sentence, for each kind of work item."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import get_args

from feedback_api.work_items.life import REASONS_OF_STEPS, Evidence
from feedback_api.work_items.names import Kind
from publishing.articles.text import clock
from publishing.translations import noted, noted_many, said, said_many
from publishing.translations.days_and_numbers import long_day

DAYS_A_WEEK = 7
DAYS_SAID_EXACTLY = 14
TURNED = 0.5
ONE_WITH_NUMBER = re.compile(r"It is one with work item (\d+)\.")


@dataclass(frozen=True)
class Words:
    """
    What is said of a kind of item, and of its repair; each pair depends on how many there were in all.

    ``{count}`` of ``{number}`` did it, ``{low}`` to ``{high}`` is the range of the share, ``{at}`` a moment of a video.
    """

    evidence: tuple[str, str]
    repair: tuple[str, str]
    nobody: str
    nobody_repaired: str
    needed: tuple[str, str]
    too_near: str


SHARES: dict[Kind, Words] = {
    "poor-rating": Words(
        evidence=noted_many(
            "{count} of {number} reader said no (share helped {low} to {high}).",
            "{count} of {number} readers said no (share helped {low} to {high}).",
        ),
        repair=noted_many(
            "{count} of {number} reader of the repaired revision said yes (share helped {low} to {high}).",
            "{count} of {number} readers of the repaired revision said yes (share helped {low} to {high}).",
        ),
        nobody=noted("Nobody has rated this revision yet."),
        nobody_repaired=noted("Nobody has rated the repaired revision yet."),
        needed=noted_many(
            "Too few to tell: about {number} more rating is needed{how_long}.",
            "Too few to tell: about {number} more ratings are needed{how_long}.",
        ),
        too_near=noted("The share is so near to the line that ratings will hardly settle it."),
    ),
    "rough-moment": Words(
        evidence=noted_many(
            "{count} of {number} play went back to hear {at} again, beyond what is usual in this video "
            "(share that goes on {low} to {high}).",
            "{count} of {number} plays went back to hear {at} again, beyond what is usual in this video "
            "(share that goes on {low} to {high}).",
        ),
        repair=noted_many(
            "{count} of {number} play of the new cut went on at {at} (share that goes on {low} to {high}).",
            "{count} of {number} plays of the new cut went on at {at} (share that goes on {low} to {high}).",
        ),
        nobody=noted("Nobody has played this revision yet."),
        nobody_repaired=noted("Nobody has played the new cut yet."),
        needed=noted_many(
            "Too few to tell: about {number} more play is needed{how_long}.",
            "Too few to tell: about {number} more plays are needed{how_long}.",
        ),
        too_near=noted("The share is so near to the line that plays will hardly settle it."),
    ),
    "missing-answer": Words(
        evidence=noted_many(
            "{count} of {number} search led to nothing that was opened (share answered {low} to {high}).",
            "{count} of {number} searches led to nothing that was opened (share answered {low} to {high}).",
        ),
        repair=noted_many(
            "{count} of {number} search since search finds something else led to something that was opened "
            "(share answered {low} to {high}).",
            "{count} of {number} searches since search finds something else led to something that was opened "
            "(share answered {low} to {high}).",
        ),
        nobody=noted("Nobody has searched for it lately."),
        nobody_repaired=noted("Nobody has searched for it since search finds something else."),
        needed=noted_many(
            "Too few to tell: about {number} more search is needed{how_long}.",
            "Too few to tell: about {number} more searches are needed{how_long}.",
        ),
        too_near=noted("The share is so near to the line that searches will hardly settle it."),
    ),
}


def in_words(evidence: Evidence, kind: Kind = "poor-rating", *, under_proof: bool, lang: str = "en") -> str:
    """Say the evidence in a sentence; for a repair, say yes before no, and what is missing to tell."""
    if kind in FACTS:
        return FACTS[kind](evidence, lang)
    words = SHARES[kind]
    if not evidence.total:
        nobody = said(words.nobody_repaired if under_proof else words.nobody, lang)
        return f"{nobody} {_missing(evidence, words, lang)}" if under_proof else nobody
    sentence = said_many(
        *(words.repair if under_proof else words.evidence),
        evidence.total,
        lang,
        count=evidence.helpful if under_proof else evidence.unhelpful,
        low=_percent(evidence.share_low),
        high=_percent(evidence.share_high),
        at=said("a moment", lang) if evidence.second is None else clock(evidence.second),
    )
    if 2 * evidence.again >= evidence.total:
        sentence = f"{sentence} {_came_again(evidence, lang)}"
    turned = said("It helped more of them before.", lang)
    if under_proof:
        return f"{sentence} {_missing(evidence, words, lang)}"
    if kind == "poor-rating" and _turned(evidence):
        sentence = f"{sentence} {turned}"
    if evidence.fruitless:
        none = said("{number} found nothing at all.", lang).format(number=evidence.fruitless)
        sentence = f"{sentence} {none}"
    return sentence


def _came_again(evidence: Evidence, lang: str) -> str:
    """Say how many are probably not of different people; an item needs enough that are."""
    return said_many(
        "{number} of these ratings came from a connection that had rated the text before.",
        "{number} of these ratings came from connections that had rated the text before.",
        evidence.again,
        lang,
    )


def _overdue(evidence: Evidence, lang: str) -> str:
    days = evidence.unhelpful
    day = _day(evidence.since, lang) if evidence.since else said("a day unknown", lang)
    if days:
        return said_many(
            "The article was to be reviewed by {day}, {number} day ago.",
            "The article was to be reviewed by {day}, {number} days ago.",
            days,
            lang,
            day=day,
        )
    due = said("The article is to be reviewed by {day}.", lang).format(day=day)
    return due if evidence.since else said("No review is due.", lang)


def _older(evidence: Evidence, lang: str) -> str:
    days = evidence.unhelpful
    if not days or not evidence.since:
        return said("The translation is not older than its original.", lang)
    return said_many(
        "The original was changed on {day}, {number} day ago, after this text.",
        "The original was changed on {day}, {number} days ago, after this text.",
        days,
        lang,
        day=_day(evidence.since, lang),
    )


def _nowhere(evidence: Evidence, lang: str) -> str:
    return said_many(
        "{number} visit ended at an address that leads nowhere{since}.",
        "{number} visits ended at an address that leads nowhere{since}.",
        evidence.unhelpful,
        lang,
        since=_since(evidence, lang),
    )


def _day(iso_date: str, lang: str) -> str:
    return long_day(date.fromisoformat(iso_date), lang)


def _since(evidence: Evidence, lang: str) -> str:
    return said(", since {day}", lang).format(day=_day(evidence.since, lang)) if evidence.since else ""


def _asked(evidence: Evidence, lang: str) -> str:
    if not evidence.unhelpful:
        return said("Nobody has asked a person after reading this text yet.", lang)
    since = said(" since {day}", lang).format(day=_day(evidence.since, lang)) if evidence.since else ""
    return said_many(
        "{number} question to a person came right after reading it{since}.",
        "{number} questions to a person came right after reading it{since}.",
        evidence.unhelpful,
        lang,
        since=since,
    )


def _flagged(evidence: Evidence, lang: str) -> str:
    if not evidence.unhelpful:
        return said("No flag stands on this text.", lang)
    return said_many(
        "People who answer customers have flagged it once{since}.",
        "People who answer customers have flagged it {number} times{since}.",
        evidence.unhelpful,
        lang,
        since=_since(evidence, lang),
    )


FACTS: dict[Kind, Callable[[Evidence, str], str]] = {
    "overdue-review": _overdue,
    "older-translation": _older,
    "broken-link": _nowhere,
    "asked-after": _asked,
    "flagged": _flagged,
}
assert set(SHARES) | set(FACTS) == set(get_args(Kind))


def reason_in_words(reason: str, lang: str) -> str:
    """Say why a step was taken; what a person wrote stays as it is."""
    merged = ONE_WITH_NUMBER.fullmatch(reason)
    if merged:
        return said("It is one with work item {number}.", lang).format(number=merged[1])
    return said(reason, lang) if reason in REASONS_OF_STEPS else reason


def _turned(evidence: Evidence) -> bool:
    """Say whether more said yes than can be believed to be helped now: the article, or the product, has changed."""
    return evidence.probability_below_target > TURNED and evidence.helpful > evidence.share_high * evidence.total


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def what_is_missing(evidence: Evidence, kind: Kind = "poor-rating", *, lang: str = "en") -> str:
    """Say how many more ratings would decide and about how long that takes, or that they will not; may be nothing."""
    return _missing(evidence, SHARES[kind], lang)


def _missing(evidence: Evidence, words: Words, lang: str) -> str:
    more = evidence.more_ratings_needed
    if more is None:
        return said(words.too_near, lang)
    if more == 0:
        return ""
    return said_many(*words.needed, more, lang, how_long=_how_long(more, evidence.ratings_a_week, lang))


def _how_long(more: int, ratings_a_week: float, lang: str) -> str:
    if ratings_a_week <= 0:
        return said(", and none came lately to tell how long that takes", lang)
    days = max(1, round(more / ratings_a_week * DAYS_A_WEEK))
    if days <= DAYS_SAID_EXACTLY:
        return said_many(", at the present pace in {number} day", ", at the present pace in {number} days", days, lang)
    weeks = round(days / DAYS_A_WEEK)
    return said(", at the present pace in {number} weeks", lang).format(number=weeks)
