"""The review reads counts, decides and writes."""

import re
from collections import Counter
from datetime import timedelta

from sqlalchemy import event

from feedback_api.evidence.policy import Policy
from feedback_api.queue.by_hand import merge_items, take_step
from feedback_api.queue.causes import CAUSES
from feedback_api.queue.review import decide, review
from feedback_api.ratings.readings import read_counts
from feedback_api.service import Feedback
from feedback_api.work_items.life import AT_WORK, UNPUBLISHED, WorkItem, step_of_person
from feedback_api.work_items.names import State
from feedback_api.work_items.sentences import in_words
from feedback_api.work_items.store import list_events, list_items, move_item, open_item
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication

POLICY = Policy()


def items(feedback: Feedback) -> list[WorkItem]:
    """List every item there is."""
    with feedback.database.reading() as connection:
        return list_items(connection)


def test_the_loop_from_poor_ratings_to_proof(publication: Publication, feedback: Feedback, rate: Rate) -> None:
    """An item opens, ships with the new revision, and is verified by the readers of that revision alone."""
    rate("reset", yes=3, no=11)
    rate("export", yes=20)
    assert review(feedback.database, now=NOW) == Counter({State.OPEN: 1})
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=NOW)
    assert review(feedback.database, now=NOW) == Counter({State.SHIPPED: 1})
    rate("reset", yes=30, no=2, revision=SECOND)
    assert review(feedback.database, now=NOW) == Counter({State.VERIFIED: 1})
    with feedback.database.reading() as connection:
        states = [event.state for event in list_events(connection, items(feedback)[0].id)]
    assert states == [State.OPEN, State.SHIPPED, State.VERIFIED]


def test_a_failed_repair_comes_back(publication: Publication, feedback: Feedback, rate: Rate) -> None:
    """When readers of the new revision go on saying no, the item is reopened."""
    rate("reset", yes=3, no=11)
    review(feedback.database, now=NOW)
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=NOW)
    rate("reset", yes=4, no=12, revision=SECOND)
    assert review(feedback.database, now=NOW) == Counter({State.SHIPPED: 1, State.REOPENED: 1})
    assert items(feedback)[0].state is State.REOPENED


def test_items_are_read_few_times_for_a_cause(feedback: Feedback) -> None:
    """Those at work, those that people closed and those that are one with another: a review comes every minute."""
    asked: list[str] = []
    event.listen(feedback.database.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    review(feedback.database, now=NOW)
    assert sum("FROM work_items" in statement for statement in asked) < 4 * len(CAUSES), "some causes ask once more"


def test_looking_again_changes_nothing(feedback: Feedback, rate: Rate) -> None:
    """A second review of the same ratings opens no second item."""
    rate("reset", no=12)
    review(feedback.database, now=NOW)
    assert review(feedback.database, now=NOW) == Counter()
    assert len(items(feedback)) == 1


def test_the_numbers_of_an_open_item_follow_the_ratings(feedback: Feedback, rate: Rate) -> None:
    """New ratings bring the evidence of an item up to date without a step."""
    rate("reset", no=12)
    review(feedback.database, now=NOW)
    rate("reset", yes=1)
    review(feedback.database, now=NOW)
    assert (items(feedback)[0].evidence.helpful, items(feedback)[0].evidence.unhelpful) == (1, 12)


def test_a_review_as_of_a_day_does_not_know_later_ratings(feedback: Feedback, rate: Rate) -> None:
    """Ratings of later days are left out."""
    rate("reset", no=12, at=NOW)
    assert review(feedback.database, now=NOW - timedelta(days=1)) == Counter()
    assert review(feedback.database, now=NOW) == Counter({State.OPEN: 1})


def test_old_ratings_no_longer_count(feedback: Feedback, rate: Rate) -> None:
    """Ratings from before the window neither open an item nor count in one."""
    rate("reset", no=12, at=NOW - timedelta(days=POLICY.window_days))
    assert review(feedback.database, now=NOW) == Counter()


def test_the_pace_is_that_of_the_last_weeks(feedback: Feedback, rate: Rate) -> None:
    """Ratings a week are counted over four weeks, or since the first of them when that is less."""
    rate("reset", no=8, at=NOW - timedelta(days=27))
    rate("export", yes=8, at=NOW - timedelta(days=1))
    with feedback.database.reading() as connection:
        pace = {row.article_id: row.ratings_a_week for row in read_counts(connection, POLICY, now=NOW)}
    assert pace == {"reset": 2.0, "export": 8.0}


def test_a_text_that_nobody_rated_yet_has_the_pace_of_its_article(
    publication: Publication, feedback: Feedback, rate: Rate
) -> None:
    """Right after a repair it is known about how long its proof takes; once it is rated, its own pace counts."""
    rate("reset", no=12)
    review(feedback.database, now=NOW)
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=NOW)
    review(feedback.database, now=NOW)
    (item,) = items(feedback)
    said = in_words(item.evidence, under_proof=True)
    assert re.fullmatch(
        r"Nobody has rated the repaired revision yet. Too few to tell: about \d+ more ratings are needed, "
        r"at the present pace in \d+ (days|weeks).",
        said,
    )
    assert item.evidence.ratings_a_week == 12.0


