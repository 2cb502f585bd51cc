"""Whoosh as its tutorials use it, but with the better settings: boosted fields, any of the words."""

from __future__ import annotations

from pathlib import Path

from whoosh import analysis, fields, highlight, index, qparser

from publishing.catalogue import Catalogue

SECTIONS_AN_ARTICLE = 6


class PlainWhoosh:
    """Whoosh's own matcher, BM25F and highlighter."""

    name = "Whoosh"

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        stems = analysis.StemmingAnalyzer()
        schema = fields.Schema(
            article=fields.STORED,
            title=fields.TEXT(stems, field_boost=4.0),
            heading=fields.TEXT(stems, field_boost=3.0),
            body=fields.TEXT(stems, stored=True),
        )
        sections = index.create_in(str(folder), schema)
        writer = sections.writer(limitmb=256)
        for article in catalogue.articles:
            for section in article.sections:
                writer.add_document(article=article.id, title=article.title, heading=section.title, body=section.text)
        writer.commit()
        self._searcher = sections.searcher()
        self._parser = qparser.MultifieldParser(["title", "heading", "body"], schema, group=qparser.OrGroup)
        self._parser.remove_plugin_class(qparser.WildcardPlugin)
        self._parser.add_plugin(qparser.PrefixPlugin())

    def search(self, query: str, *, partial: bool, limit: int) -> list[str]:
        """Parse the words, the last one as a prefix when it is unfinished; group by article."""
        words = "".join(character if character.isalnum() else " " for character in query).split()
        parsed = self._parser.parse(" ".join(words) + ("*" if partial else ""))
        hits = self._searcher.search(parsed, limit=limit * SECTIONS_AN_ARTICLE)
        hits.fragmenter = highlight.ContextFragmenter()
        best: dict[str, str] = {}
        for hit in hits:
            if hit["article"] not in best:
                best[hit["article"]] = hit.highlights("body", top=1)
            if len(best) == limit:
                break
        return list(best)
