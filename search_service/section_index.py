"""The Whoosh index: one document a section, one weighted field of words, the section itself stored beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from whoosh import analysis, fields, formats, index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.writing import SegmentWriter

from publishing.catalogue import Article, Section
from search_service.analysis import words_of

# One field in which a word of the title weighs as much as four words of text ranks far better than a sum over
# boosted fields: a rare word that stands in a title by chance no longer beats a section that has all words.
TITLE_WEIGHT = 4.0
HEADING_WEIGHT = 3.0
KEYWORD_WEIGHT = 3.0
ANSWER_WEIGHT = 2.0
TAG_WEIGHT = 2.0
BREADCRUMB_WEIGHT = 1.0
TEXT_WEIGHT = 1.0

WRITER_MEMORY_MB = 256
POSTINGS_PER_BLOCK = 1024


class WordsField(fields.FieldType):  # type: ignore[misc]
    """A field that is given its words already weighted (word -> weight), so that parts of a section can differ."""

    def __init__(self) -> None:
        self.analyzer = analysis.IDAnalyzer()
        self.format = formats.Existence()
        self.scorable = True
        self.stored = False

    def index(self, value: Mapping[str, float], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Give Whoosh its postings: (word, frequency, weight, no payload)."""
        return ((word.encode(), 1, weight, b"") for word, weight in value.items())


def create_section_index(folder: Path) -> index.FileIndex:
    """Create an empty index in the empty *folder*."""
    schema = fields.Schema(article=fields.ID(), words=WordsField(), section=fields.STORED(), page=fields.STORED())
    return index.create_in(str(folder), schema)


def section_writer(sections: index.FileIndex) -> SegmentWriter:
    """Open the one writer of *sections*; postings are packed in large uncompressed blocks, for they are read whole."""
    return sections.writer(limitmb=WRITER_MEMORY_MB, codec=W3Codec(blocklimit=POSTINGS_PER_BLOCK, compression=0))


def article_key(article: Article) -> str:
    """Name *article* among all: an id may exist once in each language."""
    return f"{article.lang}:{article.id}"


def add_article(writer: SegmentWriter, article: Article) -> int:
    """Add the sections of *article*, one document each, and return their number; the first also stores the article."""
    sections = article.sections or (Section(anchor="", title="", text=article.summary),)
    shared = [
        (article.title, TITLE_WEIGHT),
        *((tag, TAG_WEIGHT) for tag in article.tags),
        *((keyword, KEYWORD_WEIGHT) for keyword in article.keywords),
        *((answer, ANSWER_WEIGHT) for answer in article.answers),
        (breadcrumbs(article.url), BREADCRUMB_WEIGHT),
    ]
    stored = article.model_dump(mode="json", include={"id", "kind", "lang", "title", "summary", "url", "revision"})
    for position, section in enumerate(sections):
        parts = [*shared, (section.title, HEADING_WEIGHT), (section.text, TEXT_WEIGHT)]
        writer.add_document(
            article=article_key(article),
            words=weighted_words(parts),
            section=(section.title, section.anchor, section.text),
            page=stored if position == 0 else None,
        )
    return len(sections)


def breadcrumbs(url: str) -> str:
    """Give the folders above the page at *url* as words: ``guides billing`` for ``guides/billing/refunds/``."""
    return " ".join(url.strip("/").split("/")[:-1])


def weighted_words(parts: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Sum the weights of each word over *parts*: pairs of a text and what one of its words weighs."""
    weights: dict[str, float] = defaultdict(float)
    for text, weight in parts:
        for word in words_of(text):
            weights[word] += weight
    return weights
