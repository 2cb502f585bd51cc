"""What a question is about: the stems of its words that say something."""

from __future__ import annotations

from search_service.words.analysis import words_of
from search_service.words.languages import stem, stop_words


def topic_of(question: str, language: str) -> frozenset[str]:
    """Reduce *question* to what search looks for; one of stop words alone is about these."""
    words = words_of(question)
    telling = [word for word in words if word not in stop_words(language)] or words
    return frozenset(stem(word, language) for word in telling)
