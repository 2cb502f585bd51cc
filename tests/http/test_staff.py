"""Staff pages and the staff API."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from feedback_api.queue.one_with import unhelped_by_each
from feedback_api.queue.review import review
from feedback_api.queue.turn import EXTENSION as ROUNDS
from feedback_api.running.rounds import make_round
from feedback_api.service import Feedback
from feedback_api.work_items.store import find_item
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication
from tests.http.conftest import Send

PAGES = ("/staff/", "/staff/work-items/", "/staff/work-items/1", "/staff/articles/reset", "/api/v1/work-items")
WORDS = "sign in <script>alert(1)</script>"


@pytest.fixture
def client(signed_in: FlaskClient) -> FlaskClient:
    """Give the browser of somebody who is signed in."""
    return signed_in


@pytest.fixture
def item(send: Send, feedback: Feedback) -> int:
    """Open an item for the reset article, and give its number."""
    for _ in range(11):
        send(goal=WORDS, reason="failed")
    review(feedback.database, now=NOW)
    return 1


def test_a_new_help_centre_says_what_will_appear(client: FlaskClient) -> None:
    """An empty queue explains itself."""
    page = client.get("/staff/work-items/").text
    assert "An article appears here when at least 5 readers have rated it" in page
    assert "0 ratings, of 0 of the 2 published articles" in page


@pytest.mark.usefixtures("item")
def test_the_queue_shows_the_evidence_in_words(client: FlaskClient) -> None:
    """Each item says how many readers said no, links to its page, and bears the key that a pull request names."""
    page = client.get("/staff/work-items/").text
    assert "11 of 11 readers said no (share helped" in page
    assert 'href="/staff/work-items/1"' in page
    assert all("HC-1" in text for text in (page, client.get("/staff/work-items/1").text))


@pytest.mark.usefixtures("item")
def test_readers_words_are_only_ever_text(client: FlaskClient) -> None:
    """What a stranger typed is shown, and never run."""
    for path in PAGES[1:-1]:
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "sign in &lt;script&gt;" in page


def test_looking_at_the_queue_reviews_it(client: FlaskClient, send: Send) -> None:
    """Without any timer, poor ratings become an item when somebody looks."""
    for _ in range(11):
        send()
    assert "11 of 11 readers said no" in client.get("/staff/work-items/").text


@pytest.mark.usefixtures("item")
def test_the_queue_is_shown_although_reviewing_fails(client: FlaskClient, send: Send, feedback: Feedback) -> None:
    """Whatever a part of the review stumbles over, the rest is reviewed, and staff see that and where to look."""
    for _ in range(11):
        send(article_id="export")
    with feedback.database.writing() as connection:
        connection.execute(text(f"INSERT INTO missing_pages VALUES ('x', '{NOW:%Y-%m}-0x', '', 1, 0)"))
    for path in ("/staff/work-items/", "/staff/work-items/2", "/staff/articles/reset", "/staff/undecided/"):
        page = client.get(path)
        assert (page.status_code, "cannot be reviewed just now" in page.text) == (200, True), path
    listed = client.get("/api/v1/work-items").json or {}
    assert listed["total"] == 2
    assert "/readyz" in listed["problem"]
    assert (client.get("/readyz").json or {})["review"] == "failing"
    with feedback.database.writing() as connection:
        connection.execute(text("DELETE FROM missing_pages"))
    assert make_round(feedback, timedelta())
    assert "cannot be reviewed" not in client.get("/staff/work-items/").text
    assert (client.get("/api/v1/work-items").json or {})["problem"] is None


def test_a_part_that_fails_takes_no_item_away(client: FlaskClient, item: int, feedback: Feedback) -> None:
    """The page of an item, a step, and what trackers are told leave out what cannot be read, and say that."""
    with feedback.database.writing() as connection:
        connection.execute(text("UPDATE articles SET review_by = '2026-99-99' WHERE id = 'export'"))
    page = client.get(f"/staff/work-items/{item}")
    assert (page.status_code, "cannot be reviewed just now" in page.text) == (200, True)
    assert "11 of 11 readers said no" in page.text
    taken = client.patch(f"/api/v1/work-items/{item}", json={"state": "in_review"})
    assert (taken.status_code, (taken.json or {}).get("state")) == (200, "in_review")
    with feedback.database.reading() as connection:
        assert find_item(connection, item).state == "in_review"
        assert unhelped_by_each(connection, now=NOW) == {}


@pytest.mark.usefixtures("item")
def test_a_database_that_fails_the_review_hides_no_item(client: FlaskClient, feedback: Feedback) -> None:
    """A table that is gone is said as long as it is, and not only to who happened to begin the review."""
    with feedback.database.writing() as connection:
        connection.execute(text("ALTER TABLE search_days RENAME TO lost"))
    for _ in range(2):
        page = client.get("/staff/work-items/")
        assert (page.status_code, "cannot be reviewed just now" in page.text) == (200, True)
        assert "11 of 11 readers said no" in page.text


def test_other_chores_that_fail_hide_nothing(client: FlaskClient, send: Send, feedback: Feedback) -> None:
    """What fails beside the review, or before it, is no matter of the queue."""
    for _ in range(11):
        send()
    with feedback.database.writing() as connection:
        connection.execute(text("INSERT INTO chores VALUES ('forget', 'never')"))
    page = client.get("/staff/work-items/")
    assert (page.status_code, "cannot be reviewed" in page.text) == (200, False)
    assert "11 of 11 readers said no" in page.text


def test_where_rounds_are_made_apart_looking_reviews_nothing(
    client: FlaskClient, send: Send, feedback: Feedback
) -> None:
    """A page shows what the last round left, and holds up nobody who searches in the same process."""
    client.application.extensions[ROUNDS] = "elsewhere"
    for _ in range(11):
        send()
    assert "11 of 11 readers said no" not in client.get("/staff/work-items/").text
    assert make_round(feedback)
    assert "11 of 11 readers said no" in client.get("/staff/work-items/").text


def test_an_item_is_taken_and_dismissed_by_plain_forms(client: FlaskClient, item: int) -> None:
    """Without JavaScript a person takes an item, then dismisses it with a reason, and sees both in its history."""
    address = f"/staff/work-items/{item}"
    assert client.post(address, data={"state": "in_review"}).headers["Location"] == address
    for nothing in ("", "   ", "\u200b"):
        assert client.post(address, data={"state": "dismissed", "reason": nothing}).status_code == 409
    assert client.post(address, data={"state": "dismissed", "reason": "The product changes"}).status_code == 303
    page = client.get(address).text
    assert "In review" in page
    assert "The product changes" in page


def test_items_are_filtered(client: FlaskClient, item: int) -> None:
    """The list can be narrowed to a state; nothing there is said as such."""
    assert f"/staff/work-items/{item}" in client.get("/staff/work-items/?state=open&kind=poor-rating").text
    assert "No work item is like that" in client.get("/staff/work-items/?state=verified").text
    refused = client.get("/staff/work-items/?state=lost")
    assert refused.status_code == 422
    assert "Check the address" in refused.text
    assert "openapi" not in refused.text


def test_the_article_page_says_what_is_missing(client: FlaskClient, send: Send) -> None:
    """An article with few ratings is said to be undecided, with about how many more would tell, and how long."""
    send()
    send(helpful=True)
    page = client.get("/staff/articles/reset").text
    assert re.search(
        r"Too few to tell: about \d+ more ratings are needed, at the present pace in \d+ (days|weeks)", page
    )
    assert client.get("/staff/articles/nowhere").status_code == 404


def test_the_api_lists_and_changes_items(client: FlaskClient, item: int) -> None:
    """Programs see what people see, and take the same steps."""
    listed = client.get("/api/v1/work-items").json
    assert listed is not None
    (found,) = listed["items"]
    assert (listed["total"], found["state"], found["article_id"]) == (1, "open", "reset")
    assert found["evidence"]["reasons"] == {"I followed it and it did not work": 11}
    assert found["evidence"]["voices"][0]["goal"] == WORDS
    taken = client.patch(f"/api/v1/work-items/{item}", json={"state": "in_review"})
    assert taken.json is not None
    assert taken.json["state"] == "in_review"


def test_who_took_an_item_lets_go_of_it(client: FlaskClient, item: int) -> None:
    """By the page's form or over HTTP: it waits again, and what happened says so."""
    page = f"/staff/work-items/{item}"
    client.post(page, data={"state": "in_review"})
    assert "Let go of it" in client.get(page).text
    assert client.post(page, data={"state": "open"}).status_code == 303
    shown = client.get(page).text
    assert "Take it" in shown
    assert "Nobody is at it any more." in shown
    client.patch(f"/api/v1/work-items/{item}", json={"state": "in_review"})
    let_go = client.patch(f"/api/v1/work-items/{item}", json={"state": "open"}).json
    assert let_go is not None
    assert let_go["state"] == "open"


