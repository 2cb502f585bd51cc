"""A published help centre, its database, and verbs for what readers do."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from feedback_api.preparation import prepare
from feedback_api.ratings.rating import RatingBody, record_rating
from feedback_api.searches.log import SearchLog
from feedback_api.service import Feedback
from tests.feedback_api.publication import FIRST, NOW, Publication

Rate = Callable[..., None]


@pytest.fixture
def feedback(publication: Publication) -> Iterator[Feedback]:
    """Give the feedback service of the publication, on a clock that stands still."""
    feedback = prepare(publication.search_settings, publication.feedback_settings, clock=lambda: NOW)
    yield feedback
    feedback.database.close()


@pytest.fixture
def search_log(feedback: Feedback) -> SearchLog:
    """Give a log of searches that nothing waits in."""
    return SearchLog(feedback.database)


@pytest.fixture
def rate(feedback: Feedback) -> Rate:
    """Let readers say yes and no."""

    def rate(
        article_id: str, *, yes: int = 0, no: int = 0, revision: str = FIRST, at: datetime = NOW, **words: Any
    ) -> None:
        with feedback.database.writing() as connection:
            for helpful in [True] * yes + [False] * no:
                fields = {"key": uuid4(), "article_id": article_id, "revision": revision, "helpful": helpful, **words}
                record_rating(connection, RatingBody.model_validate(fields), now=at)

    return rate
