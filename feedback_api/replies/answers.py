"""What an agent may answer with: articles and the sections or moments that fit a message, or words that were typed."""

from __future__ import annotations

from feedback_api.replies.message import body_of, searched_part
from feedback_api.replies.sentences import sentences_of
from search_service.answers.engine import SearchEngine
from search_service.schemas import Hit, SearchQuery


def find_answers(engine: SearchEngine, message: str, *, lang: str | None, limit: int) -> list[Hit]:
    """
    Find what answers *message*, best first.

    One sentence or a few words are a query like a reader's. More is a message: each of its sentences may be the
    question, and the rest tells what it is about.
    """
    body = searched_part(body_of(message))
    sentences = sentences_of(body)
    if len(sentences) > 1:
        return engine.answer_message(sentences, lang=lang, limit=limit)
    return engine.search(SearchQuery(q=body, lang=lang, limit=limit)).results
