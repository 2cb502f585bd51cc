"""Mails exist in every language that there is one of, whole and without a gap."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from feedback_api.mails.writing import language_of, write_mail
from feedback_api.week.reading import RepairStep, Week
from feedback_api.work_items.names import State
from publishing.translations import said, spoken_languages

LANGUAGES = spoken_languages()
VALUES: dict[str, dict[str, Any]] = {
    "copy": {"receipt": "7KQ2-M4XA", "name": "Ada", "hours": "Always.", "goal": "One\ntwo", "visit": ["read it"]},
    "question": {"receipt": "7KQ2-M4XA", "name": None, "goal": "One\ntwo", "visit": ["read it"], "language": "fi"},
    "repaired": {"title": "Reset <it>", "goal": None, "article": "https://a/", "answer": "https://b/"},
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", VALUES)
def test_people_are_written_to_in_each_language(kind: str, lang: str) -> None:
    """Every kind of mail is there, with its values, as plain text."""
    written = write_mail(kind, f"{lang}-XX", **VALUES[kind])
    assert written.lang == lang
    assert written.subject
    assert "&lt;" not in written.text
    assert "\n\n\n" not in written.text
    for value in VALUES[kind].values():
        lines = value.split("\n") if isinstance(value, str) else value or []
        assert all(line in written.subject + written.text for line in lines)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_question_of_many_lines_has_a_subject_of_one(lang: str) -> None:
    """The subject says the question as one line, and the mail begins with who asks."""
    goal = "Hello,\n\r\nI cannot\u2028get in.\nBcc: all@example.com"
    written = write_mail("question", lang, **{**VALUES["question"], "goal": goal})
    assert written.subject == "[7KQ2-M4XA] Hello, I cannot get in. Bcc: all@example.com"
    alone = write_mail("question", lang, **{**VALUES["question"], "goal": "Hello"})
    assert written.text.splitlines()[0] == alone.text.splitlines()[0]
    assert goal in written.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_mail_of_a_repair_names_the_buttons_behind_its_link(lang: str) -> None:
    """The link alone tells nothing, so that no scanner answers: the mail says which buttons its page has."""
    (asks,) = [line for line in write_mail("repaired", lang, **VALUES["repaired"]).text.splitlines() if "//b/" in line]
    assert {said("Yes", lang), said("No", lang)} <= set(re.findall(r"\w+", asks))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_week_is_written_in_each_language(lang: str) -> None:
    """An empty week has its sentences, and what became of a repair is said in words of the language."""
    first, last, at = date(2026, 11, 9), date(2026, 11, 15), datetime(2026, 11, 10, tzinfo=UTC)
    steps = [RepairStep(1, "Reset", state, at, "en") for state in (State.SHIPPED, State.VERIFIED, State.REOPENED)]
    week = Week(first, last, unanswered=[], failing=[], steps=steps, waiting=[], questions=0)
    text = write_mail("week", lang, week=week, first=first, last=last, link="https://a/").text
    told = [line.removeprefix("- Reset: ") for line in text.splitlines() if line.startswith("- Reset: ")]
    assert len(set(told)) == len(steps)
    assert (set(told) == {state.value for state in (State.SHIPPED, State.VERIFIED, State.REOPENED)}) is (lang == "en")


def test_a_language_that_is_not_there_is_english() -> None:
    """Nobody gets no mail because of a language."""
    assert [language_of(lang) for lang in ("fi", "", None, "../en", "DE")] == ["en", "en", "en", "en", "de"]
