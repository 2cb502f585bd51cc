from __future__ import annotations

import pytest

from search_service.words.other_forms import other_forms, other_spellings


@pytest.mark.parametrize(
    ("word", "form"), [("mouse", "mice"), ("pay", "paid"), ("organise", "organize"), ("tire", "tyre"), ("gone", "went")]
)
def test_forms_of_another_stem_are_known_by_each_other(word: str, form: str) -> None:
    """Irregular forms and those of another country, in both directions."""
    assert form in other_forms(word, "en")
    assert word in other_forms(form, "en")


@pytest.mark.parametrize("word", ["number", "record", "report", "resource", "expenses"])
def test_what_nobody_says_is_no_form(word: str) -> None:
    """A rule of spelling makes ``numbre`` too."""
    assert other_spellings(word, "en") == []


def test_spellings_are_told_from_irregular_forms() -> None:
    """They are the same word in all its senses."""
    assert other_spellings("colours", "en") == ["colors"]
    assert other_spellings("mouse", "en") == []


def test_other_languages_have_none() -> None:
    """Nothing is known of them."""
    assert other_forms("gone", "de") == other_spellings("center", "de") == []
