"""An article whose review is due gets an item, and loses it when somebody moves the date."""

from datetime import date, timedelta

from feedback_api.queue.review import review
from feedback_api.service import Feedback
from feedback_api.work_items.life import ONE_WITH_ANOTHER, WorkItem
from feedback_api.work_items.names import State
from feedback_api.work_items.sentences import in_words
from feedback_api.work_items.store import list_items
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import FIRST, NOW, Publication, plain_article

YESTERDAY = NOW.date() - timedelta(days=1)
SOON = NOW.date() + timedelta(days=90)


def publish(publication: Publication, feedback: Feedback, review_by: date | None) -> None:
    """Publish two articles, one with a date of review."""
    dated = plain_article("reset", FIRST).model_copy(update={"review_by": review_by})
    publication.write_catalogue(dated, plain_article("export", FIRST))
    feedback.published.notice(now=NOW)


def items(feedback: Feedback) -> list[WorkItem]:
    """List all items."""
    with feedback.database.reading() as connection:
        return list_items(connection)


def test_a_passed_date_is_an_item(publication: Publication, feedback: Feedback) -> None:
    """It says since when, and an article without a date has none."""
    publish(publication, feedback, YESTERDAY)
    review(feedback.database, now=NOW)
    (item,) = items(feedback)
    assert (item.kind, item.article_id, item.state) == ("overdue-review", "reset", State.OPEN)
    said = in_words(item.evidence, item.kind, under_proof=False)
    assert said == "The article was to be reviewed by 20 November 2026, 1 day ago."


def test_the_day_itself_is_in_time(publication: Publication, feedback: Feedback) -> None:
    """An article may be reviewed on the last day."""
    publish(publication, feedback, NOW.date())
    review(feedback.database, now=NOW)
    assert items(feedback) == []


def test_a_later_date_closes_it(publication: Publication, feedback: Feedback) -> None:
    """Somebody looked and moved the date: that is all there is to prove."""
    publish(publication, feedback, YESTERDAY)
    review(feedback.database, now=NOW)
    publish(publication, feedback, SOON)
    review(feedback.database, now=NOW)
    assert items(feedback)[0].state is State.VERIFIED


def test_a_poor_article_is_one_item(publication: Publication, feedback: Feedback, rate: Rate) -> None:
    """Who repairs a poor article reviews it: it has no second item for its date."""
    publish(publication, feedback, YESTERDAY)
    review(feedback.database, now=NOW)
    rate("reset", no=12)
    review(feedback.database, now=NOW)
    kinds = {item.kind: item for item in items(feedback)}
    assert kinds["overdue-review"].reason == ONE_WITH_ANOTHER
    assert kinds["overdue-review"].merged_into == kinds["poor-rating"].id


def test_those_whom_many_read_come_first(publication: Publication, feedback: Feedback, rate: Rate) -> None:
    """Of overdue articles the one that leaves more people unhelped stands higher."""
    dated = [plain_article(name, FIRST).model_copy(update={"review_by": YESTERDAY}) for name in ("reset", "export")]
    publication.write_catalogue(*dated)
    feedback.published.notice(now=NOW)
    rate("export", yes=20, no=2)
    review(feedback.database, now=NOW)
    assert [item.article_id for item in items(feedback)] == ["export", "reset"]


def test_a_translation_older_than_its_original_is_an_item_until_it_is_translated(
    publication: Publication, feedback: Feedback
) -> None:
    """It is about the text in that language alone, says since when, and is no overdue review."""
    original = plain_article("reset", FIRST)
    translated = original.model_copy(update={"lang": "de", "url": "de/reset/", "original_changed": YESTERDAY})
    publication.write_catalogue(original, translated)
    feedback.published.notice(now=NOW)
    review(feedback.database, now=NOW)
    (item,) = items(feedback)
    assert (item.kind, item.article_id, item.lang, item.state) == ("older-translation", "reset", "de", State.OPEN)
    said = in_words(item.evidence, item.kind, under_proof=False)
    assert said == "The original was changed on 20 November 2026, 1 day ago, after this text."

    publication.write_catalogue(original, translated.model_copy(update={"original_changed": None}))
    feedback.published.notice(now=NOW + timedelta(minutes=1))
    review(feedback.database, now=NOW + timedelta(minutes=1))

    assert items(feedback)[0].state is State.VERIFIED
