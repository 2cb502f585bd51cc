"""What stands before the service starts, and what it can do without."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback_api.database.connections import DatabaseMisconfiguredError, DatabaseUnavailableError
from feedback_api.preparation import prepare, prepare_to_serve
from feedback_api.running.rounds import make_round
from feedback_api.service import Feedback
from feedback_api.settings import FeedbackSettings
from publishing.catalogue import CatalogueError
from tests.feedback_api.publication import FIRST, NOW, Publication

pytestmark = pytest.mark.slow


def test_a_start_goes_on_with_what_was_known_of_a_catalogue(publication: Publication, feedback: Feedback) -> None:
    """A process that starts while the catalogue is damaged knows the articles that were published before."""
    assert feedback.published.is_known()
    (publication.site / "catalogue.json").write_bytes(b"\x1f\x8b damaged")
    started = prepare(publication.search_settings, publication.feedback_settings, clock=lambda: NOW)
    article = started.published.article("reset")
    assert article is not None
    assert article.revision == FIRST
    started.database.close()


def test_a_first_start_needs_a_catalogue(publication: Publication) -> None:
    """What was never read cannot be gone on with."""
    (publication.site / "catalogue.json").write_text("{")
    with pytest.raises(CatalogueError):
        prepare_to_serve(publication.search_settings, publication.feedback_settings, clock=lambda: NOW)


@pytest.fixture
def locked(publication: Publication) -> Iterator[Path]:
    """Give a new database file that another program holds."""
    file = publication.folder / "locked.db"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield file
    other.close()


def test_a_service_starts_without_its_database(publication: Publication, locked: Path) -> None:
    """Pages and search need no database, so the service starts; a command, which does, says what is wrong."""
    settings = FeedbackSettings(database_url=f"sqlite:///{locked}")
    with pytest.raises(DatabaseUnavailableError):
        prepare(publication.search_settings, settings, clock=lambda: NOW)
    started = prepare_to_serve(publication.search_settings, settings, clock=lambda: NOW)
    with pytest.raises(DatabaseUnavailableError):
        started.published.article("reset")
    started.database.close()


def test_a_database_that_comes_back_is_prepared_by_a_round(publication: Publication) -> None:
    """What could not be prepared at the start is prepared as soon as it can be."""
    file = publication.folder / "locked.db"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    settings = FeedbackSettings(database_url=f"sqlite:///{file}")
    started = prepare_to_serve(publication.search_settings, settings, clock=lambda: NOW)
    other.close()
    make_round(started)
    assert started.published.article("reset") is not None
    started.database.close()


def test_a_database_that_cannot_ever_be_used_stops_the_start(publication: Publication) -> None:
    """Waiting cures no misspelt address."""
    settings = FeedbackSettings(database_url="nonsense")
    with pytest.raises(DatabaseMisconfiguredError):
        prepare_to_serve(publication.search_settings, settings, clock=lambda: NOW)
