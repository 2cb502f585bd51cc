"""What differs between languages: word stems and stop words, both as Whoosh brings them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from whoosh.lang import NoStemmer, NoStopWords, stemmer_for_language, stopwords_for_language

from search_service.words.analysis import fold, is_unspaced

# 'ä' is also typed 'ae'; not where the vowels belong to two syllables ("neue", "bauen") or after a q.
GERMAN_DIGRAPH = re.compile(r"([ao])e|(?<![aeq])(u)e")


def base_language(tag: str) -> str:
    """Give the language of the BCP 47 *tag*: ``de`` for ``de-AT``."""
    return tag.split("-", maxsplit=1)[0].lower()


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Reduce the folded *word* to what its inflected forms share; unchanged where the language has no stemmer."""
    if is_unspaced(word) or any(character.isdigit() for character in word):
        return word
    if language == "de":
        word = GERMAN_DIGRAPH.sub(r"\1\2", word)
    return fold(_stemmer(language)(word))


@lru_cache(maxsize=64)
def stop_words(language: str) -> frozenset[str]:
    """Give the folded words of *language* that carry no topic."""
    try:
        return frozenset(fold(word) for word in stopwords_for_language(language))
    except NoStopWords:
        return frozenset()


@lru_cache(maxsize=64)
def _stemmer(language: str) -> Callable[[str], str]:
    try:
        stemmer: Callable[[str], str] = stemmer_for_language(language)
    except NoStemmer:
        return str
    return stemmer
