"""What people put right at a work item: notes, items that are one, questions that were gathered wrongly."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from feedback_api.queue.review import review
from feedback_api.search_causes.tables import search_wordings
from feedback_api.searches.log import Search, SearchLog
from feedback_api.service import Feedback
from feedback_api.work_items.life import WorkItem
from feedback_api.work_items.names import State
from feedback_api.work_items.store import list_items
from tests.feedback_api.publication import NOW
from tests.http.conftest import Send

LATER = NOW + timedelta(hours=1)


def seek(feedback: Feedback, query: str, times: int) -> None:
    """Let people search for what is not there."""
    log = SearchLog(feedback.database)
    for number in range(times):
        log.note(Search(f"{query}-{number}".replace(" ", "-"), query, "en", 0, partial=False, searched_at=NOW))
    log.flush()


def items(feedback: Feedback) -> dict[str, WorkItem]:
    """Give the items by what they are called."""
    with feedback.database.reading() as connection:
        return {item.evidence.title or item.article_id: item for item in list_items(connection)}


@pytest.fixture
def searched(feedback: Feedback) -> Feedback:
    """Two causes of searches with an item each, one of them in two wordings."""
    seek(feedback, "delete account", 6)
    seek(feedback, "deleting accounts", 2)
    seek(feedback, "pay by invoice", 6)
    review(feedback.database, now=LATER)
    return feedback


def test_a_note_is_kept_and_shown(signed_in: FlaskClient, searched: Feedback) -> None:
    """Others read it, without what tells who a customer is."""
    item = items(searched)["delete account"]
    sent = signed_in.post(f"/staff/work-items/{item.id}/notes", data={"words": "Ask ann@example.com <b>first</b>"})
    assert sent.status_code == 303
    page = signed_in.get(sent.location).text
    assert "Ask [e-mail address] &lt;b&gt;first&lt;/b&gt;" in page


def test_a_note_says_something(signed_in: FlaskClient, searched: Feedback) -> None:
    """Nothing, or a book, is no note."""
    item = items(searched)["delete account"]
    for words in ("", "   ", "x" * 2001):
        sent = signed_in.post(f"/staff/work-items/{item.id}/notes", data={"words": words})
        assert sent.status_code == 422, words


def test_two_questions_are_made_one(signed_in: FlaskClient, searched: Feedback) -> None:
    """The item that stays counts the searches of both, and the other one leads to it."""
    one, other = items(searched)["pay by invoice"], items(searched)["delete account"]
    sent = signed_in.post(f"/staff/work-items/{one.id}/merge", data={"into": other.id})
    assert sent.location.endswith(f"/staff/work-items/{other.id}")
    review(searched.database, now=LATER)
    left = items(searched)
    assert (left["pay by invoice"].state, left["pay by invoice"].merged_into) == (State.DISMISSED, other.id)
    assert left["delete account"].evidence.unhelpful == 14
    words = f'counted at <a href="/staff/work-items/{other.id}">HC-{other.id}</a>'
    assert words in signed_in.get(f"/staff/work-items/{one.id}").text
    assert "pay by invoice</h3>" in signed_in.get(f"/staff/work-items/{other.id}").text


@pytest.mark.parametrize("written", ["HC-{}", " hc-{} ", "#{}"])
def test_items_are_named_as_people_write_them(signed_in: FlaskClient, searched: Feedback, written: str) -> None:
    """The key that stands in the title of an issue does, as the number does."""
    here, there = (items(searched)[name].id for name in ("delete account", "pay by invoice"))
    sent = signed_in.post(f"/staff/work-items/{here}/merge", data={"into": written.format(there)})
    assert (sent.status_code, sent.location) == (303, f"/staff/work-items/{there}")


def test_what_names_no_item_is_said_in_plain_words(signed_in: FlaskClient, searched: Feedback) -> None:
    """Nobody has to know what an integer is."""
    merge = f"/staff/work-items/{items(searched)['delete account'].id}/merge"
    for written in ("", "abc", "0", "-1", "99999999999", "HC-"):
        sent = signed_in.post(merge, data={"into": written})
        assert sent.status_code == 422, written
        assert "is no number of a work item, such as 12 or HC-12" in sent.text, written


def test_who_dismisses_without_a_reason_is_told_to_give_one(signed_in: FlaskClient, searched: Feedback) -> None:
    """Loading the page again would not help."""
    item = items(searched)["delete account"]
    sent = signed_in.post(f"/staff/work-items/{item.id}", data={"state": "dismissed", "reason": ""})
    assert sent.status_code == 409
    assert "Say why nothing is to be done." in sent.text
    assert "reload" not in sent.text


def test_a_question_is_answered_by_an_article_with_an_item(
    signed_in: FlaskClient, searched: Feedback, send: Send
) -> None:
    """Searches that a person puts to a poor article stay with it, and are told at its item."""
    for _ in range(12):
        send()
    review(searched.database, now=LATER)
    found = items(searched)
    poor = next(item for item in found.values() if item.kind == "poor-rating")
    signed_in.post(f"/staff/work-items/{found['delete account'].id}/merge", data={"into": poor.id})
    review(searched.database, now=LATER)
    with searched.database.reading() as connection:
        assert [item.kind for item in list_items(connection, states=[State.OPEN])] == ["poor-rating", "missing-answer"]
    page = signed_in.get(f"/staff/work-items/{poor.id}").text
    assert "One with this" in page
    assert "delete account" in page


def test_a_wording_that_asks_something_else_is_taken_out(signed_in: FlaskClient, searched: Feedback) -> None:
    """It is a cause of its own from then on, with its own counts."""
    item = items(searched)["delete account"]
    sent = signed_in.post(f"/staff/work-items/{item.id}/split", data={"wording": ["deleting accounts"]})
    assert sent.status_code == 303
    review(searched.database, now=LATER)
    assert items(searched)["delete account"].evidence.unhelpful == 6
    seek(searched, "Deleting  Accounts", 3)
    with searched.database.reading() as connection:
        causes = {row.wording: row.cause_id for row in connection.execute(select(search_wordings))}
    assert causes["deleting accounts"] != causes["delete account"]


def test_all_or_none_is_no_split(signed_in: FlaskClient, searched: Feedback) -> None:
    """What would leave a cause empty, or change nothing, is refused with a hint."""
    item = items(searched)["delete account"]
    wrong: list[list[str]] = [[], ["delete account", "deleting accounts"], ["never searched"]]
    for wordings in wrong:
        sent = signed_in.post(f"/staff/work-items/{item.id}/split", data={"wording": wordings})
        assert sent.status_code == 422, wordings
        assert "Neither none nor all of the wordings" in sent.text, wordings


def test_an_item_is_one_with_another_that_is_at_work(signed_in: FlaskClient, searched: Feedback) -> None:
    """Not with itself, nor with one that does not exist."""
    item = items(searched)["delete account"].id
    wrong = {"x": 422, "0": 422, "99": 404, str(item): 409, "9" * 30: 422}
    said = {into: signed_in.post(f"/staff/work-items/{item}/merge", data={"into": into}).status_code for into in wrong}
    assert said == wrong


def test_only_staff_put_things_right(client: FlaskClient, searched: Feedback) -> None:
    """Who is not signed in changes nothing."""
    item = items(searched)["delete account"]
    for step in ("notes", "merge", "split"):
        sent = client.post(f"/staff/work-items/{item.id}/{step}", data={"words": "x", "into": "1"})
        assert sent.status_code == 401, step


def test_an_article_is_no_question(signed_in: FlaskClient, feedback: Feedback, send: Send) -> None:
    """The item of an article has no wordings to take out."""
    for _ in range(12):
        send()
    review(feedback.database, now=LATER)
    (item,) = items(feedback).values()
    assert signed_in.post(f"/staff/work-items/{item.id}/split", data={"wording": ["x"]}).status_code == 422


def test_the_api_tells_the_same(signed_in: FlaskClient, searched: Feedback) -> None:
    """Programs read wordings, answer and days of an item of searches."""
    item = items(searched)["delete account"]
    listed = signed_in.get("/api/v1/work-items").json
    assert listed is not None
    account = next(one for one in listed["items"] if one["id"] == item.id)
    assert account["title"] == "No article: delete account"
    assert [asked["wording"] for asked in account["wordings"]] == ["delete account", "deleting accounts"]
    assert (account["answer"], account["days"], account["advice"]) == (None, 0, None)


def test_undecided_articles_have_a_page(signed_in: FlaskClient, client: FlaskClient, send: Send) -> None:
    """Staff reads which articles ratings have not decided; nobody else does."""
    for _ in range(3):
        send()
    page = signed_in.get("/staff/undecided/").text
    assert "Reset" in page
    assert re.search(r"about \d+ more ratings are needed, at the present pace in \d+ (days|weeks)", page)
    assert client.get("/staff/undecided/").status_code == 303
