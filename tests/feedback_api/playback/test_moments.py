"""From what players report to a work item that closes on the plays of a new cut."""

from collections import Counter
from uuid import UUID, uuid4

import pytest

from feedback_api.evidence.policy import Policy
from feedback_api.playback.moments import MomentAccount
from feedback_api.playback.reports import PlaybackBody, check_events, hear
from feedback_api.playback.store import count_play, length_seconds
from feedback_api.queue.account import WorkItemAccount, account_for
from feedback_api.queue.review import review
from feedback_api.service import Feedback
from feedback_api.work_items.life import step_of_person
from feedback_api.work_items.names import State
from feedback_api.work_items.store import list_items, move_item
from publishing.articles.revision import revision_of
from publishing.articles.text import clock
from publishing.catalogue import Article, Section
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import FIRST, NOW, SECOND, SPOKEN, VIDEO, Publication, plain_article

pytestmark = pytest.mark.slow

END = 90


@pytest.fixture
def publication(publication: Publication) -> Publication:
    """Add a video to the articles."""
    publication.publish(**{"reset": FIRST, VIDEO: FIRST})
    return publication


def watch(  # noqa: PLR0913 - a play has many sides
    feedback: Feedback, plays: int, *, back: int = 0, revision: str = FIRST, key: UUID | None = None, at: int = 31
) -> None:
    """Let people watch the video, and *back* of them go back from second *at*: to hear the third tab again."""
    with feedback.database.writing() as connection:
        for number in range(plays):
            events = [{"type": "play", "from": 0, "at": END - 5}]
            if number < back:
                events.append({"type": "rewind", "from": at + number % 3, "at": at - 10 + number % 5})
            body = PlaybackBody(key=key or uuid4(), article_id=VIDEO, revision=revision, events=events)
            length = length_seconds(connection, VIDEO, revision)
            heard = hear(check_events(events, length_seconds=length).events)
            count_play(connection, body, heard, source=str(body.key), now=NOW)


def accounts(feedback: Feedback) -> list[WorkItemAccount]:
    """Give the accounts of all items, those that lose most people first."""
    with feedback.database.reading() as connection:
        return [account_for(connection, item, Policy(), now=NOW) for item in list_items(connection)]


def moment_of(item: WorkItemAccount) -> MomentAccount:
    """Give the one moment that an item is about."""
    (moment,) = item.evidence.moments
    return moment


def cut(said: dict[int, str], **fields: object) -> Article:
    """Make a new cut of the video, in which *said* is said."""
    sections = [Section(anchor=f"t={second}", title=clock(second), text=words) for second, words in said.items()]
    whole = plain_article(VIDEO, SECOND)
    return whole.model_copy(update={"sections": (whole.sections[0], *sections), **fields})


def recorded(name: str, **fields: object) -> Article:
    """Make the page of a recording of that *name*; every one says the same, and has the revision of a built page."""
    article = cut(SPOKEN, **{"cut": name, "length_seconds": float(END), **fields})
    sections = (Section(anchor="", title="", text="A tour."), *article.sections[1:])
    named = {"sections": sections, "revision": revision_of(article.title, sections, name)}
    return article.model_copy(update=named)


def only_item(feedback: Feedback) -> WorkItemAccount:
    """Give the account of the one item there is."""
    with feedback.database.reading() as connection:
        (item,) = list_items(connection)
        return account_for(connection, item, Policy(), now=NOW)


def test_a_moment_that_people_go_back_over_becomes_an_item(feedback: Feedback) -> None:
    """It tells the time, the words that are said there, the plays behind it, and the curve of the whole video."""
    watch(feedback, 300, back=90)
    assert review(feedback.database, now=NOW) == Counter({State.OPEN: 1})
    item = only_item(feedback)
    assert (item.kind, item.article_id, item.evidence.unhelpful) == ("rough-moment", VIDEO, 90)
    (moment,) = item.evidence.moments
    assert 25 <= moment.second <= 31
    assert (moment.words, moment.anchor) == ("Choose the third tab.", "t=25")
    assert (moment.plays, moment.replays) == (300, 90)
    assert item.evidence.replay_curve[moment.second] == 0.3
    assert item.evidence.replay_curve[50] == 0
    assert f"90 of 300 plays went back to hear {moment.time} again" in item.evidence.sentence


