from __future__ import annotations

import pytest

from search_service.answers.engine import SearchEngine
from search_service.schemas import SearchQuery
from tests.search_service.conftest import OpenEngine, make_article

WORDS = (
    "Die Tastatur. Aufbewahrung und Fristen. Untertitel in einer Sprache wählen. Der Umfang. Kinder sehen zu. Ohne "
    "Netz. Er liest vor, was Sie hinter sich haben. Das ist egal. Öffnen Sie es in den Zeiten der Wiedergabe."
)


@pytest.fixture
def engine(open_engine: OpenEngine) -> SearchEngine:
    """Give the engine on a German article, whose address and tag are English, beside an English one."""
    german = make_article("hilfe", "Hilfe", ("", "", WORDS), lang="de", url="de/guides/keyboard/", tags=("keyboard",))
    return open_engine(german, make_article("help", "Help", ("", "", "The keyboard.")))


@pytest.mark.parametrize("compound", ["Aufbewahrungsfristen", "untertitelsprachwahl", "Kindertastatur"])
def test_a_compound_is_answered_by_the_words_that_it_is_made_of(engine: SearchEngine, compound: str) -> None:
    """Two or three of them, in whatever form, without a rest; it is spelled well, so nothing else was meant."""
    response = engine.search(SearchQuery(q=compound, lang="de"))
    assert (response.correction, [hit.article_id for hit in response.results]) == (None, ["hilfe"])


def test_what_is_done_is_a_part_of_a_compound_too(open_engine: OpenEngine) -> None:
    """The ``Sprachspeicherung`` is answered by what says that a language is stored."""
    article = make_article("hilfe", "Hilfe", ("", "", "Sie wählen die Sprache, und wir speichern sie."), lang="de")
    response = open_engine(article).search(SearchQuery(q="Sprachspeicherung", lang="de"))
    assert (response.correction, response.total) == (None, 1)


@pytest.mark.parametrize("compound", ["Videolöschung", "videoloeschung", "seitenueberschrift", "laengenaenderung"])
def test_a_compound_with_umlauts_typed_as_two_letters_is_taken_apart(open_engine: OpenEngine, compound: str) -> None:
    """Its parts are found as if their umlauts had been typed as umlauts."""
    text = "Sie löschen das Video, ändern die Länge und geben der Seite eine Überschrift."
    response = open_engine(make_article("hilfe", "Hilfe", ("", "", text), lang="de")).search(
        SearchQuery(q=compound, lang="de")
    )
    assert (response.correction, response.total) == (None, 1)


@pytest.mark.parametrize(("compound", "total"), [("Offlinesuche", 2), ("Keyboardsuche", 0)])
def test_a_keyword_of_german_pages_is_a_part_although_other_languages_have_it_too(
    open_engine: OpenEngine, compound: str, total: int
) -> None:
    """What readers know a page by is written in their language, unlike the address and the tags it has in common."""
    german = make_article(
        "hilfe", "Hilfe", ("", "", "Die Suche geht."), lang="de", tags=("keyboard",), keywords=("offline",)
    )
    engine = open_engine(german, make_article("help", "Help", ("", "", "The keyboard works offline.")))
    assert engine.search(SearchQuery(q=compound, lang="de")).total == total


@pytest.mark.parametrize("compound", ["Kennwort", "Startseite", "Vollbild", "Kleinbild"])
def test_a_first_part_gains_no_ending_of_a_short_verb_or_an_adjective(open_engine: OpenEngine, compound: str) -> None:
    """What only begins like such a word has nothing to do with it."""
    text = "Sie kennen das Wort und starten die Seite: die volle Breite, die kleine Taste, das Bild."
    engine = open_engine(make_article("hilfe", "Hilfe", ("", "", text), lang="de"))
    assert engine.search(SearchQuery(q=compound, lang="de")).total == 0


@pytest.mark.parametrize(
    ("compound", "meant"),
    [("Aufbewahrungsbehälter", "Aufbewahrung"), ("Untertitelrolle", "Untertitel"), ("Notuntertitel", None)],
)
def test_a_compound_is_answered_by_the_long_word_that_it_begins_with(
    engine: SearchEngine, compound: str, meant: str | None
) -> None:
    """What names the field of most of its letters is said to be searched for; what it ends in names another thing."""
    response = engine.search(SearchQuery(q=compound, lang="de"))
    assert (response.correction, response.total) == (meant, int(meant is not None))


@pytest.mark.parametrize("compound", ["Tastaturkürzel", "Leistungsumfang", "Kinderspielfristen"])
def test_what_only_begins_or_ends_like_words_leads_on_to_them(engine: SearchEngine, compound: str) -> None:
    """Its ends are neither results nor what was meant: they choose the articles that are named as near."""
    response = engine.search(SearchQuery(q=compound, lang="de"))
    assert (response.total, response.correction) == (0, None)
    assert [near.article_id for near in response.nearest] == ["hilfe"]


@pytest.mark.parametrize(
    "word",
    ["Vorsteuer", "Hinterfristen", "Wasserschaden", "Bücherregal", "Öffnungszeiten", "Wiederholung", "abslisten"],
)
def test_small_words_and_stems_are_no_parts(engine: SearchEngine, word: str) -> None:
    """Neither ``vor`` nor a stem such as ``offn`` or what only happens to stand at an end is what was meant."""
    response = engine.search(SearchQuery(q=word, lang="de"))
    assert (response.total, response.correction) == (0, None)


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


def test_in_a_message_the_ends_of_a_compound_count(engine: SearchEngine) -> None:
    """Much else there says what is meant, and nobody is told that it was looked for."""
    assert [hit.article_id for hit in engine.answer_message({"Tastaturkürzel": 1.0}, lang="de", limit=3)] == ["hilfe"]
