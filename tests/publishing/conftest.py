"""What the tests of publishing share."""

from pathlib import Path

import pytest

from tests.publishing.sites import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give a Material site that knows nothing of this project but its plugin."""
    return Site(tmp_path)