@pytest.mark.usefixtures("item")
def test_a_wrong_step_is_refused(client: FlaskClient) -> None:
    """Proof comes from readers, and reasons are needed; what nobody took is not let go of."""
    steps: dict[str, tuple[int, dict[str, str], int]] = {
        "let go of what nobody took": (1, {"state": "open"}, 409),
        "verify by hand": (1, {"state": "verified"}, 422),
        "dismiss without a reason": (1, {"state": "dismissed"}, 409),
        "nothing": (1, {}, 422),
        "unknown item": (2, {"state": "in_review"}, 404),
    }
    for what, (number, body, status) in steps.items():
        assert client.patch(f"/api/v1/work-items/{number}", json=body).status_code == status, what


@pytest.mark.usefixtures("item")
def test_a_wrong_step_is_told_which_ones_there_are(client: FlaskClient) -> None:
    """The answer speaks the words of the interface, not those of the program behind it."""
    answer = client.patch("/api/v1/work-items/1", json={"state": "verified"})
    assert answer.json is not None
    assert answer.json["error"] == "The field 'state' is wrong: Input should be 'in_review', 'open' or 'dismissed'."


def test_a_shipped_repair_waits_for_its_readers(
    client: FlaskClient, publication: Publication, item: int, send: Send, feedback: Feedback
) -> None:
    """After a new revision the page says that its readers decide, and how many more are needed."""
    publication.publish(reset=SECOND, export=FIRST)
    send(revision=SECOND, helpful=True)
    feedback.published.notice(now=NOW)
    review(feedback.database, now=NOW)
    page = client.get(f"/staff/work-items/{item}").text
    assert "1 of 1 reader of the repaired revision said yes" in page
    assert "Too few to tell: about" in page
    said = re.findall(r"share helped (\d+) % to (\d+) %", page)
    drawn = re.findall(r'<td class="number">(\d+) to (\d+) %</td>', page)
    assert said[0] == drawn[-1], "the sentence and the end of the curve say the same"


