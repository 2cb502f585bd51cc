"""What a query asks for: its words in order, and for each the stems of the content that answer it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from search_service.index.arrays import RankingArrays, position_in
from search_service.queries.compounds import GERMAN, ending_in
from search_service.queries.readings import (
    COMPLETION_TRUST,
    OTHER_FORM_TRUST,
    REPAIR_TRUST,
    Lexicon,
    Reading,
    completions,
    exact,
    likelier,
    meant,
    of_language,
    two_words_of,
    widened,
)  # fmt: skip
from search_service.queries.separated_verbs import BARE_VERB_TRUST, separated_verbs
from search_service.queries.widening import begun_synonyms, idf, with_joined, with_same_words, with_synonyms
from search_service.words.analysis import CHUNK, PART, chunk_words, fold

# A pasted message is answered by the rarest of its first words; 62 words fit the bits of a 64-bit integer with sign.
MAX_WORDS = 62
MAX_TERMS = 16
# What is read of a pasted message.
MAX_WORDS_READ = 400
# A shorter word that was left unfinished is another one.
MIN_LEFT_CHARS = 4
HALF_NAME = re.compile(r"(?<![^\W_])[a-zA-Z]\+$")


@dataclass(frozen=True)
class Term:
    """A word of the query: what answers it, its inverse document frequency, and whether it says what is looked for."""

    word: str
    alternatives: Reading
    idf: float
    telling: bool = True


@dataclass(frozen=True)
class Question:
    """A query, understood: all its words in order, and what the misspelled ones were taken for."""

    words: tuple[Term, ...]
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    raised: Mapping[str, float] = field(default_factory=dict)
    """Articles that helped others who asked the same, by id, each with its share (0 to 1)."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words that articles are looked for by, each once."""
        return tuple({term.word: term for term in self.words if term.telling}.values())


@dataclass(frozen=True)
class Typed:
    """The folded words of a query in order, the last of them if it is *unfinished*, and the reader's language."""

    words: list[str]
    unfinished: str | None
    language: str | None

    def beside(self, word: str) -> list[tuple[str, str]]:
        """Give the pairs of neighbours of which *word* is one."""
        return [pair for pair in pairwise(self.words) if word in pair]

    def mendable(self, lexicon: Lexicon) -> list[str]:
        """Give the words, each once, that may be misspelled: those of `written_otherwise` that no writer lists."""
        return [word for word in self.written_otherwise(lexicon) if word not in lexicon.synonyms]

    def written_otherwise(self, lexicon: Lexicon) -> list[str]:
        """Give the words, each once, that may be written otherwise: no stop word, and none of a long text."""
        words = () if self.is_told(lexicon) else dict.fromkeys(self.words)
        return [word for word in words if word not in lexicon.stops]

    def is_told(self, lexicon: Lexicon) -> bool:
        """Tell whether this is a long text: its unknown words are just others, and it has verbs that say little."""
        return len(self.words) > lexicon.most_repaired


def understand(
    query: str, arrays: RankingArrays, lexicon: Lexicon, *, partial: bool, lang: str | None = None
) -> Question:
    """Resolve the words of *query*, asked in *lang*, against the content; with *partial* the last may be unfinished."""
    query = _with_whole_name(query, arrays) if partial else query
    every = [word for chunk in CHUNK.findall(query) for word in chunk_words(chunk)][:MAX_WORDS_READ]
    typed = Typed(every, _unfinished_word(query) if partial else None, lexicon.own.language(lang))
    readings = _as_typed(typed, arrays, lexicon)
    instead = _instead(typed, readings, arrays, lexicon)
    words = [one for word in typed.words for one in instead.get(word) or (word,)]
    readings |= {word: exact(word, arrays, REPAIR_TRUST) for word in words if word not in readings}
    is_told = typed.is_told(lexicon)
    readings = with_joined(words, readings, arrays, is_told=is_told)
    widest = with_same_words(readings, arrays, lexicon, typed.language, is_told=is_told)
    widest = with_synonyms(words, widest, arrays, lexicon.synonyms)
    # How rare a word is counts as it was typed: a common word for the same does not make it say less.
    terms = [Term(word, widest[word], idf(readings[word] or widest[word], arrays)) for word in words]
    return Question(_within_bounds(terms, lexicon.stops), _respelled(instead, lexicon))


def _as_typed(typed: Typed, arrays: RankingArrays, lexicon: Lexicon) -> dict[str, Reading]:
    """Give what answers each word as it stands, as part of a verb or compound, or as a beginning or other form."""
    separated = separated_verbs(typed.words, arrays) if typed.language == GERMAN else {}
    mendable = typed.mendable(lexicon)
    readings: dict[str, Reading] = {}
    for word in dict.fromkeys(typed.words):
        verb = separated.get(word, ())
        reading = widened(verb, exact(word, arrays, BARE_VERB_TRUST if verb else 1.0))
        if word == typed.unfinished:
            reading = widened(reading, completions(word, arrays)) or begun_synonyms(word, arrays, lexicon.synonyms)
        elif word == typed.words[-1] and word in mendable and not of_language(typed.language, reading, arrays):
            reading = _begun(word, reading, arrays, lexicon, typed.language)
        if not reading and word in mendable:
            reading = _in_compounds(word, arrays, lexicon, typed.language)
        if reading and word in mendable:
            # Then the word is as rare as the right one, not as its mistakes.
            reading = widened(reading, _rightly(word, arrays, lexicon, typed.language))
        readings[word] = reading or _in_other_forms(word, arrays, lexicon, typed.language)
    return readings


