"""Asking a person: stored first, with a receipt, and refused plainly when it cannot be taken."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from werkzeug.test import TestResponse

from feedback_api import create_app
from feedback_api.contact.settings import ContactSettings
from feedback_api.contact.tables import questions
from feedback_api.database.connections import Database
from feedback_api.outbox.messages import Message, list_waiting
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.service import EXTENSION
from tests.feedback_api.publication import FIRST, NOW, Publication

KEY = "6f0c8a52-3a44-4a3e-9d3e-0a6f3f1f0b1d"
DELIVERY = DeliverySettings(
    mail_server="smtp://127.0.0.1:9", mail_from="Help <help@example.com>", contact_to="team@example.com"
)
OFFICE = ContactSettings(
    contact_hours="Mon-Fri 09:00-17:00", contact_time_zone="Europe/Berlin", contact_holidays="2026-11-23"
)
VISIT = [
    {"kind": "search", "words": "dark mode", "found": 3},
    {"kind": "page", "article_id": "reset", "revision": FIRST},
    {"kind": "rating", "article_id": "reset", "helpful": False},
    {"kind": "page", "article_id": "never-published"},
]

Ask = Callable[..., TestResponse]


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """Read it."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Give a clock that stands still until it is moved."""
    return Clock()


@pytest.fixture
def make_app(publication: Publication, clock: Clock) -> Iterator[Callable[..., Flask]]:
    """Make the service with its settings for contact."""
    made: list[Flask] = []

    def make_app(delivery: DeliverySettings = DELIVERY, contact: ContactSettings = OFFICE) -> Flask:
        app = create_app(
            publication.search_settings,
            # As in operation: what is refused for the hour is not told to come back with the minute.
            replace(publication.feedback_settings, rate_limit="1000 per minute"),
            delivery=delivery,
            contact=contact,
            clock=clock,
        )
        made.append(app)
        return app

    yield make_app
    for app in made:
        app.extensions[EXTENSION].database.close()


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """Give a service whose questions go out by mail, and that keeps office hours."""
    return make_app()


@pytest.fixture
def database(app: Flask) -> Database:
    """Give its database."""
    database: Database = app.extensions[EXTENSION].database
    return database


@pytest.fixture
def ask(client: FlaskClient) -> Ask:
    """Send a question as the page's script does."""

    def ask(**changes: Any) -> TestResponse:
        fields = {"key": KEY, "goal": "Change the address", "email": "ada@example.com", **changes}
        return client.post("/api/v1/contact", json=fields)

    return ask


def waiting(database: Database) -> list[Message]:
    """Read the outbox."""
    with database.reading() as connection:
        return list_waiting(connection)


def test_a_question_is_stored_with_all_that_goes_along(ask: Ask, database: Database) -> None:
    """The team's mail has the words, the visit in words, and the customer's address to answer to."""
    answer = ask(name="Ada", lang="en", visit=VISIT)
    assert answer.status_code == 201
    question, copy = waiting(database)
    receipt = answer.json["receipt"]  # type: ignore[index]  # it is JSON
    assert "to" not in question.content, "where questions go is said by the settings when they are sent"
    assert question.content["reply_to"] == "ada@example.com"
    assert receipt in question.content["subject"]
    text = question.content["text"]
    assert "searched for \u201cdark mode\u201d (3 found)" in text
    assert "read \u201cReset\u201d, https://help.example.com/guides/reset/" in text
    assert "said that it did not help: \u201cReset\u201d" in text
    assert "never-published" not in text
    assert (copy.kind, copy.content["to"]) == ("copy", "ada@example.com")
    assert receipt in copy.content["text"]


def test_what_is_kept_beside_the_outbox_tells_nobody_who_asked(ask: Ask, database: Database) -> None:
    """The article that was read last and the aim stay as evidence, without name and address."""
    ask(goal="My name is Ada Byron, ada@example.com: change it", visit=VISIT)
    with database.reading() as connection:
        row = connection.execute(select(questions)).one()
    assert (row.article_id, row.revision) == ("reset", FIRST)
    assert row.goal == "My name is [name], [e-mail address]: change it"


