"""
What a question is about: its telling words, spelled as others spell them, synonyms under one name, as stems.

Spelling is repaired from what the help centre says and from what others ask: a word gives way to one that is at most
two edits away and far commoner, unless it is known to mean something else. The last word may be unfinished, as people
leave it who search while they type. What is written with a hyphen, as one word or as two ("read-only") is its parts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

import numpy as np

from feedback_api.search_causes.opposites import Turns, are_opposites, turns_in
from search_service.index.spelling import build_vocabulary, repairs
from search_service.words.analysis import CHUNK, chunk_words, words_of
from search_service.words.languages import stem, stop_words
from search_service.words.synonyms import Synonyms

Stems = frozenset[str]
"""What a question is about; two with the same stems ask the same."""

MIN_UNFINISHED_CHARS = 3
HYPHEN = "-"
LEAST_PARTS = 2
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
        said = {word: count for word, count in times.items() if count > 0 and word not in self._stops}
        self._times = {word: count for word, count in said.items() if HYPHEN not in word}
        self._parts = dict(self._compounds(said))
        self._terms = sorted(self._times)
        counts = np.array([self._times[term] for term in self._terms], dtype=np.int64)
        self._vocabulary = build_vocabulary(self._terms, counts)
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
        named = self._named(self._spelled_chunks(question))
        telling = [word for word in named if word not in self._stops] or named
        if passed_on:
            telling = [word for word in telling if word not in self._small_talk] or telling
        return frozenset(stem(word, self.language) for word in telling)

    def telling(self, question: str) -> tuple[str, ...]:
        """Give the words of *question* as they are spelled, those with a hyphen as their parts, without stop words."""
        return tuple(word for word in _in_turn(question) if word not in self._stops)

    def turns(self, question: str) -> Turns:
        """Give the words of *question* that turn others into their opposite, most of which tell nothing themselves."""
        words = [word if word in self._stops else self.repair(word) for word in _in_turn(question)]
        return turns_in(words, self._stops, self.language)

    def _compounds(self, said: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
        """Give the parts of words that have a hyphen too; not of "log-in", which is another without "in"."""
        for word in said:
            parts = word.split(HYPHEN)
            if len(parts) >= LEAST_PARTS and self._stops.isdisjoint(parts):
                yield "".join(parts), parts

    def _spelled_chunks(self, question: str) -> list[list[str]]:
        """Spell the words of each chunk: one word, or the parts of what has inner punctuation and then all of it."""
        chunks = [words for chunk in CHUNK.findall(question) for words in _apart(chunk_words(chunk))]
        return [
            [
                self._spelled(word, unfinished=number == len(chunks) and place == len(words))
                for place, word in enumerate(words, start=1)
            ]
            for number, words in enumerate(chunks, start=1)
        ]

    def _spelled(self, word: str, *, unfinished: bool = False) -> str:
        if word in self._stops or word in self._synonyms:
            return word
        return self._finished(word) if unfinished else self.repair(word)

    def _named(self, chunks: list[list[str]]) -> list[str]:
        """Write each phrase that has synonyms as the first of them in the alphabet, the longest phrases first."""
        words = [word for chunk in chunks for word in chunk]
        named: dict[int, tuple[str, ...]] = {}
        taken: set[int] = set()
        for found in sorted(self._synonyms.find(words), key=lambda found: (-found.length, found.place)):
            places = range(found.place, found.place + found.length)
            if taken.isdisjoint(places):
                taken.update(places)
                named[found.place] = min([*found.others, tuple(words[place] for place in places)])
        written: list[str] = []
        begin = 0
        for chunk in chunks:
            places = range(begin, begin + len(chunk))
            begin += len(chunk)
            if taken.isdisjoint(places):
                written += self._in_parts(chunk)
            else:
                written += [word for place in places for word in named.get(place, ())]
        return written

    def _in_parts(self, chunk: list[str]) -> list[str]:
        """Write a chunk as its parts, unless it is known as one word alone."""
        *parts, whole = chunk
        for joined in (whole, "".join(parts)):
            if joined in self._parts:
                return self._parts[joined]
        return parts if parts and whole not in self._times else [whole]

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


def _apart(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Keep the parts of a chunk together when their joined form follows them; else each word is one."""
    return [words] if words[-1] == "".join(words[:-1]) else [(word,) for word in words]


def _in_turn(question: str) -> list[str]:
    """Give the words of *question* in their order, those with a hyphen as their parts."""
    chunks = [words for chunk in CHUNK.findall(question) for words in _apart(chunk_words(chunk))]
    return [word for words in chunks for word in (words[:-1] or words)]


def count_words(texts: Iterable[tuple[str, int]], *, at_least: int = 1) -> dict[str, int]:
    """
    Count the words of *texts*, each said so many times; those said less than *at_least* times may be slips.

    What is written with inner punctuation is counted as its words and with a hyphen between its parts.
    """
    counts: dict[str, int] = {}
    for text, times in texts:
        chunks = [words for chunk in CHUNK.findall(text) for words in _apart(chunk_words(chunk))]
        compounds = {HYPHEN.join(words[:-1]) for words in chunks if len(words) > 1}
        for word in compounds.union(*chunks):
            counts[word] = counts.get(word, 0) + times
    return {word: count for word, count in counts.items() if count >= at_least}
