"""Questions in several languages, held against articles in all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_service.answers.engine import SearchEngine
from search_service.index.build import build_index
from search_service.index.store import IndexStore
from search_service.schemas import SearchQuery
from tests.relevance.languages import GERMAN_QUESTIONS, OTHER_QUESTIONS, articles
from tests.search_service.conftest import make_article, make_catalogue

LEAST_GERMAN_FIRST = 0.95


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    """Give the engine on articles in English, German, French, Japanese and Chinese."""
    store = IndexStore(tmp_path_factory.mktemp("languages"))
    build_index(make_catalogue(*articles()), store, print)
    return SearchEngine.open(store.current())


def found(engine: SearchEngine, query: str, lang: str | None) -> list[str]:
    """Give the ids of what is found, best first."""
    return [hit.article_id for hit in engine.search(SearchQuery(q=query, lang=lang)).results]


@pytest.mark.parametrize("lang", ["de", "de-AT", None])
def test_german_questions_are_answered(engine: SearchEngine, lang: str | None) -> None:
    """With umlauts or without, inflected, compound or misspelled, nearly every question finds its article first."""
    missed = {query: answers for query, right in GERMAN_QUESTIONS.items()
              if (answers := found(engine, query, lang)[:3])[:1] != [right]}  # fmt: skip
    assert len(missed) <= (1 - LEAST_GERMAN_FIRST) * len(GERMAN_QUESTIONS), missed


@pytest.mark.parametrize(("query", "right"), OTHER_QUESTIONS.items())
def test_other_languages_are_answered(engine: SearchEngine, query: str, right: str) -> None:
    """French with and without accents, Japanese and Chinese without spaces find the right article first."""
    assert found(engine, query, right[:2])[0] == right


def test_the_readers_language_comes_first(engine: SearchEngine) -> None:
    """A word that several languages share finds the reader's own articles before all others."""
    assert found(engine, "pdf", "de")[0] == "rechnung"
    assert found(engine, "pdf", "ja")[0] == "ja-invoice"
    assert found(engine, "pdf", "en")[0] == "en-pdf"


def test_what_only_another_language_has_is_found_all_the_same(engine: SearchEngine) -> None:
    """Where the reader's language has no answer, another one gives it."""
    assert found(engine, "Kündigungsfrist", "en")[0] == "kuendigen"


def test_countries_of_a_language_are_told_apart(tmp_path: Path) -> None:
    """A Brazilian gets the Brazilian text, then what only Portugal has, marked; both are searched as Portuguese."""
    texts = [("en", "help", "Reset"), ("pt", "help", "Repor"), ("pt-BR", "help", "Redefinir"), ("pt", "more", "Mais")]
    written = [
        make_article(name, title, ("", "", "Escolha uma senha nova para as contas."), lang=lang, url=f"{lang}/{name}/")
        for lang, name, title in texts
    ]
    store = IndexStore(tmp_path)
    build_index(make_catalogue(*written), store, print)
    engine = SearchEngine.open(store.current())

    def shown(lang: str) -> list[tuple[str, str | None]]:
        return [(hit.title, hit.language) for hit in engine.search(SearchQuery(q="senhas conta", lang=lang)).results]

    assert shown("pt-BR") == [("Redefinir", None), ("Mais", "Portuguese (pt)")]
    assert shown("pt") == [("Repor", None), ("Mais", None)]
    assert shown("pt-AO")[1] == ("Mais", None)
    assert engine.url_of("help", "pt-BR") == "pt-BR/help/"
