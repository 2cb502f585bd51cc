"""The words that a site is written in."""

from sqlalchemy import select, update

from feedback_api.search_causes.site_words import remember_site_words, site_words
from feedback_api.search_causes.tables import words_of_sites
from feedback_api.service import Feedback
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication


def test_the_words_of_a_site_are_written_down_once_a_publication(publication: Publication, feedback: Feedback) -> None:
    """What is written down is that of the latest publication, whatever was said before."""
    remember_site_words(feedback.database, "en")
    publication.publish(reset=SECOND, invoices=FIRST)
    feedback.published.notice(now=NOW)
    remember_site_words(feedback.database, "en")
    with feedback.database.reading() as connection:
        assert "invoices" in site_words(connection, "en")
        assert "invoices" in connection.execute(select(words_of_sites.c.words)).scalar_one()


def test_a_process_reads_the_words_that_another_wrote_down(publication: Publication, feedback: Feedback) -> None:
    """For the publication that they were read of, no article is read again."""
    publication.publish(reset=SECOND)
    feedback.published.notice(now=NOW)
    remember_site_words(feedback.database, "de")
    with feedback.database.writing() as connection:
        connection.execute(update(words_of_sites).values(lang="fr", words='{"souvenir": 3}'))
        assert site_words(connection, "fr") == {"souvenir": 3}
