"""What results show of the articles and sections that were found: read from the index, never from the site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from whoosh.reading import IndexReader

from publishing.translations import language_name
from search_service.answers.excerpts import Match, excerpt
from search_service.index.arrays import RankingArrays, position_in
from search_service.index.postings import Floats
from search_service.ranking.articles import Ranked
from search_service.schemas import Hit, SectionLink
from search_service.words.languages import base_language

MAX_MATCHES = 200
MAX_REMEMBERED = 2_000


@dataclass(frozen=True)
class StoredArticle:
    """What results show of an article."""

    id: str
    kind: Any
    lang: str
    title: str
    summary: str
    url: str
    revision: str
    breadcrumbs: list[str] | None
    keywords: list[str]
    answers: list[str]


class StoredArticles:
    """The articles of one version of the index, by number and by id."""

    def __init__(self, arrays: RankingArrays, reader: IndexReader) -> None:
        self._arrays = arrays
        self._reader = reader
        # The few articles that most readers look for are read once.
        self.article: Callable[[int], StoredArticle] = lru_cache(maxsize=MAX_REMEMBERED)(self._read_article)

    def _read_article(self, article: int) -> StoredArticle:
        stored = StoredArticle(**self._stored(int(self._arrays.table.article_starts[article]))["page"])
        return stored if stored.breadcrumbs is not None else replace(stored, breadcrumbs=folders_above(stored))

    def _stored(self, section: int) -> dict[str, Any]:
        """Read what is stored of a section; with the first of an article, also what is stored of that."""
        stored: dict[str, Any] = self._reader.stored_fields(int(self._arrays.table.section_document[section]))
        return stored

    def named(self, article_id: str, lang: str | None = None) -> StoredArticle | None:
        """Give the article with an id, in *lang* or in the language that stands first, or None when there is none."""
        found = [self.article(number) for number in self._numbers(article_id)]
        own = [article for article in found if lang and base_language(article.lang) == base_language(lang)]
        exactly = [article for article in own if lang and article.lang.lower() == lang.lower()]
        return next(iter([*exactly, *own, *found]), None)

    def sections(self, article_id: str) -> list[SectionLink]:
        """Give the sections of the article with an id, in its order; none when there is no such article."""
        number = next(iter(self._numbers(article_id)), None)
        if number is None:
            return []
        article = self.article(number)
        starts = self._arrays.table.article_starts
        places = range(int(starts[number]), int(starts[number + 1]))
        stored = [self._stored(place)["section"] for place in places]
        return [_link(article, title, anchor) for title, anchor, _ in stored]

    def _numbers(self, article_id: str) -> list[int]:
        """Give the numbers of an article's translations, the first language first."""
        place = position_in(self._arrays.table.ids, article_id)
        return [] if place is None else np.flatnonzero(self._arrays.table.article_same == place).tolist()

    def section_text(self, section: int) -> tuple[str, str]:
        """Give heading and text of a section."""
        heading, _, text = self._stored(section)["section"]
        return heading, text

    def hits(self, found: Sequence[Ranked], first_place: int, weight_of_stem: Floats, lang: str | None) -> list[Hit]:
        """
        Show the articles and sections of *found*, the first of which stands at *first_place*, to a reader of *lang*.

        Stems that weigh anything are marked.
        """
        matches = self._matches([ranked.section for ranked in found], weight_of_stem)
        places = range(first_place, first_place + len(found))
        return [self._hit(*one, lang) for one in zip(found, places, matches, strict=True)]

    def _hit(self, ranked: Ranked, place: int, matches: Sequence[Match], lang: str | None) -> Hit:
        article = self.article(ranked.article)
        title, anchor, text = self._stored(ranked.section)["section"]
        # A page that begins with a heading has an introduction without a word.
        shown = excerpt(text, matches) if text else excerpt(article.summary, [])
        # Checked at once, with all that it holds: ten hits are a hundred objects, and most of what a search costs.
        return Hit.model_validate(
            {
                "article_id": article.id,
                "revision": article.revision,
                "kind": article.kind,
                "lang": article.lang,
                "language": self._language(article, lang),
                "title": article.title,
                "url": article.url,
                "summary": article.summary,
                "breadcrumbs": article.breadcrumbs,
                "section": _link(article, title, anchor),
                "excerpt": [{"text": stretch, "match": marked} for stretch, marked in shown],
                "rank": place,
            }
        )

    def _language(self, article: StoredArticle, lang: str | None) -> str | None:
        """Name the language of *article* to a reader of *lang*, when it is another; of no *lang* without articles."""
        if not lang or base_language(lang) not in self._arrays.table.languages:
            return None
        if base_language(lang) != base_language(article.lang):
            return language_name(article.lang, lang)
        is_other = lang.lower() in self._arrays.table.tags and lang.lower() != article.lang.lower()
        return f"{language_name(article.lang, lang)} ({article.lang})" if is_other else None

    def _matches(self, sections: Sequence[int], weight_of_stem: Floats) -> list[list[Match]]:
        """Find the words of the query in the text of each of *sections*, in all of them at once."""
        if not sections:
            return []
        texts, places = self._arrays.texts.texts, self._arrays.places
        rows = np.array(sections, dtype=np.intp)
        firsts = texts.starts[rows]
        lengths = texts.starts[rows + 1] - firsts
        ends = np.cumsum(lengths)
        words = np.arange(ends[-1]) + np.repeat(firsts - (ends - lengths), lengths)
        stems = texts.terms.take(words)
        found = np.flatnonzero(weight_of_stem.take(stems))
        stems = stems[found]
        columns = (*places.at(words[found]), stems, weight_of_stem[stems])
        matches = list(map(Match._make, zip(*(column.tolist() for column in columns), strict=True)))
        cuts = np.searchsorted(found, ends - lengths).tolist()
        return [matches[cut:end][:MAX_MATCHES] for cut, end in pairwise([*cuts, len(matches)])]


def _link(article: StoredArticle, title: str, anchor: str) -> SectionLink:
    return SectionLink(title=title, anchor=anchor, url=f"{article.url}#{anchor}" if anchor else article.url)


def folders_above(article: StoredArticle) -> list[str]:
    """Name the folders of *article*, as a reader would write them; they say it in the first language."""
    if article.url.startswith(f"{article.lang}/"):
        return []
    *folders, _ = ["", *article.url.strip("/").split("/")]
    return [name.replace("-", " ").replace("_", " ").strip().capitalize() for name in folders if name]
