"""Staff see what was set aside, and put it back."""

from flask.testing import FlaskClient

from tests.http.conftest import Send

TROLL = {"REMOTE_ADDR": "8.8.4.4"}
PAGE = "/staff/set-aside/"


def flood(client: FlaskClient, send: Send) -> None:
    """Let one source rate more often than a household would."""
    client.environ_base.update(TROLL)
    assert {send().status_code for _ in range(9)} == {201}
    client.environ_base.update(REMOTE_ADDR="127.0.0.1")


def test_nothing_is_set_aside_at_first(signed_in: FlaskClient) -> None:
    """An empty page says so."""
    assert "Nothing is set aside" in signed_in.get(PAGE).text


def test_a_flood_is_shown_with_its_reason_and_put_back(client: FlaskClient, signed_in: FlaskClient, send: Send) -> None:
    """Whoever floods gets the usual answers; staff see how many were set aside and why, and can count them."""
    flood(client, send)
    shown = signed_in.get(PAGE).text
    assert "from one source within a day" in shown
    assert "Set aside: 0 yes, 8 no." in shown
    answer = signed_in.post(f"{PAGE}1/put-back")
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    assert "Put back, " in signed_in.get(PAGE).text
    assert signed_in.post(f"{PAGE}7/put-back").status_code == 404


def test_only_staff_puts_back(client: FlaskClient, signed_in: FlaskClient, send: Send) -> None:
    """The page answers like the other staff pages: to who is signed in, and to no other site."""
    flood(client, send)
    assert client.post(f"{PAGE}1/put-back").status_code == 401
    assert signed_in.post(f"{PAGE}1/put-back", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert signed_in.get(PAGE).headers["Cache-Control"] == "no-store"
