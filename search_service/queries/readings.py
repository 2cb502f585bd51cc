"""The ways a word of a query can be read: as it stands, with its neighbour, unfinished, run together or misspelled."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from search_service.index.arrays import RankingArrays, position_in
from search_service.index.line_files import place_of
from search_service.index.spelling import EDIT_COST, Vocabulary
from search_service.queries.compounds import GERMAN, GermanWords
from search_service.queries.misspellings import Misspellings, Pairs
from search_service.queries.own_words import OwnWords
from search_service.queries.two_words import in_one_section, known, oftener_apart, side_by_side
from search_service.words.german import without_digraphs
from search_service.words.synonyms import Synonyms

MAX_COMPLETIONS = 64
# What an answer to another word counts, against one to the word as typed.
COMPLETION_TRUST = 0.9
REPAIR_TRUST = 0.9
JOINED_TRUST = 0.9
SYNONYM_TRUST = 0.8
OTHER_FORM_TRUST = 0.9
# The content means two words by one that it writes apart so many times as often: ``helpdesk``.
FAR_OFTENER_APART = 2
# The words of longer texts are taken as they are: unknown ones are seldom misspelled, just others.
MAX_WORDS_REPAIRED = 12
# The end of the range of a prefix in a sorted list of words.
LAST_CHARACTER = "\U0010ffff"


@dataclass(frozen=True)
class Alternative:
    """A stem that may answer a word, and how far it is trusted (0 to 1)."""

    stem: int
    trust: float


Reading = tuple[Alternative, ...]


@dataclass(frozen=True)
class Lexicon:
    """What a word of a query may stand for beside itself."""

    vocabulary: Vocabulary
    synonyms: Synonyms
    own: OwnWords
    german: GermanWords
    misspellings: Misspellings
    stops: frozenset[str]
    """The stop words of all languages of the content."""
    most_repaired: int = MAX_WORDS_REPAIRED
    ends_count: bool = False
    """Whether an unknown German word counts by what it begins or ends with: in a message, where much else counts."""


def exact(word: str, arrays: RankingArrays, trust: float = 1.0) -> Reading:
    """Give the stem of *word* in each language that has it."""
    return tuple(Alternative(number, trust) for number in arrays.stem_numbers(word))


def widened(reading: Reading, others: Reading) -> Reading:
    """Add *others* to *reading*, which is trusted for what both have."""
    trusts = {one.stem: one.trust for one in others} | {one.stem: one.trust for one in reading}
    return tuple(Alternative(stem, trust) for stem, trust in trusts.items())


def completions(prefix: str, arrays: RankingArrays, at_most_chars: int | None = None) -> Reading:
    """Give the stems of the commonest words that begin with *prefix* and have *at_most_chars*."""
    terms, starts = arrays.words.terms, arrays.words.starts
    first, last = place_of(terms, prefix), place_of(terms, prefix + LAST_CHARACTER)
    counts = np.diff(starts[first : last + 1])
    commonest = np.argsort(-counts, kind="stable") + first
    if at_most_chars is not None:
        commonest = commonest[[len(terms[number]) <= at_most_chars for number in commonest]]
    commonest = commonest[:MAX_COMPLETIONS]
    stems = arrays.stem_of_word[:, commonest].T.ravel()
    return tuple(Alternative(stem, COMPLETION_TRUST) for stem in dict.fromkeys(stems[stems >= 0].tolist()))


def meant(
    word: str, arrays: RankingArrays, lexicon: Lexicon, language: str | None, beside: Pairs = ()
) -> tuple[str, ...]:
    """
    Give what the unknown *word*, typed *beside* others, stands for: words it is made of, or one it is misspelled from.

    A missing space is one edit like a wrong letter: what the content says more often was meant; a word of everyday life
    is two only if these are, too. Words of the reader's *language* come first, those of others where it has none.
    """
    misspellings = lexicon.misspellings
    found = misspellings.meant_by(word, language, beside)
    is_everyday = misspellings.is_everyday(word, language)
    if is_everyday and language != GERMAN:
        return (found.word,) if found else known(word, arrays, misspellings, language)
    parts, times = ((), 0) if is_everyday else side_by_side(word, arrays)
    if parts and (not found or math.log(times) - EDIT_COST >= found.score):
        return parts
    mended = lexicon.german.parts_of(word) or ((found.word,) if found else ())
    if mended or language == GERMAN:
        return mended or lexicon.german.main_part_of(word)
    return known(word, arrays, misspellings, language) or in_one_section(word, arrays)


def likelier(
    word: str, reading: Reading, arrays: RankingArrays, lexicon: Lexicon, language: str | None
) -> tuple[str, ...]:
    """
    Give the word that *word* was meant to be although *reading* knows its stem; nothing where that is not likelier.

    So it is when nobody writes *word* itself, and what shares its stem is far rarer than a word that looks like it:
    ``elatic`` has the stem of ``elated``, and the content speaks of ``elastic``. What only another language than the
    reader's has the stem of, no word of the reader's *language* need be commoner than.
    """
    typed = without_digraphs(word) if language == GERMAN else word
    if any(position_in(arrays.words.terms, form) is not None for form in (word, typed)):
        return ()
    own = of_language(language, reading, arrays)
    times = max((arrays.sections_with(one.stem) for one in own), default=0)
    found = lexicon.misspellings.meant_by(word, language)
    likely = found and (not times or found.score > math.log(times)) and not _is_answered(found.word, reading, arrays)
    return (found.word,) if found and likely else ()


def _is_answered(word: str, reading: Reading, arrays: RankingArrays) -> bool:
    """Tell whether *reading* has a stem of *word*, so that this is just another form of what was typed."""
    return not {one.stem for one in reading}.isdisjoint(arrays.stem_numbers(word))


def two_words_of(
    language: str | None, word: str, reading: Reading, arrays: RankingArrays, lexicon: Lexicon
) -> tuple[str, ...]:
    """
    Give those that the reader's *language* has for *word*, which others write in one: ``screenreader``.

    Others are the German pages, or a few of its own: where most write ``help desk``, one with ``helpdesk`` is not all.
    """
    if not language or language == GERMAN:
        return ()
    own = of_language(language, reading, arrays)
    times = max((arrays.sections_with(one.stem) for one in own), default=0)

    def are_words(*parts: str) -> bool:
        return all(part not in lexicon.stops and lexicon.own.has(part, language) for part in parts)

    return oftener_apart(word, max(FAR_OFTENER_APART * times, 1), arrays, are_words)


def of_language(language: str | None, reading: Reading, arrays: RankingArrays) -> Reading:
    """Leave of *reading* the stems of *language*, if one is given and the content has several."""
    if language is None or len(arrays.table.languages) == 1:
        return reading
    names = arrays.stems.terms
    return tuple(one for one in reading if names[one.stem].startswith(f"{language} "))
