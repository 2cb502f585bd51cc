"""The slim index inside the site: what the browser searches while the service does not answer."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publishing.catalogue import Catalogue, Section
from publishing.fallback.analysis import word_analysis
from publishing.fallback.frame import frame, lines
from publishing.fallback.posting_code import MOST_SECTIONS
from publishing.fallback.telling_words import TellingWords
from publishing.fallback.words import StaticWords, base_language, merged, sections_of

STATIC_INDEX_PATH = "help-centre/search.json"
STATIC_INDEX_VERSION = 5
MAX_COMPRESSED_BYTES = 400_000
_GZIP_LEVEL = 6
# Words of people become hardly ever so many times smaller.
MOST_COMPRESSION = 10
# What titles, addresses, headings and summaries may take of the weight where the texts do not fit.
MOST_FOR_FRAME = 0.6
# What a posting weighs, to begin with; how near the limit a step aims, what is near enough, and how many are tried.
BYTES_OF_A_POSTING = 1.3
LEAST_BYTES_OF_A_POSTING = 0.5
NEARLY = 0.999
ENOUGH = 0.998
STEPS = 4


@dataclass(frozen=True)
class Shown:
    """What the index shows of each article beside its title and address, in characters and headings."""

    summary_chars: int
    headings: int

    def of(self, catalogue: Catalogue) -> Catalogue:
        """Give *catalogue* with summaries as they are shown."""
        shortened = (
            article.model_copy(update={"summary": _shortened(article.summary, self.summary_chars)})
            for article in catalogue.articles
        )
        return catalogue.model_copy(update={"articles": (*shortened,)})


# The richest that fits is taken. Headings find more than summaries do, and cost less.
EVER_LESS = (Shown(160, 1000), Shown(120, 30), Shown(60, 30), Shown(0, 30), Shown(0, 8), Shown(0, 4), Shown(0, 0))


def static_index(catalogue: Catalogue, max_bytes: int = MAX_COMPRESSED_BYTES) -> bytes:
    """
    Return the index as UTF-8 JSON, of at most *max_bytes* compressed by gzip unless titles alone are more.

    Its texts have a line for each article or section, for they compress better so. ``titles``, ``urls`` (see
    `publishing.fallback.frame`), ``summaries``, ``kinds`` (a letter each), ``keywords``, ``answers`` and ``tags``
    are those of the articles; ``headings`` and ``anchors`` have those of an article's sections in its line, with
    tabs between them; ``texts`` has a line for each section. ``langs`` tells of articles in other languages than
    ``lang`` which it is, and the number of the article that they translate.

    Where texts are too much for a phone they are left out, as are moments of videos and, on very large sites, headings;
    ``told`` then holds the words of the texts that tell most: see `publishing.fallback.telling_words`. ``alike`` holds
    for each language the forms that words stand in, and those that nobody writes, ``stops`` the words that carry no
    topic, and ``same`` the synonyms, and what two countries write otherwise.
    """
    shown, sections = EVER_LESS[0].of(catalogue), [sections_of(article) for article in catalogue.articles]
    index = _index(shown, sections)
    if _fits(_encoded(index), max_bytes):
        words = StaticWords(shown, sections)
        content = _encoded(index | {"alike": words.alike(), "same": words.same()})
        if _fits(content, max_bytes):
            return content
    return _with_telling_words(catalogue, max_bytes)


def write_static_index(catalogue: Catalogue, site_folder: Path) -> None:
    """Write the index below *site_folder*."""
    path = site_folder / STATIC_INDEX_PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(static_index(catalogue))


def _with_telling_words(catalogue: Catalogue, max_bytes: int) -> bytes:
    """Give the richest frame that leaves room for words of the texts, and as many of these as fit."""
    for less in EVER_LESS:
        sections = [merged(sections_of(article), less.headings) for article in catalogue.articles]
        shown = less.of(catalogue)
        index = _index(shown, sections, with_texts=False)
        if sum(map(len, sections)) <= MOST_SECTIONS and _weight(_encoded(index)) <= max_bytes * MOST_FOR_FRAME:
            break
    else:  # titles alone are too much, or too many to tell places in: no words of texts on top of them
        titles = [[one.model_copy(update={"text": ""}) for one in of_article[:1]] for of_article in sections]
        words = StaticWords(shown, titles)
        return _encoded(index | {"alike": words.alike(), "same": words.same()})
    telling = TellingWords(StaticWords(shown, sections), max_bytes)  # each weighs more than a byte

    def with_postings(count: int) -> bytes:
        return _encoded(index | telling.best(count))

    return _heaviest(with_postings, telling.count, max_bytes)


def _heaviest(content_of: Callable[[int], bytes], most: int, max_bytes: int) -> bytes:
    """Give the content of as many postings, at most *most*, as fit, by the secant method."""
    count, best = 0, content_of(0)
    weight = best_weight = _weight(best)
    each = BYTES_OF_A_POSTING
    for _ in range(STEPS):
        before, weight_before = count, weight
        count = min(max(count + int((NEARLY * max_bytes - weight) / each), 0), most)
        if count == before or best_weight >= ENOUGH * max_bytes:
            break
        content = content_of(count)
        weight = _weight(content)
        each = max((weight - weight_before) / (count - before), LEAST_BYTES_OF_A_POSTING)
        if best_weight < weight <= max_bytes:
            best, best_weight = content, weight
    return best


def _fits(content: bytes, max_bytes: int) -> bool:
    # Nothing need be compressed to know it of most sites, nor of the texts of a very large one.
    if len(content) <= max_bytes or len(content) > max_bytes * MOST_COMPRESSION:
        return len(content) <= max_bytes
    return _weight(content) <= max_bytes


def _weight(content: bytes) -> int:
    return len(gzip.compress(content, _GZIP_LEVEL))


def _encoded(index: dict[str, Any]) -> bytes:
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _index(catalogue: Catalogue, sections: list[list[Section]], *, with_texts: bool = True) -> dict[str, Any]:
    languages = {base_language(article.lang) for article in catalogue.articles}
    stops = set[str]().union(*map(word_analysis().stop_words, languages))
    texts = {"texts": lines(part.text for parts in sections for part in parts)} if with_texts else {}
    return {
        "v": STATIC_INDEX_VERSION,
        "stops": " ".join(sorted(stops)),
        **frame(catalogue.articles, sections),
        **texts,
    }


def _shortened(text: str, max_chars: int) -> str:
    if len(text) <= max_chars or not max_chars:
        return text[:max_chars]
    return text[:max_chars].rsplit(" ", 1)[0] + " …"
