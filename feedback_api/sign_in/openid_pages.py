"""The way to the OpenID Connect provider and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for

from feedback_api.sign_in.access import refuse_cross_site
from feedback_api.sign_in.accounts import Account
from feedback_api.sign_in.pages import keep_private, lead_to, sign_in_form
from feedback_api.sign_in.sessions import Way
from feedback_api.sign_in.staff_language import speak_to_staff
from feedback_api.sign_in.visitor import NoAccountError, account_of_person, cookie_name, current_sign_in, sign_in
from publishing.errors import HelpCentreError
from publishing.translations import noted
from search_service.web.spoken import page_language

if TYPE_CHECKING:
    from feedback_api.sign_in.openid import Attempt

COOKIE = "help-centre-openid"
ATTEMPT_SECONDS = 600

blueprint = Blueprint("openid", __name__, url_prefix="/staff/openid")
blueprint.before_request(speak_to_staff)
blueprint.before_request(refuse_cross_site)
blueprint.after_request(keep_private)


@blueprint.get("/")
def begin() -> Response | tuple[str, int]:
    """
    Send the browser to the provider.

    A link leads here, no form: browsers hold a form's redirects to the policy of its page.

    :raise 403: the provider cannot be reached.
    :raise 404: there is none.
    :raise 503: as many are talking to it as may.
    """
    from feedback_api.sign_in.openid import address_to_ask, new_attempt  # noqa: PLC0415 - few services use it
    from feedback_api.sign_in.openid_answers import ProviderError  # noqa: PLC0415 - few services use it
    from feedback_api.sign_in.provider import ProviderBusyError  # noqa: PLC0415 - few services use it

    provider = current_sign_in().provider
    if provider is None:
        abort(404)
    attempt = new_attempt(request.args.get("next", "")[:2000])
    try:
        address = address_to_ask(provider, attempt, _return_address())
    except (ProviderError, ProviderBusyError) as error:
        return _another_way(attempt.next, error)
    response = redirect(address, code=303)
    response.set_cookie(
        cookie_name(COOKIE),
        attempt.to_text(),
        max_age=ATTEMPT_SECONDS,
        path="/",
        httponly=True,
        secure=request.is_secure,
        samesite="Lax",
    )
    assert isinstance(response, Response)
    return response


@blueprint.get("/return")
def come_back() -> Response:
    """
    Sign in whom the provider vouches for; whatever comes of it, the attempt is over.

    :raise 403: the provider vouches for nobody, or for somebody who has no account.
    :raise 503: as many are talking to it as may.
    """
    from feedback_api.sign_in.openid import Attempt  # noqa: PLC0415 - see begin
    from feedback_api.sign_in.openid_answers import ProviderError  # noqa: PLC0415 - see begin
    from feedback_api.sign_in.provider import ProviderBusyError  # noqa: PLC0415 - see begin

    attempt = Attempt.from_text(request.cookies.get(cookie_name(COOKIE), ""))
    try:
        who = _vouched_for(attempt)
    except (ProviderError, ProviderBusyError, NoAccountError) as error:
        response = make_response(_another_way(attempt.next if attempt else "", error))
    else:
        assert attempt is not None
        sign_in(who, Way.OPENID)
        response = lead_to(attempt.next)
    response.delete_cookie(cookie_name(COOKIE), path="/", secure=request.is_secure, httponly=True)
    return response


def _vouched_for(attempt: Attempt | None) -> Account:
    from feedback_api.sign_in.openid import address_of_person  # noqa: PLC0415 - see begin
    from feedback_api.sign_in.openid_answers import ProviderError, code_in  # noqa: PLC0415 - see begin

    provider = current_sign_in().provider
    if provider is None or attempt is None:
        raise ProviderError(
            noted("You did not begin to sign in here, or too long ago."), noted("Begin once more on this page.")
        )
    return account_of_person(
        address_of_person(provider, attempt, _return_address(), code_in(request.args, attempt.state))
    )


def _another_way(wanted: str, error: HelpCentreError) -> tuple[str, int]:
    """Say what went wrong where it can be tried again, or in another way."""
    return sign_in_form(wanted, " ".join(error.in_language(page_language()))), error.http_status


def _return_address() -> str:
    return url_for("openid.come_back", _external=True)