def test_a_dismissed_revision_is_left_alone(publication: Publication, feedback: Feedback, rate: Rate) -> None:
    """After a person dismissed it, the item comes back only for a new revision."""
    rate("reset", no=12)
    review(feedback.database, now=NOW)
    (item,) = items(feedback)
    with feedback.database.writing() as connection:
        move_item(connection, item, step_of_person(item, State.DISMISSED, "The product will change"), now=NOW)
    assert review(feedback.database, now=NOW) == Counter()
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=NOW)
    rate("reset", no=12, revision=SECOND)
    assert review(feedback.database, now=NOW) == Counter({State.OPEN: 1})


def test_an_unpublished_article_needs_no_repair(publication: Publication, feedback: Feedback, rate: Rate) -> None:
    """The item of an article that is gone is dismissed and says so."""
    rate("reset", no=12)
    review(feedback.database, now=NOW)
    publication.publish(export=FIRST)
    feedback.published.notice(now=NOW)
    assert review(feedback.database, now=NOW) == Counter({State.DISMISSED: 1})
    assert items(feedback)[0].reason == UNPUBLISHED


def test_two_reviews_at_once_open_one_item(feedback: Feedback, rate: Rate) -> None:
    """A decision that another review has carried out already is not carried out twice."""
    rate("reset", no=12)
    with feedback.database.reading() as connection:
        decisions = decide(CAUSES[0], read_counts(connection, POLICY, now=NOW), [], {}, {})
    ((article, step),) = decisions.opened
    with feedback.database.writing() as connection:
        assert open_item(connection, "poor-rating", article, step, now=NOW)
        assert not open_item(connection, "poor-rating", article, step, now=NOW)
        assert len(list_items(connection, states=AT_WORK)) == 1


def test_a_clock_that_steps_back_loses_nothing(feedback: Feedback, rate: Rate) -> None:
    """Items and ratings survive a review at an earlier time, and the next one finds them as they were."""
    rate("reset", no=12)
    review(feedback.database, now=NOW)
    review(feedback.database, now=NOW - timedelta(days=3))
    review(feedback.database, now=NOW)
    assert items(feedback)[0].evidence.unhelpful == 12


def test_a_clock_that_was_ahead_holds_up_no_repair(publication: Publication, feedback: Feedback, rate: Rate) -> None:
    """What is published is so, whenever the item is said to have changed."""
    rate("reset", no=12)
    review(feedback.database, now=NOW)
    with feedback.database.writing() as connection:
        take_step(connection, 1, State.IN_REVIEW, None, now=NOW + timedelta(days=300))
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=NOW)
    review(feedback.database, now=NOW)
    assert states(feedback) == [("reset", State.SHIPPED)]


