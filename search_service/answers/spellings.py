"""How the content writes a word that the index knows folded: with its accents, its umlauts and its capitals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from search_service.answers.stored_articles import StoredArticles
from search_service.index.arrays import RankingArrays, position_in
from search_service.index.postings import Ints
from search_service.ranking.articles import closeness_to
from search_service.words.analysis import PART, fold

MAX_SECTIONS_READ = 12


def spelling_of(word: str, typed: str, arrays: RankingArrays, stored: StoredArticles, lang: str | None) -> str:
    """
    Write the folded *word* as the content does, as it stands in the reader's language *lang* if it does.

    Where umlauts make two words of it, as in ``drucken`` and ``drücken``, it has them like what was *typed*.

    A capital that begins a sentence is none of the word: what is ever written small is small. A word that stands
    nowhere as one, such as the joined form of ``wi-fi``, stays as it is.
    """
    number = position_in(arrays.words.terms, word)
    if number is None:
        return word
    written: Counter[str] = Counter()
    for section in _sections(number, arrays, lang):
        for form in _forms(word, section, number, arrays, stored):
            if form.islower() and _is_marked(form) == _is_marked(typed):
                return form
            written[form] += 1
    return _likeliest(written, typed) if written else word


def _likeliest(written: Counter[str], typed: str) -> str:
    """Choose the spelling that has umlauts like what was *typed*, then the commonest, in small letters if it can be."""
    spellings: Counter[str] = Counter()
    for form, times in written.items():
        spellings[form.lower()] += times
    best = max(spellings, key=lambda form: (_is_marked(form) == _is_marked(typed), spellings[form]))
    return max((form for form in written if form.lower() == best), key=lambda form: (form == best, written[form]))


def _sections(number: int, arrays: RankingArrays, lang: str | None) -> list[int]:
    words, table = arrays.words, arrays.table
    sections: Ints = words.sections[words.starts[number] : words.starts[number + 1]]
    own = closeness_to(lang, table)[table.section_article[sections]] > 0
    chosen: list[int] = (sections[own] if own.any() else sections)[:MAX_SECTIONS_READ].tolist()
    return chosen


def _forms(word: str, section: int, number: int, arrays: RankingArrays, stored: StoredArticles) -> Iterator[str]:
    """Yield how *word* is written each time that it stands in *section*, or about its article."""
    article = int(arrays.table.section_article[section])
    heading, text = stored.section_text(section)
    texts, places = arrays.texts.texts, arrays.places
    stem = arrays.stem_of_word[arrays.table.article_language[article], number]
    first, end = int(texts.starts[section]), int(texts.starts[section + 1])
    for begin, behind in zip(*places.at(np.flatnonzero(texts.terms[first:end] == stem) + first), strict=True):
        part = text[begin:behind]
        if fold(part) == word:
            yield part
    about = stored.article(article)
    short = " \n ".join((about.title, heading, about.summary, *about.keywords, *about.answers))
    yield from (part for part in PART.findall(short) if fold(part) == word)


def _is_marked(form: str) -> bool:
    """Tell whether *form* has umlauts or accents."""
    return fold(form) != form.casefold()
