"""The slim index inside the site: what the browser searches while the service does not answer."""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from publishing.catalogue import Article, Catalogue

STATIC_INDEX_PATH = "help-centre/search.json"
STATIC_INDEX_VERSION = 1
MAX_COMPRESSED_BYTES = 400_000
_WORD = re.compile(r"[^\W\d_][\w'-]*\w")
_GZIP_LEVEL = 6


@dataclass(frozen=True)
class Detail:
    """How much of each article goes into the index."""

    summary_chars: int
    headings: int
    words: int


# The richest that fits is taken, so that a reader on a phone never loads more than MAX_COMPRESSED_BYTES in reason.
DETAILS = (
    Detail(160, 30, 100),
    Detail(160, 30, 32),
    Detail(120, 16, 20),
    Detail(100, 8, 12),
    Detail(80, 6, 6),
    Detail(60, 4, 0),
)


def static_index(catalogue: Catalogue) -> bytes:
    """
    Return the index as UTF-8 JSON: ``{"v": 1, "articles": [[title, url, summary, kind, headings, words], ...]}``.

    ``headings`` are ``[anchor, heading]`` pairs without a video's moments, ``words`` one text: the keywords and
    answers of the front matter, synonyms of what title, summary, headings and keywords say, and the most telling words
    of the body, told by TF-IDF.
    """
    telling = _telling_words(catalogue, max(detail.words for detail in DETAILS))
    content = b""
    for detail in DETAILS:
        content = _encode(catalogue, telling, detail)
        if _fits(content):
            break
    return content


def _fits(content: bytes) -> bool:
    # Most sites are so small that nothing need be compressed to know.
    return len(content) <= MAX_COMPRESSED_BYTES or len(gzip.compress(content, _GZIP_LEVEL)) <= MAX_COMPRESSED_BYTES


def write_static_index(catalogue: Catalogue, site_folder: Path) -> None:
    """Write the index below *site_folder*."""
    path = site_folder / STATIC_INDEX_PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(static_index(catalogue))


def _encode(catalogue: Catalogue, telling: list[list[str]], detail: Detail) -> bytes:
    articles = [
        _entry(article, words[: detail.words], _synonyms(_said(article), catalogue.synonyms), detail)
        for article, words in zip(catalogue.articles, telling, strict=True)
    ]
    index = {"v": STATIC_INDEX_VERSION, "articles": articles}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _entry(article: Article, telling: list[str], synonyms: list[str], detail: Detail) -> list[object]:
    headings = [[section.anchor, section.title] for section in article.sections if _is_heading(section.anchor)]
    words = " ".join((*article.keywords, *article.answers, *synonyms, *telling))
    summary = _shortened(article.summary, detail.summary_chars)
    return [article.title, article.url, summary, article.kind, headings[: detail.headings], words]


def _synonyms(said: set[str], groups: tuple[tuple[str, ...], ...]) -> list[str]:
    """Give what means the same as anything that is *said*."""
    return [
        phrase
        for group in groups
        if any(said.issuperset(_words(phrase)) for phrase in group)
        for phrase in group
        if not said.issuperset(_words(phrase))
    ]


def _is_heading(anchor: str) -> bool:
    return anchor != "" and not anchor.startswith("t=")


def _shortened(text: str, max_chars: int) -> str:
    return text if len(text) <= max_chars else text[:max_chars].rsplit(" ", 1)[0] + " …"


def _telling_words(catalogue: Catalogue, count: int) -> list[list[str]]:
    """Rank the words of each article by TF-IDF, leaving out those its title, summary and headings hold already."""
    bodies = [Counter(_words(" ".join(section.text for section in article.sections))) for article in catalogue.articles]
    spread: Counter[str] = Counter()
    for body in bodies:
        spread.update(body.keys())
    return [
        _most_telling(body, spread, said=_said(article), count=count, articles=len(bodies))
        for article, body in zip(catalogue.articles, bodies, strict=True)
    ]


def _most_telling(body: Counter[str], spread: Counter[str], *, said: set[str], count: int, articles: int) -> list[str]:
    weights = {
        word: math.sqrt(times) * math.log((1 + articles) / spread[word])
        for word, times in body.items()
        if word not in said
    }
    return sorted(weights, key=lambda word: (-weights[word], word))[:count]


def _said(article: Article) -> set[str]:
    headings = " ".join(section.title for section in article.sections)
    return set(_words(f"{article.title} {article.summary} {headings} {' '.join(article.keywords)}"))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
