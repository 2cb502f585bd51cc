"""What services of others answer instead of what they were asked for."""

from datetime import timedelta

import pytest

from feedback_api.receivers.problems import wait_until
from tests.feedback_api.publication import NOW

ODD_WAITS = ["9" * 5000, "Sun, 22 Nov 2026 12:00:00 +" + "9" * 12, "Fri, 31 Dec 9999 23:00:00 -0900", "soon", "-1"]


@pytest.mark.parametrize("said", ODD_WAITS, ids=range(len(ODD_WAITS)))
def test_no_wait_is_too_odd_to_be_read(said: str) -> None:
    """Whatever stands in Retry-After, the next try is some time within a day."""
    assert NOW < wait_until({"retry-after": said}, now=NOW) <= NOW + timedelta(days=1)
