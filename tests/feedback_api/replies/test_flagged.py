"""Flags on one article are one work item with a count, until another text is published."""

from datetime import timedelta

from feedback_api.keeping.personal_data import erase_person, export_person
from feedback_api.keeping.retention import forget_what_is_due
from feedback_api.queue.by_hand import take_step
from feedback_api.queue.review import review
from feedback_api.replies.flags import FlagBody, FlagKind, list_flags, set_flag
from feedback_api.revisions.published import find_article
from feedback_api.service import Feedback
from feedback_api.settings import Retention
from feedback_api.work_items.life import WorkItem
from feedback_api.work_items.names import State
from feedback_api.work_items.sentences import in_words
from feedback_api.work_items.store import list_items
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication


def flag(feedback: Feedback, kind: FlagKind, *, after: timedelta = timedelta()) -> None:
    """Flag the reset article some time *after* now."""
    with feedback.database.writing() as connection:
        article = find_article(connection, "reset")
        assert article is not None
        set_flag(connection, article, FlagBody(article_id="reset", kind=kind), now=NOW + after)


def flagged(feedback: Feedback) -> list[WorkItem]:
    """Review, then list the items that came of flags."""
    review(feedback.database, now=NOW + timedelta(hours=1))
    with feedback.database.reading() as connection:
        return list_items(connection, states=State, kind="flagged")


def test_flags_of_one_article_are_one_item(feedback: Feedback) -> None:
    """Three flags of whatever kind are one item that counts three."""
    for kind in ("wrong", "outdated", "wrong"):
        flag(feedback, kind)
    (item,) = flagged(feedback)
    assert (item.article_id, item.state) == ("reset", State.OPEN)
    said = in_words(item.evidence, item.kind, under_proof=False)
    assert said == "People who answer customers have flagged it 3 times, since 21 November 2026."


def test_another_text_settles_the_flags(feedback: Feedback, publication: Publication) -> None:
    """When the article is repaired its item closes; a flag on the new text is another item."""
    flag(feedback, "wrong")
    flagged(feedback)
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=NOW)
    (item,) = flagged(feedback)
    assert item.state is State.VERIFIED
    flag(feedback, "missing")
    assert sorted(item.state for item in flagged(feedback)) == [State.OPEN, State.VERIFIED]


def test_flags_after_a_dismissal_come_back(feedback: Feedback) -> None:
    """What was dismissed stays so; whoever flags the same text later is heard, and only later flags are counted."""
    for kind in ("wrong", "wrong"):
        flag(feedback, kind)
    (item,) = flagged(feedback)
    with feedback.database.writing() as connection:
        take_step(connection, item.id, State.DISMISSED, "It is right.", now=NOW + timedelta(minutes=10))
    (dismissed,) = flagged(feedback)
    assert dismissed.state is State.DISMISSED
    flag(feedback, "outdated", after=timedelta(minutes=20))
    later, before = flagged(feedback)
    assert (later.state, later.evidence.unhelpful, before.state) == (State.OPEN, 1, State.DISMISSED)


def test_no_flags_are_no_item(feedback: Feedback) -> None:
    """Articles that nobody flagged have none."""
    assert flagged(feedback) == []


def test_the_words_of_a_flag_are_forgotten_in_time(feedback: Feedback) -> None:
    """What a customer wrote goes when comments do; the flag stays."""
    with feedback.database.writing() as connection:
        article = find_article(connection, "reset")
        assert article is not None
        set_flag(connection, article, FlagBody(article_id="reset", kind="wrong", words="Step 3"), now=NOW)
        kept = Retention(comments=timedelta(days=30), addresses=timedelta(days=1), searches=timedelta(days=1))
        forget_what_is_due(connection, kept, now=NOW + timedelta(days=30))
        assert list_flags(connection, "reset", "en")[0].words == "Step 3"
        forget_what_is_due(connection, kept, now=NOW + timedelta(days=31))
        assert [flag.words for flag in list_flags(connection, "reset", "en")] == [None]


def test_the_words_of_a_flag_are_handed_out_and_erased(feedback: Feedback) -> None:
    """They are found by some of them, and erased by the key that is handed out."""
    with feedback.database.writing() as connection:
        article = find_article(connection, "reset")
        assert article is not None
        body = FlagBody(article_id="reset", kind="wrong", words="My parrot Polly cannot press it")
        set_flag(connection, article, body, now=NOW)
        (handed_out,) = export_person(connection, "parrot polly")
        assert handed_out["words"] == "My parrot Polly cannot press it"
        assert erase_person(connection, handed_out["key"]) == 1
        assert [flag.words for flag in list_flags(connection, "reset", "en")] == [None]
