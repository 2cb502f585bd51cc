from __future__ import annotations

from pathlib import Path

import pytest

from publishing.settings import SettingError, read_settings
from search_service.answers.experience import (
    Asked,
    CurrentExperience,
    Experience,
    question_key,
    read_experience,
    write_experience,
)
from search_service.ranking.signals import EXPERIENCE_WEIGHT, SIGNALS
from search_service.schemas import SearchQuery, SuggestQuery
from search_service.settings import EXPERIENCE_FILE, SearchSettings
from tests.search_service.conftest import OpenEngine

QUERY = SearchQuery(q="write to us")
LEARNED = Experience(
    {question_key("write to us", "en"): {"invoices": 0.9}},
    (Asked("invoice as pdf", "invoices"), Asked("invoice of a page that is gone", "gone"), Asked("inverse", "tour")),
)


@pytest.fixture
def experience_file(tmp_path: Path) -> Path:
    """Give the file that engines opened by `open_engine` learn from."""
    return tmp_path / EXPERIENCE_FILE


def test_what_helped_others_comes_higher(open_engine: OpenEngine, experience_file: Path) -> None:
    """An article that helped those who asked the same rises, by the weight of its share and no more, and only there."""
    engine = open_engine()
    before = {hit.article_id: sum(value for _, value in why) for hit, why in zip(
        engine.search(QUERY).results, engine.explain(QUERY), strict=True)}  # fmt: skip
    assert next(iter(before)) == "contact"
    write_experience(LEARNED, experience_file)
    results, reasons = engine.search(QUERY).results, engine.explain(QUERY)
    after = {hit.article_id: sum(value for _, value in why) for hit, why in zip(results, reasons, strict=True)}
    assert after["invoices"] - before["invoices"] == pytest.approx(0.9 * EXPERIENCE_WEIGHT, abs=1e-4)
    assert after["contact"] == before["contact"]
    other = SearchQuery(q="write")
    assert "experience" not in {signal.name for why in engine.explain(other) for signal, _ in why}


def test_the_explanation_says_so(open_engine: OpenEngine, experience_file: Path) -> None:
    """Where a score comes from others' experience, the explanation says how much of it."""
    engine = open_engine()
    write_experience(LEARNED, experience_file)
    named = [signal.name for why in engine.explain(QUERY) for signal, _ in why]
    assert named.count("experience") == 1


def test_experience_weighs_less_than_title_or_heading() -> None:
    """No number of clicks does what the words of a title do."""
    assert max(signal.weight for signal in SIGNALS if "phrase" not in signal.name) > EXPERIENCE_WEIGHT
    assert sum(signal.weight for signal in SIGNALS) > 10 * EXPERIENCE_WEIGHT


def test_nothing_that_does_not_match_is_raised(open_engine: OpenEngine, experience_file: Path) -> None:
    """An article without any of the words stays away, whatever others did."""
    engine = open_engine()
    write_experience(Experience({question_key("refund", "en"): {"tour": 1.0}}), experience_file)
    assert [hit.article_id for hit in engine.search(SearchQuery(q="refund")).results] == ["invoices"]


def test_words_of_others_complete_what_is_typed(open_engine: OpenEngine, experience_file: Path) -> None:
    """What others searched for with success stands before the titles, and leads to what helped them."""
    engine = open_engine()
    write_experience(LEARNED, experience_file)
    found = engine.suggest(SuggestQuery(q="Invoice")).suggestions
    assert [(one.text, one.url, one.asked) for one in found][:2] == [
        ("invoice as pdf", "guides/invoices/", True),
        ("Invoices and refunds", "guides/invoices/", False),
    ]


def test_an_unfinished_query_comes_with_what_others_asked(open_engine: OpenEngine, experience_file: Path) -> None:
    """Who types sees what others found something with; a finished query is not completed."""
    engine = open_engine()
    write_experience(LEARNED, experience_file)
    assert engine.search(SearchQuery(q="invo", partial=True)).completions == ["invoice as pdf"]
    assert engine.search(SearchQuery(q="invo")).completions == []


def test_questions_are_the_same_in_any_form() -> None:
    """Order, inflection, capital letters and stop words make no other question; another word does."""
    assert question_key("How do I reset my passwords?", "en-GB") == question_key("password reset", None)
    assert question_key("reset passphrase", "en") != question_key("password reset", "en")
    assert question_key("the", "en")


@pytest.mark.parametrize(
    "content", ["", "null", "[]", '{"version": 9}', '{"version": 1}', '{"version": 1, "raised": {"a": 3}, "asked": []}']
)
def test_a_damaged_file_teaches_nothing(tmp_path: Path, content: str) -> None:
    """Whatever stands in the file, search goes on."""
    path = tmp_path / EXPERIENCE_FILE
    path.write_text(content)
    assert read_experience(path) == Experience()


def test_shares_beyond_their_bounds_are_cut(tmp_path: Path) -> None:
    """A file that was written by hand raises no more than one that was learned."""
    path = tmp_path / EXPERIENCE_FILE
    write_experience(Experience({"a": {"x": 1000.0, "y": -3.0}}), path)
    assert read_experience(path).raised == {"a": {"x": 1.0, "y": 0.0}}


def test_learning_can_be_switched_off(tmp_path: Path) -> None:
    """Without the setting there is no file to read."""
    assert SearchSettings(index=tmp_path).experience == tmp_path / EXPERIENCE_FILE
    settings = SearchSettings(index=tmp_path, learning=False)
    write_experience(LEARNED, tmp_path / EXPERIENCE_FILE)
    assert CurrentExperience(settings.experience).get() == Experience()


@pytest.mark.parametrize(("text", "learns"), [("yes", True), ("No", False), ("", True)])
def test_the_setting_is_yes_or_no(text: str, learns: bool) -> None:
    """The environment says whether search learns; without a word it does."""
    assert read_settings(SearchSettings, {"HELP_CENTRE_LEARNING": text}).learning is learns


def test_another_word_is_refused() -> None:
    """A setting that is neither yes nor no names its variable."""
    with pytest.raises(SettingError, match="HELP_CENTRE_LEARNING"):
        read_settings(SearchSettings, {"HELP_CENTRE_LEARNING": "perhaps"})
