"""Pages to sign in and out, and to choose a password by a one-time link; plain forms that work without JavaScript."""

from __future__ import annotations

import re
from typing import Annotated

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field

from feedback_api.service import current_feedback
from feedback_api.sign_in.access import FORM_FIELD, refuse_cross_site, require_staff
from feedback_api.sign_in.accounts import Account, Role, account_of_link, choose_password, find_account
from feedback_api.sign_in.passwords import LEAST_PASSWORD_CHARS, MAX_PASSWORD_CHARS, WeakPasswordError, hash_password
from feedback_api.sign_in.passwords import is_password as fits
from feedback_api.sign_in.sessions import Way, end_session
from feedback_api.sign_in.staff_language import keep_choice, other_languages, speak_to_staff
from feedback_api.sign_in.throttle import TooManyTriesError, count_try, forgive
from feedback_api.sign_in.visitor import (
    current_visitor,
    forget_cookie,
    session_token,
    sign_in,
    staff_settings,
)
from feedback_api.web.permalinks import address_of
from publishing.translations import noted
from search_service.web.errors import parse
from search_service.web.spoken import page_language, t

# A page of ours: another address could be put into a link to the sign-in page.
OWN_PAGE = re.compile(r"/staff/(?!sign-)[\w./?&=%+,:~-]*")
# Where the language may be chosen, which is also before anybody has signed in.
STAFF_PAGE = re.compile(r"/staff/[\w./?&=%+,:~-]*")
WRONG = noted("The e-mail address or the password is wrong.")

blueprint = Blueprint("sign_in", __name__, url_prefix="/staff", template_folder="templates")
blueprint.before_request(speak_to_staff)
blueprint.before_request(refuse_cross_site)


class Credentials(BaseModel):
    """What the sign-in form sends."""

    model_config = ConfigDict(frozen=True)

    email: Annotated[str, Field(max_length=1000)] = ""
    password: Annotated[str, Field(max_length=10_000)] = ""
    next: Annotated[str, Field(max_length=4000)] = ""


@blueprint.app_context_processor
def whose_page() -> dict[str, object]:
    """Tell templates who is signed in, and give forms their token."""
    visitor = g.get("visitor")
    token = visitor.form_token if visitor else ""
    field = Markup('<input type="hidden" name="{}" value="{}">').format(FORM_FIELD, token)
    return {
        "visitor": visitor,
        "form_field": field,
        "address_of": address_of,
        "page_language": page_language,
        "other_languages": other_languages,
    }


@blueprint.after_request
def keep_private(response: Response) -> Response:
    """Let no cache keep these pages, and no page that is linked from here learn the address of a one-time link."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@blueprint.get("/sign-in")
def ask() -> Response | str:
    """Ask who it is; who is signed in is led on."""
    wanted = request.args.get("next", "")
    if current_visitor() is not None:
        return lead_to(wanted)
    return sign_in_form(wanted)


@blueprint.post("/sign-in")
def answer() -> Response | tuple[str, int]:
    """
    Sign in by a password.

    :raise 401: no account has this address and password.
    :raise 403: sent by a page of another site.
    :raise 429: too many tries.
    """
    sent = parse(Credentials, request.form)
    address = request.remote_addr or ""
    feedback = current_feedback()
    try:
        with feedback.database.writing() as connection:
            count_try(connection, sent.email, address, now=feedback.clock())
    except TooManyTriesError as error:
        return sign_in_form(
            sent.next, " ".join(error.in_language(page_language())), email=sent.email
        ), error.http_status
    who = _recognised(sent)
    if who is None:
        return sign_in_form(sent.next, t(WRONG), email=sent.email), 401
    with feedback.database.writing() as connection:
        forgive(connection, sent.email, address, now=feedback.clock())
    sign_in(who, Way.PASSWORD)
    return lead_to(sent.next)


@blueprint.post("/sign-out")
def leave() -> Response:
    """
    Sign out.

    :raise 403: not a form of this session.
    """
    refused = require_staff()
    if refused is not None:
        return refused
    with current_feedback().database.writing() as connection:
        end_session(connection, session_token() or "")
    return forget_cookie(_see_other(url_for("sign_in.ask")))


@blueprint.post("/language")
def choose_language() -> Response:
    """
    Speak the chosen language on staff pages from now on, in this browser.

    :raise 403: sent by a page of another site.
    """
    wanted = request.form.get("next", "")
    here = f"{request.script_root}{wanted}" if STAFF_PAGE.fullmatch(wanted) else url_for("week.week")
    return keep_choice(_see_other(here), request.form.get("lang", ""))


@blueprint.get("/welcome/<token>")
def welcome(token: str) -> str:
    """
    Ask for a new password; opening the link does not use it up.

    :raise 410: the link was used or is too old.
    """
    return _welcome(_of_link(token))


@blueprint.post("/welcome/<token>")
def choose(token: str) -> Response | tuple[str, int]:
    """
    Keep the password and sign in.

    :raise 403: sent by a page of another site.
    :raise 410: the link was used or is too old.
    :raise 422: the password is too short or too long.
    """
    who = _of_link(token)
    try:
        kept = hash_password(request.form.get("password", ""))
    except WeakPasswordError as error:
        return _welcome(who, " ".join(error.in_language(page_language()))), error.http_status
    feedback = current_feedback()
    with feedback.database.writing() as connection:
        choose_password(connection, token, kept, now=feedback.clock())
        forgive(connection, who.name, request.remote_addr or "", now=feedback.clock())
    sign_in(who, Way.PASSWORD)
    return lead_to("")


def _recognised(sent: Credentials) -> Account | None:
    """Check the password even where there is no account, so that both take as long."""
    with current_feedback().database.reading() as connection:
        found = find_account(connection, sent.email)
    who = None if found is None or found.role is Role.APP else found
    return who if fits(who.secret_hash if who else None, sent.password) else None


def _of_link(token: str) -> Account:
    feedback = current_feedback()
    with feedback.database.reading() as connection:
        return account_of_link(connection, token, now=feedback.clock())


def sign_in_form(wanted: str, problem: str = "", *, email: str = "") -> str:
    """Show the ways to sign in, with the *problem* that the last one had, to go on to the page *wanted*."""
    openid = bool(staff_settings().openid_issuer)
    return render_template("sign_in/sign_in.html", next=wanted, problem=problem, email=email, openid=openid)


def _welcome(who: Account, problem: str = "") -> str:
    chars = {"least_chars": LEAST_PASSWORD_CHARS, "max_chars": MAX_PASSWORD_CHARS}
    return render_template("sign_in/welcome.html", who=who, problem=problem, **chars)


def lead_to(wanted: str) -> Response:
    """Lead on to the staff page *wanted*; anything else than an address of ours leads to the first one."""
    return _see_other(f"{request.script_root}{wanted}" if OWN_PAGE.fullmatch(wanted) else url_for("week.week"))


def _see_other(location: str) -> Response:
    response = redirect(location, code=303)
    assert isinstance(response, Response)
    return response
