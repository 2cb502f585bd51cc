"""Tantivy, the engine of many search servers: one field with the title four and the heading three times."""

from __future__ import annotations

import re
from pathlib import Path

import tantivy  # type: ignore[import-not-found,import-untyped,unused-ignore]

from publishing.catalogue import Catalogue

SECTIONS_AN_ARTICLE = 6


class Tantivy:
    """Tantivy over one document a section, with English stems and snippets."""

    name = "Tantivy"

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("article", stored=True, tokenizer_name="raw")
        builder.add_text_field("words", tokenizer_name="en_stem")
        builder.add_text_field("body", stored=True, tokenizer_name="en_stem")
        index = tantivy.Index(builder.build(), path=str(folder))
        writer = index.writer(heap_size=200_000_000, num_threads=1)
        for article in catalogue.articles:
            for section in article.sections:
                words = " ".join([*[article.title] * 4, *[section.title] * 3, section.text])
                writer.add_document(tantivy.Document(article=article.id, words=words, body=section.text))
        writer.commit()
        index.reload()
        self._index = index
        self._searcher = index.searcher()

    def search(self, query: str, *, partial: bool, limit: int) -> list[str]:
        """Match any of the words, the last one as a prefix when it is unfinished; group by article."""
        words = re.findall(r"\w+", query.lower())
        if not words:
            return []
        parsed = self._index.parse_query(" ".join(words), ["words"])
        if partial:
            begun = tantivy.Query.regex_query(self._index.schema, "words", f"{words[-1]}.*")
            parsed = tantivy.Query.boolean_query([(tantivy.Occur.Should, parsed), (tantivy.Occur.Should, begun)])
        snippets = tantivy.SnippetGenerator.create(self._searcher, parsed, self._index.schema, "body")
        best: dict[str, str] = {}
        for _, address in self._searcher.search(parsed, limit * SECTIONS_AN_ARTICLE).hits:
            document = self._searcher.doc(address)
            article = document["article"][0]
            if article not in best:
                best[article] = snippets.snippet_from_doc(document).to_html()
            if len(best) == limit:
                break
        return list(best)
