"""The words of everyday life beside those of the content, as files of a version."""

from __future__ import annotations

import math
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path

import numpy as np

from search_service.index.array_files import arrays_file, load, load_lines, save, save_lines
from search_service.index.arrays import position_in
from search_service.index.spelling import Vocabulary, build_vocabulary, is_repairable
from search_service.words.everyday import LISTED, everyday_words

EVERYDAY = "everyday"


@dataclass(frozen=True)
class Everyday:
    """The everyday words of a language, sorted, and what misspellings of them look like."""

    terms: Sequence[str]
    vocabulary: Vocabulary

    def __contains__(self, word: str) -> bool:
        """Tell whether the folded *word* is one of them."""
        return position_in(self.terms, word) is not None

    def share(self, word: str) -> float:
        """Give the share of all that people say that is *word* (0 to 1)."""
        number = position_in(self.terms, word)
        # Every term is in the vocabulary, so that its number is its place there.
        return 0.0 if number is None else math.exp(self.vocabulary.commonness[number]) / self._words_said

    @cached_property
    def _words_said(self) -> float:
        return float(np.exp(self.vocabulary.commonness, dtype=np.float64).sum())


def write_everyday(folder: Path, languages: Collection[str], earlier: Path | None = None) -> None:
    """Write the everyday words of those *languages* that have a list; what an *earlier* version has too is its file."""
    chosen = [language for language in LISTED if language in languages]
    lists = [f"{language} {version('pyspellchecker')}" for language in chosen]
    known = load_lines(earlier, EVERYDAY) if earlier else []
    for language, listed in zip(chosen, lists, strict=True):
        if earlier and listed in known:
            os.link(arrays_file(earlier, f"{EVERYDAY}-{language}"), arrays_file(folder, f"{EVERYDAY}-{language}"))
        else:
            save(_everyday(language), folder, f"{EVERYDAY}-{language}")
    save_lines(lists, folder, EVERYDAY)


def open_everyday(folder: Path) -> dict[str, Everyday]:
    """Open what `write_everyday` wrote, by language."""
    languages = (listed.split(maxsplit=1)[0] for listed in load_lines(folder, EVERYDAY))
    return {language: load(Everyday, folder, f"{EVERYDAY}-{language}") for language in languages}


@lru_cache
def _everyday(language: str) -> Everyday:
    """Read the list once: that takes as long as indexing a few hundred sections."""
    times = {word: count for word, count in everyday_words(language).items() if is_repairable(word)}
    terms = list(times)
    return Everyday(terms, build_vocabulary(terms, np.array([*times.values()], dtype=np.int64)))
