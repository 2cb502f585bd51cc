"""The door of staff pages: who is not signed in is asked to, and no other site acts through the browser of who is."""

from __future__ import annotations

import hmac
from urllib.parse import urlencode, urlsplit

from flask import Request, Response, redirect, request, url_for
from werkzeug.datastructures import ImmutableMultiDict

from feedback_api.sign_in.staff_language import speak_to_staff
from feedback_api.sign_in.visitor import Visitor, current_visitor
from publishing.errors import HelpCentreError
from publishing.translations import noted
from search_service.web.errors import NotSentError

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITES = frozenset({"same-origin", "none"})
FORM_FIELD = "form_token"
FORM_HEADER = "X-Form-Token"
# What people write by hand in forms of staff pages.
WRITTEN_FIELDS = ("message", "words", "reason")
# The style of the sign-in page, too.
OPEN_TO_ALL = frozenset({"staff.static"})


class NotSignedInError(NotSentError):
    """Nobody is signed in."""

    http_status = 401


class NotAllowedError(HelpCentreError):
    """Who is signed in may not do this."""

    http_status = 403


class CrossSiteError(HelpCentreError):
    """A page of another site sent the request."""

    http_status = 403


class FormTokenError(NotSentError):
    """The form is not of this session."""

    http_status = 403


def require_staff() -> Response | None:
    """
    Let staff in, lead others to the sign-in page, and let no other site act through a browser.

    Raises:
        NotSignedInError: nobody is signed in, and the request is no page that could be opened afterwards.
        CrossSiteError: another site's page sent what would change something, or calls the API.
        FormTokenError: what would change something comes without the token of the session.

    """
    if request.endpoint in OPEN_TO_ALL:
        return None
    speak_to_staff()
    refuse_cross_site()
    visitor = current_visitor()
    if visitor is None:
        return _ask_to_sign_in()
    if request.method not in SAFE_METHODS and visitor.form_token is not None:
        _check_form_token(visitor.form_token)
    return None


def keep_private(response: Response) -> Response:
    """Let no cache keep what customers wrote; behind `require_staff`."""
    if request.endpoint not in OPEN_TO_ALL:
        response.headers["Cache-Control"] = "no-store"
    return response


def require_admin() -> Response | None:
    """
    Let admins in; else as `require_staff`.

    Raises:
        NotAllowedError: who is signed in is no admin.

    """
    answer = require_staff()
    visitor = current_visitor()
    if answer is None and (visitor is None or not visitor.is_admin):
        raise NotAllowedError(noted("Only admins may open this page."), noted("Ask one, or who runs the help centre."))
    return answer


def signed_in() -> Visitor:
    """Give who is signed in, behind `require_staff`."""
    visitor = current_visitor()
    assert visitor is not None
    return visitor


def refuse_cross_site() -> None:
    """
    Let no page of another site send what would change something, or read the API.

    Raises:
        CrossSiteError: see there.

    """
    if is_cross_site(request):
        raise CrossSiteError(
            noted("The request was sent by a page of another site."), noted("Open the staff page itself.")
        )


def is_cross_site(request: Request) -> bool:
    """Say whether another site's page sent *request*; following a link to a page is harmless."""
    if request.method in SAFE_METHODS and not request.path.startswith("/api/"):
        return False
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in OWN_SITES
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host


def _ask_to_sign_in() -> Response:
    if request.path.startswith("/api/") or request.method not in SAFE_METHODS:
        raise _with_what_was_written(
            NotSignedInError(
                noted("Nobody is signed in, or no longer."), noted("Sign in at /staff/sign-in, then do it again.")
            )
        )
    wanted = request.full_path.removesuffix("?")
    response = redirect(f"{url_for('sign_in.ask')}?{urlencode({'next': wanted})}", code=303)
    response.headers["Cache-Control"] = "no-store"
    assert isinstance(response, Response)
    return response


def _with_what_was_written(error: NotSentError) -> NotSentError:
    """Give it back: the page that it was written on is not kept, and leads to the sign-in page now."""
    error.written = "\n\n".join(filter(None, (request.form.get(name) for name in WRITTEN_FIELDS)))
    return error


def _check_form_token(expected: str) -> None:
    """Take the token out of the form, so that the page behind sees what people typed and nothing else."""
    sent = request.headers.get(FORM_HEADER, request.form.get(FORM_FIELD, ""))
    if not hmac.compare_digest(expected.encode(), sent.encode()):
        raise _with_what_was_written(
            FormTokenError(
                noted("The form is older than your sign-in."),
                noted("Go back, load the page again, and send the form once more."),
            )
        )
    request.form = ImmutableMultiDict(
        [(name, value) for name, value in request.form.items(multi=True) if name != FORM_FIELD]
    )