def test_each_rough_moment_of_a_video_is_an_item_of_its_own(feedback: Feedback) -> None:
    """Two places that people go back over are two causes, each with its words and its own plays."""
    watch(feedback, 300, back=90)
    watch(feedback, 300, back=120, at=55)
    assert review(feedback.database, now=NOW) == Counter({State.OPEN: 2})
    assert review(feedback.database, now=NOW) == Counter()
    assert [moment_of(item).words for item in accounts(feedback)] == ["Save.", "Choose the third tab."]
    assert {moment_of(item).plays for item in accounts(feedback)} == {600}


def test_a_cut_that_repairs_one_of_two_moments_verifies_that_one(publication: Publication, feedback: Feedback) -> None:
    """The new cut is longer at its start; each moment is found again by its words, and its plays decide alone."""
    watch(feedback, 300, back=90)
    watch(feedback, 300, back=120, at=55)
    review(feedback.database, now=NOW)
    publication.write_catalogue(
        cut({0: "Welcome.", 20: "Open the settings.", 45: "Take tab three, at the right.", 70: "Save."})
    )
    feedback.published.notice(now=NOW)
    watch(feedback, 400, back=150, revision=SECOND, at=85)
    assert review(feedback.database, now=NOW) == Counter({State.SHIPPED: 2, State.VERIFIED: 1, State.REOPENED: 1})
    repaired, rough = sorted(accounts(feedback), key=lambda item: item.state is State.REOPENED)
    assert (moment_of(repaired).words, moment_of(rough).words) == ("Take tab three, at the right.", "Save.")


def test_a_dismissed_moment_stays_dismissed_for_its_cut(publication: Publication, feedback: Feedback) -> None:
    """What a person said of a moment holds while plays go on coming, and no longer than its cut."""
    watch(feedback, 300, back=90)
    review(feedback.database, now=NOW)
    with feedback.database.writing() as connection:
        (item,) = list_items(connection)
        move_item(connection, item, step_of_person(item, State.DISMISSED, "It is a song."), now=NOW)
    watch(feedback, 300, back=120, at=33)
    assert review(feedback.database, now=NOW) == Counter()
    publication.publish(**{"reset": FIRST, VIDEO: SECOND})
    feedback.published.notice(now=NOW)
    watch(feedback, 300, back=90, revision=SECOND)
    assert review(feedback.database, now=NOW) == Counter({State.OPEN: 1})


def test_one_person_who_goes_round_opens_nothing(feedback: Feedback) -> None:
    """A hundred rewinds of one play are one play among sixty."""
    watch(feedback, 60)
    watch(feedback, 100, back=100, key=uuid4())
    assert review(feedback.database, now=NOW) == Counter()


def test_a_new_cut_is_verified_by_its_own_plays(publication: Publication, feedback: Feedback) -> None:
    """The new revision ships the repair; its plays prove it, and until then the item says what is missing."""
    watch(feedback, 300, back=90)
    review(feedback.database, now=NOW)
    publication.publish(**{"reset": FIRST, VIDEO: SECOND})
    feedback.published.notice(now=NOW)
    assert review(feedback.database, now=NOW) == Counter({State.SHIPPED: 1})
    watch(feedback, 10, revision=SECOND)
    assert review(feedback.database, now=NOW) == Counter()
    assert "more plays are needed" in only_item(feedback).evidence.sentence
    watch(feedback, 120, back=2, revision=SECOND)
    assert review(feedback.database, now=NOW) == Counter({State.VERIFIED: 1})


def test_a_cut_that_did_not_help_comes_back(publication: Publication, feedback: Feedback) -> None:
    """When people go on going back, the item is reopened."""
    watch(feedback, 300, back=90)
    review(feedback.database, now=NOW)
    publication.publish(**{"reset": FIRST, VIDEO: SECOND})
    feedback.published.notice(now=NOW)
    watch(feedback, 200, back=60, revision=SECOND)
    assert review(feedback.database, now=NOW) == Counter({State.SHIPPED: 1, State.REOPENED: 1})


