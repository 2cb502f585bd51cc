"""The catalogue is followed, and every revision remembered."""

import os
from datetime import timedelta

import pytest

from feedback_api.revisions.published import find_article, was_published
from feedback_api.service import Feedback
from publishing.catalogue import CatalogueError
from tests.feedback_api.publication import FIRST, NOW, SECOND, SITE_URL, Publication


def test_a_catalogue_is_read_once(feedback: Feedback) -> None:
    """As long as the file does not change, it is not read again."""
    assert not feedback.published.notice(now=NOW + timedelta(days=1))


def test_a_new_catalogue_is_noticed(publication: Publication, feedback: Feedback) -> None:
    """After the site was published again, the new revision is the current one and the old one is remembered."""
    publication.publish(reset=SECOND, export=FIRST)
    assert feedback.published.notice(now=NOW)
    article = feedback.published.article("reset")
    assert article is not None
    assert article.revision == SECOND
    with feedback.database.reading() as connection:
        assert was_published(connection, "reset", FIRST)


def test_looking_for_a_new_catalogue_reads_nothing(publication: Publication, feedback: Feedback) -> None:
    """That a catalogue changed, or is broken, is seen from outside; it counts as new until somebody reads it."""
    assert not feedback.published.may_have_changed(now=NOW)
    publication.publish(reset=SECOND, export=FIRST)
    assert feedback.published.may_have_changed(now=NOW)
    feedback.published.notice(now=NOW)
    assert not feedback.published.may_have_changed(now=NOW)
    (publication.site / "catalogue.json").unlink()
    assert feedback.published.may_have_changed(now=NOW)


def test_a_catalogue_of_the_same_size_and_time_is_noticed(publication: Publication, feedback: Feedback) -> None:
    """A build within one tick of the clock is another file all the same."""
    path = publication.site / "catalogue.json"
    before = path.stat()
    publication.publish(reset=SECOND, export=FIRST)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert feedback.published.notice(now=NOW)


def test_an_article_that_is_gone_is_no_longer_found(publication: Publication, feedback: Feedback) -> None:
    """What the latest catalogue does not name is not published."""
    publication.publish(export=FIRST)
    feedback.published.notice(now=NOW)
    with feedback.database.reading() as connection:
        assert find_article(connection, "reset") is None


def test_a_broken_catalogue_changes_nothing(publication: Publication, feedback: Feedback) -> None:
    """A catalogue that cannot be read is an error, and what was known stays."""
    (publication.site / "catalogue.json").write_text("{")
    with pytest.raises(CatalogueError):
        feedback.published.notice(now=NOW)
    assert feedback.published.article("reset") is not None


def test_the_site_says_where_it_is_published(feedback: Feedback) -> None:
    """The catalogue's address of the site is known."""
    assert feedback.published.site_url() == SITE_URL
