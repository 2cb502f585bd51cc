"""A company's colour stays what it is as far as it can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.starter.colours import DARK_PAGE, LIGHT_PAGE, MIN_CONTRAST, ColourUnreadable, accents, contrast


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_becomes_readable(number: int) -> None:
    """On the light page and on the dark one text of any company's colour has the contrast that WCAG asks for."""
    found = accents(f"#{number:06x}")
    assert contrast(found.on_light, LIGHT_PAGE) >= MIN_CONTRAST
    assert contrast(found.on_dark, DARK_PAGE) >= MIN_CONTRAST


def test_a_readable_colour_stays() -> None:
    """A colour that stands out is taken as it is, however it is written."""
    assert accents(" #0A6B66 ").on_light == "#0a6b66"
    assert accents("#7fd3c8").on_dark == "#7fd3c8"


def test_the_contrast_of_black_and_white_is_21() -> None:
    """The formula is WCAG's."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "0a6b66", ""])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    """The message shows what was written, the hint how it is written."""
    with pytest.raises(ColourUnreadable, match="is no colour") as raised:
        accents(colour)
    assert "#0a6b66" in raised.value.hint
