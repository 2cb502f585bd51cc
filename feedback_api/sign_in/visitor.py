"""Who sends a request: told by a session's cookie, by a proxy that signs staff in, or by the token of a program."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from flask import Request, Response, after_this_request, current_app, g, request

from feedback_api.service import current_feedback
from feedback_api.sign_in.accounts import Account, Role, app_of_token, find_account
from feedback_api.sign_in.proxy import named_by_proxy
from feedback_api.sign_in.sessions import SESSION_LASTS, Way, begin_session, find_session, form_token
from feedback_api.sign_in.settings import StaffSettings
from publishing.errors import HelpCentreError
from publishing.translations import noted

if TYPE_CHECKING:
    from feedback_api.sign_in.provider import Provider

EXTENSION = "help-centre-sign-in"
COOKIE = "help-centre-staff"
MARKER = "help-centre-staff-here"
HOST_PREFIX = "__Host-"
TOKEN_BYTES = 32
BEARER = "Bearer "


class NoAccountError(HelpCentreError):
    """Somebody signed in elsewhere has no account here."""

    http_status = 403


@dataclass(frozen=True)
class Visitor:
    """Who is signed in; ``form_token`` is what forms and scripts of theirs send along, and a program's is None."""

    account: Account
    form_token: str | None

    @property
    def is_admin(self) -> bool:
        """Whether they may add and remove accounts."""
        return self.account.role is Role.ADMIN


@dataclass(frozen=True)
class SignIn:
    """How staff signs in at one running service."""

    settings: StaffSettings

    @cached_property
    def provider(self) -> Provider | None:
        """The OpenID Connect provider, if there is one."""
        if not self.settings.openid_issuer:
            return None
        from feedback_api.sign_in.provider import Provider  # noqa: PLC0415 - few services use it

        return Provider(self.settings)


def current_sign_in() -> SignIn:
    """Give how staff signs in at the service that answers the current request."""
    parts: SignIn = current_app.extensions[EXTENSION]
    return parts


def staff_settings() -> StaffSettings:
    """Give the settings of the service that answers the current request."""
    return current_sign_in().settings


def current_visitor() -> Visitor | None:
    """
    Say who sends the current request; None when nobody is signed in.

    Raises:
        UntrustedProxyError: it names a person as only the sign-in proxy may.
        NoAccountError: the proxy's person has no account.

    """
    if "visitor" not in g:
        g.visitor = _find(request)
    visitor: Visitor | None = g.visitor
    return visitor


def sign_in(who: Account, way: Way) -> str:
    """Begin a session and have the answer to the current request set its cookie; gives its token."""
    feedback = current_feedback()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with feedback.database.writing() as connection:
        begin_session(connection, who, way, token, now=feedback.clock())
    after_this_request(lambda response: _set_cookie(response, token))
    return token


def forget_cookie(response: Response) -> Response:
    """Take the session's cookie back."""
    response.delete_cookie(cookie_name(COOKIE), path="/", secure=request.is_secure, httponly=True)
    response.delete_cookie(MARKER, path="/")
    return response


def cookie_name(name: str) -> str:
    """Name a cookie so that over HTTPS no other host, and nobody without HTTPS, can set one in its place."""
    return f"{HOST_PREFIX}{name}" if request.is_secure else name


def session_token() -> str | None:
    """Read the session's token."""
    return request.cookies.get(cookie_name(COOKIE))


def _find(request: Request) -> Visitor | None:
    authorization = request.headers.get("Authorization", "")
    if authorization.startswith(BEARER) and request.path.startswith("/api/"):
        with current_feedback().database.reading() as connection:
            app = app_of_token(connection, authorization.removeprefix(BEARER).strip())
        return None if app is None else Visitor(app, None)
    named = named_by_proxy(request, staff_settings())
    found = _of_session()
    if named is not None:
        return _of_proxy(named, found)
    if found is None or found[1] is Way.PROXY:
        return None
    return _visitor(found[0], found[2])


def _of_session() -> tuple[Account, Way, str] | None:
    token = session_token()
    if token is None:
        return None
    feedback = current_feedback()
    with feedback.database.reading() as connection:
        found = find_session(connection, token, now=feedback.clock())
    return None if found is None else (*found, token)


def account_of_person(name: str) -> Account:
    """
    Find the account of a person whom somebody else vouches for.

    Raises:
        NoAccountError: there is none, or it is that of an app.

    """
    with current_feedback().database.reading() as connection:
        who = find_account(connection, name)
    if who is None or who.role is Role.APP:
        raise NoAccountError(
            noted("'{name}' has no account here."),
            noted("Ask who runs the help centre: help-centre staff add, with your address."),
            name=name[:80],
        )
    return who


def _of_proxy(named: str, found: tuple[Account, Way, str] | None) -> Visitor:
    """Keep a session beside the header: its token protects the forms of who came through the proxy."""
    who = account_of_person(named)
    if found is not None and found[0].id == who.id:
        return _visitor(who, found[2])
    return _visitor(who, sign_in(who, Way.PROXY))


def _visitor(who: Account, token: str) -> Visitor:
    return Visitor(who, form_token(token))


def _set_cookie(response: Response, token: str) -> Response:
    """Let a page in a frame of another site send the cookie too, but only where such frames are allowed."""
    framed = bool(staff_settings().staff_frame_origins) and request.is_secure
    response.set_cookie(
        cookie_name(COOKIE),
        token,
        max_age=int(SESSION_LASTS.total_seconds()),
        path="/",
        httponly=True,
        secure=request.is_secure,
        samesite="None" if framed else "Lax",
        partitioned=framed,
    )
    # Scripts of article pages may read this one: it says that asking the service who is signed in is worth it.
    response.set_cookie(MARKER, "1", max_age=int(SESSION_LASTS.total_seconds()), path="/", samesite="Lax")
    return response
