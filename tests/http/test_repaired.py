"""Who left an address hears once that it is repaired, and answers with one click that no scanner makes for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from feedback_api.outbox.messages import list_waiting
from feedback_api.ratings.tables import ratings
from feedback_api.repaired import links
from feedback_api.repaired.telling import tell_who_waits, waiting_by_article
from feedback_api.service import Feedback
from tests.feedback_api.publication import FIRST, NOW, SECOND, SITE_URL, Publication
from tests.http.conftest import Send

SERVICE = "https://help.example.com/service/"
Repair = Callable[[], int]


@pytest.fixture
def repair(publication: Publication, feedback: Feedback) -> Repair:
    """Publish another text of the reset article an hour later, and tell who waits."""

    def repair() -> int:
        later = NOW + timedelta(hours=1)
        publication.publish(reset=SECOND, export=FIRST)
        feedback.published.notice(now=later)
        return tell_who_waits(feedback.database, SITE_URL, SERVICE, now=later)

    return repair


def mails(feedback: Feedback) -> list[dict[str, Any]]:
    """Read what waits to be sent."""
    with feedback.database.reading() as connection:
        return [message.content for message in list_waiting(connection)]


def waiting(feedback: Feedback) -> dict[str, int]:
    """Count who will still be told, by article, as the week page does."""
    with feedback.database.reading() as connection:
        return {row.article_id: row.people for row in waiting_by_article(connection, limit=9)}


def told(feedback: Feedback) -> str:
    """Give the path of the link of the one mail."""
    (mail,) = mails(feedback)
    (link,) = re.findall(rf"{SERVICE}(helped/\S+)", mail["text"])
    return f"/{link}"


def answers(feedback: Feedback) -> list[bool]:
    """Read the ratings of the repaired text."""
    with feedback.database.reading() as connection:
        return list(connection.execute(select(ratings.c.helpful).where(ratings.c.revision == SECOND)).scalars())


def press(client: FlaskClient, path: str, helpful: str) -> Any:
    """Press a button of the page at *path*."""
    return client.post("/helped/", data={"link": path.split("link=")[1], "helpful": helpful})


def test_each_address_is_told_once_and_then_forgotten(send: Send, feedback: Feedback, repair: Repair) -> None:
    """Two ratings of one reader make one mail, in their words, and the address is in no rating any more."""
    send(email="Ada@example.com", goal="Get back in")
    send(email="ada@example.com", goal="Try again")
    send(email="bob@example.com")
    assert repair() == 2
    first, second = sorted(mails(feedback), key=lambda mail: mail["to"].lower())
    assert (first["to"].lower(), second["to"]) == ("ada@example.com", "bob@example.com")
    assert "Get back in" in first["text"] or "Try again" in first["text"]
    assert "https://help.example.com/a/reset/" in first["text"]
    with feedback.database.reading() as connection:
        assert connection.execute(select(ratings.c.email)).scalars().all() == [None, None, None]
    assert repair() == 0


def test_an_address_with_capitals_of_any_language_is_told_once(send: Send, feedback: Feedback, repair: Repair) -> None:
    """Databases know capitals of ASCII alone; people write hosts in their own letters."""
    send(email="Ada@BÜCHER.example")
    send(email="ada@bücher.example")
    assert repair() == 1
    assert [mail["to"].lower() for mail in mails(feedback)] == ["ada@bücher.example"]
    with feedback.database.reading() as connection:
        assert connection.execute(select(ratings.c.email)).scalars().all() == [None, None]


def test_nobody_is_told_before_another_text_is_live(send: Send, feedback: Feedback, repair: Repair) -> None:
    """The same text, a yes, and another article are no reason to write."""
    send(email="ada@example.com")
    assert tell_who_waits(feedback.database, SITE_URL, SERVICE, now=NOW) == 0
    send(article_id="export", email="bob@example.com")
    send(helpful=True, email="eve@example.com")
    assert waiting(feedback) == {"export": 1, "reset": 1}
    assert repair() == 1


def test_a_no_to_the_old_text_that_arrives_after_the_repair_is_told(
    send: Send, feedback: Feedback, repair: Repair
) -> None:
    """A tab that was open, or a browser that was offline, rates the old text late; who rates the new one waits."""
    assert repair() == 0
    send(email="late@example.com")
    send(revision=SECOND, email="new@example.com")
    with feedback.database.writing() as connection:
        connection.execute(update(ratings).values(rated_at=NOW + timedelta(hours=2)))
    assert waiting(feedback) == {"reset": 2}
    assert repair() == 1
    assert [mail["to"] for mail in mails(feedback)] == ["late@example.com"]
    assert waiting(feedback) == {"reset": 1}


def test_who_came_in_a_flood_is_told_all_the_same(
    send: Send, client: FlaskClient, feedback: Feedback, repair: Repair
) -> None:
    """Ratings that are set aside count for nothing, but each address that was left gets its one word."""
    client.environ_base["REMOTE_ADDR"] = "8.8.4.4"
    for number in range(9):
        send(email=f"{'ADA' if number % 2 else 'ada'}@example.com")
    send(email="bob@example.com")
    with feedback.database.reading() as connection:
        assert connection.execute(select(ratings.c.key).where(ratings.c.flood.is_not(None))).first()
    assert waiting(feedback) == {"reset": 2}
    assert repair() == 2
    assert sorted(mail["to"].lower() for mail in mails(feedback)) == ["ada@example.com", "bob@example.com"]
    assert waiting(feedback) == {}


def test_nobody_waits_for_an_article_that_is_gone(send: Send, feedback: Feedback, publication: Publication) -> None:
    """What is no longer published is not repaired, so the week page does not promise that its readers hear of it."""
    send(article_id="export", email="ada@example.com")
    assert waiting(feedback) == {"export": 1}
    publication.publish(reset=FIRST)
    feedback.published.notice(now=NOW + timedelta(hours=1))
    assert waiting(feedback) == {}


def test_looking_at_the_link_answers_nothing(
    send: Send, feedback: Feedback, repair: Repair, client: FlaskClient
) -> None:
    """A scanner that follows the link of a mail, however often, leaves no rating and does not use the link up."""
    send(email="ada@example.com")
    repair()
    link = told(feedback)
    for _ in range(3):
        assert "Did it help now?" in client.get(link).text
        assert client.head(link).status_code == 200
    assert answers(feedback) == []
    assert press(client, link, "yes").status_code == 303
    assert answers(feedback) == [True]


def test_a_link_answers_once(send: Send, feedback: Feedback, repair: Repair, client: FlaskClient) -> None:
    """The first answer stays, and the page says which it was."""
    send(email="ada@example.com")
    repair()
    link = told(feedback)
    press(client, link, "yes")
    press(client, link, "no")
    assert answers(feedback) == [True]
    assert "helps now" in client.get(link).text


def test_who_was_not_helped_is_asked_what_is_missing(
    send: Send, feedback: Feedback, repair: Repair, client: FlaskClient
) -> None:
    """After a no the page asks once more in words, not for an address, and a later repair tells nobody again."""
    send(email="ada@example.com")
    repair()
    link = told(feedback)
    press(client, link, "no")
    page = client.get(link).text
    assert "What is still missing?" in page
    assert 'name="email"' not in page
    hidden = dict(re.findall(r'name="(key|article_id|revision|helpful)" value="([^"]+)"', page))
    assert client.post("/api/v1/ratings", data={**hidden, "goal": "The last step"}).status_code == 303
    assert answers(feedback) == [False]
    assert repair() == 0


@pytest.mark.parametrize("damage", [lambda t: t[:-1], lambda t: t + "x", lambda t: "1" + t[1:], lambda _: ""])
def test_a_damaged_link_is_refused(
    send: Send, feedback: Feedback, repair: Repair, client: FlaskClient, damage: Callable[[str], str]
) -> None:
    """What was altered or cut off answers nothing, and says what to do."""
    send(email="ada@example.com")
    repair()
    token = damage(told(feedback).split("link=")[1])
    for response in (client.get(f"/helped/?link={token}"), press(client, f"link={token}", "yes")):
        assert response.status_code == 404
        assert "is not whole" in response.text
    assert answers(feedback) == []


def test_an_old_link_is_refused(
    send: Send, feedback: Feedback, repair: Repair, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After its time a link answers nothing, and leads to the article that it names, which asks the same."""
    send(email="ada@example.com")
    repair()
    monkeypatch.setattr(links, "VALID_FOR", timedelta(seconds=-1))
    for page in (client.get(told(feedback)), press(client, told(feedback), "yes")):
        assert page.status_code == 410
        assert "Say on the page itself whether it helps now." in page.text
        (article,) = re.findall(r'<a href="\.\.(/[^"]*)">To “Reset”</a>', page.text)
        assert client.get(article).status_code == 200
    assert answers(feedback) == []


def test_an_answer_is_yes_or_no(send: Send, feedback: Feedback, repair: Repair, client: FlaskClient) -> None:
    """Anything else is refused and uses nothing up."""
    send(email="ada@example.com")
    repair()
    assert press(client, told(feedback), "perhaps").status_code == 422
    assert press(client, told(feedback), "yes").status_code == 303


def test_the_link_is_kept_from_caches_and_other_sites(
    send: Send, feedback: Feedback, repair: Repair, client: FlaskClient
) -> None:
    """The page sends no referrer and is stored nowhere."""
    send(email="ada@example.com")
    repair()
    headers = client.get(told(feedback)).headers
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
