"""Where in an article its readers are probably lost: what names a section, and what is not enough to tell."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert

from feedback_api.evidence.policy import Policy
from feedback_api.queue.review import review
from feedback_api.queue.weakest_section import Sign, WeakestSection, most_named, weakest_section
from feedback_api.replies.tables import flags
from feedback_api.searches.log import Search, SearchLog
from feedback_api.service import Feedback
from feedback_api.work_items.life import WorkItem
from feedback_api.work_items.names import State
from feedback_api.work_items.store import list_items
from publishing.catalogue import Section
from search_service.answers.current_engine import CurrentEngine
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication, plain_article

BY_MAIL = Section(anchor="by-mail", title="By e-mail", text="Ask for a message with a link, then open the link.")
BY_PHONE = Section(anchor="by-phone", title="By phone", text="Type the digits that a text message brings.")
WORDS = "the digits never came by text message"
ANCHORS = ("", "by-mail", "by-phone")


@pytest.mark.parametrize(
    ("signs", "named"),
    [
        ([("by-mail", "flagged")] * 3, "by-mail"),
        ([("by-mail", "flagged")] * 2, None),
        ([("by-mail", "flagged")] * 3 + [("by-phone", "wrote")] * 3, None),
        ([("by-mail", "flagged")] * 4 + [("by-phone", "wrote")] * 3, "by-mail"),
        ([("by-mail", "flagged")] * 3 + [("", "searched")] * 20, "by-mail"),
        ([("", "searched")] * 20, None),
        ([("gone", "flagged")] * 20, None),
        ([], None),
    ],
    ids=["three", "two", "a tie", "most", "beside the whole", "the whole article", "no longer there", "nothing"],
)
def test_most_signs_name_one_section_or_nothing_is_told(signs: list[tuple[str, Sign]], named: str | None) -> None:
    """More than half of what names a section, of at least three people; the introduction is the whole article."""
    found = most_named(signs, ANCHORS)
    assert (found and found.anchor) == named


@pytest.fixture
def publication(publication: Publication) -> Publication:
    """Publish an article of three sections, and one that speaks of other things."""
    reset, export = plain_article("reset", FIRST), plain_article("export", FIRST)
    publication.write_catalogue(
        reset.model_copy(update={"sections": (*reset.sections, BY_MAIL, BY_PHONE)}),
        export,
    )
    return publication


def find(feedback: Feedback, publication: Publication, **changes: object) -> WeakestSection | None:
    """Open the item of the article, and look for its weakest section."""
    review(feedback.database, now=NOW)
    with feedback.database.reading() as connection:
        item = list_items(connection, kind="poor-rating")[0]
        changed: WorkItem = replace(item, **changes)  # type: ignore[arg-type]
        engine = CurrentEngine(publication.search_settings).get
        return weakest_section(connection, engine, changed, Policy(), now=NOW)


def test_searches_and_words_name_a_section(
    publication: Publication, feedback: Feedback, search_log: SearchLog, rate: Rate
) -> None:
    """Search leads what was typed before a "no", and what was written beside it, to the section; each person once."""
    for number in range(2):
        search_log.note(Search(f"s-{number}", "digits text message", "en", 1, partial=False, searched_at=NOW))
        rate("reset", no=1, search_id=f"s-{number}", comment=WORDS)
    search_log.flush()
    rate("reset", no=9, comment=WORDS)
    found = find(feedback, publication)
    assert found is not None
    assert (found.title, found.url) == ("By phone", "guides/reset/#by-phone")
    assert (found.signs, found.all_signs) == (11, 11)
    assert found.rests_on == [
        "2 readers said no after searches that lead there",
        "9 readers wrote words that search leads there",
    ]


def test_links_in_replies_and_flags_name_a_section(publication: Publication, feedback: Feedback, rate: Rate) -> None:
    """Who came by a link to a section, and who flagged one, has named it; old flags and other texts have not."""
    rate("reset", no=11, via="reply", anchor="by-mail")
    flag = {"article_id": "reset", "lang": "en", "anchor": "by-mail", "kind": "wrong", "words": None}
    with feedback.database.writing() as connection:
        for revision, days in ((FIRST, 0), (SECOND, 0), (FIRST, 100)):
            connection.execute(insert(flags).values(revision=revision, flagged_at=NOW - timedelta(days=days), **flag))
    found = find(feedback, publication)
    assert found is not None
    assert found.title == "By e-mail"
    assert found.rests_on == ["1 flag is set on it", "11 readers said no after a reply linked it"]


def test_ratings_alone_tell_nothing_of_sections(publication: Publication, feedback: Feedback, rate: Rate) -> None:
    """Where nobody wrote, searched or was sent a link, nothing is claimed, and search is not even asked."""
    rate("reset", no=11)
    assert find(feedback, publication) is None
    assert not publication.search_settings.index.exists()


def test_a_text_under_proof_has_no_weakest_section_yet(
    publication: Publication, feedback: Feedback, rate: Rate
) -> None:
    """What was said of the text before the repair says nothing of the repair."""
    rate("reset", no=11, comment=WORDS)
    assert find(feedback, publication, state=State.SHIPPED) is None
    assert find(feedback, publication, revision=SECOND) is None
    assert find(feedback, publication, state=State.IN_REVIEW) is not None
