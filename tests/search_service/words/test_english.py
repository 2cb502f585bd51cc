from __future__ import annotations

import pytest

from search_service.words.english import irregular_forms, spelled_elsewhere


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("behavior", "behaviour"), ("organizing", "organising"), ("analyze", "analyse"), ("centers", "centres"),
        ("license", "licence"), ("catalogs", "catalogues"), ("program", "programme"), ("practice", "practise"),
        ("judgment", "judgement"), ("gray", "grey"), ("tires", "tyres"), ("check", "cheque"), ("inquiry", "enquiry"),
        ("draft", "draught"), ("jewelry", "jewellery"), ("aluminum", "aluminium"),
    ],
)  # fmt: skip
def test_each_country_reads_the_others_spelling(american: str, british: str) -> None:
    """Each spelling leads to the other, whichever of both the content has."""
    assert british in spelled_elsewhere(american)
    assert american in spelled_elsewhere(british)


def test_irregular_words_are_known_by_any_of_their_forms() -> None:
    """Verbs and nouns that change their root bring what shares it; others bring nothing."""
    assert {"send", "sends"} <= set(irregular_forms("sent"))
    assert "woman" in irregular_forms("women")
    assert irregular_forms("tower") == []


def test_a_word_of_two_roots_has_the_forms_of_both() -> None:
    """``found`` is of ``find`` and of ``founder``."""
    assert {"find", "founded"} <= {*irregular_forms("found")}
