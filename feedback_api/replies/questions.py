"""What a message asks, one by one, as it is kept where no article answers it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from feedback_api.replies.message import body_of
from feedback_api.replies.sentences import ASKING_WORD, ASKS, ASKS_INDIRECTLY, sentences_of
from feedback_api.search_causes.asked_words import small_talk
from search_service.words.analysis import words_of

LEAST_TELLING = 2
MAX_QUESTIONS = 5
_BEGINS_ASKING = re.compile(
    rf"^(?:\W|(?:and|so|but|now|und|aber|ps)\b)*(?:{ASKING_WORD}|can|could|is|are|do|does|did|will|kann|können|gibt|"
    r"ist|sind)\b",
    re.IGNORECASE,
)
# Asked of nobody in particular, and of no topic.
_ASKS_NOTHING = re.compile(
    r"(?:hello|hi|hallo|is (?:any|some)(?:body|one) (?:there|here|reading)|anybody (?:there|here)|"
    r"how are you|can (?:you|anyone|anybody|somebody|someone) (?:please )?help(?: (?:me|us))?|"
    r"(?:can|could|may) i ask (?:you )?(?:something|a question)|"
    r"ist (?:da )?jemand da|können sie (?:mir|uns) (?:bitte )?helfen|wie geht es ihnen)",
    re.IGNORECASE,
)


def questions_of(message: str, language: str) -> list[str]:
    """
    Give what a message in *language* asks, one by one, at most ``MAX_QUESTIONS``: what ends as questions do, or asks.

    One that tells nothing alone, such as "What can I do?", comes with the sentences before it. When none asks so, those
    count that ask in other words, such as "I want"; when there are none either, all that is said. None when that is
    no word.
    """
    body = body_of(message)
    sentences = sentences_of(body)
    asked = [place for place, one in enumerate(sentences) if one.endswith("?") or ASKS_INDIRECTLY.search(one)]
    asked = [place for place in asked if not _is_filler(sentences[place])] or asked
    asked = asked or [place for place, one in enumerate(sentences) if ASKS.search(one)]
    questions = _once_each(_with_what_it_is_about(sentences, place, language) for place in asked)
    return questions[:MAX_QUESTIONS] or [whole for whole in [" ".join(body.split())] if words_of(whole)]


def asking_part(question: str, max_chars: int) -> str:
    """
    Shorten a long *question* to whole words of at most *max_chars* together, and keep the part that asks.

    That is the beginning of a sentence that begins so or has no question mark, and otherwise the end.
    """
    if len(question) <= max_chars:
        return question
    last = sentences_of(question)[-1:] or [question]
    asks_from = _BEGINS_ASKING.search(last[0]) or (None if question.endswith("?") else _asking_phrase(last[0]))
    if len(last[0]) > max_chars and asks_from:
        start = last[0].rfind(" ", 0, asks_from.start() + 1) + 1
        return last[0][start : start + max_chars + 1].rpartition(" ")[0][:max_chars] or last[0][:max_chars]
    return question[-max_chars - 1 :].partition(" ")[2] or question[-max_chars:]


def _asking_phrase(sentence: str) -> re.Match[str] | None:
    return ASKS_INDIRECTLY.search(sentence) or ASKS.search(sentence)


def _is_filler(sentence: str) -> bool:
    return bool(_ASKS_NOTHING.fullmatch(sentence.strip(" ?!.,")))


def _once_each(questions: Iterable[str]) -> list[str]:
    """Leave out what is asked again in the same words, and what stands without a question mark in another question."""
    in_words: dict[str, str] = {}
    for question in questions:
        in_words.setdefault(" ".join(words_of(question)), question)
    every = list(in_words.values())
    return [one for one in every if one.endswith("?") or not any(one != other and one in other for other in every)]


def _with_what_it_is_about(sentences: Sequence[str], place: int, language: str) -> str:
    first, untelling = place, small_talk(language)

    def told() -> int:
        return len(set(words_of(" ".join(sentences[first : place + 1]))) - untelling)

    # Beside a question, one word makes another: "How do I print? How do I rate?"
    while first > 0 and told() < (1 if sentences[first - 1].endswith("?") else LEAST_TELLING):
        first -= 1
    return " ".join(sentences[first : place + 1])