def test_a_video_can_be_rough_and_poor(feedback: Feedback, rate: Rate) -> None:
    """Ratings and rewinds are two causes, with an item each."""
    watch(feedback, 300, back=90)
    rate(VIDEO, no=14)
    assert review(feedback.database, now=NOW) == Counter({State.OPEN: 2})


def test_a_corrected_caption_ships_nothing(publication: Publication, feedback: Feedback) -> None:
    """A revision that says the same goes on with the plays of the one before; there is no new cut to be proved."""
    watch(feedback, 300, back=90)
    review(feedback.database, now=NOW)
    publication.write_catalogue(plain_article(VIDEO, FIRST).model_copy(update={"revision": SECOND}))
    feedback.published.notice(now=NOW)
    watch(feedback, 20, back=6, revision=SECOND)
    assert review(feedback.database, now=NOW) == Counter()
    assert only_item(feedback).evidence.unhelpful == 96


def test_a_recording_that_says_the_same_starts_anew(publication: Publication, feedback: Feedback, rate: Rate) -> None:
    """Plays and ratings of one recording say nothing of another: both items ship, and its own plays decide."""
    first, second = recorded("first"), recorded("second")
    publication.write_catalogue(first)
    feedback.published.notice(now=NOW)
    watch(feedback, 300, back=90, revision=first.revision)
    rate(VIDEO, no=14, revision=first.revision)
    review(feedback.database, now=NOW)
    publication.write_catalogue(second)
    feedback.published.notice(now=NOW)
    watch(feedback, 20, back=6, revision=second.revision)
    assert review(feedback.database, now=NOW) == Counter({State.SHIPPED: 2})
    rough = next(item for item in accounts(feedback) if item.kind == "rough-moment")
    assert (rough.revision, moment_of(rough).plays, rough.evidence.unhelpful) == (second.revision, 20, 6)


def test_a_film_that_was_only_encoded_again_goes_on(publication: Publication, feedback: Feedback, rate: Rate) -> None:
    """With 'edit: minor' its writer says so, and plays and ratings count together; the word counts for one cut."""
    first, second = recorded("first"), recorded("second", edit="minor")
    for article in (first, second):
        publication.write_catalogue(article)
        feedback.published.notice(now=NOW)
        watch(feedback, 150, back=45, revision=article.revision)
        rate(VIDEO, no=7, revision=article.revision)
    assert review(feedback.database, now=NOW) == Counter({State.OPEN: 2})
    assert {item.evidence.helpful + item.evidence.unhelpful for item in accounts(feedback)} == {300, 14}
    publication.write_catalogue(recorded("third", edit="minor"))
    feedback.published.notice(now=NOW)
    assert review(feedback.database, now=NOW) == Counter({State.SHIPPED: 2})


def test_plays_of_a_film_of_another_length_are_not_added(
    publication: Publication, feedback: Feedback, rate: Rate
) -> None:
    """Called 'minor' too, a cut has its own seconds: the ratings go on, the plays are those of the new film alone."""
    for article in (recorded("first"), recorded("second", edit="minor", length_seconds=END - 5.0)):
        publication.write_catalogue(article)
        feedback.published.notice(now=NOW)
        watch(feedback, 150, back=45, revision=article.revision)
        rate(VIDEO, no=7, revision=article.revision)
    review(feedback.database, now=NOW)
    assert {item.evidence.helpful + item.evidence.unhelpful for item in accounts(feedback)} == {150, 14}


def test_captions_at_other_times_are_shown_at_those(publication: Publication, feedback: Feedback) -> None:
    """Captions that moved are no other text; the moment is shown with the words that stand there now."""
    watch(feedback, 300, back=90)
    review(feedback.database, now=NOW)
    assert moment_of(only_item(feedback)).words == "Choose the third tab."
    late = plain_article(VIDEO, FIRST)
    moved = [section.model_copy(update={"anchor": f"t={15 * n}"}) for n, section in enumerate(late.sections[1:])]
    publication.write_catalogue(late.model_copy(update={"sections": (late.sections[0], *moved)}))
    feedback.published.notice(now=NOW)
    assert (moment_of(only_item(feedback)).words, moment_of(only_item(feedback)).anchor) == (
        "Open the settings.",
        "t=15",
    )
