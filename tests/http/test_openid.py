"""Signing in at an OpenID Connect provider, from the button to the page that was asked for."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from joserfc.jwk import RSAKey
from werkzeug.test import TestResponse

from feedback_api import create_app
from feedback_api.service import EXTENSION
from feedback_api.sign_in.accounts import Role, add_account, remove_account
from feedback_api.sign_in.provider import MOST_AT_ONCE, ProviderBusyError, ProviderError
from feedback_api.sign_in.provider import Provider as Reached
from feedback_api.sign_in.settings import StaffSettings
from feedback_api.sign_in.visitor import EXTENSION as SIGN_IN
from feedback_api.sign_in.visitor import SignIn
from tests.feedback_api.publication import NOW, Publication
from tests.http.openid_provider import CLIENT_ID, CLIENT_SECRET, Provider, serve_provider

pytestmark = pytest.mark.slow

RETURN = "http://localhost/staff/openid/return"
WANTED = "/staff/set-aside/"
Travel = Callable[..., TestResponse]


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """Give a provider; Authlib is told that it need not be reached over HTTPS."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    with serve_provider(RETURN) as provider:
        yield provider


@pytest.fixture
def app(publication: Publication, provider: Provider) -> Iterator[Flask]:
    """Give a service that knows the provider, with an account for an agent."""
    staff = StaffSettings(openid_issuer=provider.url, openid_client_id=CLIENT_ID, openid_client_secret=CLIENT_SECRET)
    settings = (publication.search_settings, publication.feedback_settings)
    app = create_app(*settings, staff=staff, clock=lambda: NOW)
    with app.extensions[EXTENSION].database.writing() as connection:
        add_account(connection, "Agent@example.com", Role.STAFF, now=NOW)
    yield app
    app.extensions[EXTENSION].database.close()


@pytest.fixture
def travel(client: FlaskClient) -> Travel:
    """Press the button, sign in at the provider, and come back."""

    def travel(*, other_browser: FlaskClient | None = None) -> TestResponse:
        begun = client.get("/staff/openid/", query_string={"next": WANTED})
        assert begun.status_code == 303
        at_provider = requests.get(begun.headers["Location"], allow_redirects=False, timeout=10)
        back = at_provider.headers["Location"].removeprefix("http://localhost")
        return (other_browser or client).get(back)

    return travel


def test_the_provider_signs_in_who_has_an_account(client: FlaskClient, travel: Travel) -> None:
    """The sign-in page has a button; behind it the person comes back to the page that they wanted."""
    assert "Sign in with your organisation" in client.get("/staff/sign-in").text
    assert travel().headers["Location"] == WANTED
    assert client.get(WANTED).status_code == 200


def test_who_has_no_account_is_refused(client: FlaskClient, travel: Travel, provider: Provider) -> None:
    """The provider knows many people; only those who were added here come in."""
    provider.person["email"] = "somebody@example.com"
    refused = travel()
    assert refused.status_code == 403
    assert "has no account here" in refused.text
    assert f'action="/staff/sign-in">\n  <input type="hidden" name="next" value="{WANTED}">' in refused.text
    assert client.get(WANTED).status_code == 303


def test_removing_the_account_ends_the_session(app: Flask, client: FlaskClient, travel: Travel) -> None:
    """Whoever came by the provider is signed out when the account goes."""
    travel()
    with app.extensions[EXTENSION].database.writing() as connection:
        remove_account(connection, "agent@example.com")
    assert client.get(WANTED).status_code == 303