def _instead(
    typed: Typed, readings: Mapping[str, Reading], arrays: RankingArrays, lexicon: Lexicon
) -> dict[str, tuple[str, ...]]:
    """Give what words stand for that nothing answers, or that something else was likelier meant by."""
    language = typed.language
    known = [word for word in typed.written_otherwise(lexicon) if readings[word] and word != typed.unfinished]
    instead = {word: two_words_of(language, word, readings[word], arrays, lexicon) for word in known}
    # What was typed with a hyphen is there in two words already.
    instead = {word: parts for word, parts in instead.items() if not {*parts} <= {*typed.words}}
    for word in typed.mendable(lexicon):
        if word in known and not instead.get(word):
            instead[word] = likelier(word, readings[word], arrays, lexicon, language)
        if not readings[word]:
            instead[word] = meant(word, arrays, lexicon, language, typed.beside(word))
        if not readings[word] and not instead.get(word) and lexicon.ends_count and language == GERMAN:
            instead[word] = lexicon.german.ends_of(word)
    return instead


def _respelled(instead: Mapping[str, tuple[str, ...]], lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Leave of *instead* what is a mistake: a German compound that is read by its parts is spelled well."""
    return {
        word: others
        for word, others in instead.items()
        if others and (len(others) == 1 or others != lexicon.german.parts_of(word))
    }


def _begun(word: str, reading: Reading, arrays: RankingArrays, lexicon: Lexicon, language: str | None) -> Reading:
    """
    Let the last *word*, which the reader's *language* lacks, be answered by those of which most is typed.

    Who presses Enter in the middle of a word saw what it begins while typing.
    """
    if len(word) < MIN_LEFT_CHARS or lexicon.misspellings.is_everyday(word, language):
        return reading
    begun = completions(word, arrays, at_most_chars=2 * len(word))
    return widened(reading, of_language(language, begun, arrays))


def _in_compounds(word: str, arrays: RankingArrays, lexicon: Lexicon, language: str | None) -> Reading:
    found = ending_in(word, arrays, lexicon.vocabulary) if language == GERMAN else ()
    return tuple(one for compound in found for one in exact(compound, arrays, COMPLETION_TRUST))


def _rightly(word: str, arrays: RankingArrays, lexicon: Lexicon, language: str | None) -> Reading:
    right = lexicon.misspellings.mistyped_in_content(word, language)
    return exact(right, arrays, REPAIR_TRUST) if right else ()


def _in_other_forms(word: str, arrays: RankingArrays, lexicon: Lexicon, language: str | None) -> Reading:
    forms = lexicon.misspellings.other_forms(word, language)
    return tuple(dict.fromkeys(one for form in forms for one in exact(form, arrays, OTHER_FORM_TRUST)))


def _with_whole_name(query: str, arrays: RankingArrays) -> str:
    """Write ``C+`` at the end of *query* as ``C++``, where the content has that: one plus alone is no part of words."""
    half = HALF_NAME.search(query)
    return f"{query}+" if half and position_in(arrays.words.terms, fold(f"{half.group()}+")) is not None else query


def _unfinished_word(query: str) -> str | None:
    """Give the last word when nothing follows it."""
    chunks = list(CHUNK.finditer(query))
    if not chunks or chunks[-1].end() != len(query):
        return None
    words = chunk_words(chunks[-1].group())
    return words[-1] if words else None


def _within_bounds(terms: list[Term], stops: frozenset[str]) -> tuple[Term, ...]:
    """
    Look by all words but stop words, unless nothing else was asked; of a long message by its rarest words.

    Where the content knows none of the telling words, what has the stop words among them is no answer.
    """
    answered = {term.word: term.idf for term in terms if term.alternatives}
    only_stops = all(term.word in stops for term in terms)
    telling = [word for word in answered if only_stops or word not in stops]
    rarest = set(sorted(telling, key=lambda word: -answered[word])[:MAX_TERMS])
    kept = terms if len(terms) <= MAX_WORDS else [term for term in terms if term.word in rarest][:MAX_WORDS]
    return tuple(Term(term.word, term.alternatives, term.idf, term.word in rarest) for term in kept)


def rewritten(query: str, instead: Mapping[str, tuple[str, ...]], write: Callable[[str, str], str]) -> str | None:
    """
    Give *query* with its misspelled words replaced, all else as it was typed; None where that changes nothing.

    *write* tells how a folded word is written that stands for a typed one.
    """

    def replaced(text: str, word: str) -> str:
        return " ".join(write(one, text) for one in instead[word]) if word in instead else text

    def of_chunk(chunk: str) -> str:
        parts = PART.sub(lambda part: replaced(part.group(), fold(part.group())), chunk)
        words = chunk_words(chunk)
        # The last word is the chunk's joined form: ``e-mial`` is mended as a whole where its parts are words. What is
        # found by those very parts is mended already.
        as_typed = not words or instead.get(words[-1]) == words[:-1]
        return parts if as_typed or parts != chunk else replaced(chunk, words[-1])

    mended = CHUNK.sub(lambda match: of_chunk(match.group()), query)
    return None if mended == query else mended
