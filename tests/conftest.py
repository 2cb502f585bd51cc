"""What every test may use."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from tests.feedback_api.publication import FIRST, Publication
from tests.feedback_api.trackers.tracker_server import TrackerServer, serve_tracker
from tests.help_centre import HelpCentre
from tests.postgres import postgres_server, postgres_url

# How long an example takes says how busy the machine is.
settings.register_profile("help-centre", deadline=None)
settings.load_profile("help-centre")

__all__ = ["postgres_server", "postgres_url"]


@pytest.fixture
def help_centre(tmp_path: Path) -> Iterator[HelpCentre]:
    """Give a help centre without content; it is stopped when the test ends."""
    centre = HelpCentre(tmp_path)
    yield centre
    centre.stop()


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """Two articles, reset and export, each in its first revision."""
    publication = Publication(tmp_path)
    publication.publish(reset=FIRST, export=FIRST)
    return publication


@pytest.fixture
def tracker() -> Iterator[TrackerServer]:
    """Give an issue tracker on this machine, without issues."""
    yield from serve_tracker(lambda: datetime.now(UTC))
