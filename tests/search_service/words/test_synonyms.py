from __future__ import annotations

import pytest

from search_service.index.build import build_index
from search_service.index.store import IndexStore
from search_service.schemas import SearchQuery
from search_service.words.synonyms import lines_of, read_lines
from tests.search_service.conftest import ARTICLES, OpenEngine, make_catalogue

GROUPS = (
    ("invoice", "receipt"),
    ("refund", "money back", "repayment"),
    ("spreadsheet", "Excel file"),
    ("sign in", "log in"),
)


@pytest.mark.parametrize(
    ("query", "article"),
    [
        ("receipt", "invoices"),
        ("my receipts", "invoices"),
        ("get money back", "invoices"),
        ("excel", None),
        ("excel file", "export-stats"),
        ("sign in", "reset-password"),
    ],
)
def test_other_words_for_the_same_find_it(open_engine: OpenEngine, query: str, article: str | None) -> None:
    """A word or phrase of a group finds what the others of its group find, inflected too; half of a phrase does not."""
    engine = open_engine(synonyms=GROUPS)
    results = engine.search(SearchQuery(q=query)).results
    assert (results[0].article_id if results else None) == article
    assert open_engine().search(SearchQuery(q="receipt")).results == []


@pytest.mark.parametrize(("typed", "article"), [("receip", "invoices"), ("repay", "invoices"), ("exc", None)])
def test_the_beginning_of_another_word_for_the_same_finds_it(
    open_engine: OpenEngine, typed: str, article: str | None
) -> None:
    """Before a word that only writers list is typed to its end there are results; half of a phrase has none."""
    engine = open_engine(synonyms=GROUPS)
    results = engine.search(SearchQuery(q=typed, partial=True)).results
    assert (results[0].article_id if results else None) == article


def test_a_synonym_is_no_misspelling(open_engine: OpenEngine) -> None:
    """A word that writers list is taken as it is, even where the content has one that is spelled alike."""
    assert open_engine(synonyms=(("mesage", "csv"),)).search(SearchQuery(q="mesage")).correction is None
    assert open_engine().search(SearchQuery(q="mesage")).correction is not None


def test_words_of_a_synonym_are_marked(open_engine: OpenEngine) -> None:
    """The excerpt shows the word that means what was asked for."""
    hit = open_engine(synonyms=GROUPS).search(SearchQuery(q="receipt")).results[0]
    assert [run.text for run in hit.excerpt if run.match] == ["invoices"]


def test_other_synonyms_are_another_index(store: IndexStore) -> None:
    """A change of the synonyms alone reaches search."""
    assert build_index(make_catalogue(*ARTICLES), store, print)
    assert build_index(make_catalogue(*ARTICLES, synonyms=GROUPS), store, print)
    assert not build_index(make_catalogue(*ARTICLES, synonyms=GROUPS), store, print)


def test_groups_survive_being_written() -> None:
    """Words with punctuation are the same in the file of the index as in a query."""
    synonyms = read_lines(lines_of([("e-mail", "C++")]), ["en"])
    assert "c++" in synonyms
    assert [found.others for found in synonyms.find(["c++"])] == [(("e", "mail", "email"),)]
