"""
What search learns from those who found something: successes in, experience out; no clock, no database.

The first result is opened more often than the fifth just because it stands first. A click is therefore worth the
inverse of the chance that anybody looks at its place at all, which falls like 1 / place (the position-based model of
Joachims, Swaminathan and Schnabel 2017, "Unbiased Learning-to-Rank with Biased Feedback", with exponent 1).

Nobody is known here, so nobody's vote can be counted once. What keeps a few from deciding: a question earns so much a
day and no more, however often it is asked; one day alone earns nothing; and whatever is earned, ranking adds no more
than the weight of the signal "experience" (`search_service.ranking.signals`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from search_service.answers.experience import Asked, Experience, question_key

# The most that a click far down is worth: further down, chance and abuse weigh more than what it tells.
MOST_CLICK_CREDIT = 4.0
# What a "this helped" adds to the click that led to it.
HELPED_CREDIT = 2.0
# What a question earns on one day at most, shared by its articles in proportion.
DAY_CREDIT = 5.0
# How much credit it takes to believe half of what it says.
PRIOR_CREDIT = 10.0
LEAST_SEARCHES = 3
LEAST_DAYS = 2
LEAST_SHARE = 0.05
# Words are offered to others only when so many found something with them: then they are nobody's own.
LEAST_SEARCHES_TO_OFFER = 5
MOST_OFFERED_CHARS = 60
MOST_OFFERED = 2_000
MOST_QUESTIONS = 20_000
# Stands where personal words were taken out.
REPLACED = "["


@dataclass(frozen=True)
class Success:
    """A search that led to an article: ``rank`` of the result that was opened last, and the answer to "did it help"."""

    query: str
    lang: str | None
    article_id: str
    day: date
    rank: int | None
    helpful: bool | None = None

    @property
    def credit(self) -> float:
        """How much this speaks for the article; nothing when it did not help."""
        if self.helpful is False:
            return 0.0
        opened = min(float(self.rank), MOST_CLICK_CREDIT) if self.rank else 0.0
        return opened + (HELPED_CREDIT if self.helpful else 0.0)


def learn(successes: Iterable[Success]) -> Experience:
    """Work out which articles *successes* raise for which questions, and which words they offer to others."""
    by_question: dict[str, list[Success]] = defaultdict(list)
    by_text: dict[str, list[Success]] = defaultdict(list)
    for success in successes:
        if success.credit and REPLACED not in success.query:
            by_question[question_key(success.query, success.lang)].append(success)
            by_text[" ".join(success.query.split()).casefold()].append(success)
    most_asked = sorted(by_question, key=lambda key: (-len(by_question[key]), key))[:MOST_QUESTIONS]
    raised = {key: shares(by_question[key]) for key in most_asked if key}
    return Experience({key: found for key, found in raised.items() if found}, tuple(_offered(by_text)))


def shares(successes: Sequence[Success]) -> dict[str, float]:
    """Give the articles that *successes*, all of one question, raise: each its share of the credit, below 1."""
    by_day: dict[date, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    telling = [success for success in successes if success.credit]
    for success in telling:
        by_day[success.day][success.article_id] += success.credit
    earned_by: dict[str, float] = defaultdict(float)
    for earned in by_day.values():
        scale = min(1.0, DAY_CREDIT / sum(earned.values()))
        for article_id, credit in earned.items():
            earned_by[article_id] += credit * scale
    total = PRIOR_CREDIT + sum(earned_by.values())
    searches = Counter(success.article_id for success in telling)
    days = Counter(article_id for earned in by_day.values() for article_id in earned)
    return {
        article_id: round(credit / total, 3)
        for article_id, credit in sorted(earned_by.items())
        if searches[article_id] >= LEAST_SEARCHES and days[article_id] >= LEAST_DAYS and credit / total >= LEAST_SHARE
    }


def _offered(by_text: dict[str, list[Success]]) -> Iterable[Asked]:
    """Yield what many found something with, the most frequent first; what goes on in another of them is unfinished."""
    many = {
        text: Counter(success.article_id for success in found)
        for text, found in by_text.items()
        if len(found) >= LEAST_SEARCHES_TO_OFFER
        and len({success.day for success in found}) >= LEAST_DAYS
        and 1 < len(text) <= MOST_OFFERED_CHARS
    }
    begun = {text[:length] for text in many for length in range(1, len(text)) if text[length] != " "}
    whole = sorted((text for text in many if text not in begun), key=lambda text: (-many[text].total(), text))
    for text in whole[:MOST_OFFERED]:
        yield Asked(text, many[text].most_common(1)[0][0])