def test_the_same_key_is_one_question(ask: Ask, database: Database) -> None:
    """Who presses twice, or whose connection breaks, gets the same receipt and asks once."""
    first, again = ask(), ask(visit=VISIT)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert len(waiting(database)) == 2


def test_a_receipt_leads_to_the_start_in_its_language(client: FlaskClient, publication: Publication) -> None:
    """A German question is thanked for in German, and the way back leads to no other language."""
    for folder in ("search-de", "de"):
        (publication.site / folder).mkdir()
        (publication.site / folder / "index.html").write_text('<div id="help-centre-slot"></div>', encoding="utf-8")
    fields = {"goal": "Change it", "email": "ada@example.com", "name": "", "website": ""}
    for lang, start in (("de", "../de/"), ("en", "../")):
        receipt = client.post("/ask/", data={**fields, "goal": f"Change it {lang}", "lang": lang}).location
        assert f'<a href="{start}">' in client.get(f"/{receipt.lstrip('./')}").text


@pytest.mark.parametrize("changes", [{"goal": "Change it back"}, {"email": "ada@example.org"}, {"name": "Ada"}])
def test_words_that_were_corrected_after_a_lost_answer_arrive(
    ask: Ask, database: Database, changes: dict[str, str]
) -> None:
    """The browser kept the key since no answer came; what was corrected is a question with a number of its own."""
    first, corrected = ask(), ask(**changes)
    assert corrected.status_code == 201
    assert first.json["receipt"] != corrected.json["receipt"]  # type: ignore[index]  # it is JSON
    assert [message.kind for message in waiting(database)] == ["question", "copy"] * 2


def test_a_copy_is_promised_where_one_goes(make_app: Callable[..., Flask]) -> None:
    """Without a mail server, or with too many copies in a day, the receipt promises none."""
    hook = DeliverySettings(contact_webhook="https://example.com/", contact_webhook_secret=f"whsec_{'A' * 40}")
    fields = {"goal": "Change it", "email": "ada@example.com"}
    for delivery, promised in ((DELIVERY, [True, True, True, False]), (hook, [False])):
        client = make_app(delivery, ContactSettings(contact_limit=0)).test_client()
        for number, copied in enumerate(promised):
            goal = f"{delivery.contact_to} {number}"
            said = client.post("/api/v1/contact", json={**fields, "key": KEY, "goal": goal}).json
            assert said["copied"] is copied  # type: ignore[index]  # it is JSON
            page = client.get(f"/asked/?receipt={said['receipt']}").text  # type: ignore[index]  # it is JSON
            assert ("A copy is on its way" in page) is copied


def test_the_plain_form_that_is_sent_twice_is_one_question(client: FlaskClient, database: Database) -> None:
    """Without JavaScript nothing keeps a hurried customer from pressing twice; other words are another question."""
    fields = {"goal": "Change it", "email": "ada@example.com", "name": "", "website": ""}
    first, again = (client.post("/ask/", data=fields).location for _ in range(2))
    assert first == again
    assert client.post("/ask/", data={**fields, "goal": "Change it back"}).location != first
    assert [message.kind for message in waiting(database)] == ["question", "copy"] * 2


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"goal": ""}, "Your question is empty. Say in a few words what you are trying to do."),
        ({"goal": "x" * 4001}, "Your question is too long. Write it in at most 4000 characters."),
        ({"email": ""}, "Your e-mail address is missing. Without it nobody can answer you."),
        ({"email": "ada"}, "No mail can be sent to this e-mail address."),
        ({"name": "x" * 101}, "Your name is too long. Write it in at most 100 characters."),
    ],
    ids=["empty", "long", "no address", "none", "name"],
)
def test_what_is_wrong_is_said_in_plain_words(
    client: FlaskClient, ask: Ask, changes: dict[str, str], says: str
) -> None:
    """The plain form and the script's answer say what to do, and nothing of fields or of an API."""
    fields = {"goal": "Change it", "email": "ada@example.com", **changes}
    page = client.post("/ask/", data=fields).text
    assert says in re.sub(r"<[^>]+>", "", page)
    assert "openapi" not in page
    answer = ask(**changes).json
    assert says in f"{answer['error']} {answer['hint']}"  # type: ignore[index]  # it is JSON
    german = client.post("/ask/?lang=de", data=fields).text
    assert says.split(".", maxsplit=1)[0] not in german


