"""Which questions a change of the content can move: those that share a word with what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from publishing.catalogue import Article, Catalogue
from search_service.index.sections import analyse, article_key
from search_service.words.analysis import words_of
from search_service.words.languages import base_language, stem
from search_service.words.topics import topic_of

Sequence = tuple[str, ...]
"""Where some words stand, and one of them or two that are neighbours."""


@dataclass(frozen=True)
class TouchedWords:
    """
    The stems that stand otherwise in some article than before, and the groups of synonyms by their stems.

    ``everything`` says that any question may find something else, because the synonyms changed.
    """

    stems: frozenset[str]
    groups: tuple[frozenset[str], ...] = ()
    everything: bool = False

    def can_move(self, question: str, lang: str) -> bool:
        """Tell whether *question*, in the language *lang*, asks for a word that was touched."""
        if self.everything:
            return True
        asked = topic_of(question, base_language(lang))
        meant = asked.union(*(group for group in self.groups if group & asked))
        return bool(meant & self.stems)


def touched_words(before: Catalogue, after: Catalogue) -> TouchedWords:
    """
    Compare what two catalogues say.

    What a change does to how rare the other words are, and to the length of texts, is left out: it moves places by
    far less than a word that comes or goes.
    """
    languages = {base_language(article.lang) for catalogue in (before, after) for article in catalogue.articles}
    groups = tuple(
        frozenset(stem(word, lang) for phrase in group for word in words_of(phrase))
        for group in after.synonyms
        for lang in languages
    )
    return TouchedWords(frozenset(_touched(before, after)), groups, everything=before.synonyms != after.synonyms)


def _touched(before: Catalogue, after: Catalogue) -> Iterator[str]:
    old, new = ({article_key(article): article for article in each.articles} for each in (before, after))
    for key in old.keys() | new.keys():
        then, now = old.get(key), new.get(key)
        if then is now or then == now:
            continue
        lang = base_language((now or then).lang)  # type: ignore[union-attr] # the key is of one of the two
        was, is_now = (Counter(_sequences(article)) for article in (then, now))
        for _, *words in (was - is_now) + (is_now - was):
            yield from (stem(word, lang) for word in words)


def _sequences(article: Article | None) -> Iterator[Sequence]:
    """Yield each word and each two neighbours of what *article* is found by, with where they stand."""
    if article is None:
        return
    words = analyse(article)
    places = [
        ("title", words.title), ("address", words.address), ("folders", words.breadcrumbs), ("summary", words.summary),
        *((f"extra {weight}", extra) for extra, weight in words.extra),
        *((f"heading {section.anchor}", each) for section, each in zip(words.sections, words.headings, strict=True)),
        *((f"text {section.anchor}", each.words) for section, each in zip(words.sections, words.texts, strict=True)),
    ]  # fmt: skip
    for place, each in places:
        yield from ((place, word) for word in each)
        yield from ((place, *two) for two in pairwise(each))
