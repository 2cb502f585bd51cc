"""What successes teach search, and what they cannot."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from feedback_api.searches.learning import DAY_CREDIT, PRIOR_CREDIT, Success, learn, shares
from search_service.answers.experience import Asked, question_key

DAY = date(2026, 11, 1)


def opened(article_id: str, *, times: int, days: int = 2, rank: int = 1, helpful: bool | None = None) -> list[Success]:
    """Let people open *article_id* so many times, spread over *days*."""
    return [
        Success("reset password", "en", article_id, DAY + timedelta(days=number % days), rank, helpful)
        for number in range(times)
    ]


def test_what_helped_is_raised() -> None:
    """An article that people open and find helpful gets a share for their words."""
    raised = learn(opened("reset", times=6, helpful=True)).raised
    assert raised[question_key("Passwords, resetting", "en")]["reset"] > 0.3


def test_a_place_further_down_tells_more() -> None:
    """Opened as often, the third result earns more than the first: it was looked at less."""
    found = shares(opened("first", times=6, rank=1) + opened("third", times=6, rank=3))
    assert found["third"] == pytest.approx(3 * found["first"], rel=0.02)


def test_what_did_not_help_earns_nothing() -> None:
    """Whoever says no takes the click back."""
    assert shares(opened("wrong", times=20, rank=4, helpful=False)) == {}


@pytest.mark.parametrize(("times", "days"), [(2, 2), (1000, 1)])
def test_a_few_or_one_day_teach_nothing(times: int, days: int) -> None:
    """Two searches are chance, and a thousand of one day may be one person's."""
    assert shares(opened("pushed", times=times, days=days, rank=5, helpful=True)) == {}


def test_a_flood_earns_no_more_than_a_day_may() -> None:
    """Ten thousand clicks a day for three days raise by no more than three days' credit."""
    most = 3 * DAY_CREDIT / (3 * DAY_CREDIT + PRIOR_CREDIT)
    assert shares(opened("pushed", times=30_000, days=3, rank=9, helpful=True))["pushed"] <= most + 0.001


def test_articles_share_the_credit_of_a_question() -> None:
    """Whatever happens, the shares of a question stay below one together."""
    found = shares([success for name in "abcdef" for success in opened(name, times=90, days=30, rank=3)])
    assert sum(found.values()) < 1


def test_words_are_offered_once_they_are_nobodys_own() -> None:
    """What four people searched for is not told to others; what five did, on two days, is, with what helped most."""
    assert learn(opened("reset", times=4)).asked == ()
    assert learn(opened("reset", times=5, days=1)).asked == ()
    assert learn(opened("reset", times=5) + opened("other", times=1)).asked == (Asked("reset password", "reset"),)


def test_unfinished_and_personal_words_are_not_offered() -> None:
    """What goes on in a longer question is unfinished, and where personal words were taken out nothing is learned."""
    begun = [Success("reset pass", "en", "reset", success.day, 1) for success in opened("reset", times=9)]
    mail = [Success("call [phone number]", "en", "reset", success.day, 1) for success in opened("reset", times=9)]
    learned = learn([*begun, *mail, *opened("reset", times=9)])
    assert [one.text for one in learned.asked] == ["reset password"]
    assert not any("phone" in key for key in learned.raised)
