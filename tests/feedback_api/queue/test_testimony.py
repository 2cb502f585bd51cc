"""What readers said is told text by text, the newest first."""

from datetime import timedelta

from feedback_api.evidence.policy import Policy
from feedback_api.queue import testimony
from feedback_api.queue.testimony import by_text, hear
from feedback_api.service import Feedback
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication

LATER = NOW + timedelta(hours=1)


def heard(feedback: Feedback, lineage: str | None) -> testimony.Testimony:
    """Gather what was said of the article."""
    with feedback.database.reading() as connection:
        return hear(connection, ("reset", "en"), Policy(), now=LATER, lineage=lineage)


def test_words_about_the_text_before_a_repair_stand_behind_those_about_the_new_one(
    publication: Publication, feedback: Feedback, rate: Rate
) -> None:
    """Also when a page that was opened before the repair is rated last; of each text the latest words are first."""
    rate("reset", no=1, goal="old and first")
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=NOW + timedelta(minutes=1))
    for minutes, (revision, goal) in enumerate([(SECOND, "new"), (SECOND, "newer"), (FIRST, "old and last")], start=2):
        rate("reset", no=1, revision=revision, goal=goal, at=NOW + timedelta(minutes=minutes))
    said = [(revision, [voice.goal for voice in voices]) for revision, voices in by_text(heard(feedback, None).voices)]
    assert said == [(SECOND, ["newer", "new"]), (FIRST, ["old and last", "old and first"])]
    assert {voice.revision for voice in heard(feedback, SECOND).voices} == {SECOND}


def test_what_is_only_known_of_the_text_before_is_said_to_be(
    publication: Publication, feedback: Feedback, rate: Rate
) -> None:
    """Until somebody says why the new text fails, the old words stand there as what they are."""
    rate("reset", no=1, goal="old", reason="unclear")
    assert not heard(feedback, FIRST).of_earlier_texts
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=NOW)
    rate("reset", no=3, revision=SECOND)
    assert heard(feedback, SECOND).of_earlier_texts
    assert [voice.goal for voice in heard(feedback, SECOND).voices] == ["old"]
    rate("reset", no=1, revision=SECOND, reason="wrong")
    assert not heard(feedback, SECOND).of_earlier_texts
    assert heard(feedback, SECOND).voices == []


def test_the_very_same_words_stand_there_once(feedback: Feedback, rate: Rate) -> None:
    """With how many wrote them, so that a crowd of one opinion hides no other."""
    rate("reset", no=1, goal="another thing")
    rate("reset", no=testimony.MAX_VOICES + 5, goal="sign in", comment="no button", at=NOW + timedelta(minutes=1))
    said = [(voice.goal, voice.comment, voice.times) for voice in heard(feedback, None).voices]
    assert said == [("sign in", "no button", 25), ("another thing", None, 1)]
