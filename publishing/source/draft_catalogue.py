"""A catalogue made from Markdown alone, to ask search about pages that are not built yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from types import MappingProxyType

from publishing.articles.language_tag import language_tag
from publishing.articles.meta import kind_of, page_meta, text_of
from publishing.articles.revision import revision_of
from publishing.catalogue import SCHEMA_VERSION, UNKNOWN_SITE_URL, Article, Catalogue, Section
from publishing.links.redirects import page_url
from publishing.source.headings import plain_words
from publishing.source.page import SourcePage
from publishing.source.site import ContentSite


def draft_catalogue(site: ContentSite, known: Mapping[str, Article] = MappingProxyType({})) -> Catalogue:
    """
    Return what the catalogue of *site* will hold, but for what only a build knows: words that extensions put in.

    ``built_at`` and dates that pages do not tell are those of the day of the check. *known* are articles by id that
    need not be made again.
    """
    return Catalogue(
        schema_version=SCHEMA_VERSION,
        site_url=UNKNOWN_SITE_URL,
        built_at=datetime.combine(site.today, time(), UTC),
        articles=tuple(
            known[article_id] if article_id in known else _article(site, article_id, page)
            for article_id, page in sorted(site.articles.items())
        ),
        synonyms=tuple(group.words for group in site.synonyms),
    )


def _article(site: ContentSite, article_id: str, page: SourcePage) -> Article:
    sections = tuple(_sections(page))
    title = _first_heading(page) or text_of(page.front_matter.get("title")) or article_id
    meta = page_meta(
        page.front_matter,
        article_id=article_id,
        title=title,
        kind=kind_of(page.front_matter) or "guide",
        source_path=page.path,
        updated=site.today,
    )
    fields = {name: getattr(meta, name) for name in meta.__dataclass_fields__}
    return Article.model_validate(
        {
            **fields,
            "summary": meta.summary or next((line for line in sections[0].text.splitlines() if line), ""),
            "lang": language_tag(page.lang),
            "url": page_url(page.path, directory_urls=True),
            "revision": revision_of(title, sections),
            "sections": sections,
        }
    )


def _first_heading(page: SourcePage) -> str:
    return next((heading.text for heading in page.headings if heading.level == 1), "")


def _sections(page: SourcePage) -> Iterator[Section]:
    lines = page.body.split("\n")
    marks = [heading for heading in page.headings if heading.level > 1]
    ends = [*(heading.line - 1 for heading in marks), len(lines)]
    yield Section(anchor="", title="", text=_text(lines[: ends[0]]))
    for heading, end in zip(marks, ends[1:], strict=True):
        yield Section(anchor=heading.anchor, title=heading.text, text=_text(lines[heading.line : end]))


def _text(lines: list[str]) -> str:
    stripped = (line.strip(" \t>#|*+-") for line in lines)
    return "\n".join(words for line in stripped if line and (words := plain_words(line)))
