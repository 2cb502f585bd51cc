"""The page where an admin adds and removes accounts."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Annotated, Literal

from flask import Blueprint, Response, redirect, render_template, request, url_for
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from feedback_api.service import current_feedback
from feedback_api.sign_in.access import keep_private, require_admin
from feedback_api.sign_in.accounts import (
    Account,
    AccountNameError,
    LastAdminError,
    Role,
    add_account,
    check_an_admin_stays,
    find_account,
    list_accounts,
    make_link,
    remove_account,
)
from feedback_api.sign_in.visitor import TOKEN_BYTES
from publishing.translations import noted
from search_service.web.errors import parse
from search_service.web.page_language import page_language

ROLE_LABELS = {Role.STAFF: noted("Staff"), Role.ADMIN: noted("Admin"), Role.APP: noted("Program")}

blueprint = Blueprint("people", __name__, url_prefix="/staff/people", template_folder="templates")
blueprint.before_request(require_admin)
blueprint.after_request(keep_private)


class NewAccount(BaseModel):
    """Who is to be added; without a role, one that is there keeps its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    email: Annotated[str, Field(max_length=1000)]
    role: Literal["", "staff", "admin"] = ""


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
    :raise 409: the only admin would be none any more.
    :raise 422: not an e-mail address.
    """
    wanted = parse(NewAccount, request.form)
    feedback = current_feedback()
    now, token = feedback.clock(), secrets.token_urlsafe(TOKEN_BYTES)
    try:
        with feedback.database.writing() as connection:
            who = _account_for(connection, wanted, now)
            make_link(connection, who, token, now=now)
    except (AccountNameError, LastAdminError) as error:
        return _page(problem=" ".join(error.in_language(page_language()))), error.http_status
    link = url_for("sign_in.welcome", token=token, _external=True)
    return _page(link=link, name=who.name), 200


def _account_for(connection: Connection, wanted: NewAccount, now: datetime) -> Account:
    known = find_account(connection, wanted.email)
    is_admin = known is not None and known.role is Role.ADMIN
    role = Role(wanted.role) if wanted.role else Role.ADMIN if is_admin else Role.STAFF
    if is_admin and role is not Role.ADMIN:
        check_an_admin_stays(connection, wanted.email)
    return add_account(connection, wanted.email, role, now=now)


@blueprint.post("/remove")
def remove() -> Response | tuple[str, int]:
    """
    Remove an account, which signs it out.

    :raise 403: who is signed in is no admin.
    :raise 404: no such account.
    :raise 409: it is the only admin.
    :raise 422: none was named.
    """
    name = parse(OldAccount, request.form).name
    try:
        with current_feedback().database.writing() as connection:
            check_an_admin_stays(connection, name)
            remove_account(connection, name)
    except LastAdminError as error:
        return _page(problem=" ".join(error.in_language(page_language()))), error.http_status
    response = redirect(url_for("people.people"), code=303)
    assert isinstance(response, Response)
    return response


def _page(**said: str) -> str:
    with current_feedback().database.reading() as connection:
        accounts = list_accounts(connection)
    return render_template("sign_in/people.html", accounts=accounts, roles=ROLE_LABELS, **said)
