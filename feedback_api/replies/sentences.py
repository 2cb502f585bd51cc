"""The sentences of a message, and which of them ask."""

from __future__ import annotations

import re

MAX_SENTENCES = 30
LEAST_WORDS = 3
LEAST_WORDS_SAID = 4
ASKS = re.compile(
    r"\b(?:how|where|which|cannot|can't|could not|couldn't|need to|want to|would like|looking for|trying to|"
    r"unable to|wie|wo|welche[rs]?|kann (?:ich|man)|möchte|würde gern|will|brauche|suche|versuche)\b",
    re.IGNORECASE,
)
ASKING_WORD = (
    r"(?:how|what|where|which|when|whether|if|why|who|wie|was|wo|wann|ob|warum|wieso|wer|welche[rsnm]?|woher|wohin)"
)
# Sentences that ask without a question mark, beside others that have one.
ASKS_INDIRECTLY = re.compile(
    rf"\b(?:please|kindly|you|to|not|don['\u2019]?t|bitte|sie|mir|nicht|gern|möchte|möchten|will|wollen)\s+"
    rf"(?:\w+\s+){{0,2}}?(?:tell|say|explain|show|advise|know|learn|understand|find out|wissen|sagen|sagt|erklären|"
    rf"zeigen|verstehen|erfahren|mir|uns)\b[^.!?]{{0,30}}?\b{ASKING_WORD}\b|"
    rf"\b(?:i|we)\s+(?:\w+\s+)?wonder(?:ed)?\b|\bwondering\b|\bfrage[n]? (?:mich|uns)\b|"
    rf"\b(?:weiß|weiss|wissen) (?:leider )?nicht,? {ASKING_WORD}\b|"
    r"\b(?:i|we)(?:['\u2019](?:m|re))?\s+(?:(?:am|are|also|still|really|just)\s+){0,2}"
    r"(?:need|looking for|want)\s+(?!(?:(?:your|some|an?|urgent)\s+)?(?:help|answer|advice|support)\b|"
    r"to (?:thank|say|complain)\b)|"
    r"\b(?:ich|wir)\s+(?:auch\s+|noch\s+)?(?:brauchen?|suchen?|benötigen?)\s+(?!hilfe\b|ihre hilfe\b)",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(r"\b(?:i|my|mine|ich|mein\w*)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n{2,}|\n(?=\s*[-*\d])")


def sentences_of(body: str) -> list[str]:
    """
    Give the sentences of a message's body that are long enough to say something, at most ``MAX_SENTENCES``.

    Of a long one, the first and the last: many tell a story first and ask at its end.
    """
    every = (" ".join(sentence.split()) for sentence in _SENTENCE_END.split(body))
    telling = [sentence for sentence in every if len(sentence.split()) >= LEAST_WORDS]
    return telling if len(telling) <= MAX_SENTENCES else telling[: MAX_SENTENCES // 2] + telling[-MAX_SENTENCES // 2 :]


def asks(text: str) -> bool:
    """Say whether anything is asked, as a question or in other words."""
    return "?" in text or bool(ASKS.search(text))


def is_of_oneself(sentence: str) -> bool:
    """Say whether who wrote it speaks of themselves."""
    return bool(_OF_ONESELF.search(sentence))


def asks_for_oneself(text: str) -> bool:
    """Say whether one of its sentences is a question of who wrote it; what firms put below their mails asks others."""
    return any(sentence.endswith("?") and is_of_oneself(sentence) for sentence in sentences_of(text))


def is_prose(line: str) -> bool:
    """Say whether *line* tells something, and is none of names, titles and places."""
    words = line.split()
    return 2 * sum(word[0].islower() for word in words) >= len(words)


def is_said(sentence: str) -> bool:
    """Say whether *sentence* is one, however short."""
    return len(sentence.split()) >= LEAST_WORDS_SAID and sentence[-1] in ".!?" and is_prose(sentence)
