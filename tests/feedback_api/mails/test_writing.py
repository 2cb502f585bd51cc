"""Mails to readers exist in every language that there is one of, whole and without a gap."""

from pathlib import Path
from typing import Any

import pytest

from feedback_api.mails.writing import FOLDER, language_of, write_mail

LANGUAGES = sorted(folder.name for folder in FOLDER.iterdir())
VALUES: dict[str, dict[str, Any]] = {
    "copy": {"receipt": "7KQ2-M4XA", "name": "Ada", "hours": "Always.", "goal": "One\ntwo", "visit": ["read it"]},
    "repaired": {"title": "Reset <it>", "goal": None, "article": "https://a/", "answer": "https://b/"},
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", VALUES)
def test_a_reader_is_written_to_in_each_language(kind: str, lang: str) -> None:
    """Every kind of mail to readers is there, with its values, as plain text."""
    written = write_mail(kind, f"{lang}-XX", **VALUES[kind])
    assert written.lang == lang
    assert written.subject
    assert "&lt;" not in written.text
    assert "\n\n\n" not in written.text
    for value in VALUES[kind].values():
        lines = value.split("\n") if isinstance(value, str) else value or []
        assert all(line in written.subject + written.text for line in lines)


def test_a_language_that_is_not_there_is_english() -> None:
    """Nobody gets no mail because of a language."""
    assert [language_of(lang) for lang in ("fi", "", None, "../en", "DE")] == ["en", "en", "en", "en", "de"]


def test_every_mail_is_there_in_every_language() -> None:
    """To readers and to staff: whatever is written in English is written in each language."""
    written = {path.name for path in Path(FOLDER / "en").glob("*.txt")}
    for lang in LANGUAGES:
        assert {path.name for path in Path(FOLDER / lang).glob("*.txt")} == written
