from __future__ import annotations

import pytest

from search_service.answers.engine import SearchEngine
from search_service.schemas import SearchQuery
from tests.search_service.conftest import OpenEngine, make_article

WORDS = "Tastatur. Aufbewahrung und Fristen. Untertitel in einer Sprache wählen. Der Umfang. Kinder. Ohne Netz."


@pytest.fixture
def engine(open_engine: OpenEngine) -> SearchEngine:
    """Give the engine on a German article beside an English one."""
    german = make_article("hilfe", "Hilfe", ("", "", WORDS), lang="de")
    return open_engine(german, make_article("help", "Help", ("", "", "The keyboard.")))


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("Aufbewahrungsfristen", "aufbewahrung fristen"),
        ("Untertitelsprachwahl", "untertitel sprach wahl"),
        ("Kindertastatur", "kinder tastatur"),
        ("Tastaturkürzel", "tastatur"),
        ("Leistungsumfang", "umfang"),
        ("Kinderspielfristen", "kinder fristen"),
    ],
)
def test_a_compound_is_answered_by_what_the_content_has_of_it(engine: SearchEngine, compound: str, parts: str) -> None:
    """Its parts in whatever form, else its ends; the answer says what was looked for instead."""
    response = engine.search(SearchQuery(q=compound, lang="de"))
    assert (response.correction, [hit.article_id for hit in response.results]) == (parts, ["hilfe"])


def test_a_word_that_stands_in_compounds_alone_finds_them(open_engine: OpenEngine) -> None:
    """It is their head: who looks for mistakes finds those of spelling; what many words end in is none."""
    german = make_article("hilfe", "Hilfe", ("", "", "Rechtschreibfehler und Schwierigkeiten."), lang="de")
    engine = open_engine(german, make_article("help", "Help", ("", "", "The keyboard.")))
    assert [hit.article_id for hit in engine.search(SearchQuery(q="Schreibfehler", lang="de")).results] == ["hilfe"]
    assert engine.search(SearchQuery(q="Schreibfehler", lang="en")).total == 0
    assert engine.search(SearchQuery(q="keiten", lang="de")).total == 0


@pytest.mark.parametrize(("word", "lang"), [("Tastaturkürzel", "en"), ("Ohnmachten", "de"), ("Wiesenblume", "de")])
def test_what_is_no_german_compound_is_not_cut(engine: SearchEngine, word: str, lang: str) -> None:
    """A word in another language, small words, and what the content knows no end of find nothing."""
    assert engine.search(SearchQuery(q=word, lang=lang)).total == 0
