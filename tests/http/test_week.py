"""The week in one page: what was not found, what failed, what was repaired, who waits, and the numbers as CSV."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert

from feedback_api.contact.tables import questions
from feedback_api.outbox.messages import list_waiting, queue_message
from feedback_api.outbox.turn import STANDING_PREFIX
from feedback_api.queue.review import review
from feedback_api.receivers.standing import Standing, keep_standing
from feedback_api.search_causes.counting import count_searches
from feedback_api.searches.tables import searches
from feedback_api.service import Feedback
from feedback_api.week.letter import send_week
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication
from tests.http.conftest import Send


def search(feedback: Feedback, words: str, *, total: int = 0, days_ago: int = 0, **more: Any) -> None:
    """Let somebody search."""
    fields = {"partial": False, "settled": True, "lang": "en", **more}
    with feedback.database.writing() as connection:
        fields.setdefault("search_id", f"{words} {days_ago} {total} {len(more)}"[:60])
        at = NOW - timedelta(days=days_ago)
        connection.execute(insert(searches).values(query=words, total=total, searched_at=at, **fields))


def rows(client: FlaskClient, name: str) -> list[dict[str, str]]:
    """Read the numbers of a picture."""
    answer = client.get(f"/staff/week/{name}.csv")
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answer.text)))


@pytest.mark.parametrize("path", ["/staff/", "/staff/week/ratings.csv"])
def test_only_staff_sees_it(client: FlaskClient, path: str) -> None:
    """Who is not signed in sees nothing of it."""
    assert client.get(path).status_code in {302, 303, 401, 403}


def test_an_empty_week_says_so(signed_in: FlaskClient) -> None:
    """A help centre that begins has a page all the same."""
    page = signed_in.get("/staff/").text
    for sentence in ("Every search found something.", "Nobody said no.", "No repair went live", "Nobody."):
        assert sentence in page
    assert page.count("None in these 13 weeks.") == 3
    assert "<svg" not in page


def test_searches_without_an_answer_are_counted_together(signed_in: FlaskClient, feedback: Feedback) -> None:
    """Case and spaces make no difference; what found something, was only typed, or is of another week is left out."""
    search(feedback, "dark  Mode")
    search(feedback, "dark mode", days_ago=6)
    search(feedback, "found", total=3)
    search(feedback, "typi", partial=True, settled=False)
    search(feedback, "long ago", days_ago=7)
    page = signed_in.get("/staff/").text
    assert '<td>dark mode</td><td class="number">2</td>' in page
    assert not any(words in page for words in ("<td>found", "<td>typi", "<td>long ago"))
    assert [row["unanswered"] for row in rows(signed_in, "searches")][-2:] == ["1", "2"]
    assert "long ago" in signed_in.get("/staff/?until=2026-11-14").text


def test_capitals_of_every_alphabet_make_no_difference(signed_in: FlaskClient, feedback: Feedback) -> None:
    """What is written in many ways is not pushed off the page by what is written in one, while it is uncounted."""
    for number in range(60):
        for again in range(2):
            search(feedback, f"other {number}", search_id=f"{number} {again}")
    for number, words in enumerate(("ÄRGER", "ärger", "Ärger")):
        search(feedback, words, search_id=f"capitals {number}")
    assert '<td>ärger</td><td class="number">3</td>' in signed_in.get("/staff/").text


def test_a_search_stays_on_the_page_when_it_is_counted(signed_in: FlaskClient, feedback: Feedback) -> None:
    """The review adds searches up by wording and day; the page shows each once, before that and after it."""
    for number in range(3):
        search(feedback, "Über Änderungen", days_ago=1, search_id=f"own {number}")
    for counted in (0, 3):
        page = signed_in.get("/staff/").text
        assert '<td>über änderungen</td><td class="number">3</td>' in page
        assert [row["unanswered"] for row in rows(signed_in, "searches")][-1] == "3"
        assert count_searches(feedback.database, now=NOW) == 3 - counted


def test_failing_articles_speak_in_readers_words(signed_in: FlaskClient, send: Send) -> None:
    """The article with the most noes comes first, with what its readers wrote, and nothing of who they are."""
    send(goal="Get <b>in</b>", reason="unclear", email="ada@example.com")
    send(goal="get  <b>in</b>", reason="unclear")
    send(article_id="export")
    page = signed_in.get("/staff/").text
    assert page.index("Reset</a></h3>") < page.index("Export</a></h3>")
    assert page.lower().count("&lt;b&gt;in&lt;/b&gt;") == 1, "what several say in the same words stands there once"
    assert "I did not understand it" in page
    assert "ada@example.com" not in page
    assert '<th scope="row"><a href="/staff/articles/reset?lang=en">Reset</a></th><td>21 Nov 2026</td>' in page


def test_articles_that_people_asked_a_person_after_failed_them_too(
    signed_in: FlaskClient, feedback: Feedback, send: Send
) -> None:
    """They are told with the questions' words, on the page and by mail; who asks twice, and other weeks, are not."""
    send()
    asked: list[dict[str, Any]] = [
        {"article_id": "export", "goal": "Print <it>"},
        {"article_id": "export", "goal": "Print it in colour", "asked_at": NOW - timedelta(hours=1)},
        {"article_id": "export", "goal": "And again", "set_aside": True},
        {"article_id": "export", "goal": "Long ago", "asked_at": NOW - timedelta(days=8)},
        {"article_id": None, "goal": "Of no article", "revision": None},
    ]
    with feedback.database.writing() as connection:
        for number, fields in enumerate(asked):
            row = {"receipt": str(number), "key": str(number), "asked_at": NOW, "lang": "en", "revision": FIRST}
            connection.execute(insert(questions).values({**row, **fields}))
    page = signed_in.get("/staff/").text
    assert page.index("Export</a></h3>") < page.index("Reset</a></h3>")
    shown = page.split("Export</a></h3>")[1].split("Reset</a></h3>")[0]
    assert "2 asked a person after reading." in shown
    assert "said no" not in shown, "nobody rated it"
    assert re.findall("<blockquote>(.*)</blockquote>", shown) == ["Print &lt;it&gt;", "Print it in colour"]
    for words in ("And again", "Long ago", "Of no article"):
        assert words not in page
    assert send_week(feedback.database, ["ada@example.com"], "https://help.example.com/", now=NOW + timedelta(days=7))
    with feedback.database.reading() as connection:
        (mail,) = list_waiting(connection)
    assert '- Export: 2 asked a person after reading\n  "Print <it>"' in mail.content["text"]
    assert "- Reset: 1 said no, 0 yes\n" in mail.content["text"]