def test_a_copy_speaks_the_language_of_the_page(ask: Ask, database: Database) -> None:
    """A German page gets a German copy, hours and visit included; what was never translated is in English."""
    ask(lang="de-AT", visit=VISIT)
    ask(key=str(UUID(int=2)), lang="fi")
    question, german, _, other = waiting(database)
    assert "suchte nach „dark mode“ (3 gefunden)" in german.content["text"]
    assert "meinte, es half nicht: „Reset“, https://help.example.com/guides/reset/" in german.content["text"]
    assert "searched for “dark mode” (3 found)" in question.content["text"]
    assert german.content["subject"].startswith("Ihre Frage ist angekommen")
    assert "Gerade ist niemand da: Fragen werden ab Dienstag, 24. November, 09:00 Uhr" in german.content["text"]
    assert other.content["subject"].startswith("We have your question")


def test_the_plain_form_leads_to_its_receipt(client: FlaskClient, database: Database) -> None:
    """Without JavaScript a page shows the number and when a person answers."""
    visit = ['{"kind":"search","words":"x"}']
    fields = {"goal": "Change it", "email": "ada@example.com", "website": "", "visit": visit}
    answer = client.post("/ask/", data=fields)
    assert answer.status_code == 303
    page = client.get(answer.location.removeprefix(".."))
    assert page.status_code == 200
    assert "Your question has reached us" in page.text
    assert "questions are answered again from Tuesday, 24 November at 09:00 on" in page.text
    assert "searched for" in waiting(database)[0].content["text"]


def test_a_receipt_that_was_never_given_is_not_found(client: FlaskClient) -> None:
    """Nobody learns anything by guessing."""
    assert client.get("/asked/?receipt=AAAA-AAAA").status_code == 404


def test_a_field_that_is_wrong_is_named(ask: Ask, database: Database) -> None:
    """What cannot be taken is refused whole, and nothing is kept."""
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"email": "nobody"}, "email"),
        ({"email": "a@example.com\r\nBcc: b@example.com"}, "email"),
        ({"email": ""}, "email"),
        ({"goal": "  "}, "goal"),
        ({"goal": "x" * 4001}, "goal"),
        ({"name": "x" * 101}, "name"),
        ({"visit": [{"kind": "spell"}]}, "visit.0.kind"),
        ({"visit": ["{"]}, "visit.0"),
        ({"visit": [VISIT[0]] * 41}, "visit"),
        ({"key": "1"}, "key"),
    ]
    for changes, field in wrong:
        answer = ask(**changes)
        assert (answer.status_code, answer.json and answer.json["field"]) == (422, field), changes
    assert waiting(database) == []


def test_what_is_wrong_is_said_in_the_language_of_the_question(ask: Ask) -> None:
    """A program that sends a German question shows its sender German words; without a language they are English."""
    for fields, said in (({"lang": "de"}, "Ihr Name ist zu lang."), ({}, "Your name is too long.")):
        refused = ask(name="x" * 101, **fields)
        assert refused.status_code == 422
        assert refused.json["error"] == said  # type: ignore[index]  # it is JSON


def test_a_name_with_line_ends_becomes_no_header(ask: Ask, database: Database) -> None:
    """What would begin a new header is one line of a name."""
    ask(name="Ada\r\nBcc: all@example.com", goal="One\r\nSubject: two")
    question = waiting(database)[0]
    assert question.content["reply_to_name"] == "Ada Bcc: all@example.com"
    assert "\n" not in question.content["subject"]


def test_the_plain_form_does_not_tell_where_the_database_lies(
    client: FlaskClient, publication: Publication, caplog: pytest.LogCaptureFixture
) -> None:
    """Who asks keeps the words and reads what to do; the operator finds file and reason in the log."""
    (publication.folder / "feedback.db").unlink()
    answer = client.post("/ask/", data={"goal": "Change it", "email": "ada@example.com"})
    assert answer.status_code == 503
    assert "Your question could not be kept just now." in answer.text
    assert "Change it" in answer.text
    assert "feedback.db" not in answer.text
    assert "feedback.db" in caplog.text


