"""Where a moment of one cut of a video is in another."""

import pytest

from feedback_api.playback.cuts import place_in

OPEN = "Open the settings."
OLD = {0: "Welcome.", 10: OPEN, 25: "Choose the third tab.", 40: "Save."}


@pytest.mark.parametrize(
    ("new", "place"),
    [
        pytest.param({5: "Welcome.", 15: OPEN, 30: "CHOOSE the third  tab.", 45: "Save."}, (30, 45), id="moved"),
        pytest.param({0: "Welcome.", 10: OPEN, 25: "It is at the right.", 40: "Save."}, (25, 40), id="reworded"),
        pytest.param({0: "Welcome.", 10: OPEN, 25: "Look.", 30: "Here.", 38: "Save."}, (25, 38), id="longer"),
        pytest.param({0: "Welcome.", 10: OPEN, 25: "Save."}, (25, 37), id="cut out before the last"),
        pytest.param({0: "Welcome.", 10: OPEN}, (10, 22), id="cut out at the end"),
        pytest.param({}, (28, 29), id="nothing is written"),
    ],
)  # fmt: skip
def test_a_moment_is_found_by_what_is_said(new: dict[int, str], place: tuple[int, int]) -> None:
    """The line itself, else what stands in its place, else the line after it; times alone where nothing is written."""
    assert place_in(new, OLD, 28) == range(*place)


def test_before_the_first_words_is_the_first_line() -> None:
    """A moment of silence at the start belongs to the first line."""
    assert place_in({3: "Welcome."}, {5: "Welcome."}, 2) == range(3, 15)
