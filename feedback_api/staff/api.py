"""Work items as JSON, for who is signed in and for programs with a token."""

from __future__ import annotations

from flask import Blueprint, Response, request

from feedback_api.queue.account import WorkItemAccount
from feedback_api.sign_in.access import require_staff
from feedback_api.staff.steps import WorkItemList, WorkItemQuery, WorkItemStep, look, take_step
from feedback_api.web.bodies import read_body
from search_service.schemas import ErrorResponse, FieldErrorResponse
from search_service.web.errors import parse
from search_service.web.openapi import Operation

blueprint = Blueprint("staff_api", __name__, url_prefix="/api/v1/work-items")
blueprint.before_request(require_staff)

OPERATIONS = (
    Operation(
        "get",
        "/api/v1/work-items",
        "List work items, those that leave the most people unhelped first; for staff",
        query=WorkItemQuery,
        responses={
            200: WorkItemList,
            401: ErrorResponse,
            403: ErrorResponse,
            422: FieldErrorResponse,
            429: ErrorResponse,
            503: ErrorResponse,
        },
    ),
    Operation(
        "patch",
        "/api/v1/work-items/{item_id}",
        "Take a work item, let go of it, or dismiss it; for staff",
        body=WorkItemStep,
        body_types=("application/json",),
        responses={
            200: WorkItemAccount,
            400: ErrorResponse,
            401: ErrorResponse,
            403: ErrorResponse,
            404: ErrorResponse,
            409: ErrorResponse,
            413: ErrorResponse,
            415: ErrorResponse,
            422: FieldErrorResponse,
            429: ErrorResponse,
            503: ErrorResponse,
        },
    ),
)


@blueprint.get("")
def list_work_items() -> Response:
    """
    List work items.

    :raise 401: nobody is signed in.
    :raise 422: a parameter is wrong; the answer names it.
    """
    return _json(look(parse(WorkItemQuery, request.args)))


@blueprint.patch("/<int:item_id>")
def change_work_item(item_id: int) -> Response:
    """
    Take a work item, let go of it, or dismiss it.

    :raise 401: nobody is signed in.
    :raise 404: no such item.
    :raise 409: the item cannot take this step.
    :raise 422: a field is missing or wrong; the answer names it.
    """
    return _json(take_step(item_id, parse(WorkItemStep, read_body())))


def _json(model: WorkItemList | WorkItemAccount) -> Response:
    response = Response(model.model_dump_json(), mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
