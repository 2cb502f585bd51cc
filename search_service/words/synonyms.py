"""Words that mean the same, as writers list them: phrases of folded words, found in a query by their stems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search_service.words.analysis import words_of
from search_service.words.languages import stem

Phrase = tuple[str, ...]
# What stands between the phrases of a group, and between the words of a phrase, where words have neither.
BETWEEN_PHRASES = "\t"
BETWEEN_WORDS = " "


@dataclass(frozen=True)
class Found:
    """A phrase of a group in a query: its first word, how many words it has, and the other phrases of the group."""

    place: int
    length: int
    others: tuple[Phrase, ...]


class Synonyms:
    """The groups of a catalogue, made ready for some languages."""

    def __init__(self, groups: Iterable[Sequence[Phrase]], languages: Sequence[str]) -> None:
        self._languages = languages
        self._others: dict[Phrase, list[Phrase]] = defaultdict(list)
        self._words: set[str] = set()
        for phrases in groups:
            self._words.update(word for phrase in phrases for word in phrase)
            for phrase in phrases:
                others = [other for other in phrases if other != phrase]
                for stems in {_stems(phrase, language) for language in languages}:
                    self._others[stems] += others
        self._longest = max((len(stems) for stems in self._others), default=0)

    def __contains__(self, word: str) -> bool:
        """Tell whether the folded *word* stands in any group."""
        return word in self._words

    def begun_with(self, start: str) -> list[Phrase]:
        """Give what means the same as the single words of groups that begin with *start*, folded."""
        begun = [(word,) for word in sorted(self._words) if word.startswith(start)]
        stems = dict.fromkeys(_stems(phrase, language) for phrase in begun for language in self._languages)
        return [other for phrase in stems for other in self._others.get(phrase, ())]

    def find(self, words: Sequence[str]) -> Iterator[Found]:
        """Yield the phrases of groups in *words*, in whatever inflected form they stand there."""
        for language in self._languages if self._others else ():
            stems = _stems(words, language)
            for place in range(len(words)):
                for length in range(1, min(self._longest, len(words) - place) + 1):
                    others = self._others.get(stems[place : place + length])
                    if others:
                        yield Found(place, length, tuple(others))


def lines_of(synonyms: Iterable[Sequence[str]]) -> list[str]:
    """Write the groups of a catalogue as lines of folded words, one group a line."""
    groups = ([BETWEEN_WORDS.join(words_of(phrase)) for phrase in group] for group in synonyms)
    return [BETWEEN_PHRASES.join(filter(None, group)) for group in groups]


def read_lines(lines: Iterable[str], languages: Sequence[str]) -> Synonyms:
    """Read what `lines_of` wrote."""
    groups = ([tuple(phrase.split(BETWEEN_WORDS)) for phrase in line.split(BETWEEN_PHRASES)] for line in lines)
    return Synonyms(groups, languages)


def _stems(words: Sequence[str], language: str) -> Phrase:
    return tuple(stem(word, language) for word in words)
