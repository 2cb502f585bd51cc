"""Signing in and out, and what is refused on the way."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from statistics import median

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback_api import create_app
from feedback_api.service import EXTENSION, Feedback
from feedback_api.sign_in.accounts import (
    LINK_LASTS,
    Role,
    add_account,
    hash_of,
    list_accounts,
    make_link,
    remove_account,
)
from feedback_api.sign_in.sessions import SESSION_LASTS
from feedback_api.sign_in.settings import StaffSettings
from feedback_api.sign_in.visitor import COOKIE
from tests.feedback_api.publication import NOW, Publication
from tests.http.conftest import staff_browser

pytestmark = pytest.mark.slow

PAGE = "/staff/set-aside/"
SIGN_IN = "/staff/sign-in"
EMAIL = "agent@example.com"
PASSWORD = "correct horse battery staple"
TOKEN = "of-the-link"


@pytest.fixture
def invited(feedback: Feedback) -> str:
    """Add an account, and give the address of its one-time link."""
    with feedback.database.writing() as connection:
        make_link(connection, add_account(connection, EMAIL, Role.STAFF, now=NOW), TOKEN, now=NOW)
    return f"/staff/welcome/{TOKEN}"


@pytest.fixture
def member(client: FlaskClient, invited: str, app: Flask) -> FlaskClient:
    """Give the browser of somebody who has an account and is signed out."""
    assert client.post(invited, data={"password": PASSWORD}).status_code == 303
    return app.test_client()


def sign_in(client: FlaskClient, *, email: str = EMAIL, password: str = PASSWORD, wanted: str = "") -> tuple[int, str]:
    """Send the form; gives the status and where it leads."""
    answer = client.post(SIGN_IN, data={"email": email, "password": password, "next": wanted})
    return answer.status_code, answer.headers.get("Location", answer.text)


def test_a_one_time_link_lets_its_owner_in(client: FlaskClient, invited: str) -> None:
    """Looking at it, as mail scanners do, does not use it up; choosing a password does, and signs in."""
    assert client.get(invited).status_code == 200
    assert EMAIL in client.get(invited).text
    assert client.post(invited, data={"password": PASSWORD}).status_code == 303
    assert client.get(PAGE).status_code == 200


def test_a_link_works_once(app: Flask, client: FlaskClient, invited: str) -> None:
    """Whoever comes second can neither read whose it was nor change the password."""
    client.post(invited, data={"password": PASSWORD})
    late = app.test_client()
    for answer in (late.get(invited), late.post(invited, data={"password": "another password"})):
        assert answer.status_code == 410
        assert "used already, or is older than a day" in answer.text
        assert "for a new one" in answer.text
        assert EMAIL not in answer.text
    assert sign_in(late) == (303, "/staff/")


def test_a_link_ends_after_a_day(publication: Publication, feedback: Feedback, invited: str) -> None:
    """A day later it is refused with the same words."""
    del feedback
    late = create_app(publication.search_settings, publication.feedback_settings, clock=lambda: NOW + LINK_LASTS)
    assert late.test_client().get(invited).status_code == 410
    late.extensions[EXTENSION].database.close()


def test_a_short_password_is_refused_and_the_link_stays(client: FlaskClient, invited: str) -> None:
    """What is too short is said, and the link still works."""
    answer = client.post(invited, data={"password": "short"})
    assert answer.status_code == 422
    assert "12 to 256 characters" in answer.text
    assert client.post(invited, data={"password": PASSWORD}).status_code == 303


def test_the_form_leads_to_the_page_that_was_asked_for(member: FlaskClient) -> None:
    """Who is not signed in is asked to, and lands where they wanted to be."""
    asked = member.get(f"{PAGE}?x=1")
    assert (asked.status_code, asked.headers["Location"]) == (
        303,
        "/staff/sign-in?next=%2Fstaff%2Fset-aside%2F%3Fx%3D1",
    )
    assert 'value="/staff/set-aside/?x=1"' in member.get(asked.headers["Location"]).text
    assert sign_in(member, wanted=f"{PAGE}?x=1") == (303, f"{PAGE}?x=1")
    assert member.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    "wanted", ["https://example.com/", "//example.com", "/staff//example.com/..", "/staff/\\x", "/a/x", "javascript:1"]
)
def test_the_form_leads_nowhere_else(member: FlaskClient, wanted: str) -> None:
    """A link to the sign-in page cannot carry people off to another site."""
    status, location = sign_in(member, wanted=wanted)
    assert status == 303
    assert re.match(r"/staff/", location)


@pytest.mark.parametrize(
    ("email", "password"), [(EMAIL, "wrong password"), ("nobody@example.com", PASSWORD), (EMAIL, "x" * 9000), ("", "")]
)
def test_what_is_wrong_is_not_said(member: FlaskClient, email: str, password: str) -> None:
    """An unknown account and a wrong password get the same answer."""
    status, page = sign_in(member, email=email, password=password)
    assert status == 401
    assert "The e-mail address or the password is wrong." in page
    assert PASSWORD not in page


def test_an_account_without_a_password_is_like_none(client: FlaskClient, invited: str) -> None:
    """Until the link was used, no password fits, not even an empty one."""
    del invited
    assert [sign_in(client, password=password)[0] for password in ("", PASSWORD)] == [401, 401]


def test_unknown_accounts_take_as_long(app: Flask, member: FlaskClient) -> None:
    """The time of an answer does not tell whether there is such an account."""
    del member

    def seconds(email: str) -> float:
        began = time.process_time()
        assert sign_in(app.test_client(), email=email, password="wrong password")[0] == 401
        return time.process_time() - began

    # Each address is another, and each account is tried fewer times than the throttle allows.
    known = [seconds(EMAIL) for _ in range(4)]
    unknown = [seconds(f"nobody-{number}@example.com") for number in range(4)]
    assert 1 / 3 < median(known) / median(unknown) < 3


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.com"])
def test_guessing_is_throttled(app: Flask, member: FlaskClient, email: str) -> None:
    """After five wrong tries even the right password has to wait, and an unknown account is told the same."""
    statuses = [sign_in(member, email=email, password="wrong password")[0] for _ in range(5)]
    assert statuses == [401] * 5
    status, page = sign_in(member, email=email)
    assert status == 429
    assert "Too many tries to sign in. Wait 15 minutes" in page
    from_elsewhere = app.test_client()
    from_elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.9"
    assert sign_in(from_elsewhere, email=email)[0] == (303 if email == EMAIL else 401)


def test_guessing_is_throttled_across_workers(member: FlaskClient, publication: Publication) -> None:
    """Tries at one worker count at every other, a quarter of an hour later at none; nothing tells whose they were."""
    clock = [NOW]
    other = create_app(publication.search_settings, publication.feedback_settings, clock=lambda: clock[0])
    worker = other.test_client()
    assert [sign_in(member, password="wrong password")[0] for _ in range(3)] == [401] * 3
    assert [sign_in(worker, password="wrong password")[0] for _ in range(3)] == [401, 401, 429]
    assert sign_in(member)[0] == 429
    with other.extensions[EXTENSION].database.reading() as connection:
        kept = [str(row) for row in connection.exec_driver_sql("SELECT * FROM sign_in_tries")]
    assert kept
    assert not any(told in row for row in kept for told in (EMAIL, "127.0.0.1"))
    clock[0] = NOW + timedelta(minutes=15)
    assert sign_in(worker)[0] == 303
    other.extensions[EXTENSION].database.close()


def test_signing_in_ends_the_count(member: FlaskClient) -> None:
    """Who remembers the password at the third try is not locked out by the day's end."""
    for _ in range(4):
        assert [sign_in(member, password="wrong password")[0] for _ in range(3)] == [401] * 3
        assert sign_in(member)[0] == 303


