"""A long message is answered by the section that fits it and one of its sentences best."""

from pathlib import Path

import pytest

from publishing.catalogue import Catalogue, Section
from search_service.answers.engine import SearchEngine
from search_service.index.build import build_index
from search_service.index.store import IndexStore
from tests.feedback_api.publication import FIRST, NOW, SITE_URL, plain_article

TEXTS = {
    "refund": "Ask for your money back within thirty days. A refund takes a week.",
    "weather": "The morning train, the terrible weather and a nice holiday.",
    "password": "Press Forgot password to choose another password.",
}
MESSAGE = "It was a terrible morning with nice weather. I want my money back!"


@pytest.fixture
def engine(tmp_path: Path) -> SearchEngine:
    """Index three articles, of which one is about everything but the product."""
    articles = tuple(
        plain_article(name, FIRST).model_copy(update={"sections": (Section(anchor="", title="", text=text),)})
        for name, text in TEXTS.items()
    )
    store = IndexStore(tmp_path / "index")
    build_index(Catalogue(schema_version=1, site_url=SITE_URL, built_at=NOW, articles=articles), store, print)
    return SearchEngine.open(store.current())


def found(engine: SearchEngine, sentences: list[str]) -> list[str]:
    """Name the articles that are found, best first."""
    return [hit.article_id for hit in engine.answer_message(dict.fromkeys(sentences, 1.0), lang=None, limit=3)]


def test_a_sentence_counts_beside_the_whole(engine: SearchEngine) -> None:
    """The question in the last sentence is among the first, whatever the rest is about."""
    assert "refund" in found(engine, MESSAGE.split(". "))[:2]


def test_each_of_two_questions_has_an_answer(engine: SearchEngine) -> None:
    """What answers the other sentence comes before what answers the first one less well."""
    asked = ["How do I get my money back, and when does the refund come?", "I need another password."]
    assert set(found(engine, asked)[:2]) == {"refund", "password"}


def test_an_article_opens_where_it_says_most_of_the_message(tmp_path: Path) -> None:
    """What stands in no text but title and keywords would open the shortest section."""
    sections = (
        Section(anchor="", title="", text="You can ask a person."),
        Section(
            anchor="files", title="Files", text=f"Attach a file such as a screenshot. {'Few are too large. ' * 20}"
        ),
        Section(anchor="goal", title="What to write", text="Your goal."),
    )
    article = plain_article("ask", FIRST).model_copy(
        update={"sections": sections, "keywords": ("attach a screenshot",)}
    )
    store = IndexStore(tmp_path / "index")
    build_index(Catalogue(schema_version=1, site_url=SITE_URL, built_at=NOW, articles=(article,)), store, print)
    asked = {"Can I attach a screenshot to my question?": 1.0, "I do not see a button for it.": 0.8}
    (hit,) = SearchEngine.open(store.current()).answer_message(asked, lang="en", limit=1)
    assert hit.section.anchor == "files"


def test_nothing_is_found_for_words_that_nobody_wrote(engine: SearchEngine) -> None:
    """A message without a word of the content has no answer, and no words are no error."""
    assert found(engine, ["xyzzy plugh"]) == []
    assert found(engine, []) == []


def test_hits_come_with_excerpts_and_places(engine: SearchEngine) -> None:
    """Each hit says where its words are, and they are numbered from 1."""
    hits = engine.answer_message({"Forgot my password": 1.0}, lang="en", limit=1)
    assert [hit.rank for hit in hits] == [1]
    assert any(run.match for run in hits[0].excerpt)
