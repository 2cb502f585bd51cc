"""What every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.help_centre import HelpCentre


@pytest.fixture
def help_centre(tmp_path: Path) -> Iterator[HelpCentre]:
    """Give a help centre without content; it is stopped when the test ends."""
    centre = HelpCentre(tmp_path)
    yield centre
    centre.stop()