def test_a_new_link_ends_the_count(member: FlaskClient, feedback: Feedback) -> None:
    """Who forgot the password and tried too often goes on with a new link, and signs in again after signing out."""
    assert [sign_in(member, password="wrong password")[0] for _ in range(6)] == [401] * 5 + [429]
    with feedback.database.writing() as connection:
        make_link(connection, add_account(connection, EMAIL, Role.STAFF, now=NOW), "of-the-next-link", now=NOW)
    assert member.post("/staff/welcome/of-the-next-link", data={"password": PASSWORD}).status_code == 303
    assert sign_in(member)[0] == 303


def test_signing_out_ends_the_session(app: Flask, signed_in: FlaskClient) -> None:
    """The cookie is taken back, and would no longer work."""
    cookie = signed_in.get_cookie(COOKIE)
    assert cookie is not None
    assert signed_in.post("/staff/sign-out").headers["Location"] == SIGN_IN
    assert signed_in.get_cookie(COOKIE) is None
    thief = app.test_client()
    thief.set_cookie(COOKIE, cookie.value)
    assert thief.get(PAGE).status_code == 303


def test_removing_the_account_ends_its_sessions(signed_in: FlaskClient, feedback: Feedback) -> None:
    """Whoever is removed is signed out at once."""
    assert signed_in.get(PAGE).status_code == 200
    with feedback.database.writing() as connection:
        remove_account(connection, "STAFF@example.com ")
    assert signed_in.get(PAGE).status_code == 303


