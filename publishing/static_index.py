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
STATIC_INDEX_VERSION = 2
MAX_COMPRESSED_BYTES = 400_000
_WORD = re.compile(r"[^\W\d_][\w'-]*\w")
_GZIP_LEVEL = 6
# Words of people become hardly ever so many times smaller.
MOST_COMPRESSION = 10


@dataclass(frozen=True)
class Detail:
    """How much of each article goes into the index; ``words`` is None for the whole text."""

    summary_chars: int
    headings: int
    words: int | None


# The richest that fits is taken, so that a reader on a phone never loads more than MAX_COMPRESSED_BYTES in reason.
# Headings find more than further words do, and cost less.
DETAILS = (
    Detail(160, 1000, None),
    Detail(160, 30, 100),
    Detail(160, 30, 50),
    Detail(160, 30, 32),
    Detail(120, 30, 24),
    Detail(100, 30, 16),
    Detail(100, 30, 12),
    Detail(100, 30, 6),
    Detail(80, 8, 6),
    Detail(60, 4, 0),
)
MOST_WORDS = max(detail.words or 0 for detail in DETAILS)

Place = tuple[int, str]
"""The number of a section of an article, and a word that stands in it."""


def static_index(catalogue: Catalogue) -> bytes:
    """
    Return the index as UTF-8 JSON: ``{"v": 2, "lang": "en", "articles": [...]}``.

    Articles are ``[title, url, summary, kind, sections, words]``, followed by their language where that is another one
    than ``lang``. ``sections`` are ``[anchor, heading, text]``: first what stands before the first heading, with a
    video's moments, then those with a heading. An anchor of 0 is the heading's `slug`. ``text`` is the section's, or,
    where texts are too much for a phone, those of the most telling words of the article, told by TF-IDF, that stand
    there more often than in its other sections; it is left out when there is none. ``words`` is one text: keywords,
    tags and answers, and synonyms of what title, summary, headings and keywords say.
    """
    said = [_said(article) for article in catalogue.articles]
    telling = _telling_words(catalogue, said)
    synonyms = _synonyms(catalogue, said)
    content = b""
    for detail in DETAILS:
        content = _encode(catalogue, telling, synonyms, detail)
        if _fits(content):
            break
    return content


def _fits(content: bytes) -> bool:
    # Nothing need be compressed to know it of most sites, nor of the texts of a very large one.
    if len(content) <= MAX_COMPRESSED_BYTES or len(content) > MAX_COMPRESSED_BYTES * MOST_COMPRESSION:
        return len(content) <= MAX_COMPRESSED_BYTES
    return len(gzip.compress(content, _GZIP_LEVEL)) <= MAX_COMPRESSED_BYTES


def write_static_index(catalogue: Catalogue, site_folder: Path) -> None:
    """Write the index below *site_folder*."""
    path = site_folder / STATIC_INDEX_PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(static_index(catalogue))


def _encode(catalogue: Catalogue, telling: list[list[Place]], synonyms: list[list[str]], detail: Detail) -> bytes:
    articles = [
        _entry(article, words, same, detail) + _other_language(article, catalogue)
        for article, words, same in zip(catalogue.articles, telling, synonyms, strict=True)
    ]
    lang = _first_language(catalogue)
    index = {"v": STATIC_INDEX_VERSION, "lang": lang, "articles": articles}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _entry(article: Article, telling: list[Place], synonyms: list[str], detail: Detail) -> list[object]:
    words = " ".join((*article.keywords, *article.tags, *article.answers, *synonyms))
    sections = _sections(article, _texts(article, telling, detail.words), detail.headings)
    return [
        article.title,
        article.url,
        _shortened(article.summary, detail.summary_chars),
        article.kind,
        sections,
        words,
    ]


def _texts(article: Article, telling: list[Place], words: int | None) -> list[str]:
    """Give what the index holds of the text of each section."""
    if words is None:
        return [" ".join(section.text.split()) for section in article.sections]
    there: list[list[str]] = [[] for _ in article.sections]
    for number, word in telling[:words]:
        there[number].append(word)
    return [" ".join(held) for held in there]


def _sections(article: Article, texts: list[str], headings: int) -> list[list[object]]:
    """Give the sections as the browser reads them; the texts of those without a heading, or too many, come first."""
    leading: list[str] = []
    under_headings: list[list[object]] = []
    for section, text in zip(article.sections, texts, strict=True):
        if _is_heading(section.anchor) and len(under_headings) < headings:
            anchor = 0 if section.anchor == slug(section.title) else section.anchor
            under_headings.append([anchor, section.title, *([text] if text else [])])
        elif text:
            leading.append(text)
    return [["", "", *([" ".join(leading)] if leading else [])], *under_headings]


def slug(heading: str) -> str:
    """
    Return the usual anchor of an English *heading*, as the browser works it out too; "" for a heading that has others.

    Most anchors are that of their heading, and need not be loaded.
    """
    if not heading.isascii():
        return ""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())


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


def _telling_words(catalogue: Catalogue, said: list[set[str]]) -> list[list[Place]]:
    """Rank the words of each article by TF-IDF, leaving out those its title, summary and headings hold already."""
    bodies = [[Counter(_words(section.text)) for section in article.sections] for article in catalogue.articles]
    spread = Counter(word for body in bodies for word in {word for section in body for word in section})
    rarity = {word: math.log((1 + len(bodies)) / having) for word, having in spread.items()}
    return [_most_telling(body, rarity, known) for body, known in zip(bodies, said, strict=True)]


def _most_telling(body: list[Counter[str]], rarity: dict[str, float], said: set[str]) -> list[Place]:
    times: Counter[str] = Counter()
    for section in body:
        times.update(section)
    ranked = sorted((-math.sqrt(count) * rarity[word], word) for word, count in times.items() if word not in said)
    return [(_most_often(word, body), word) for _, word in ranked[:MOST_WORDS]]


def _most_often(word: str, body: list[Counter[str]]) -> int:
    return max(range(len(body)), key=lambda number: body[number][word])


def _said(article: Article) -> set[str]:
    headings = " ".join(section.title for section in article.sections)
    return set(_words(f"{article.title} {article.summary} {headings} {' '.join(article.keywords)}"))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
