from __future__ import annotations

from search_service.words.everyday import MOST_WORDS, everyday_words


def test_everyday_words_are_those_that_everybody_writes_right() -> None:
    """The list has what people say, folded and in order, and no misspelling of it."""
    words = everyday_words("en")
    assert MOST_WORDS * 0.9 < len(words) <= MOST_WORDS
    assert list(words) == sorted(words)
    assert {"bread", "warranty", "dont"} <= words.keys()
    assert words.keys().isdisjoint({"recieve", "adress", "serach"})
    assert words["the"] > words["warranty"] > 0


def test_german_everyday_words_are_those_that_were_counted() -> None:
    """What the list has of rare forms, each as often as any other, says nothing of everyday life."""
    words = everyday_words("de")
    assert 15_000 < len(words) <= MOST_WORDS
    assert {"gesichert", "zuruck", "kopf"} <= words.keys()
    assert words.keys().isdisjoint({"anwinkelndem", "vieleicht", "nahmlich"})
