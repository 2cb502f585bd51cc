from __future__ import annotations

import pytest

from search_service.schemas import SearchQuery
from tests.search_service.conftest import OpenEngine, make_article

ARTICLES = (
    make_article("anmelden", "Am Dienst anmelden", ("", "", "So bekommen Sie Zugang."), lang="de"),
    make_article("melden", "Einen Fehler melden", ("", "", "Schreiben Sie, was geschah."), lang="de"),
    make_article("umstellen", "Die Sprache umstellen", ("", "", "In den Einstellungen."), lang="de"),
    make_article("stellen", "Eine Frage stellen", ("", "", "Nehmen Sie das Formular."), lang="de"),
)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("wie melde ich mich an", "anmelden"),
        ("er meldet sich an und nichts geht", "anmelden"),
        ("wie stelle ich das um", "umstellen"),
        ("wem melde ich das", "melden"),
        ("melde an den dienst", "melden"),
        ("wo stelle ich fragen", "stellen"),
    ],
)
def test_a_prefix_at_the_end_of_its_clause_belongs_to_the_verb(open_engine: OpenEngine, query: str, first: str) -> None:
    """``melde ... an`` asks for ``anmelden``; without its prefix, or with one elsewhere, the verb is itself."""
    assert open_engine(*ARTICLES).search(SearchQuery(q=query, lang="de")).results[0].article_id == first