def test_the_loop_is_measured_from_the_first_no(
    signed_in: FlaskClient, feedback: Feedback, publication: Publication, send: Send
) -> None:
    """A repair is a mark in its week, and its item took the days from the first no to its verification."""
    for _ in range(12):
        send()
    review(feedback.database, now=NOW)
    later = NOW + timedelta(days=5)
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=later)
    for _ in range(20):
        send(revision=SECOND, helpful=True)
    review(feedback.database, now=later)
    path = f"?until={later.date()}"
    page = signed_in.get(f"/staff/{path}").text
    assert "state-verified" in page
    numbers = list(csv.DictReader(io.StringIO(signed_in.get(f"/staff/week/loop.csv{path}").text)))
    assert (numbers[-1]["verified"], numbers[-1]["median_days"]) == ("1", "5")
    ratings = list(csv.DictReader(io.StringIO(signed_in.get(f"/staff/week/ratings.csv{path}").text)))
    assert (ratings[-1]["helpful"], ratings[-1]["unhelpful"], ratings[-1]["repairs"]) == ("20", "12", "1")
    assert float(ratings[-1]["low"]) < 20 / 32 < float(ratings[-1]["high"])


def test_a_repair_that_is_verified_on_its_first_day_is_drawn(
    signed_in: FlaskClient, feedback: Feedback, publication: Publication, send: Send
) -> None:
    """No day at all is the best that the loop can do, and not a week without a repair."""
    for _ in range(12):
        send()
    review(feedback.database, now=NOW)
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=NOW)
    for _ in range(20):
        send(revision=SECOND, helpful=True)
    review(feedback.database, now=NOW)
    assert rows(signed_in, "loop")[-1]["median_days"] == "0"
    picture = signed_in.get("/staff/").text.split("Days from the first", maxsplit=1)[1].split("</figure>")[0]
    assert "; at most 0</figcaption>" in picture
    assert re.findall(r'<rect class="picture-bar" x="\d+" y="([\d.]+)" width="24" height="([\d.]+)"', picture) == [
        ("118", "2")
    ]
    assert "0 days</td>" in picture


def test_messages_that_do_not_go_out_are_seen(signed_in: FlaskClient, feedback: Feedback) -> None:
    """A failing mail server is told at the top of the page, with what to do."""
    with feedback.database.writing() as connection:
        queue_message(connection, "key", "mail", "question", {"to": "a@b"}, now=NOW)
        standing = Standing(problem="The mail server is away.", hint="Start it.")
        keep_standing(connection, f"{STANDING_PREFIX}mail", standing)
    page = signed_in.get("/staff/").text
    assert "Mail: 1 message waits." in page
    assert "The mail server is away. Start it." in page
    assert (signed_in.get("/readyz").json or {})["outbox"] == "failing"


@pytest.mark.parametrize("path", ["/staff/?until=yesterday", "/staff/?until=0001-01-01"])
def test_a_day_that_is_none_is_refused(signed_in: FlaskClient, path: str) -> None:
    """A slip in the address is told."""
    assert signed_in.get(path).status_code == 422


def test_a_picture_that_does_not_exist_is_not_found(signed_in: FlaskClient) -> None:
    """There are three."""
    assert signed_in.get("/staff/week/people.csv").status_code == 404