def test_control_characters_in_a_name_are_left_out(ask: Ask, database: Database) -> None:
    """What a terminal would obey does not reach the team."""
    assert ask(name="\x1b[1mAda\x07\x0b L").status_code == 201
    assert waiting(database)[0].content["reply_to_name"] == "[1mAda L"


def test_what_is_refused_stands_in_the_form_again(client: FlaskClient, database: Database) -> None:
    """Who mistyped the address sees why, corrects it there, and sends all the rest as it was, in the same language."""
    search = '{"kind":"search","words":"dark <mode>","found":0}'
    fields = {"goal": "\nChange <b>it</b>", "email": "nobody", "name": 'A"da', "lang": "de"}
    answer = client.post("/ask/", data={**fields, "visit": [search, '{"kind":"page","article_id":"reset"}', "{"]})
    assert answer.status_code == 422
    form = LexborHTMLParser(answer.text).css_first("form")
    assert form is not None
    assert "An diese E-Mail-Adresse kann keine Mail geschickt werden." in answer.text
    assert [label.text(strip=True) for label in form.css("li label")] == [
        "Sie haben nach „dark <mode>“ gesucht und nichts gefunden",
        "Sie haben „Reset“ gelesen",
    ]
    assert [field.attributes["name"] for field in form.css("[autofocus][aria-invalid]")] == ["email"]
    action = urljoin("http://localhost/ask/", form.attributes["action"])
    sent = {field.attributes["name"]: field.attributes.get("value", "") for field in form.css("input[name]")}
    visit = [field.attributes["value"] for field in form.css("[name=visit]")]
    (goal,) = [field.text() for field in form.css("textarea")]
    again = client.post(action, data={**sent, "visit": visit, "goal": goal, "email": "ada@example.com"})
    assert again.status_code == 303
    question, copy = waiting(database)
    assert question.content["reply_to_name"] == 'A"da'
    assert "Change <b>it</b>" in question.content["text"]
    assert "searched for “dark <mode>” (0 found)" in question.content["text"]
    assert copy.content["lang"] == "de"


def test_what_the_page_adds_wrongly_is_no_riddle(client: FlaskClient) -> None:
    """Who cannot see a field reads nothing of it, but what to do."""
    page = client.post("/ask/", data={"goal": "Change it", "email": "ada@example.com", "visit": "{"}).text
    assert "Your words are below: send them again." in page
    assert "openapi" not in page


