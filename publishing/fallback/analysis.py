"""How texts become words: the analysis of the search service, which registers itself; there is no second one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import entry_points

from publishing.errors import HelpCentreError

ENTRY_POINTS = "help_centre.analysis"


class AnalysisMissingError(HelpCentreError):
    """Nothing that is installed says how texts become words."""

    def __init__(self) -> None:
        super().__init__(
            "The analysis of words is not installed.",
            "Install the help centre again: `make build`, or `pip install` in its folder.",
        )


@dataclass(frozen=True)
class WordAnalysis:
    """What search makes of texts, as five functions."""

    words_of: Callable[[str], list[str]]
    """Give every word of a text in order, folded."""
    stem: Callable[[str, str], str]
    """Give what the inflected forms of a folded word share, in a language such as ``de``."""
    stop_words: Callable[[str], frozenset[str]]
    """Give the folded words of a language that carry no topic."""
    other_forms: Callable[[str, str], list[str]]
    """Give other forms of a folded word that share no stem with it, in a language such as ``en``."""
    same_words: Callable[[str, str], list[str]]
    """Give those of them that are the word itself, not one that is made of it."""


@cache
def word_analysis() -> WordAnalysis:
    """
    Return the analysis of the search service.

    Raises:
        AnalysisMissingError: none is installed.

    """
    found = {point.name: point.load() for point in entry_points(group=ENTRY_POINTS)}
    try:
        return WordAnalysis(**{field.name: found[field.name] for field in fields(WordAnalysis)})
    except KeyError as error:
        raise AnalysisMissingError from error
