"""Which questions a change of the content moves most: those that share a word with what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from publishing.catalogue import Article, Catalogue
from search_service.index.sections import analyse, article_key
from search_service.words.analysis import words_of
from search_service.words.languages import base_language, stem
from search_service.words.topics import topic_of

Sequence = tuple[str, ...]
"""Where some words stand, and one of them or two that are neighbours."""

Claim = tuple[Article, str]
"""An article and a question that it answers."""

MAX_UNLIKELY = 1000
"""How many questions are asked that share no word with what changed: about two seconds."""


@dataclass(frozen=True)
class Selection:
    """Claims that are worth asking, and how many others are left out because of their number."""

    claims: list[Claim]
    left_out: int = 0


@dataclass(frozen=True)
class TouchedWords:
    """
    The stems that stand otherwise in some article than before, and the groups of synonyms by their stems.

    ``beside`` are all stems of those articles: they count less in a longer text. ``everything`` says that any question
    may find something else, because the synonyms changed.
    """

    stems: frozenset[str]
    beside: frozenset[str] = frozenset()
    groups: tuple[frozenset[str], ...] = ()
    everything: bool = False

    def can_move(self, question: str, lang: str) -> bool:
        """Tell whether *question*, in the language *lang*, asks for a word that was touched."""
        return self.everything or bool(self._meant(question, lang) & self.stems)

    def worth_asking(self, claims: Iterable[Claim]) -> Selection:
        """
        Choose from *claims* what the change `can_move`, and at most `MAX_UNLIKELY` others; none without a change.

        Those are first what shares a word with an article that changed, then what is moved at most by how rare words
        are now and how long texts.
        """
        if not self.stems and not self.everything:
            return Selection([])
        likely: list[Claim] = []
        near: list[Claim] = []
        far: list[Claim] = []
        for article, question in claims:
            is_near = bool(self._meant(question, article.lang) & self.beside)
            chosen = likely if self.can_move(question, article.lang) else near if is_near else far
            chosen.append((article, question))
        others = [*near, *far]
        return Selection([*likely, *others[:MAX_UNLIKELY]], max(0, len(others) - MAX_UNLIKELY))

    def _meant(self, question: str, lang: str) -> frozenset[str]:
        asked = topic_of(question, base_language(lang))
        return asked.union(*(group for group in self.groups if group & asked))


def touched_words(before: Catalogue, after: Catalogue) -> TouchedWords:
    """Compare what two catalogues say."""
    languages = {base_language(article.lang) for catalogue in (before, after) for article in catalogue.articles}
    groups = tuple(
        frozenset(stem(word, lang) for phrase in group for word in words_of(phrase))
        for group in after.synonyms
        for lang in languages
    )
    stems: set[str] = set()
    beside: set[str] = set()
    for then, now in _changed(before, after):
        lang = base_language((now or then).lang)  # type: ignore[union-attr] # one of the two is there
        was, is_now = (Counter(_sequences(article)) for article in (then, now))
        stems.update(stem(word, lang) for _, *words in (was - is_now) + (is_now - was) for word in words)
        beside.update(stem(word, lang) for _, *words in was | is_now for word in words)
    return TouchedWords(frozenset(stems), frozenset(beside), groups, everything=before.synonyms != after.synonyms)


def _changed(before: Catalogue, after: Catalogue) -> Iterator[tuple[Article | None, Article | None]]:
    """Yield what each article that is not the same was and is, None where it was or is not there."""
    old, new = ({article_key(article): article for article in each.articles} for each in (before, after))
    for key in old.keys() | new.keys():
        then, now = old.get(key), new.get(key)
        if then is not now and then != now:
            yield then, now


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
