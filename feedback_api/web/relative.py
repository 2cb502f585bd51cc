"""Redirects that stay relative: the service may stand behind a path that it does not know of."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, redirect


def lead_to(location: str, *, status: int = HTTPStatus.SEE_OTHER) -> Response:
    """Lead to *location*, relative to the request, by default as after a form that was taken."""
    response = redirect(location, code=status)
    response.autocorrect_location_header = False
    assert isinstance(response, Response)
    return response
