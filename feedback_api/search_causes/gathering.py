"""
Questions gathered by what they ask: wordings in, causes out.

Two wordings ask the same when the rarer of their words are the same stems: the weighted Jaccard similarity of their
stems is at least ``ALIKE``, each stem weighed by how rare it is among all wordings (inverse document frequency). What
is a beginning of one other question alone, cut within a word, was left unfinished, and belongs there. Questions of
which one asks the opposite are never gathered, however much they share.

Everything here is a pure function of its arguments: no clock, no database.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback_api.search_causes.asked_words import Speller, Stems, count_words
from feedback_api.search_causes.opposites import ask_the_opposite
from search_service.words.analysis import words_of
from search_service.words.synonyms import Synonyms

ALIKE = 0.8
MIN_SAID_TO_BE_A_WORD = 3
MIN_BEGINNING_CHARS = 4
MAX_COMPARED = 60


@dataclass(frozen=True)
class Wording:
    """One way to put a question, and how many put it so."""

    text: str
    times: int = 1


@dataclass(frozen=True)
class Gathered:
    """Wordings that ask the same, the commonest first."""

    wordings: tuple[Wording, ...]

    @property
    def name(self) -> str:
        """What most call it."""
        return self.wordings[0].text

    @property
    def times(self) -> int:
        """How many asked."""
        return sum(wording.times for wording in self.wordings)


def gather(
    wordings: Sequence[Wording],
    language: str,
    *,
    known_words: Mapping[str, int] | None = None,
    synonyms: Synonyms | None = None,
) -> list[Gathered]:
    """
    Gather *wordings* of one *language* (its two letters), those asked most first.

    *known_words* are the words of the help centre and how often each is written; without them, spelling is repaired
    from the questions alone. *synonyms* are words that writers said to mean the same.
    """
    speller = Speller(language, known_with(wordings, known_words or {}), synonyms)
    gathering = Gathering()
    members: defaultdict[int, list[Wording]] = defaultdict(list)
    for wording in in_order(wordings):
        about = speller.about(wording.text)
        cause = gathering.nearest(wording.text, about)
        if cause is None:
            cause = len(members)
        gathering.add(cause, wording.text, about)
        members[cause].append(wording)
    return sorted((Gathered(tuple(found)) for found in members.values()), key=lambda found: -found.times)


def in_order(wordings: Sequence[Wording]) -> list[Wording]:
    """Put the commonest first, and whole wordings before their beginnings: others gather around them."""
    return sorted(wordings, key=lambda wording: (-wording.times, -len(wording.text), wording.text))


def known_with(wordings: Sequence[Wording], known_words: Mapping[str, int]) -> dict[str, int]:
    """Add to *known_words* those that are asked so often that they are no slips."""
    asked = count_words(((one.text, one.times) for one in wordings), at_least=MIN_SAID_TO_BE_A_WORD)
    return {word: known_words.get(word, 0) + asked.get(word, 0) for word in known_words.keys() | asked.keys()}


class Gathering:
    """The causes so far, each a number, to which wordings are added one by one."""

    def __init__(self) -> None:
        """Begin with none."""
        self._wordings = 0
        self._spread: Counter[str] = Counter()
        self._topics: defaultdict[str, set[tuple[int, Stems]]] = defaultdict(set)
        self._begun: defaultdict[str, set[int]] = defaultdict(set)

    def add(self, cause: int, text: str, about: Stems) -> None:
        """Put a wording where it belongs."""
        self._wordings += 1
        self._spread.update(about)
        for stem in about:
            self._topics[stem].add((cause, about))
        folded = _folded(text)
        for end in range(MIN_BEGINNING_CHARS, len(folded)):
            if folded[end - 1] != " " != folded[end]:
                self._begun[folded[:end]].add(cause)

    def nearest(self, text: str, about: Stems) -> int | None:
        """Find the cause that a wording belongs to; None when it asks something new."""
        begun = self._begun.get(_folded(text), set())
        if len(begun) == 1:
            return next(iter(begun))
        shared: Counter[tuple[int, Stems]] = Counter()
        for stem in about:
            for topic in self._topics.get(stem, ()):
                shared[topic] += 1
        best = max(
            (
                (similarity, -cause)
                for (cause, topic), _ in shared.most_common(MAX_COMPARED)
                if (similarity := self._similarity(about, topic)) >= ALIKE and not ask_the_opposite(about, topic)
            ),
            default=None,
        )
        return -best[1] if best else None

    def _similarity(self, one: Stems, other: Stems) -> float:
        everything = sum(map(self._rarity, one | other))
        return sum(map(self._rarity, one & other)) / everything if everything else 0.0

    def _rarity(self, stem: str) -> float:
        return math.log1p((self._wordings + 1) / (self._spread[stem] + 0.5))


def _folded(text: str) -> str:
    return " ".join(words_of(text))
