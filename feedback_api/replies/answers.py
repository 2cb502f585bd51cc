"""What an agent may answer with: articles and the sections or moments that fit a message, or words that were typed."""

from __future__ import annotations

from collections.abc import Sequence

from feedback_api.replies.message import body_of, is_foreign, language_of, searched_part
from feedback_api.replies.sentences import asks, sentences_of
from feedback_api.search_causes.asked_words import small_talk
from search_service.answers.engine import SearchEngine
from search_service.schemas import Hit, SearchQuery
from search_service.words.analysis import words_of
from search_service.words.languages import base_language

# How much a sentence counts that asks nothing, beside one that does.
STORY_WEIGHT = 0.8


def find_answers(
    engine: SearchEngine, message: str, *, lang: str | None, limit: int, languages: Sequence[str] = ()
) -> list[Hit]:
    """
    Find what answers *message*, best first.

    Without *lang*, in that of *languages* which it is written in, or in the first of them when it is written in none.

    One sentence or a few words are a query like a reader's. More is a message: each of its sentences may be the
    question, and the rest tells what it is about.
    """
    body = searched_part(body_of(message))
    lang = lang or language_of(body, languages) or (languages[0] if is_foreign(body, languages) else None)
    untelling = small_talk(base_language(lang) if lang else "en")
    sentences = sentences_of(body)
    # "How do I do that?" would find what is about none of it.
    sentences = [sentence for sentence in sentences if set(words_of(sentence)) - untelling] or sentences
    if len(sentences) > 1:
        counts = {sentence: 1.0 if asks(sentence) else STORY_WEIGHT for sentence in sentences}
        return engine.answer_message(counts, lang=lang, limit=limit)
    return engine.search(SearchQuery(q=body, lang=lang, limit=limit)).results
