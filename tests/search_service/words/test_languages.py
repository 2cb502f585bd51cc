from __future__ import annotations

import pytest

from search_service.words.analysis import fold
from search_service.words.languages import LISTED_LANGUAGES, base_language, stem, stop_words


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["refund", "refunds", "refunded", "refunding"]),
        ("de", ["passwort", "passworter", "passwoerter"]),
        ("de", ["losch", "loschen", "loeschen"]),
        ("fr", ["facture", "factures"]),
        ("es", ["cuenta", "cuentas"]),
    ],
)
def test_inflected_forms_share_a_stem(language: str, forms: list[str]) -> None:
    """The forms of a word are one term, however its umlauts are typed."""
    assert len({stem(form, language) for form in forms}) == 1


def test_a_language_without_a_stemmer_keeps_words_as_they_are() -> None:
    """Where nothing is known of a language, words are compared as they stand."""
    assert stem("words", "xx") == "words"
    assert stop_words("xx") == frozenset()


def test_codes_with_digits_are_not_stemmed() -> None:
    """An error code keeps its last letters."""
    assert stem("e404ing", "en") == "e404ing"


def test_a_region_belongs_to_its_language() -> None:
    """Austrian German is German."""
    assert base_language("de-AT") == "de"


@pytest.mark.parametrize("language", LISTED_LANGUAGES)
def test_every_language_takes_every_script(language: str) -> None:
    """Articles of one language quote words of others; none of Whoosh's stemmers stops at them."""
    words = ["المكتبة", "running", "größer", "élèves", "книгами", "βιβλία", "ספר", "książka", "hyvää"]
    assert all(stem(fold(word), language) for word in words)
