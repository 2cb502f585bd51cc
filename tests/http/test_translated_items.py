"""A work item of a translation speaks of its own readers: the original has the same id and other readers."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert, update

from feedback_api.contact.one_person import list_set_aside_questions
from feedback_api.contact.tables import questions
from feedback_api.evidence.policy import Policy
from feedback_api.queue.testimony import hear
from feedback_api.queue.undecided import list_undecided
from feedback_api.ratings.flood_store import list_floods
from feedback_api.repaired.telling import waiting_by_article
from feedback_api.searches.tables import clicks, searches
from feedback_api.service import Feedback
from feedback_api.staff.curve import rating_curve
from feedback_api.staff.tallies import revision_tallies
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication, plain_article
from tests.http.conftest import Send

ORIGINAL, TRANSLATION = ("reset", "en"), ("reset", "de")


@pytest.fixture(autouse=True)
def _two_languages(publication: Publication, feedback: Feedback) -> None:
    """Publish a translation beside its original, each found by a search in its language."""
    german = {"lang": "de", "url": "de/guides/reset/", "title": "Zurücksetzen"}
    publication.write_catalogue(plain_article("reset", FIRST), plain_article("reset", SECOND).model_copy(update=german))
    feedback.published.notice(now=NOW)
    with feedback.database.writing() as connection:
        for key, lang, words in (("e", "en", "forgot my passphrase"), ("d", "de-AT", "Kennwort vergessen")):
            hits = {"total": 3, "partial": False, "settled": True, "searched_at": NOW}
            connection.execute(insert(searches).values(search_id=key, query=words, lang=lang, **hits))
            connection.execute(insert(clicks).values(search_id=key, article_id="reset", rank=1, clicked_at=NOW))
            asked = {"receipt": key, "key": key, "asked_at": NOW, "article_id": "reset", "goal": f"ask in {lang}"}
            connection.execute(insert(questions).values(lang=lang, **asked))


def test_an_item_of_a_translation_shows_its_own_readers(signed_in: FlaskClient, send: Send, feedback: Feedback) -> None:
    """Words, searches and days are of the text in that language, and so is the page that its link leads to."""
    for number in range(12):
        send(goal=f"English aim {number}")
        send(revision=SECOND)
    items = signed_in.get("/api/v1/work-items").json
    assert items is not None
    (german,) = [item for item in items["items"] if item["lang"] == "de"]
    assert [voice["goal"] for voice in german["evidence"]["voices"]] == ["ask in de-AT"]
    assert [found["query"] for found in german["evidence"]["searches"]] == ["Kennwort vergessen"]
    page = signed_in.get(f"/staff/work-items/{german['id']}").text
    assert "English aim" not in page
    assert "/staff/articles/reset?lang=de" in page
    article = signed_in.get("/staff/articles/reset?lang=de").text
    assert "Kennwort vergessen" in article
    assert "English aim" not in article
    assert FIRST not in article
    with feedback.database.reading() as connection:
        curve = rating_curve(connection, TRANSLATION, Policy(), now=NOW)
        assert curve is not None
        assert [(point.helpful, point.unhelpful) for line in curve.lines for point in line] == [(0, 12)]
        assert [mark.revision for mark in curve.marks] == [SECOND]
        assert [told.revision for told in revision_tallies(connection, TRANSLATION)] == [SECOND]
        english = hear(connection, ORIGINAL, Policy(), now=NOW)
    assert [found.query for found in english.searches] == ["forgot my passphrase"]
    assert {"English aim 0", "ask in en"} <= {voice.goal for voice in english.voices}
    assert "ask in de-AT" not in {voice.goal for voice in english.voices}


def test_other_signals_of_a_doubtful_translation_are_its_own(send: Send, feedback: Feedback) -> None:
    """What English readers wrote and asked says nothing of the German text."""
    for _ in range(2):
        send(goal="English aim")
        send(revision=SECOND)
    with feedback.database.reading() as connection:
        found = {one.article.lang: one.signals for one in list_undecided(connection, Policy(), now=NOW)}
    assert {lang: (signals.wrote, signals.asked) for lang, signals in found.items()} == {"en": (2, 1), "de": (0, 1)}


def test_the_week_tells_the_languages_apart(signed_in: FlaskClient, send: Send, feedback: Feedback) -> None:
    """Noes, words, repairs and who waits are of one language each, with a link to its page, and say which it is."""
    for number in range(3):
        send(goal=f"English aim {number}", email=f"en{number}@example.com")
    send(revision=SECOND, goal="German aim", email="de@example.com")
    page = signed_in.get("/staff/").text
    english, german = page[page.index("What failed them") :].split("Zurücksetzen")[:2]
    assert "3 said no, 0 yes." in english
    assert "German aim" not in english
    assert "1 said no, 0 yes." in german
    assert "English aim" not in german
    assert page.count("/staff/articles/reset?lang=de") == page.count("/staff/articles/reset?lang=en") == 2
    assert page.count('<span class="source">de</span>') == 2
    with feedback.database.reading() as connection:
        waiting = {(row.article_id, row.lang): row.people for row in waiting_by_article(connection, limit=9)}
    assert waiting == {ORIGINAL: 3, TRANSLATION: 1}


def test_what_is_set_aside_tells_the_languages_apart(
    client: FlaskClient, signed_in: FlaskClient, send: Send, feedback: Feedback
) -> None:
    """A flood of one language is put back without the other."""
    client.environ_base.update(REMOTE_ADDR="8.8.4.4")
    for _ in range(6):
        send()
        send(revision=SECOND)
    client.environ_base.update(REMOTE_ADDR="127.0.0.1")
    with feedback.database.writing() as connection:
        for key, revision in (("e", FIRST), ("d", SECOND)):
            aside = update(questions).where(questions.c.key == key)
            connection.execute(aside.values(revision=revision, set_aside=True))
    page = signed_in.get("/staff/set-aside/").text
    assert page.count("/staff/articles/reset?lang=de") == page.count("/staff/articles/reset?lang=en") == 2
    signed_in.post("/staff/set-aside/questions/put-back", data={"article_id": "reset", "lang": "de"})
    with feedback.database.reading() as connection:
        assert [aside.lang for aside in list_set_aside_questions(connection)] == ["en"]
        assert {flood.lang for flood in list_floods(connection)} == {"en", "de"}