def test_an_unproven_address_is_refused(travel: Travel, provider: Provider) -> None:
    """An address that the person only claims to have opens nothing."""
    provider.person["email_verified"] = False
    assert travel().status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [{"iss": "https://another.example.com"}, {"aud": ["another"]}, {"exp": 1}, {"nonce": "of another attempt"}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_token_for_something_else_is_refused(
    client: FlaskClient, travel: Travel, provider: Provider, wrong: dict[str, object]
) -> None:
    """Of another provider, for another service, over, or of another attempt: none signs anybody in."""
    if "nonce" in wrong:
        provider.person.update(wrong)
    provider.wrong_claims = wrong
    refused = travel()
    assert refused.status_code == 403
    assert ("differ by more than a minute" in refused.text) == ("exp" in wrong)
    assert client.get(WANTED).status_code == 303


def test_a_token_that_somebody_else_signed_is_refused(travel: Travel, provider: Provider) -> None:
    """The signature must be by the key that the provider publishes."""
    provider.publishes = RSAKey.generate_key(2048, {"kid": "1"})
    assert travel().status_code == 403


def test_an_answer_in_another_browser_is_refused(app: Flask, travel: Travel) -> None:
    """Nobody can be signed in as somebody else by a link to the provider's answer."""
    other = app.test_client()
    assert travel(other_browser=other).status_code == 403
    other.get("/staff/openid/", query_string={"next": WANTED})
    assert travel(other_browser=other).status_code == 403


def test_a_provider_that_is_away_is_said(client: FlaskClient, provider: Provider, app: Flask) -> None:
    """The page says that it did not work, and what to do; the reason is no riddle and leaks nothing."""
    client.get("/staff/openid/")
    answer = client.get("/staff/openid/return?error=access_denied&state=x")
    assert answer.status_code == 403
    assert "it refused, or you went back" in answer.text
    assert provider.url not in answer.text
    assert CLIENT_SECRET not in answer.text
    assert app.name not in answer.text


def test_what_the_provider_says_of_itself_is_kept(travel: Travel, provider: Provider) -> None:
    """Its addresses and keys are asked for once, and keys once more when it signs with another."""
    assert [travel().status_code for _ in range(2)] == [303, 303]
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "1"})
    assert travel().status_code == 303
    assert (provider.asked.count("/.well-known/openid-configuration"), provider.asked.count("/keys")) == (1, 2)


def test_nobody_is_left_without_a_way(client: FlaskClient, app: Flask) -> None:
    """Where the provider cannot be reached, the page to sign in says so and still takes a password."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
    settings = StaffSettings(openid_issuer=nobody, openid_client_id=CLIENT_ID, openid_client_secret=CLIENT_SECRET)
    app.extensions[SIGN_IN] = SignIn(settings)
    refused = client.get("/staff/openid/", query_string={"next": WANTED})
    assert refused.status_code == 403
    assert "The provider cannot be reached just now." in refused.text
    assert 'name="password"' in refused.text


@pytest.fixture
def hanging() -> Iterator[str]:
    """Give the address of a provider that sends one byte after the other and never ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        try:
            while not over.wait(0.02):
                connection.sendall(b"x")
        except OSError:
            return  # given up at the other end
        finally:
            connection.close()

    def serve() -> None:
        while not over.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            dripping.submit(drip, connection)

    with ThreadPoolExecutor() as dripping:
        serving = threading.Thread(target=serve)
        serving.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        over.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        serving.join()


def test_a_provider_that_hangs_holds_few_and_not_for_long(hanging: str) -> None:
    """Bytes that drip do not prolong the time that there is in all, and who is one too many is told at once."""
    settings = StaffSettings(openid_issuer=hanging, openid_client_id=CLIENT_ID, openid_client_secret=CLIENT_SECRET)
    reached = Reached(settings, talk_seconds=1)

    def talk(together: threading.Barrier) -> tuple[type[Exception] | None, float]:
        together.wait()
        began = time.monotonic()
        try:
            reached.talk(reached.read_metadata, RETURN)
        except (ProviderError, ProviderBusyError) as error:
            return type(error), time.monotonic() - began
        return None, time.monotonic() - began

    with ThreadPoolExecutor(MOST_AT_ONCE + 2) as agents:
        outcomes = list(agents.map(talk, [threading.Barrier(MOST_AT_ONCE + 2)] * (MOST_AT_ONCE + 2)))
    held = [seconds for error, seconds in outcomes if error is ProviderError]
    assert len(held) == MOST_AT_ONCE
    assert max(held) < 30
    assert [error for error, _ in outcomes].count(ProviderBusyError) == 2
    assert talk(threading.Barrier(1))[0] is ProviderError
