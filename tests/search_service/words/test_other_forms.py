from __future__ import annotations

import pytest

from search_service.words.languages import stem
from search_service.words.other_forms import other_forms, same_words


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
    assert same_words(word, "en") == []


@pytest.mark.parametrize(
    ("word", "same", "made"),
    [("colour", "color", "colorful"), ("pay", "paid", "payment"), ("forgot", "forget", "forgetful"),
     ("know", "known", "knowledge"), ("heard", "hear", "hearer"),
     ("light", "lit", "lightly"), ("child", "children", "childish")],
)  # fmt: skip
def test_the_word_itself_is_told_from_words_that_are_made_of_it(word: str, same: str, made: str) -> None:
    """Those are topics of their own."""
    assert made not in same_words(word, "en")
    assert same in same_words(word, "en") or stem(same, "en") == stem(word, "en")


def test_other_languages_have_none() -> None:
    """Nothing is known of them."""
    assert other_forms("gone", "de") == same_words("center", "de") == []
