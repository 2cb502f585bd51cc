"""
What a question is about: its telling words, spelled as others spell them, synonyms under one name, as stems.

Spelling is repaired from what the help centre says and from what others ask: a word gives way to one that is at most
two edits away and far commoner, unless it is known to mean something else. The last word may be unfinished, as people
leave it who search while they type.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache

import numpy as np

from feedback_api.search_causes.opposites import are_opposites
from search_service.index.postings import Postings
from search_service.index.spelling import build_vocabulary, repairs
from search_service.words.analysis import words_of
from search_service.words.languages import stem, stop_words
from search_service.words.synonyms import Synonyms

Stems = frozenset[str]
"""What a question is about; two with the same stems ask the same."""

MIN_UNFINISHED_CHARS = 3
MOST_REPAIRS = 5
LEAST_SHARE_OF_COMPLETION = 0.5
LAST_CHARACTER = "\U0010ffff"
# Words that make a question of a topic and tell nothing of it, beside the stop words of search.
PHRASES = """
can cannot cant do does did dont doesnt get have help how is me my need no not please trouble want what when where which
who why with
"""
# Words of a mail to a person that tell nothing of its topic.
SMALL_TALK = {
    "en": """
all also already always another any anybody anyone anything actually again appreciate ask asked asking been being could
customer dear else even ever every everything find found getting give given goes going good got had has hello help hey
hi hope idea into issue just keep kindly know later let like look looking made make manage many maybe might much must
new now okay once one only our out over own possible possibly problem question quite really right said say seem several
should simply since some somebody someone something somehow somewhere still such sure take tell than thank thanks them
then there they thing think though through time today together too tried try trying unable understand until urgent us
use used using very want wanted way week were while wish without wonder wondering work working would yes yesterday yet
""",
    "de": """
alle alles also auch aber bekomme bekommen bereits bitte brauche brauchen danke dann doch eben eigentlich einfach
finde finden frage fragen gar geben geht gerne gibt hallo helfen hilfe immer irgendwie irgendwo jetzt kann kannst kein
keine koennen konnte könnte können leider lieber machen mal man mehr möchte möchten moechte möglich möglichkeit muss
müssen nachdem noch nun nur problem schon sehr sagen seit sollte sollten suche suchen tun überhaupt versuche versucht
vielleicht warum weg weiss weiß welche wenn wieder will wollen wollte würde würden
""",
}


@lru_cache
def small_talk(language: str) -> frozenset[str]:
    """Give the words of *language* that tell nothing of what a mail to a person is about, stop words among them."""
    phrases = PHRASES if language == "en" else ""
    return stop_words(language) | frozenset(words_of(SMALL_TALK.get(language, "") + phrases))


class Speller:
    """The words of a help centre and of its searches, by which others are repaired."""

    def __init__(self, language: str, times: Mapping[str, int], synonyms: Synonyms | None = None) -> None:
        """Know the words of *language* by how often each is written; stop words are no repair."""
        self.language = language
        self._synonyms = synonyms or Synonyms([], [language])
        self._small_talk = small_talk(language)
        self._stops = stop_words(language) | frozenset(PHRASES.split() if language == "en" else ())
        self._times = {word: count for word, count in times.items() if count > 0 and word not in self._stops}
        self._terms = sorted(self._times)
        counts = np.array([self._times[term] for term in self._terms], dtype=np.int64)
        starts = np.concatenate([np.zeros(1, dtype=np.int64), counts.cumsum()])
        empty = Postings(self._terms, starts, np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))
        self._vocabulary = build_vocabulary(empty)
        self.repair: Callable[[str], str] = lru_cache(maxsize=20_000)(self._repair)

    @cached_property
    def said(self) -> dict[str, int]:
        """The stems that are known, and how often each is written."""
        found: Counter[str] = Counter()
        for word, times in self._times.items():
            found[stem(word, self.language)] += times
        return dict(found)

    @cached_property
    def most_said(self) -> int:
        """How often the commonest of these stems is written."""
        return max(self.said.values(), default=0)

    def about(self, question: str, *, passed_on: bool = False) -> Stems:
        """Tell what *question* is about; *passed_on* by an agent, it is a sentence of a mail."""
        words = words_of(question)
        spelled = [self._spelled(word) for word in words[:-1]]
        spelled += [self._spelled(word, unfinished=True) for word in words[-1:]]
        named = self._named(spelled)
        telling = [word for word in named if word not in self._stops] or named
        if passed_on:
            telling = [word for word in telling if word not in self._small_talk] or telling
        return frozenset(stem(word, self.language) for word in telling)

    def _spelled(self, word: str, *, unfinished: bool = False) -> str:
        if word in self._stops or word in self._synonyms:
            return word
        return self._finished(word) if unfinished else self.repair(word)

    def _named(self, words: list[str]) -> list[str]:
        """Write each phrase that has synonyms as the first of them in the alphabet, the longest phrases first."""
        named: dict[int, tuple[str, ...]] = {}
        taken: set[int] = set()
        for found in sorted(self._synonyms.find(words), key=lambda found: (-found.length, found.place)):
            places = range(found.place, found.place + found.length)
            if taken.isdisjoint(places):
                taken.update(places)
                named[found.place] = min([*found.others, tuple(words[place] for place in places)])
        return [
            word
            for place, spelled in enumerate(words)
            for word in (named.get(place, ()) if place in taken else (spelled,))
        ]

    def _finished(self, word: str) -> str:
        """Complete a word that nobody knows, when one word that begins with it is commoner than all others."""
        if word in self._times or len(word) < MIN_UNFINISHED_CHARS:
            return self.repair(word)
        begun = self._terms[bisect_left(self._terms, word) : bisect_left(self._terms, word + LAST_CHARACTER)]
        stems: dict[str, int] = {}
        for term in begun:
            meant = stem(term, self.language)
            stems[meant] = stems.get(meant, 0) + self._times[term]
        best = max(stems, key=lambda meant: stems[meant], default=None)
        if best is None:
            return self.repair(word)
        if stems[best] < LEAST_SHARE_OF_COMPLETION * sum(stems.values()):
            return word
        return max((term for term in begun if stem(term, self.language) == best), key=lambda term: self._times[term])

    def _repair(self, word: str) -> str:
        found = [self._terms[near.number] for near in repairs(word, self._vocabulary, at_most=MOST_REPAIRS)]
        return next((term for term in found if not are_opposites(word, term)), word)


def count_words(texts: Iterable[tuple[str, int]], *, at_least: int = 1) -> dict[str, int]:
    """Count the words of *texts*, each said so many times; those said less than *at_least* times may be slips."""
    counts: dict[str, int] = {}
    for text, times in texts:
        for word in set(words_of(text)):
            counts[word] = counts.get(word, 0) + times
    return {word: count for word, count in counts.items() if count >= at_least}