def test_a_session_ends(publication: Publication, signed_in: FlaskClient) -> None:
    """After half a day somebody who forgot to sign out is signed out."""
    token = signed_in.get_cookie(COOKIE)
    assert token is not None
    late = create_app(
        publication.search_settings,
        publication.feedback_settings,
        clock=lambda: NOW + SESSION_LASTS + timedelta(seconds=1),
    )
    browser = late.test_client()
    browser.set_cookie(COOKIE, token.value)
    assert browser.get(PAGE).status_code == 303
    late.extensions[EXTENSION].database.close()


def test_the_cookie_is_out_of_reach(member: FlaskClient) -> None:
    """Scripts cannot read it, other sites cannot send it, and over HTTPS no other host can set it."""
    plain = member.post(SIGN_IN, data={"email": EMAIL, "password": PASSWORD}).headers["Set-Cookie"]
    assert plain.startswith("help-centre-staff=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(plain.split("; "))
    https = member.post(SIGN_IN, base_url="https://localhost", data={"email": EMAIL, "password": PASSWORD})
    safe = https.headers["Set-Cookie"]
    assert safe.startswith("__Host-help-centre-staff=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(safe.split("; "))


def test_no_token_is_kept(signed_in: FlaskClient, invited: str, feedback: Feedback) -> None:
    """Who reads the database finds nothing that signs in."""
    del invited
    cookie = signed_in.get_cookie(COOKIE)
    assert cookie is not None
    with feedback.database.reading() as connection:
        rows = [
            str(row)
            for table in ("staff_accounts", "staff_links", "staff_sessions")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
        ]
    assert rows
    assert not any(secret in row for row in rows for secret in (cookie.value, TOKEN))


@pytest.mark.parametrize("token", [None, "", "0" * 64], ids=["none", "empty", "wrong"])
def test_a_form_without_the_sessions_token_is_refused(app: Flask, token: str | None) -> None:
    """What would change something comes from a page of this session, or is refused."""
    browser = staff_browser(app)
    del browser.environ_base["HTTP_X_FORM_TOKEN"]
    fields = {} if token is None else {"form_token": token}
    assert browser.post("/staff/sign-out", data=fields).status_code == 403
    assert browser.patch("/api/v1/work-items/1", json={"state": "in_review"}).status_code == 403


def test_the_pages_forms_carry_the_token(app: Flask) -> None:
    """The token of the page itself is taken, as a plain field."""
    browser = staff_browser(app)
    del browser.environ_base["HTTP_X_FORM_TOKEN"]
    field = re.search(r'name="form_token" value="(\w{64})"', browser.get(PAGE).text)
    assert field
    assert browser.post("/staff/sign-out", data={"form_token": field[1]}).status_code == 303


def test_another_site_cannot_sign_anybody_in(member: FlaskClient) -> None:
    """A form of another site neither signs in nor chooses a password."""
    fields = {"email": EMAIL, "password": PASSWORD}
    assert member.post(SIGN_IN, data=fields, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert member.post(SIGN_IN, data=fields, headers={"Origin": "https://example.com"}).status_code == 403


def test_a_program_has_a_token(app: Flask, feedback: Feedback) -> None:
    """A program reads the API with its token, needs none of a form, and opens no page."""
    with feedback.database.writing() as connection:
        add_account(connection, "help-desk", Role.APP, now=NOW, secret_hash=hash_of("token of the program"))
    program = app.test_client()
    program.environ_base["HTTP_AUTHORIZATION"] = "Bearer token of the program"
    assert program.get("/api/v1/work-items").status_code == 200
    assert program.patch("/api/v1/work-items/1", json={"state": "in_review"}).status_code == 404
    assert program.get(PAGE).status_code == 303
    assert app.test_client().get("/api/v1/work-items", headers={"Authorization": "Bearer x"}).status_code == 401


def test_only_admins_see_people(app: Flask, signed_in: FlaskClient) -> None:
    """Staff may not look at accounts; an admin adds one, whose link works, and removes it."""
    assert signed_in.get("/staff/people/").status_code == 403
    assert signed_in.post("/staff/people/", data={"email": "new@example.com"}).status_code == 403
    admin = staff_browser(app, Role.ADMIN)
    added = admin.post("/staff/people/", data={"email": "New@example.com", "role": "staff"}).text
    link = re.search(r"http://localhost(/staff/welcome/[\w-]+)", added)
    assert link
    newcomer = app.test_client()
    newcomer.post(link[1], data={"password": PASSWORD})
    assert newcomer.get(PAGE).status_code == 200
    named = re.search(
        r'/staff/people/remove"(?:(?!</form>).)*name="name" value="([^"]+)"(?:(?!</form>).)*Remove new@example.com',
        admin.get("/staff/people/").text,
        re.DOTALL,
    )
    assert named
    admin.post("/staff/people/remove", data={"name": named[1]})
    assert newcomer.get(PAGE).status_code == 303
    assert admin.post("/staff/people/", data={"email": "nonsense"}).status_code == 422
    assert admin.post("/staff/people/remove", data={"name": "nobody@example.com"}).status_code == 404


def test_a_new_link_changes_no_role_and_an_admin_stays(app: Flask, feedback: Feedback) -> None:
    """A link keeps the role unless another is chosen; the only admin is neither removed nor made staff."""
    boss = staff_browser(app, Role.ADMIN)

    def sent(**fields: str) -> int:
        return boss.post(f"/staff/people/{'remove' if 'name' in fields else ''}", data=fields).status_code

    def roles() -> dict[str, str]:
        with feedback.database.reading() as connection:
            return {who.name: who.role for who in list_accounts(connection)}

    assert sent(email="Admin@example.com") == 200
    assert sent(email="agent@example.com") == 200
    assert roles() == {"admin@example.com": "admin", "agent@example.com": "staff"}
    assert (
        "Make somebody else an admin first."
        in boss.post("/staff/people/", data={"email": "ADMIN@example.com", "role": "staff"}).text
    )
    assert [sent(email="admin@example.com", role="staff"), sent(name="Admin@example.com")] == [409, 409]
    assert sent(email="agent@example.com", role="admin") == 200
    assert sent(email="agent@example.com", role="") == 200
    assert roles() == {"admin@example.com": "admin", "agent@example.com": "admin"}
    assert sent(email="agent@example.com", role="staff") == 200
    assert roles()["agent@example.com"] == "staff"
    assert sent(name="agent@example.com") == 303


def test_a_page_that_was_open_for_long_removes_nobody_else(app: Flask, feedback: Feedback) -> None:
    """The form names the account, and the number of one that is gone is given to no other."""
    admin = staff_browser(app, Role.ADMIN)
    with feedback.database.writing() as connection:
        gone = add_account(connection, "gone@example.com", Role.STAFF, now=NOW)
        remove_account(connection, gone.name)
        newcomer = add_account(connection, "newcomer@example.com", Role.STAFF, now=NOW)
    assert newcomer.id > gone.id
    assert admin.post("/staff/people/remove", data={"name": gone.name}).status_code == 404
    assert "newcomer@example.com" in admin.get("/staff/people/").text


PROXY = "198.51.100.7"


@pytest.fixture
def proxied(publication: Publication, app: Flask) -> Iterator[FlaskClient]:
    """Give a browser behind a proxy that signs staff in, at a service that trusts it."""
    del app
    staff = StaffSettings(
        staff_header="X-Remote-Email",
        staff_header_from=StaffSettings.__dataclass_fields__["staff_header_from"].metadata["parse"](f"{PROXY}/32, ::1"),
    )
    settings = (publication.search_settings, publication.feedback_settings)
    service = create_app(*settings, staff=staff, clock=lambda: NOW)
    with service.extensions[EXTENSION].database.writing() as connection:
        add_account(connection, EMAIL, Role.STAFF, now=NOW)
    browser = service.test_client()
    browser.environ_base.update({"REMOTE_ADDR": PROXY, "HTTP_X_REMOTE_EMAIL": EMAIL})
    yield browser
    service.extensions[EXTENSION].database.close()


def test_a_trusted_proxy_signs_in(proxied: FlaskClient) -> None:
    """Who comes through the proxy is signed in, and sends forms with a token as others do."""
    page = proxied.get(PAGE)
    assert page.status_code == 200
    assert proxied.post("/staff/sign-out").status_code == 403
    field = re.search(r'name="form_token" value="(\w{64})"', proxied.get(PAGE).text)
    assert field
    assert proxied.post("/staff/sign-out", data={"form_token": field[1]}).status_code == 303


def test_below_a_path_everything_leads_below_it(publication: Publication, app: Flask) -> None:
    """A trusted proxy that takes a path away says so, and staff pages lead on below that path; nobody else is heard."""
    del app
    prefix = {"X-Forwarded-Prefix": "/help"}
    settings = replace(publication.feedback_settings, trusted_proxies=1)
    for trusting, below in ((settings, "/help"), (publication.feedback_settings, "")):
        service = create_app(publication.search_settings, trusting, clock=lambda: NOW)
        browser = service.test_client()
        assert browser.get(PAGE, headers=prefix).location.startswith(f"{below}/staff/sign-in?next=%2Fstaff%2F")
        assert f'href="{below}/staff/' in browser.get("/staff/sign-in", headers=prefix).text
        service.extensions[EXTENSION].database.close()


def test_the_proxys_session_does_not_outlive_the_header(proxied: FlaskClient) -> None:
    """Without the header, or with somebody else's, the cookie opens nothing."""
    proxied.get(PAGE)
    del proxied.environ_base["HTTP_X_REMOTE_EMAIL"]
    assert proxied.get(PAGE).status_code == 303
    refused = proxied.get(PAGE, headers={"X-Remote-Email": "nobody@example.com"})
    assert refused.status_code == 403
    assert "has no account here" in refused.text
    assert proxied.get(PAGE, headers={"X-Remote-Email": " "}).status_code == 303
    twice = proxied.get(PAGE, headers=[("X-Remote-Email", "outside@example.com"), ("X-Remote-Email", EMAIL)])
    assert twice.status_code == 403
    assert "names several people" in twice.text


@pytest.mark.parametrize("address", ["203.0.113.5", "127.0.0.1", "::2", ""])
def test_the_header_is_refused_from_others(proxied: FlaskClient, address: str) -> None:
    """Whoever sends the header from another address is refused, whatever X-Forwarded-For says."""
    proxied.environ_base["REMOTE_ADDR"] = address
    answer = proxied.get(PAGE, headers={"X-Forwarded-For": PROXY})
    assert answer.status_code == 403
    assert "only the sign-in proxy may" in answer.text


def test_the_header_means_nothing_unless_switched_on(client: FlaskClient) -> None:
    """A service that was told of no proxy reads no header."""
    assert client.get(PAGE, headers={"X-Remote-Email": EMAIL, "Remote-User": EMAIL}).status_code == 303
