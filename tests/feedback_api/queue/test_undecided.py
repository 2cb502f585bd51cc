"""Articles that few people rate are named as undecided, with what other signals say."""

from datetime import timedelta

from sqlalchemy import insert

from feedback_api.contact.tables import questions
from feedback_api.evidence.policy import Policy
from feedback_api.queue.review import review
from feedback_api.queue.undecided import Signals, Undecided, list_undecided
from feedback_api.service import Feedback
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import FIRST, NOW, Publication, plain_article


def undecided(feedback: Feedback) -> list[Undecided]:
    """List what is undecided now."""
    with feedback.database.reading() as connection:
        return list_undecided(connection, Policy(), now=NOW)


def test_a_few_noes_decide_nothing_and_are_named(feedback: Feedback, rate: Rate) -> None:
    """Three readers are too few for an item, and enough for a doubt; it says how many more would tell."""
    rate("reset", no=3, goal="sign in")
    rate("export", yes=12)
    review(feedback.database, now=NOW)
    (found,) = undecided(feedback)
    assert found.article.id == "reset"
    assert found.evidence.more_ratings_needed
    assert found.signals.in_words() == ["3 readers wrote why"]


def test_clear_noes_that_are_too_few_for_an_item_are_named(feedback: Feedback, rate: Rate) -> None:
    """Where articles fail often, four noes are as clear as can be: they open nothing, so the page must name them."""
    rate("reset", no=4)
    rate("export", no=40)
    review(feedback.database, now=NOW)
    (found,) = undecided(feedback)
    assert found.article.id == "reset"
    assert found.evidence.probability_below_target >= 1 - Policy().false_alarm


def test_what_is_in_the_queue_is_not_undecided(feedback: Feedback, rate: Rate) -> None:
    """An article with an item is somebody's work already."""
    rate("reset", no=12)
    review(feedback.database, now=NOW)
    assert undecided(feedback) == []


def test_nobody_is_doubted_without_a_no(feedback: Feedback, rate: Rate) -> None:
    """Articles that nobody rated, or only well, are not named."""
    rate("reset", yes=1)
    assert undecided(feedback) == []


def test_other_signals_are_told(publication: Publication, feedback: Feedback, rate: Rate) -> None:
    """Questions after reading and a review that is due speak with the ratings."""
    overdue = {"review_by": NOW.date() - timedelta(days=3)}
    publication.write_catalogue(plain_article("reset", FIRST).model_copy(update=overdue))
    feedback.published.notice(now=NOW)
    rate("reset", no=2)
    with feedback.database.writing() as connection:
        connection.execute(insert(questions).values(receipt="r", key="k", asked_at=NOW, article_id="reset"))
    (found,) = undecided(feedback)
    assert found.signals == Signals(wrote=0, asked=1, flagged=0, searched=0, is_overdue=True)
    assert found.signals.in_words() == ["1 asked a person after reading", "its review is overdue"]
