"""Every staff route, without and with sign-in."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from feedback_api.sign_in.accounts import Role
from feedback_api.web.security import PRIVATE
from tests.http.conftest import staff_browser

# What one needs to sign in, in which language, and the style of that.
OPEN = {"sign_in.ask", "sign_in.answer", "sign_in.welcome", "sign_in.choose", "openid.begin", "openid.come_back"}
OPEN |= {"sign_in.choose_language"}
OPEN_FILES = {"staff.static"}
NUMBERS = {"int": "9", "default": "reset", "path": "staff.css"}


def staff_routes(app: Flask) -> list[tuple[str, str, Rule]]:
    """List method, address and rule of every route below /staff/ and of every private part of the API."""
    return [
        (method, filled(rule), rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/staff") or str(rule.endpoint).split(".")[0] in PRIVATE
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def filled(rule: Rule) -> str:
    """Put something into the places of the rule."""
    address = rule.rule
    for name, converter in rule._converters.items():  # noqa: SLF001 - Werkzeug offers no other way to its parts
        kind = (
            "int"
            if "RowNumber" in type(converter).__name__
            else "path"
            if "Path" in type(converter).__name__
            else "default"
        )
        for written in (f"<int:{name}>", f"<path:{name}>", f"<{name}>"):
            address = address.replace(written, NUMBERS[kind])
    assert "<" not in address, address
    return address


def test_no_staff_route_answers_who_is_not_signed_in(app: Flask, client: FlaskClient) -> None:
    """Pages lead to the sign-in page, everything else is refused; nothing of what is behind it is told."""
    routes = staff_routes(app)
    assert len(routes) >= 15
    for method, address, rule in routes:
        if rule.endpoint in OPEN | OPEN_FILES:
            continue
        answer = client.open(address, method=method)
        if method == "GET" and not address.startswith("/api/"):
            assert answer.status_code == 303, address
            assert answer.headers["Location"].startswith("/staff/sign-in?next="), address
        else:
            assert answer.status_code == 401, address
        assert "Reset" not in answer.text, address


@pytest.mark.parametrize("role", [Role.STAFF, Role.ADMIN])
def test_every_staff_route_answers_who_is_signed_in(app: Flask, role: Role) -> None:
    """Staff gets through every door but those of admins, and admins through all."""
    browser = staff_browser(app, role)
    for method, address, rule in staff_routes(app):
        if rule.endpoint in OPEN or rule.endpoint == "sign_in.leave":
            continue
        with browser.open(address, method=method) as answer:
            status = answer.status_code
        if str(rule.endpoint).startswith("people.") and role is Role.STAFF:
            assert status == 403, address
        else:
            assert status not in {401, 403}, address
            assert status < 500, address
