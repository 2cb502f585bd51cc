"""The page where an admin adds and removes accounts."""

from __future__ import annotations

import secrets
from typing import Annotated, Literal

from flask import Blueprint, Response, redirect, render_template, request, url_for
from pydantic import BaseModel, ConfigDict, Field

from feedback_api.service import current_feedback
from feedback_api.sign_in.access import require_admin
from feedback_api.sign_in.accounts import AccountNameError, Role, add_account, list_accounts, make_link, remove_account
from feedback_api.sign_in.visitor import TOKEN_BYTES
from feedback_api.staff.pages import keep_private
from search_service.web.errors import parse

ROLE_LABELS = {Role.STAFF: "Staff", Role.ADMIN: "Admin", Role.APP: "Program"}

blueprint = Blueprint("people", __name__, url_prefix="/staff/people", template_folder="templates")
blueprint.before_request(require_admin)
blueprint.after_request(keep_private)


class NewAccount(BaseModel):
    """Who is to be added."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    email: Annotated[str, Field(max_length=1000)]
    role: Literal["staff", "admin"] = "staff"


class OldAccount(BaseModel):
    """Who is to be removed: named, so that a page that was open for long means the same account."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(max_length=1000)]


@blueprint.get("/")
def people() -> str:
    """
    List the accounts.

    :raise 403: who is signed in is no admin.
    """
    return _page()


@blueprint.post("/")
def add() -> tuple[str, int]:
    """
    Add an account, or make a new one-time link for one that is there.

    :raise 403: who is signed in is no admin.
    :raise 422: not an e-mail address.
    """
    wanted = parse(NewAccount, request.form)
    feedback = current_feedback()
    now, token = feedback.clock(), secrets.token_urlsafe(TOKEN_BYTES)
    try:
        with feedback.database.writing() as connection:
            who = add_account(connection, wanted.email, Role(wanted.role), now=now)
            make_link(connection, who, token, now=now)
    except AccountNameError as error:
        return _page(problem=f"{error.message} {error.hint}"), error.http_status
    link = url_for("sign_in.welcome", token=token, _external=True)
    return _page(link=link, name=who.name), 200


@blueprint.post("/remove")
def remove() -> Response:
    """
    Remove an account, which signs it out.

    :raise 403: who is signed in is no admin.
    :raise 404: no such account.
    :raise 422: none was named.
    """
    name = parse(OldAccount, request.form).name
    with current_feedback().database.writing() as connection:
        remove_account(connection, name)
    response = redirect(url_for("people.people"), code=303)
    assert isinstance(response, Response)
    return response


def _page(**said: str) -> str:
    with current_feedback().database.reading() as connection:
        accounts = list_accounts(connection)
    return render_template("sign_in/people.html", accounts=accounts, roles=ROLE_LABELS, **said)
