from __future__ import annotations

import random
import string

import pytest

from search_service.schemas import SearchQuery
from search_service.words.languages import stem
from tests.search_service.conftest import OpenEngine, make_article

ELATED = make_article("feelings", "Feelings", ("", "", "We are elated."))


def sections(times: int, text: str) -> list[tuple[str, str, str]]:
    """Write *text* so many times."""
    return [(f"part-{number}", "", text) for number in range(times)]


def test_a_wrong_letter_is_likelier_than_a_missing_space_between_rare_neighbours(open_engine: OpenEngine) -> None:
    """Of a letter and a space that may be missing, what the content says more often was meant."""
    ports = make_article("ports", "Ports", *sections(3, "Set up forwarding."))
    texts = make_article("texts", "Texts", *sections(1, "Thanks for wording it well."))
    engine = open_engine(ports, texts)
    assert engine.search(SearchQuery(q="port forwording")).correction == "port forwarding"
    texts = make_article("texts", "Texts", *sections(9, "Thanks for wording it well."))
    assert open_engine(ports, texts).search(SearchQuery(q="forwording")).correction == "for wording"


def test_a_word_that_nobody_writes_is_a_misspelling_in_spite_of_its_stem(open_engine: OpenEngine) -> None:
    """What shares the stem of a rare word by chance finds the common word that looks like it."""
    engine = open_engine(ELATED, make_article("stack", "Stack", *sections(160, "The elastic stack.")))
    response = engine.search(SearchQuery(q="elatic"))
    assert (response.correction, response.results[0].article_id) == ("elastic", "stack")


def test_a_form_of_a_word_that_the_content_has_is_no_misspelling(open_engine: OpenEngine) -> None:
    """A word stands for its own stem, as long as no other word is far commoner, and while it is unfinished."""
    engine = open_engine(ELATED, make_article("stack", "Stack", *sections(100, "The elastic stack.")))
    assert engine.search(SearchQuery(q="elatic")).correction is None
    engine = open_engine(ELATED, make_article("stack", "Stack", *sections(160, "The elastic stack.")))
    assert engine.search(SearchQuery(q="elat", partial=True)).correction is None
    assert engine.search(SearchQuery(q="elated")).results[0].article_id == "feelings"


GERMAN = make_article("artikel", "Artikel", ("", "", "Sie drücken auf einen Artikel und löschen ihn."), lang="de")
ENGLISH = make_article("articles", "Articles", *sections(30, "This article comes from an address."))


@pytest.mark.parametrize(
    ("typed", "lang", "correction"),
    [
        ("Artikle", "de", "Artikel"),
        ("artikle", "en", "article"),
        ("lösschen", "de", "löschen"),
        ("drüken", "de", "drücken"),
        ("loeshen", "de", "löschen"),
        ("addres", "de", "address"),
    ],
)
def test_the_readers_own_language_repairs_first(
    open_engine: OpenEngine, typed: str, lang: str, correction: str
) -> None:
    """A commoner word of another language is meant only where the own has none; umlauts are kept."""
    assert open_engine(GERMAN, ENGLISH).search(SearchQuery(q=typed, lang=lang)).correction == correction


def test_small_words_alone_are_no_answer_to_an_unknown_word(open_engine: OpenEngine) -> None:
    """What has nothing of a question but its ``the`` and ``how`` is not found by it."""
    engine = open_engine(make_article("how", "How", ("", "", "How the stack works.")))
    assert engine.search(SearchQuery(q="how the zeppelin flies")).total == 0
    assert engine.search(SearchQuery(q="how the")).total == 1


def test_what_nobody_writes_is_not_taken_apart_letter_by_letter(open_engine: OpenEngine) -> None:
    """Unknown words cost a few stems each: cuts are looked up among the words that there are."""
    letters = random.Random(7)
    words = ["".join(letters.choices(string.ascii_lowercase, k=64)) for _ in range(12)]
    engine = open_engine(GERMAN, ENGLISH)
    before = stem.cache_info().misses
    assert engine.search(SearchQuery(q=" ".join(words), lang="de")).total == 0
    assert stem.cache_info().misses - before <= 10 * len(words)
