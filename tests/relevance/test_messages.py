"""Messages as customers write them, held against the content that this project ships."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from feedback_api.replies.answers import find_answers
from publishing.catalogue import read_catalogue
from search_service.engine import SearchEngine
from search_service.index_build import build_index
from search_service.index_store import IndexStore
from tests.browser.shipped import ShippedHelpCentre

pytestmark = pytest.mark.slow

MESSAGES = [
    json.loads(line) for line in (Path(__file__).parent / "messages.jsonl").read_text(encoding="utf-8").splitlines()
]
LEAST_AMONG_THREE = 0.85


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    """Give the engine of the shipped content."""
    centre = ShippedHelpCentre(tmp_path_factory.mktemp("messages"))
    centre.publish()
    store = IndexStore(tmp_path_factory.mktemp("messages-index"))
    build_index(read_catalogue(centre.folder / "site" / "catalogue.json"), store, print)
    return SearchEngine.open(store.current())


@pytest.mark.parametrize("part", ["developing", "measured"])
def test_the_right_article_is_among_the_first_three(engine: SearchEngine, part: str) -> None:
    """Of the messages that search was made with, and of those that it had never seen, at least 85 % are answered."""
    messages = [message for message in MESSAGES if message["part"] == part]
    missed = [
        message["message"][:80]
        for message in messages
        if not {hit.article_id for hit in find_answers(engine, message["message"], lang=None, limit=3)}
        & set(message["articles"])
    ]
    assert len(messages) == 40
    assert 1 - len(missed) / len(messages) >= LEAST_AMONG_THREE, missed


def test_the_messages_are_as_long_as_customers_write() -> None:
    """Each has between 30 and 200 words."""
    assert all(30 <= len(message["message"].split()) <= 200 for message in MESSAGES)
