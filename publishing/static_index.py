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
    Return the index as UTF-8 JSON: ``{"v": 1, "lang": "en", "articles": [...]}``.

    Articles are ``[title, url, summary, kind, headings, words]``, followed by their language where that is another one
    than ``lang``. ``headings`` are ``[anchor, heading]`` pairs without a video's moments, ``words`` one text: the
    keywords and answers of the front matter, synonyms of what title, summary, headings and keywords say, and the most
    telling words of the body, told by TF-IDF.
    """
    said = [_said(article) for article in catalogue.articles]
    telling = _telling_words(catalogue, said, max(detail.words for detail in DETAILS))
    synonyms = _synonyms(catalogue, said)
    content = b""
    for detail in DETAILS:
        content = _encode(catalogue, telling, synonyms, detail)
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


def _encode(catalogue: Catalogue, telling: list[list[str]], synonyms: list[list[str]], detail: Detail) -> bytes:
    articles = [
        _entry(article, words[: detail.words], same, detail) + _other_language(article, catalogue)
        for article, words, same in zip(catalogue.articles, telling, synonyms, strict=True)
    ]
    lang = _first_language(catalogue)
    index = {"v": STATIC_INDEX_VERSION, "lang": lang, "articles": articles}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _entry(article: Article, telling: list[str], synonyms: list[str], detail: Detail) -> list[object]:
    headings = [[section.anchor, section.title] for section in article.sections if _is_heading(section.anchor)]
    words = " ".join((*article.keywords, *article.answers, *synonyms, *telling))
    summary = _shortened(article.summary, detail.summary_chars)
    return [article.title, article.url, summary, article.kind, headings[: detail.headings], words]


def _first_language(catalogue: Catalogue) -> str:
    return catalogue.articles[0].lang if catalogue.articles else ""


def _other_language(article: Article, catalogue: Catalogue) -> list[object]:
    return [] if article.lang == _first_language(catalogue) else [article.lang]


def _synonyms(catalogue: Catalogue, said: list[set[str]]) -> list[list[str]]:
    """Give for each article what means the same as anything that it says, and is not said by it."""
    groups = [[(phrase, frozenset(_words(phrase))) for phrase in group] for group in catalogue.synonyms]
    return [
        [
            phrase
            for group in groups
            if any(words <= of_article for _, words in group)
            for phrase, words in group
            if not words <= of_article
        ]
        for of_article in said
    ]


def _is_heading(anchor: str) -> bool:
    return anchor != "" and not anchor.startswith("t=")


def _shortened(text: str, max_chars: int) -> str:
    return text if len(text) <= max_chars else text[:max_chars].rsplit(" ", 1)[0] + " …"


def _telling_words(catalogue: Catalogue, said: list[set[str]], count: int) -> list[list[str]]:
    """Rank the words of each article by TF-IDF, leaving out those its title, summary and headings hold already."""
    bodies = [Counter(_words(" ".join(section.text for section in article.sections))) for article in catalogue.articles]
    spread: Counter[str] = Counter()
    for body in bodies:
        spread.update(body.keys())
    rarity = {word: math.log((1 + len(bodies)) / having) for word, having in spread.items()}
    return [_most_telling(body, rarity, known, count) for body, known in zip(bodies, said, strict=True)]


def _most_telling(body: Counter[str], rarity: dict[str, float], said: set[str], count: int) -> list[str]:
    ranked = sorted((-math.sqrt(times) * rarity[word], word) for word, times in body.items() if word not in said)
    return [word for _, word in ranked[:count]]


def _said(article: Article) -> set[str]:
    headings = " ".join(section.title for section in article.sections)
    return set(_words(f"{article.title} {article.summary} {headings} {' '.join(article.keywords)}"))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
