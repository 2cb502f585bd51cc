"""Staff pages in the language of who works there."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from feedback_api.queue.review import review
from feedback_api.service import Feedback
from feedback_api.sign_in.accounts import Role
from feedback_api.sign_in.visitor import COOKIE
from publishing.translating import texts
from publishing.translations import said
from search_service.web.errors import WrongFieldError
from tests.feedback_api.publication import NOW
from tests.http.conftest import Send, staff_browser

PAGES = (
    *("/staff/", "/staff/work-items/", "/staff/work-items/?state=all&kind=flagged", "/staff/work-items/1"),
    *("/staff/articles/reset", "/staff/undecided/", "/staff/set-aside/", "/staff/reply/", "/staff/people/"),
)
GERMAN = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give the browser of an admin, who may open every page."""
    return staff_browser(app, Role.ADMIN)


@pytest.fixture
def item(send: Send, client: FlaskClient, feedback: Feedback) -> int:
    """Open an item for the reset article, with all that can be said about it."""
    for number in range(11):
        send(goal=f"get in {number}", reason="failed")
    client.post("/api/v1/flags", json={"article_id": "reset", "kind": "wrong", "anchor": ""})
    client.post("/api/v1/links", json={"article_id": "reset", "anchor": ""})
    review(feedback.database, now=NOW)
    return 1


def english() -> set[str]:
    """Give every text that has nothing to be filled in, and that German says in other words."""
    found = {text for text, _ in texts() if isinstance(text, str) and "{" not in text}
    return {text for text in found if said(text, "de") != text}


@pytest.mark.usefixtures("item")
@pytest.mark.slow
def test_every_staff_page_is_german_where_the_browser_asks_for_it(client: FlaskClient) -> None:
    """Nothing that has a translation is said in English, neither to be seen nor to be heard."""
    left = english()
    for path in PAGES:
        page = LexborHTMLParser(client.get(path, headers=GERMAN).text)
        page.css_first("footer [lang=en]").decompose()  # type: ignore[union-attr] # the way to English says so in English
        seen = {node.text_content.strip() for node in page.root.traverse(include_text=True) if node.is_text_node}  # type: ignore[union-attr]
        heard = {str(node.attributes["aria-label"]) for node in page.css("[aria-label]")}
        assert page.css_first("html").attributes["lang"] == "de"  # type: ignore[union-attr] # its being there is the claim
        assert left & (seen | heard) == set(), path


def test_the_language_can_be_chosen_on_the_page(client: FlaskClient) -> None:
    """What is chosen at the foot of a page is spoken from then on, also before anybody signs in; the page stays."""
    chosen = client.post("/staff/language", data={"lang": "de", "next": "/staff/work-items/?state=all"})
    assert (chosen.status_code, chosen.location) == (303, "/staff/work-items/?state=all")
    assert '<html lang="de">' in client.get("/staff/work-items/").text
    client.delete_cookie(COOKIE)
    assert "<h1>Anmelden</h1>" in client.get("/staff/sign-in").text
    client.post("/staff/language", data={"lang": "en", "next": "/staff/sign-in"})
    assert "<h1>Sign in</h1>" in client.get("/staff/sign-in", headers=GERMAN).text


@pytest.mark.parametrize("wanted", ["https://example.org/", "//example.org/", "/elsewhere/", "/staff//example.org\n"])
def test_choosing_a_language_leads_to_staff_pages_only(client: FlaskClient, wanted: str) -> None:
    """The form cannot be made to lead to another site."""
    assert client.post("/staff/language", data={"lang": "de", "next": wanted}).location == "/staff/"


def test_a_language_without_a_catalogue_is_not_kept(client: FlaskClient) -> None:
    """The pages stay English for who reads a language that nobody has translated them to."""
    client.post("/staff/language", data={"lang": "fi", "next": ""})
    assert '<html lang="en">' in client.get("/staff/", headers={"Accept-Language": "fi"}).text


@pytest.mark.usefixtures("item")
def test_numbers_and_days_are_written_as_in_the_language(client: FlaskClient) -> None:
    """Decimals have a comma and days a point, on the page and in what scripts are told."""
    page = client.get("/staff/work-items/1", headers=GERMAN).text
    assert "11 von 11 Lesenden sagten nein" in page
    assert re.search(r"etwa \d+,\d Personen, die ihn bewerten", page)
    assert re.search(r"\d+\. Nov\. \d{4}, \d\d:\d\d UTC", page)
    assert client.get("/api/v1/visitor", headers=GERMAN).json["words"]["cancel"] == "Abbrechen"  # type: ignore[index] # the test client knows no shape


@pytest.mark.usefixtures("item")
def test_what_is_refused_is_said_in_the_language_with_its_names_and_numbers(client: FlaskClient) -> None:
    """Pages and scripts of staff say what was wrong as exactly as in English; programs are answered in English."""
    short = client.post("/staff/work-items/1/notes", data={"words": ""}, headers=GERMAN).text
    assert "Das Feld „words“ ist falsch: Es braucht mindestens 1 Zeichen." in short
    merged = client.post("/staff/work-items/1/merge", data={"into": "1"}, headers=GERMAN).text
    assert "Die Aufgabe 1 kann nicht mit 1 zusammengelegt werden." in merged
    account = client.post("/staff/people/", data={"email": "nobody"}, headers=GERMAN).text
    assert "„nobody“ ist keine E-Mail-Adresse. Schreiben Sie sie wie agent@example.com." in account
    unknown = {"article_id": "none", "kind": "wrong"}
    said = [client.post("/api/v1/flags", json=unknown, headers=headers).json for headers in (GERMAN, {})]
    assert [answer and answer["error"] for answer in said] == [
        "Es gibt keinen Artikel „none“.",
        "There is no article 'none'.",
    ]


def test_who_asks_for_no_language_gets_that_of_the_site(app: Flask, client: FlaskClient, tmp_path: Path) -> None:
    """A German help centre is German for its staff too; programs are answered in English unless they ask."""
    (tmp_path / "search").mkdir()
    (tmp_path / "search/index.html").write_text('<!doctype html><html lang="de" class="no-js">', encoding="utf-8")
    app.config["SITE_FOLDER"] = tmp_path
    assert '<html lang="de">' in client.get("/staff/").text
    words = client.get("/api/v1/visitor").json
    assert words is not None
    assert words["words"]["cancel"] == "Cancel"


@pytest.mark.parametrize(
    ("reason", "context", "said_in_german"),
    [
        (
            "Value error, is not an e-mail address",
            {"error": ValueError("is not an e-mail address")},
            "keine E-Mail-Adresse",
        ),
        ("String should have at most 40 characters", {"max_length": 40}, "höchstens 40 Zeichen haben"),
        ("Input should be 'a' or 'b'", {"expected": "'a' or 'b'"}, "Möglich ist 'a' or 'b'"),
        ("Something that nobody has translated", {}, "ist nicht so ausgefüllt, wie es sein soll."),
    ],
)
def test_what_a_model_says_of_a_field_is_translated(
    reason: str, context: dict[str, object], said_in_german: str
) -> None:
    """Whatever a field is refused for, who reads German reads no English; English stays as the model says it."""
    error = WrongFieldError("words", reason, context)
    german = error.in_language("de")[0]
    assert german.startswith("Das Feld „words“")
    assert said_in_german in german
    assert error.in_language("en")[0] == error.message
