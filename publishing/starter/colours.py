"""A company's colour, changed as little as makes it readable on a light and on a dark page."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

from publishing.errors import HelpCentreError

LIGHT_PAGE = "#fcfcfa"
DARK_PAGE = "#12191b"
# Contrast that WCAG 2.2 (1.4.3) asks of text of normal size.
MIN_CONTRAST = 4.5
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_STEPS = 100
# Below it, WCAG's formula of luminance is linear.
_LINEAR_UP_TO = 0.04045


class ColourUnreadable(HelpCentreError):  # noqa: N818 - named for what is wrong
    """A colour is not written as browsers read it."""


@dataclass(frozen=True)
class Accents:
    """The colour of links and buttons on a light page and on a dark one, each as ``#rrggbb``."""

    on_light: str
    on_dark: str


def accents(colour: str) -> Accents:
    """
    Return *colour* (``#rrggbb``, in any case) as it is where it can be read, else darker or lighter.

    Raises:
        ColourUnreadable: *colour* is written in another way.

    """
    plain = colour.strip().lower()
    if not _COLOUR.fullmatch(plain):
        raise ColourUnreadable(f"'{colour}' is no colour.", "Write it as six digits and letters, such as #0a6b66.")
    return Accents(_readable(plain, LIGHT_PAGE, towards=0.0), _readable(plain, DARK_PAGE, towards=1.0))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2.2 defines it: 1 for the same, 21 for black and white."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance, by WCAG 2.2's formula."""
    red, green, blue = (
        value / 12.92 if value <= _LINEAR_UP_TO else ((value + 0.055) / 1.055) ** 2.4 for value in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _readable(colour: str, page: str, *, towards: float) -> str:
    """Move the lightness of *colour* step by step *towards* black (0) or white (1) until it stands out on *page*."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(_STEPS + 1):
        moved = lightness + (towards - lightness) * step / _STEPS
        candidate = "#" + "".join(f"{round(255 * value):02x}" for value in colorsys.hls_to_rgb(hue, moved, saturation))
        if contrast(candidate, page) >= MIN_CONTRAST:
            return candidate
    raise AssertionError("black on a light page, and white on a dark one, can be read")
