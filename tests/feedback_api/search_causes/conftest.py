"""Verbs for people who search: the searches are written as the service writes them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import insert

from feedback_api.searches.log import Search, SearchLog
from feedback_api.searches.tables import clicks
from feedback_api.service import Feedback
from feedback_api.work_items.life import WorkItem
from feedback_api.work_items.store import list_items
from tests.feedback_api.publication import NOW

LATER = NOW + timedelta(hours=1)
Seek = Callable[..., None]
ItemsOf = Callable[..., list[WorkItem]]


@pytest.fixture
def seek(feedback: Feedback, search_log: SearchLog) -> Seek:
    """Let people search, each on their own; ``found`` is the best hit, ``opened`` says whether they open it."""
    numbers = count()

    def seek(  # noqa: PLR0913 - what is known of a search
        query: str,
        *,
        times: int = 1,
        found: str | None = None,
        opened: bool = False,
        at: datetime = NOW,
        came_from: str | None = None,
        lang: str | None = None,
    ) -> None:
        for _ in range(times):
            search_id = f"s{next(numbers)}"
            total = 0 if found is None else 1
            search_log.note(
                Search(search_id, query, lang, total, False, at, first_article_id=found, came_from=came_from)
            )
            if opened:
                click = {"search_id": search_id, "article_id": found, "rank": 1, "clicked_at": at}
                with feedback.database.writing() as connection:
                    connection.execute(insert(clicks).values(click))
        search_log.flush()

    return seek


@pytest.fixture
def items_of(feedback: Feedback) -> ItemsOf:
    """List the items of a kind."""

    def items_of(kind: str = "missing-answer") -> list[WorkItem]:
        with feedback.database.reading() as connection:
            return [item for item in list_items(connection) if item.kind == kind]

    return items_of
