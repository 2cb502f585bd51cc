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
