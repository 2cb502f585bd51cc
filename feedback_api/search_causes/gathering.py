"""
Questions gathered by what they ask: wordings in, causes out.

Two wordings ask the same when the rarer of their words are the same stems: the weighted Jaccard similarity of their
stems is at least ``ALIKE``, each stem weighed by how rare it is among all wordings (inverse document frequency). What
is a beginning of one other question alone, cut within a word, was left unfinished, and belongs there. What is the same
letters as one other question, whatever stands between them, is that question; so is what differs from one by a slip.
Questions of which one asks the opposite are never gathered, however much they share, also where only a small word that
search leaves out says so ("turn on", "turn off").

A customer's sentences, which an agent passed on, say more than anybody types into a search box. They ask the same as
another question when what they share is most of the shorter one: at least ``COVERED`` of its weight (the overlap
coefficient; Szymkiewicz 1934), and more than one stem. There, what the help centre hardly says weighs more than what it
says all the time: it is what the answer is missing for.

Everything here is a pure function of its arguments: no clock, no database.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback_api.search_causes.asked_words import Speller, Stems, count_words, small_talk
from feedback_api.search_causes.opposites import ask_the_opposite, turn_each_other
from feedback_api.search_causes.slips import SaidWords, is_slip, words_beside
from search_service.words.analysis import words_of
from search_service.words.synonyms import Synonyms

ALIKE = 0.8
COVERED = 0.7
LEAST_SHARED = 2
MIN_SAID_TO_BE_A_WORD = 3
MIN_BEGINNING_CHARS = 4
MAX_COMPARED = 60


@dataclass(frozen=True)
class Wording:
    """One way to put a question, how many put it so, and whether an agent passed it on in a customer's sentences."""

    text: str
    times: int = 1
    passed_on: bool = False


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
    said = said_in(wordings, known_words or {}, language)
    speller = Speller(language, said.times, synonyms)
    gathering = Gathering(speller, said)
    members: defaultdict[int, list[Wording]] = defaultdict(list)
    for wording in in_order(wordings):
        about = speller.about(wording.text, passed_on=wording.passed_on)
        cause = gathering.nearest(wording.text, about, passed_on=wording.passed_on)
        if cause is None:
            cause = len(members)
        gathering.add(cause, wording.text, about, passed_on=wording.passed_on)
        members[cause].append(wording)
    return sorted((Gathered(tuple(found)) for found in members.values()), key=lambda found: -found.times)


def in_order(wordings: Sequence[Wording]) -> list[Wording]:
    """Put the commonest first, and whole wordings before their beginnings: others gather around them."""
    return sorted(wordings, key=lambda wording: (-wording.times, -len(wording.text), wording.text))


def said_in(wordings: Sequence[Wording], known_words: Mapping[str, int], language: str) -> SaidWords:
    """Add to *known_words* those that are asked so often that they may be words of their own."""
    asked = count_words(((one.text, one.times) for one in wordings), at_least=MIN_SAID_TO_BE_A_WORD)
    times = {word: known_words.get(word, 0) + asked.get(word, 0) for word in known_words.keys() | asked.keys()}
    beside = words_beside((one.text for one in wordings), small_talk(language))
    return SaidWords(known_words.keys(), times, {word: beside[word] for word in asked if word in beside})


class Gathering:
    """The causes so far, each a number, to which wordings are added one by one."""

    def __init__(self, speller: Speller, said: SaidWords) -> None:
        """Begin with none; *speller* knows what the help centre says, and *said* is what tells words from slips."""
        self._speller = speller
        self._said = said
        self._wordings = 0
        self._spread: Counter[str] = Counter()
        self._topics: defaultdict[str, set[tuple[int, Stems, bool]]] = defaultdict(set)
        self._begun: defaultdict[str, set[int]] = defaultdict(set)
        self._written: defaultdict[str, set[int]] = defaultdict(set)
        self._telling: dict[tuple[int, Stems], tuple[str, ...]] = {}
        self._turns: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)

    def add(self, cause: int, text: str, about: Stems, *, passed_on: bool = False) -> None:
        """Put a wording where it belongs; *passed_on* by an agent, it is a customer's sentence."""
        self._wordings += 1
        self._spread.update(about)
        for stem in about:
            self._topics[stem].add((cause, about, passed_on))
        self._turns[cause] |= self._speller.turns(text)
        telling = self._speller.telling(text)
        self._telling.setdefault((cause, about), telling)
        if telling:
            self._written["".join(telling)].add(cause)
        folded = _folded(text)
        for end in range(MIN_BEGINNING_CHARS, len(folded)):
            if folded[end - 1] != " " != folded[end]:
                self._begun[folded[:end]].add(cause)

    def nearest(self, text: str, about: Stems, *, passed_on: bool = False) -> int | None:
        """Find the cause that a wording belongs to; None when it asks something new."""
        telling = self._speller.telling(text)
        turns = self._speller.turns(text)
        for same in (self._begun.get(_folded(text), ()), self._written.get("".join(telling), ())):
            if len(same) == 1 and not turn_each_other(turns, self._turns[(only := next(iter(same)))]):
                return only
        shared: Counter[tuple[int, Stems, bool]] = Counter()
        for stem in about:
            for topic in self._topics.get(stem, ()):
                shared[topic] += 1
        best = max(
            (
                (similarity, -cause)
                for (cause, topic, told), _ in shared.most_common(MAX_COMPARED)
                if (
                    similarity := self._likeness(about, topic, in_sentences=passed_on or told)
                    or self._likeness_but_for_a_slip(telling, self._telling[cause, topic])
                )
                and not ask_the_opposite(about, topic)
                and not turn_each_other(turns, self._turns[cause])
            ),
            default=None,
        )
        return -best[1] if best else None

    def _likeness(self, one: Stems, other: Stems, *, in_sentences: bool) -> float:
        """Tell how much two questions are alike; 0 when that is not enough to be the same."""
        similarity = self._similarity(one, other)
        if similarity >= ALIKE:
            return similarity
        if not in_sentences or len(one & other) < LEAST_SHARED:
            return 0.0
        shorter = min(sum(map(self._rarity_here, one)), sum(map(self._rarity_here, other)))
        covered = sum(map(self._rarity_here, one & other)) / shorter
        # Below what is alike word for word.
        return ALIKE * covered if covered >= COVERED else 0.0

    def _likeness_but_for_a_slip(self, one: Sequence[str], other: Sequence[str]) -> float:
        return ALIKE if is_slip(one, other, self._said) else 0.0

    def _similarity(self, one: Stems, other: Stems) -> float:
        everything = sum(map(self._rarity, one | other))
        return sum(map(self._rarity, one & other)) / everything if everything else 0.0

    def _rarity_here(self, stem: str) -> float:
        """Weigh a stem by how rare it is in the help centre and among all wordings together."""
        times = self._spread[stem] + self._speller.said.get(stem, 0)
        return math.log1p((self._wordings + self._speller.most_said + 1) / (times + 0.5))

    def _rarity(self, stem: str) -> float:
        return math.log1p((self._wordings + 1) / (self._spread[stem] + 0.5))


def _folded(text: str) -> str:
    return " ".join(words_of(text))