def test_another_sites_page_can_change_nothing(client: FlaskClient, item: int) -> None:
    """A form that lies on another site cannot act through the browser of who may see staff pages."""
    step = {"state": "in_review"}
    for name, said in (
        *(("Sec-Fetch-Site", site) for site in ("cross-site", "same-site")),
        *(("Origin", origin) for origin in ("https://example.com", "null")),
    ):
        headers = {name: said}
        answers = (
            client.post(f"/staff/work-items/{item}", data=step, headers=headers),
            client.patch(f"/api/v1/work-items/{item}", json=step, headers=headers),
            client.get("/api/v1/work-items", headers=headers),
        )
        assert [answer.status_code for answer in answers] == [403, 403, 403], headers


def test_a_link_from_another_site_may_be_followed(client: FlaskClient, item: int) -> None:
    """A link in a tracker leads to the item."""
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.get(f"/staff/work-items/{item}", headers=headers).status_code == 200


@pytest.mark.parametrize("number", [2**31, 99999999999999999999])
def test_a_number_beyond_all_items_is_not_found(client: FlaskClient, number: int) -> None:
    """A number that no row can have is an item that does not exist."""
    assert client.get(f"/staff/work-items/{number}").status_code == 404
    assert client.patch(f"/api/v1/work-items/{number}", json={"state": "in_review"}).status_code == 404


def test_staff_pages_are_not_kept_by_caches(client: FlaskClient) -> None:
    """What customers wrote is stored nowhere on the way."""
    assert client.get("/staff/work-items/").headers["Cache-Control"] == "no-store"
