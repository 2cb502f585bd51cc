"""The Whoosh index: one document a section, one weighted field of words, the section itself stored beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import analysis, fields, formats, index
from whoosh.writing import SegmentWriter

from publishing.bm25 import (
    ADDRESS_WEIGHT,
    ANSWER_WEIGHT,
    BREADCRUMB_WEIGHT,
    HEADING_WEIGHT,
    KEYWORD_WEIGHT,
    SUMMARY_WEIGHT,
    TAG_WEIGHT,
    TEXT_WEIGHT,
    TITLE_WEIGHT,
)
from publishing.catalogue import Article, Section
from search_service.index.posting_codec import PostingPool, WholePostingsCodec
from search_service.index.sequences import BORDER
from search_service.words.analysis import LocatedWords, located_words_of, words_of

WORDS = "words"
STORED_FIELDS = {"id", "kind", "lang", "title", "summary", "url", "revision", "breadcrumbs", "keywords", "answers"}


class WordsField(fields.FieldType):  # type: ignore[misc]
    """A field whose words come weighted, so that parts of a section can differ, and go to the pool of the writer."""

    def __init__(self) -> None:
        self.analyzer = analysis.IDAnalyzer()
        self.format = formats.Existence()
        self.scorable = False
        self.stored = False


@dataclass(frozen=True)
class ArticleWords:
    """
    An article as words: its own, and those of the heading and the text of each section.

    The summary counts for the first section, unless that repeats it anyway.
    """

    sections: Sequence[Section]
    title: list[str]
    address: list[str]
    breadcrumbs: list[str]
    keywords: list[str]
    """What it is known by to readers: keywords, and questions that it answers, each with a `BORDER` behind it."""
    extra: list[tuple[list[str], float]]
    summary: list[str]
    headings: list[list[str]]
    texts: list[LocatedWords]


def create_section_index(folder: Path) -> index.FileIndex:
    """Create an empty index in the empty *folder*."""
    parts = {"article": fields.ID(), WORDS: WordsField(), "section": fields.STORED(), "page": fields.STORED()}
    schema = fields.Schema(**parts)
    return index.create_in(str(folder), schema)


def section_writer(sections: index.FileIndex) -> SegmentWriter:
    """Open the one writer of *sections*."""
    writer = sections.writer(codec=WholePostingsCodec())
    writer.pool = PostingPool()
    return writer


def article_key(article: Article) -> str:
    """Name *article* among all: an id may exist once in each language."""
    return f"{article.lang}:{article.id}"


def section_count(article: Article) -> int:
    """Count the sections of *article* as `sections_of` gives them."""
    return max(len(article.sections), 1)


def sections_of(article: Article) -> Sequence[Section]:
    """Give the sections of *article*, each text as one line; an article without any is found by its summary."""
    sections = article.sections or (Section(anchor="", title="", text=article.summary),)
    return [section.model_copy(update={"text": " ".join(section.text.split())}) for section in sections]


def analyse(article: Article) -> ArticleWords:
    """Turn every text of *article* into words."""
    *folders, page = ["", *article.url.strip("/").split("/")]
    sections = sections_of(article)
    keywords, answers = ([words_of(said) for said in part] for part in (article.keywords, article.answers))
    return ArticleWords(
        sections=sections,
        title=words_of(article.title),
        address=words_of(page.replace("_", " ").replace("-", " ")),
        breadcrumbs=words_of(" ".join(folders)),
        keywords=[word for said in (*keywords, *answers) for word in (*said, BORDER)],
        extra=[
            *((words_of(tag), TAG_WEIGHT) for tag in article.tags),
            *((keyword, KEYWORD_WEIGHT) for keyword in keywords),
            *((answer, ANSWER_WEIGHT) for answer in answers),
        ],
        summary=[] if article.summary in sections[0].text else words_of(article.summary),
        headings=[words_of(section.title) for section in sections],
        texts=[located_words_of(section.text) for section in sections],
    )


def add_article(writer: SegmentWriter, article: Article, words: ArticleWords) -> None:
    """Add the sections of *article*, one document each; the first also stores the article."""
    key = article_key(article)
    first: dict[str, Any] = {"page": article.model_dump(mode="json", include=STORED_FIELDS)}
    for section, weights in zip(words.sections, weighted_words(words), strict=True):
        stored = (section.title, section.anchor, section.text)
        writer.pool.add_section(WORDS, writer.docnum, weights)
        writer.add_document(article=key, section=stored, **first)
        first = {}


def weighted_words(words: ArticleWords) -> Iterator[dict[str, float]]:
    """For each section, sum the weights of each word over everything the section is found by."""
    shared: dict[str, float] = defaultdict(float)
    of_article = [
        (words.title, TITLE_WEIGHT),
        (words.address, ADDRESS_WEIGHT),
        (words.breadcrumbs, BREADCRUMB_WEIGHT),
        *words.extra,
    ]
    for part, weight in of_article:
        for word in part:
            shared[word] += weight
    for position, (heading, text) in enumerate(zip(words.headings, words.texts, strict=True)):
        weights = defaultdict(float, shared)
        if position == 0:
            for word in words.summary:
                weights[word] += SUMMARY_WEIGHT
        for word in heading:
            weights[word] += HEADING_WEIGHT
        for word in text.words:
            weights[word] += TEXT_WEIGHT
        yield weights