def test_items_are_ranked_by_the_people_they_leave_unhelped(feedback: Feedback, rate: Rate) -> None:
    """The item that fails the most people a week stands first."""
    rate("reset", no=10)
    rate("export", no=40)
    review(feedback.database, now=NOW)
    assert [item.article_id for item in items(feedback)] == ["export", "reset"]


def states(feedback: Feedback) -> list[tuple[str, State]]:
    """Give article and state of every item, in the order in which they were opened."""
    return [(item.article_id, item.state) for item in sorted(items(feedback), key=lambda item: item.id)]


def merge(feedback: Feedback, one: int, into: int) -> None:
    """Let a person make two items one."""
    with feedback.database.writing() as connection:
        merge_items(connection, one, into, now=NOW)


def test_a_merged_article_comes_back_when_the_repair_of_another_leaves_it_poor(
    publication: Publication, feedback: Feedback, rate: Rate
) -> None:
    """While the host is at work the merged article is away; the proof of another text is none of its own."""
    rate("reset", no=12)
    rate("export", no=12)
    review(feedback.database, now=NOW)
    (host, _), (merged, _) = states(feedback)
    merge(feedback, 2, 1)
    rate(merged, no=3)
    assert review(feedback.database, now=NOW) == Counter()
    publication.publish(**{host: SECOND, merged: FIRST})
    feedback.published.notice(now=NOW)
    rate(host, yes=40, revision=SECOND)
    assert review(feedback.database, now=NOW) == Counter({State.SHIPPED: 1, State.VERIFIED: 1})
    assert review(feedback.database, now=NOW) == Counter({State.OPEN: 1})
    assert states(feedback) == [(host, State.VERIFIED), (merged, State.DISMISSED), (merged, State.OPEN)]


def test_a_merged_article_that_was_repaired_too_stays_away(
    publication: Publication, feedback: Feedback, rate: Rate
) -> None:
    """Its new text starts new evidence, which opens nothing unless it is as bad."""
    rate("reset", no=12)
    rate("export", no=12)
    review(feedback.database, now=NOW)
    merge(feedback, 2, 1)
    publication.publish(reset=SECOND, export=SECOND)
    feedback.published.notice(now=NOW)
    rate("reset", yes=40, revision=SECOND)
    rate("export", yes=40, revision=SECOND)
    review(feedback.database, now=NOW)
    assert review(feedback.database, now=NOW) == Counter()
    assert {state for _, state in states(feedback)} == {State.VERIFIED, State.DISMISSED}


def test_what_was_merged_in_steps_waits_for_the_last_host(
    publication: Publication, feedback: Feedback, rate: Rate
) -> None:
    """A host that is itself made one with a third item hands on what it holds."""
    publication.publish(reset=FIRST, export=FIRST, invoice=FIRST)
    feedback.published.notice(now=NOW)
    for article in ("reset", "export", "invoice"):
        rate(article, no=12)
    review(feedback.database, now=NOW)
    merge(feedback, 1, 2)
    merge(feedback, 2, 3)
    assert review(feedback.database, now=NOW) == Counter()
    with feedback.database.writing() as connection:
        take_step(connection, 3, State.DISMISSED, "Nothing is wrong with it.", now=NOW)
    assert review(feedback.database, now=NOW) == Counter({State.OPEN: 2})


def test_the_reason_of_a_step_names_no_customer(publication: Publication, feedback: Feedback, rate: Rate) -> None:
    """What tells who somebody is goes before it is kept, as it does from notes."""
    publication.publish(reset=FIRST)
    feedback.published.notice(now=NOW)
    rate("reset", no=12)
    review(feedback.database, now=NOW)
    with feedback.database.writing() as connection:
        step = take_step(connection, 1, State.DISMISSED, "Told jo@example.org on +44 20 7946 0958 how", now=NOW)
    assert step.reason == "Told [e-mail address] on [phone number] how"
