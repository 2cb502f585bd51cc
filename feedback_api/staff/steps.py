"""What staff asks and does: which items to list, and the steps that a person may take."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Annotated, Literal

from flask import current_app, g
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from feedback_api.database.connections import DatabaseUnavailableError
from feedback_api.evidence.policy import Policy
from feedback_api.personal.wording import empty_is_none
from feedback_api.queue.account import WorkItemAccount, account_for, full_account_for
from feedback_api.queue.by_hand import take_step as move
from feedback_api.queue.review import CHORE, REVIEW_FAILS
from feedback_api.queue.turn import EXTENSION as ROUNDS
from feedback_api.queue.turn import notice_and_review
from feedback_api.searches.log import current_search_log
from feedback_api.service import current_feedback
from feedback_api.turns.chores import is_overdue
from feedback_api.work_items.life import AT_WORK
from feedback_api.work_items.names import Kind, State
from feedback_api.work_items.store import count_items, list_items
from publishing.errors import HelpCentreError
from search_service.web.page_language import page_language
from search_service.web.search import current_engine
from search_service.web.spoken import t

MAX_REASON_CHARS = 500
REVIEW_EVERY = timedelta(seconds=10)
MAX_ITEMS = 100
POLICY = Policy()
StateFilter = Literal["open", "in_review", "shipped", "verified", "reopened", "dismissed", "all"]

logger = logging.getLogger(__name__)


class WorkItemQuery(BaseModel):
    """Which work items to list; without a state, those that are not closed."""

    model_config = ConfigDict(frozen=True)

    state: Annotated[StateFilter | None, BeforeValidator(empty_is_none)] = None
    kind: Annotated[Kind | None, BeforeValidator(empty_is_none)] = None
    limit: Annotated[int, Field(ge=1, le=MAX_ITEMS)] = MAX_ITEMS
    offset: Annotated[int, Field(ge=0, le=10**6)] = 0

    @property
    def states(self) -> frozenset[State]:
        """The states that are meant."""
        if self.state is None:
            return AT_WORK
        return frozenset(State) if self.state == "all" else frozenset({State(self.state)})


class WorkItemStep(BaseModel):
    """Take an item, let go of it, or dismiss it with a reason; all else follows from what is published and rated."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: Annotated[
        Literal["in_review", "open", "dismissed"],
        Field(description="in_review: take it; open: let go of it, it waits again as it did; dismissed: with a reason"),
    ]
    reason: Annotated[
        Annotated[str, Field(max_length=MAX_REASON_CHARS)] | None,
        BeforeValidator(empty_is_none),
        Field(description="why nothing is to be done; needed to dismiss"),
    ] = None


class WorkItemList(BaseModel):
    """Work items, those that leave the most people unhelped first."""

    model_config = ConfigDict(frozen=True)

    total: int
    items: list[WorkItemAccount]
    problem: Annotated[str | None, Field(description="why the items are as they last stood; else null")] = None


def look(query: WorkItemQuery) -> WorkItemList:
    """List work items, brought up to date."""
    bring_up_to_date()
    feedback = current_feedback()
    now = feedback.clock()
    with feedback.database.reading() as connection:
        items = list_items(connection, states=query.states, kind=query.kind, limit=query.limit, offset=query.offset)
        return WorkItemList(
            total=count_items(connection, states=query.states, kind=query.kind),
            items=[account_for(connection, item, POLICY, now=now, lang=page_language()) for item in items],
            problem=g.review_problem,
        )


def take_step(item_id: int, step: WorkItemStep) -> WorkItemAccount:
    """
    Do what a person decided, which is written whatever can be told of it afterwards.

    Raises:
        UnknownWorkItemError: there is no such item.
        StepNotAllowedError: not from its state, or dismissed without a reason.
        WorkItemMovedError: it changed in the meantime.

    """
    feedback = current_feedback()
    now = feedback.clock()
    with feedback.database.writing() as connection:
        moved = move(connection, item_id, State(step.state), step.reason, now=now)
    with feedback.database.reading() as connection:
        return full_account_for(connection, moved, POLICY, current_engine().get, now=now, lang=page_language())


def bring_up_to_date() -> None:
    """
    Note whether what is shown is as it last stood.

    A running service makes rounds in processes of their own, which keep it at most a minute old; a review here would
    hold up whoever searches. An app that makes none reviews when it is looked at.
    """
    feedback = current_feedback()
    fails = False
    if ROUNDS not in current_app.extensions:
        try:
            feedback.database.migrate()
            current_search_log().flush()
            notice_and_review(feedback, REVIEW_EVERY)
        except HelpCentreError as error:
            logger.warning("%s %s", error.message, error.hint)
            fails = isinstance(error, DatabaseUnavailableError)
    with feedback.database.reading() as connection:
        fails = fails or is_overdue(connection, CHORE, now=feedback.clock())
    g.review_problem = t(REVIEW_FAILS) if fails else None
