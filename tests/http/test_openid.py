"""Signing in at an OpenID Connect provider, from the button to the page that was asked for."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from joserfc.jwk import RSAKey
from werkzeug.test import TestResponse

from feedback_api import create_app
from feedback_api.service import EXTENSION
from feedback_api.sign_in.accounts import Role, add_account, remove_account
from feedback_api.sign_in.openid_answers import ProviderError
from feedback_api.sign_in.provider import MOST_AT_ONCE, ProviderBusyError
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


def test_a_refusal_is_said(client: FlaskClient, provider: Provider, app: Flask) -> None:
    """The page says that it did not work, and what to do; the reason is no riddle and leaks nothing."""
    answer = client.get(f"/staff/openid/return?error=access_denied&state={_begin(client)}")
    assert answer.status_code == 403
    assert "it refused, or you went back" in answer.text
    assert provider.url not in answer.text
    assert CLIENT_SECRET not in answer.text
    assert app.name not in answer.text


def _begin(client: FlaskClient) -> str:
    """Begin a sign-in and give its state."""
    address = client.get("/staff/openid/", query_string={"next": WANTED}).headers["Location"]
    return parse_qs(urlsplit(address).query)["state"][0]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "code=1",
        "code=1&state=zzz",
        "code=1&state=",
        "code=1&state={state}&state=zzz",
        "code=1&code=2&state={state}",
        "code=&state={state}",
        "code=1&error=server_error&state={state}",
        "error=login_required&state=zzz",
        "error=access_denied&state=zzz",
        "error=server_error&state={state}",
        "state={state}",
        "state={state}#code=1",
    ],
)
def test_only_an_answer_to_this_attempt_is_taken_further(client: FlaskClient, provider: Provider, answer: str) -> None:
    """Anything but one code with the state of the attempt is refused, and the provider is asked for no token."""
    refused = client.get(f"/staff/openid/return?{answer.format(state=_begin(client))}")
    assert refused.status_code == 403
    assert "/token" not in provider.asked
    assert client.get(WANTED).status_code == 303


def test_an_attempt_is_used_once(client: FlaskClient) -> None:
    """After an answer that was refused, the right one to the same attempt comes too late."""
    state = _begin(client)
    client.get(f"/staff/openid/return?error=server_error&state={state}")
    again = client.get(f"/staff/openid/return?code=1&state={state}")
    assert "You did not begin to sign in here" in again.text


NO_TOKENS: list[object] = [None, {}, 5, "no token", "e30.e30.e30"]
NO_ANSWERS: list[object] = [None, [], 5, "text", {"expires_in": []}, {"error": 5}]
NO_KEYS: list[object] = [
    *[None, 5, {}, {"keys": None}, {"keys": 5}, {"keys": [5]}, {"keys": [{"kty": 5}]}],
    {"keys": [{"kty": "RSA", "kid": "1", "n": 5, "e": None}]},
]
UNREADABLE: list[tuple[str, object]] = [
    *[("/token", {"access_token": "x", "id_token": wrong}) for wrong in NO_TOKENS],
    *[("/token", wrong) for wrong in NO_ANSWERS],
    *[("/keys", wrong) for wrong in NO_KEYS],
]


@pytest.mark.parametrize(("path", "said"), UNREADABLE, ids=str)
def test_an_answer_of_any_shape_leaves_another_way(travel: Travel, provider: Provider, path: str, said: object) -> None:
    """What the provider says may be of any shape: the page says that it did not work, and takes a password."""
    provider.says[path] = said
    _is_told(travel())


@pytest.mark.parametrize(
    "wrong",
    [
        {"authorization_endpoint": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "http://provider.example.com/authorize"},
        {"authorization_endpoint": "https://"},
        {"token_endpoint": 5},
        {"jwks_uri": "file:///etc/hosts"},
        {"issuer": None},
    ],
    ids=str,
)
def test_addresses_that_nobody_should_go_to_are_refused(
    client: FlaskClient, provider: Provider, wrong: dict[str, object]
) -> None:
    """An address that is missing, runs a script, or leads over the network in the open is not gone to."""
    known = requests.get(f"{provider.url}/.well-known/openid-configuration", timeout=10).json()
    provider.says["/.well-known/openid-configuration"] = {**known, **wrong}
    _is_told(client.get("/staff/openid/"))
    del known[next(iter(wrong))]
    provider.says["/.well-known/openid-configuration"] = known
    _is_told(client.get("/staff/openid/"))


@pytest.mark.parametrize("wrong", [{"exp": None}, {"iat": "x"}, {"iat": True}, {"exp": -1}, {"email": ["a"]}], ids=str)
def test_claims_of_another_kind_are_not_told_as_clocks_that_differ(
    travel: Travel, provider: Provider, wrong: dict[str, object]
) -> None:
    """A token without a time, or with a word for one, is the provider's fault and no clock's."""
    provider.wrong_claims = wrong
    provider.person.update(wrong if "email" in wrong else {})
    refused = travel()
    _is_told(refused)
    assert "differ by more than a minute" not in refused.text


def _is_told(refused: TestResponse) -> None:
    assert refused.status_code == 403
    assert "The provider did not sign you in (" in refused.text
    assert 'name="password"' in refused.text


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
