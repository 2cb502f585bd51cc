"""A correction goes on with the evidence of the text it corrects; only another text ships a repair."""

from collections import Counter

import pytest
from sqlalchemy import select

from feedback_api.evidence.policy import Policy
from feedback_api.queue.review import review
from feedback_api.ratings.readings import ArticleCounts, read_counts
from feedback_api.revisions.tables import revisions
from feedback_api.service import Feedback
from feedback_api.work_items.names import State
from publishing.articles.revision import revision_of
from publishing.catalogue import Article, Section
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import NOW, Publication, plain_article

POOR = "Open the settings and wait for teh message."
CORRECTED = "Open the settings, and wait for the message."
REWRITTEN = "Choose your name, then Password, and type a new one."


def reset(text: str, **fields: object) -> Article:
    """Make the article on resetting, with *text* and the revision that follows from it."""
    sections = (Section(anchor="", title="", text=text),)
    values = {"sections": sections, "revision": revision_of("Reset", sections), **fields}
    return plain_article("reset", "any").model_copy(update=values)


@pytest.fixture
def publish(publication: Publication, feedback: Feedback) -> "Publish":
    """Publish other articles, and let the service notice."""
    return Publish(publication, feedback)


class Publish:
    """Publishes articles and remembers the revision of the first."""

    def __init__(self, publication: Publication, feedback: Feedback) -> None:
        self.publication, self.feedback = publication, feedback

    def __call__(self, *articles: Article) -> str:
        """Publish *articles* alone."""
        self.publication.write_catalogue(*articles)
        assert self.feedback.published.notice(now=NOW)
        return articles[0].revision


def counts(feedback: Feedback) -> ArticleCounts:
    """Read the counts of the article on resetting."""
    with feedback.database.reading() as connection:
        (found,) = [row for row in read_counts(connection, Policy(), now=NOW) if row.article_id == "reset"]
    return found


def test_a_corrected_text_keeps_its_ratings(publish: Publish, feedback: Feedback, rate: Rate) -> None:
    """Ratings before and after a typo fix count together, and the fix ships nothing."""
    first = publish(reset(POOR))
    rate("reset", revision=first, yes=3, no=8)
    assert review(feedback.database, now=NOW) == Counter({State.OPEN: 1})
    second = publish(reset(CORRECTED))
    rate("reset", revision=second, no=3)
    assert (counts(feedback).revision, counts(feedback).counts.total) == (first, 14)
    assert review(feedback.database, now=NOW) == Counter()


def test_a_rewritten_text_ships(publish: Publish, feedback: Feedback, rate: Rate) -> None:
    """Another text starts anew, also after a correction."""
    first = publish(reset(POOR))
    rate("reset", revision=first, no=12)
    review(feedback.database, now=NOW)
    publish(reset(CORRECTED))
    third = publish(reset(REWRITTEN))
    assert (counts(feedback).revision, counts(feedback).counts.total) == (third, 0)
    assert review(feedback.database, now=NOW) == Counter({State.SHIPPED: 1})


def test_a_page_that_moves_keeps_its_ratings(publish: Publish, feedback: Feedback, rate: Rate) -> None:
    """The id names the article, not the place: a new address with a corrected text is the same article."""
    rate("reset", revision=publish(reset(POOR)), no=6)
    publish(reset(CORRECTED, url="account/reset/", source_path="account/reset.md"))
    assert counts(feedback).counts.total == 6


def test_both_halves_of_a_split_page_start_anew(publish: Publish, feedback: Feedback, rate: Rate) -> None:
    """What stays under the old id is another text, and what went under a new id was never rated."""
    rate("reset", revision=publish(reset(f"{POOR}\n{REWRITTEN}")), no=12)
    review(feedback.database, now=NOW)
    publish(reset(POOR), reset(REWRITTEN, id="password"))
    with feedback.database.reading() as connection:
        assert [row.counts.total for row in read_counts(connection, Policy(), now=NOW)] == [0, 0]
    assert review(feedback.database, now=NOW) == Counter({State.SHIPPED: 1})


def test_a_writer_calls_another_text_a_correction(publish: Publish, feedback: Feedback, rate: Rate) -> None:
    """With 'edit: minor' the evidence goes on; the next edit is measured against the new text."""
    first = publish(reset(POOR))
    rate("reset", revision=first, no=6)
    publish(reset(REWRITTEN, edit="minor"))
    assert counts(feedback).counts.total == 6
    publish(reset(REWRITTEN.upper(), edit="minor"))
    assert counts(feedback).revision == first


def test_a_writer_calls_a_correction_another_text(publish: Publish, feedback: Feedback, rate: Rate) -> None:
    """With 'edit: substantive' a changed letter starts anew."""
    rate("reset", revision=publish(reset(POOR)), no=6)
    second = publish(reset(CORRECTED, edit="substantive"))
    assert counts(feedback).revision == second


def test_a_word_left_standing_says_nothing_of_the_next_edit(publish: Publish, feedback: Feedback) -> None:
    """'edit: minor' counts once; said again with a day behind it, it counts again."""
    first = publish(reset(POOR))
    publish(reset(CORRECTED, edit="minor"))
    third = publish(reset(REWRITTEN, edit="minor"))
    assert counts(feedback).revision == third != first
    publish(reset(POOR + "!", edit="minor 2026-11-21"))
    assert counts(feedback).revision == third


def test_a_writer_may_decide_after_publishing(publish: Publish, feedback: Feedback) -> None:
    """The word may come when the text is live already, and may be taken back by its opposite."""
    first = publish(reset(POOR))
    second = publish(reset(REWRITTEN))
    publish(reset(REWRITTEN, edit="minor"))
    assert counts(feedback).revision == first
    publish(reset(REWRITTEN, edit="substantive"))
    assert counts(feedback).revision == second
    publish(reset(REWRITTEN))
    assert counts(feedback).revision == second


def test_small_corrections_do_not_add_up_unseen(publish: Publish, feedback: Feedback) -> None:
    """Each edit is measured against the text that started the evidence, not against the last correction."""
    steps = ["Choose months and save.", "Choose mouths and save.", "Choose mouthing and save."]
    first = publish(reset(steps[0]))
    publish(reset(steps[1]))
    assert counts(feedback).revision == first
    third = publish(reset(steps[2]))
    assert counts(feedback).revision == third


def test_a_text_that_is_taken_back_takes_up_its_own_ratings(publish: Publish, feedback: Feedback, rate: Rate) -> None:
    """The text of old has the ratings of old, and a correction of it goes on with those."""
    first = publish(reset(POOR))
    rate("reset", revision=first, no=6)
    publish(reset(REWRITTEN))
    publish(reset(POOR))
    assert counts(feedback).counts.total == 6
    publish(reset(CORRECTED))
    assert counts(feedback).counts.total == 6


def test_an_article_that_was_away_goes_on(publish: Publish, feedback: Feedback) -> None:
    """A catalogue without the article, perhaps a broken build, does not make its corrected text a new one."""
    first = publish(reset(POOR))
    publish(plain_article("export", "any"))
    publish(reset(CORRECTED))
    assert counts(feedback).revision == first


def test_every_revision_is_remembered_once(publish: Publish, feedback: Feedback) -> None:
    """Publishing the same again adds nothing."""
    publish(reset(POOR))
    publish(reset(POOR))
    with feedback.database.reading() as connection:
        found = connection.execute(select(revisions.c.revision).where(revisions.c.article_id == "reset")).all()
    assert len(found) == 2