def test_files_are_refused(client: FlaskClient, database: Database) -> None:
    """A file is not taken, and its sender is told so."""
    fields = {"goal": "Look", "email": "ada@example.com", "file": (io.BytesIO(b"MZ"), "virus.exe")}
    answer = client.post("/ask/", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Files are not taken here." in answer.text
    assert waiting(database) == []


def test_what_fills_in_the_hidden_field_is_refused_and_nothing_is_kept(
    ask: Ask, client: FlaskClient, database: Database
) -> None:
    """No receipt is given for what is not kept: a browser may have filled the field in for a person, who is told so."""
    spam, says = "https://spam.example", "Leave the field “website” empty, and send it again."
    answer = ask(website=spam)
    assert answer.status_code == 400
    assert answer.json["hint"] == says  # type: ignore[index]  # it is JSON
    form = {"goal": "Change it", "email": "ada@example.com", "website": spam}
    page = client.post("/ask/", data=form)
    assert page.status_code == 400
    assert says in page.text
    assert "Change it</textarea>" in page.text, "the words stay"
    assert says not in client.post("/ask/?lang=de", data=form).text
    with database.reading() as connection:
        assert connection.execute(select(questions)).first() is None
    assert waiting(database) == []


def test_a_flood_of_one_source_is_stopped(ask: Ask, client: FlaskClient, clock: Clock, database: Database) -> None:
    """After five questions within an hour the source is told to wait; others go on, and so does it, later."""
    client.environ_base["REMOTE_ADDR"] = "8.8.8.8"
    answers = [ask(key=str(UUID(int=number)), email=f"a{number}@example.com") for number in range(1, 7)]
    assert [answer.status_code for answer in answers] == [201] * 5 + [429]
    assert answers[-1].headers["Retry-After"] == "3600"
    assert "again in an hour" in answers[-1].json["hint"]  # type: ignore[index]  # it is JSON
    assert len(waiting(database)) == 10
    client.environ_base["REMOTE_ADDR"] = "9.9.9.9"
    assert ask(key=str(UUID(int=7))).status_code == 201
    client.environ_base["REMOTE_ADDR"] = "8.8.8.8"
    clock.now += timedelta(hours=1, seconds=1)
    assert ask(key=str(UUID(int=8))).status_code == 201


def test_nobody_can_flood_an_address_with_copies(ask: Ask, database: Database) -> None:
    """One address gets three copies a day; the questions arrive all the same."""
    for number in range(1, 6):
        ask(key=str(UUID(int=number)), email="Victim@example.com")
    kinds = [message.kind for message in waiting(database)]
    assert (kinds.count("question"), kinds.count("copy")) == (5, 3)


def test_without_a_target_nothing_is_promised(make_app: Callable[..., Flask]) -> None:
    """A help centre whose questions would reach nobody says so, and keeps nothing."""
    client = make_app(DeliverySettings()).test_client()
    assert client.get("/api/v1/contact").json == {"taken": False, "hours": "", "open": False} | {
        "hours": client.get("/api/v1/contact").json["hours"]  # type: ignore[index]  # it is JSON
    }
    answer = client.post("/api/v1/contact", json={"key": KEY, "goal": "Hello", "email": "ada@example.com"})
    assert answer.status_code == 404


def test_the_page_says_when_a_person_answers(client: FlaskClient, publication: Publication) -> None:
    """Without JavaScript the service fills in the hours; the rest of the page stays as it was built."""
    page = publication.site / "contact" / "index.html"
    page.parent.mkdir()
    page.write_text(
        "<h1>Contact</h1><!--help-centre:contact--><form>"
        '<p class="hc-contact__hours" hidden></p></form><!--/help-centre:contact--><p>End</p>',
        encoding="utf-8",
    )
    html = client.get("/contact/").text
    assert "A person answers Monday to Friday, 09:00 to 17:00 (Europe/Berlin). Nobody is there now" in html
    assert html.endswith("<p>End</p>")


def test_the_address_says_what_goes_along(client: FlaskClient, publication: Publication) -> None:
    """Without JavaScript the link after a search or a "no" brings it; who asks sees it and may untick it."""
    page = publication.site / "contact" / "index.html"
    page.parent.mkdir()
    page.write_text(
        '<!--help-centre:contact--><form><div class="hc-contact__visit" hidden>'
        '<p class="hc-rating__hint">It stays in this browser.</p>\n <ul></ul></div></form>'
        "<!--/help-centre:contact-->",
        encoding="utf-8",
    )
    address = f"/contact/?q=dark+<b>mode&found=0&article=reset&revision={FIRST}&helpful=no"
    form = LexborHTMLParser(client.get(address).text)
    assert [label.text(strip=True) for label in form.css("li label")] == [
        "You searched for “dark <b>mode” and found nothing",
        "You read “Reset”",
        "You said that “Reset” did not help",
    ]
    read = [json.loads(box.attributes["value"] or "") for box in form.css("input[type=checkbox][checked][name=visit]")]
    assert read[1] == {"kind": "page", "article_id": "reset", "revision": FIRST}
    assert [box.attributes.get("data-title") for box in form.css("[name=visit]")] == [None, "Reset", "Reset"]
    for unknown in ("many", "-1", "\u00b2", "9" * 5000):
        shown = LexborHTMLParser(client.get(f"/contact/?q=x&found={unknown}").text).css_first("li label")
        assert shown is not None, unknown
        assert shown.text(strip=True) == "You searched for “x”", "only the number is left out"
    for nothing in ("", "?q=+", "?article=never-published", "?article=<script>"):
        assert "It stays in this browser.</p>\n <ul></ul>" in client.get(f"/contact/{nothing}").text
    assert "stays in this browser" not in client.get(address).text, "the address left it"
    assert "Lassen Sie weg, was Sie nicht weitergeben wollen." in client.get(f"{address}&lang=de").text
    assert "Lassen Sie weg, was Sie nicht weitergeben wollen." in client.get(f"{address}&lang=de").text


def test_the_address_of_the_plain_form_leads_to_it(client: FlaskClient) -> None:
    """Whoever opens it again, from the history or by a reload, is no dead end away from asking."""
    answer = client.get("/ask/")
    assert (answer.status_code, answer.location) == (303, "../contact/")


def test_the_page_has_no_form_where_nothing_is_taken(make_app: Callable[..., Flask], publication: Publication) -> None:
    """A form that leads nowhere is taken out of the page."""
    page = publication.site / "contact" / "index.html"
    page.parent.mkdir()
    page.write_text("<!--help-centre:contact--><form></form><!--/help-centre:contact-->", encoding="utf-8")
    html = make_app(DeliverySettings()).test_client().get("/contact/").text
    assert "<form>" not in html
    assert "cannot be sent from this page" in html


def test_a_contact_page_of_ones_own_stays_as_it_is(client: FlaskClient, publication: Publication) -> None:
    """A page without the form is served as any other file."""
    page = publication.site / "contact" / "index.html"
    page.parent.mkdir()
    page.write_text("<h1>Call us</h1>", encoding="utf-8")
    assert client.get("/contact/").text == "<h1>Call us</h1>"


def test_staff_and_monitors_see_what_waits(ask: Ask, client: FlaskClient) -> None:
    """The metrics count what waits; readiness stays while nothing has failed."""
    ask()
    metrics = client.get("/metrics").text
    assert 'help_centre_outbox_waiting{target="mail"} 2.0' in metrics
    assert 'help_centre_outbox_refused{target="mail"} 0.0' in metrics


@pytest.mark.parametrize(
    ("changes", "targets"),
    [
        ({}, ["mail question", "webhook question", "mail copy"]),
        ({"contact_to": ""}, ["webhook question", "mail copy"]),
        ({"contact_to": "", "mail_server": ""}, ["webhook question"]),
    ],
)
def test_a_question_goes_by_mail_by_webhook_or_both(
    make_app: Callable[..., Flask], changes: dict[str, Any], targets: list[str]
) -> None:
    """Each target that is set gets it once, and the customer a copy where there is mail."""
    hook: dict[str, Any] = {
        "contact_webhook": "https://example.com/hook",
        "contact_webhook_secret": f"whsec_{'A' * 40}",
    }
    app = make_app(replace(DELIVERY, **hook, **changes))
    fields = {"key": KEY, "goal": "Change it", "email": "ada@example.com", "visit": VISIT}
    for _ in range(2):
        assert app.test_client().post("/api/v1/contact", json=fields).status_code in {200, 201}
    messages = waiting(app.extensions[EXTENSION].database)
    assert [f"{message.target} {message.kind}" for message in messages] == targets
    (posted,) = [message.content for message in messages if message.target == "webhook"]
    assert posted["email"] == "ada@example.com"
    assert posted["visit"][0] == VISIT[0]
    assert posted["visit_in_words"][1].startswith("read \u201cReset\u201d")


def test_the_page_says_the_hours_in_its_language(client: FlaskClient, publication: Publication) -> None:
    """On a German page they stand in German, also where it is one of several languages; other folders are files."""
    marked = '<!--help-centre:contact--><p class="hc-contact__hours" hidden></p><!--/help-centre:contact-->'
    for folder in ("", "de", "guides"):
        page = publication.site / folder / "contact" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(marked, encoding="utf-8")
    for path in ("/contact/?lang=de", "/de/contact/"):
        assert "Ein Mensch antwortet Montag bis Freitag" in client.get(path).text
    assert client.get("/guides/contact/").text == marked
    assert client.get("/fr/contact/").status_code == 404
