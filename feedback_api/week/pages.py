"""The week's page for staff, and the numbers behind each of its pictures as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields
from datetime import date, timedelta
from typing import Annotated, Any

from flask import Blueprint, Response, abort, render_template, request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlalchemy import Connection

from feedback_api.evidence.policy import Policy
from feedback_api.outbox.health import outbox_health
from feedback_api.personal.wording import empty_is_none
from feedback_api.service import current_feedback
from feedback_api.sign_in.access import keep_private, require_staff
from feedback_api.week.reading import read_week
from feedback_api.week.series import LoopWeek, RatedWeek, first_days, loop_weeks, rated_weeks
from feedback_api.week.unanswered import SearchedWeek, searched_weeks
from feedback_api.work_items.names import STATE_LABELS
from search_service.web.errors import parse

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2999, 12, 31)
POLICY = Policy()
# What each picture shows, and how its weeks are read.
PICTURES: dict[str, tuple[type[Any], Callable[[Connection, date], Sequence[Any]]]] = {
    "ratings": (RatedWeek, lambda connection, last: rated_weeks(connection, last, POLICY)),
    "searches": (SearchedWeek, lambda connection, last: searched_weeks(connection, first_days(last))),
    "loop": (LoopWeek, loop_weeks),
}

blueprint = Blueprint("week", __name__, url_prefix="/staff", template_folder="templates")
blueprint.before_request(require_staff)
blueprint.after_request(keep_private)


class WeekQuery(BaseModel):
    """Which seven days are meant: those that end with *until*, else with today."""

    model_config = ConfigDict(frozen=True)

    until: Annotated[Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)] | None, BeforeValidator(empty_is_none)] = None


@blueprint.get("/")
def week() -> str:
    """
    Show the week in one page.

    :raise 403: not staff.
    :raise 422: a parameter is wrong.
    """
    today, last = _days()
    with current_feedback().database.reading() as connection:
        return render_template(
            "week/week.html",
            week=read_week(connection, last),
            rated=rated_weeks(connection, last, POLICY),
            searched=searched_weeks(connection, first_days(last)),
            loop=loop_weeks(connection, last),
            outbox=outbox_health(connection, now=current_feedback().clock()),
            state_labels=STATE_LABELS,
            target_share=POLICY.target_share,
            earlier=last - timedelta(days=7),
            later=last + timedelta(days=7) if last + timedelta(days=7) <= today else None,
            last=last,
        )


@blueprint.get("/week/<name>.csv")
def numbers(name: str) -> Response:
    """
    Give the numbers of a picture.

    :raise 403: not staff.
    :raise 404: there is no such picture.
    :raise 422: a parameter is wrong.
    """
    if name not in PICTURES:
        abort(404)
    (kind, read), (_, last) = PICTURES[name], _days()
    with current_feedback().database.reading() as connection:
        return _csv(name, kind, read(connection, last))


def _days() -> tuple[date, date]:
    """Give today, and the last day of the week that is asked for."""
    today = current_feedback().clock().date()
    return today, parse(WeekQuery, request.args).until or today


def _csv(name: str, kind: type[Any], rows: Sequence[Any]) -> Response:
    text = io.StringIO()
    writer = csv.DictWriter(text, [field.name for field in fields(kind)], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    response = Response(text.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
