"""Playback over HTTP."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from feedback_api.keeping.retention import forget_sources
from feedback_api.playback.reports import MAX_EVENTS, PlaybackBody, check_events, hear
from feedback_api.playback.store import count_play, forget_plays
from feedback_api.playback.tables import playback_seconds, plays
from feedback_api.queue.review import review
from feedback_api.service import EXTENSION, Feedback
from feedback_api.work_items.names import State
from tests.feedback_api.publication import FIRST, NOW, SECOND, VIDEO, Publication, plain_article
from tests.http.test_ratings import limited

Tell = Callable[..., TestResponse]
PLAYED = {"type": "play", "from": 0, "at": 30}
REWOUND = {"type": "rewind", "from": 30, "at": 26}


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """Publish a guide and a video."""
    publication = Publication(tmp_path)
    publication.publish(**{"reset": FIRST, VIDEO: FIRST})
    return publication


@pytest.fixture
def tell(client: FlaskClient) -> Tell:
    """Report a play of the video, each from a connection of its own."""

    def tell(*events: Any, **changes: Any) -> TestResponse:
        body = {"key": str(uuid4()), "article_id": VIDEO, "revision": FIRST, "events": list(events), **changes}
        return client.post("/api/v1/playback", json=body, environ_overrides={"REMOTE_ADDR": address_of(body["key"])})

    return tell


def address_of(key: str) -> str:
    """Give the reader with that *key* a public address, which is in a network of its own."""
    return f"2600:{key[:4]}:{key[4:8]}::1"


def counts(feedback: Feedback, name: str) -> dict[int, int]:
    """Give what is counted under *name*, by second, without zeros."""
    with feedback.database.reading() as connection:
        rows = connection.execute(select(playback_seconds.c.second, playback_seconds.c[name]))
        return {row[0]: row[1] for row in rows if row[1]}


def test_a_batch_is_counted_by_second(tell: Tell, feedback: Feedback) -> None:
    """A play and a rewind are counts of seconds of this revision, and nothing else is kept of them."""
    answer = tell(PLAYED, REWOUND)
    assert (answer.status_code, answer.json) == (200, {"taken": 2, "refused": []})
    assert counts(feedback, "plays") == dict.fromkeys(range(31), 1)
    assert counts(feedback, "replays") == dict.fromkeys(range(26, 31), 1)
    assert counts(feedback, "landings") == {26: 1}


def test_each_play_counts_once(tell: Tell, feedback: Feedback) -> None:
    """One person who goes round, in one batch or in many, is one; another person is another."""
    key = str(uuid4())
    for _ in range(3):
        tell(PLAYED, *[REWOUND] * 20, key=key)
    tell(PLAYED, REWOUND)
    assert set(counts(feedback, "replays").values()) == {2}
    assert set(counts(feedback, "plays").values()) == {2}


def test_a_wrong_event_loses_nothing_else(tell: Tell, feedback: Feedback) -> None:
    """The bad event is refused by its field; the others of the batch count."""
    answer = tell(PLAYED, {"type": "rewind", "from": 5, "at": 9}, {"type": "play", "from": 0, "at": 9999}, REWOUND)
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["taken"] == 2
    assert [refused["field"] for refused in answer.json["refused"]] == ["events.1.at", "events.2.at"]
    assert counts(feedback, "landings") == {26: 1}


def test_of_thousands_of_events_the_first_count(tell: Tell, feedback: Feedback) -> None:
    """What is too much for one request is refused by the first field that is beyond, and loses nothing before it."""
    answer = tell(PLAYED, REWOUND, *[PLAYED] * 3000)
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["taken"] == MAX_EVENTS
    assert [refused["field"] for refused in answer.json["refused"]] == [f"events.{MAX_EVENTS}"]
    assert counts(feedback, "landings") == {26: 1}


def test_hundreds_of_wrong_events_lose_none_that_is_good(tell: Tell, feedback: Feedback) -> None:
    """Wherever it stands in a batch it counts; of very many wrong ones not each is named."""
    answer = tell(*[{"type": "play", "from": 9, "at": 5}] * (MAX_EVENTS + 50), PLAYED, REWOUND)
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["taken"] == 2
    assert len(answer.json["refused"]) == MAX_EVENTS + 1
    assert counts(feedback, "landings") == {26: 1}


def test_a_batch_that_is_too_large_is_refused_by_its_field(tell: Tell) -> None:
    """Nothing of it is read, and the answer says how much may be sent."""
    answer = tell(*[PLAYED] * 30_000)
    assert answer.status_code == 413
    assert answer.json is not None
    assert answer.json["field"] == "events"
    assert f"at most {MAX_EVENTS} events" in answer.json["hint"]


def test_what_runs_beyond_the_end_is_refused(tell: Tell, feedback: Feedback, publication: Publication) -> None:
    """Where the catalogue tells the length nothing is counted after it; a second more is taken, and no more."""
    whole = plain_article(VIDEO, SECOND).model_copy(update={"cut": "c1", "length_seconds": 60.5})
    publication.write_catalogue(whole)
    answer = tell({"type": "play", "from": 55, "at": 61.4}, {"type": "play", "from": 0, "at": 61.6}, revision=SECOND)
    error = {"field": "events.1.at", "error": "the video ends at 60.5 seconds"}
    assert answer.json == {"taken": 1, "refused": [error]}
    assert max(counts(feedback, "plays")) == 60


def test_one_source_alone_opens_no_item(client: FlaskClient, feedback: Feedback) -> None:
    """Of one connection four plays of a video count within a day; a play that counts goes on doing so."""
    keys = [str(uuid4()) for _ in range(40)]

    def report(key: str, address: str, *events: dict[str, Any]) -> int:
        body = {"key": key, "article_id": VIDEO, "revision": FIRST, "events": events}
        return client.post("/api/v1/playback", json=body, environ_overrides={"REMOTE_ADDR": address}).status_code

    assert {report(key, "203.0.114.7", PLAYED, REWOUND) for key in keys} == {200}
    assert report(keys[0], "203.0.114.7", {"type": "play", "from": 31, "at": 40}) == 200
    assert report(keys[9], "203.0.114.7", {"type": "play", "from": 31, "at": 50}) == 200
    assert report(str(uuid4()), "203.0.114.8", PLAYED) == 200
    counted = counts(feedback, "plays")
    assert (counted[0], counted[40], counted.get(41)) == (5, 1, None)
    assert max(counts(feedback, "replays").values()) == 4
    assert review(feedback.database, now=NOW) == Counter()


def test_one_source_has_no_more_plays_in_weeks_than_in_a_day(feedback: Feedback) -> None:
    """Who comes back every day counts four times while plays count; another cut of the video counts anew."""
    for days, revision in [*((days, FIRST) for days in range(20)), (20, SECOND)]:
        now = NOW + timedelta(days=days)
        play = PlaybackBody(key=uuid4(), article_id=VIDEO, revision=revision, events=[PLAYED])
        with feedback.database.writing() as connection:
            forget_sources(connection, now=now)
            heard = hear(check_events(play.events, length_seconds=90).events)
            count_play(connection, play, heard, source="203.0.114.7", now=now)
    with feedback.database.reading() as connection:
        query = select(playback_seconds.c.revision, func.sum(playback_seconds.c.plays))
        first = query.where(playback_seconds.c.second == 0).group_by(playback_seconds.c.revision)
        assert {row[0]: row[1] for row in connection.execute(first)} == {FIRST: 4, SECOND: 1}


def test_where_no_source_can_be_told_the_minute_stands_for_it(client: FlaskClient, feedback: Feedback) -> None:
    """Of people who cannot be told apart sixty plays of a video begin within a minute; one that counts goes on."""
    keys = [str(uuid4()) for _ in range(65)]

    def report(key: str, last: int) -> int:
        event = {"type": "play", "from": 0, "at": last}
        body = {"key": key, "article_id": VIDEO, "revision": FIRST, "events": [event]}
        return client.post("/api/v1/playback", json=body).status_code

    assert {report(key, 30) for key in keys} == {200}
    assert {report(key, 40) for key in (keys[0], keys[-1])} == {200}
    counted = counts(feedback, "plays")
    assert (counted[30], counted[40]) == (60, 1)
    late = PlaybackBody(key=uuid4(), article_id=VIDEO, revision=FIRST, events=[PLAYED])
    with feedback.database.writing() as connection:
        heard = hear(check_events(late.events, length_seconds=90).events)
        count_play(connection, late, heard, source=None, now=NOW + timedelta(minutes=1))
    assert counts(feedback, "plays")[30] == 61


def test_a_batch_without_a_good_event_is_refused(tell: Tell) -> None:
    """Nothing to count is an error that names the first field."""
    answer = tell({"type": "play", "from": 9, "at": 3})
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["field"] == "events.0.at"


def test_a_wrong_batch_names_the_field(tell: Tell) -> None:
    """Unknown videos and revisions, and malformed batches, are refused with the field."""
    wrong: list[tuple[dict[str, Any], int, str]] = [
        ({"article_id": "nowhere"}, 404, "article_id"),
        ({"article_id": "reset"}, 404, "article_id"),
        ({"revision": SECOND}, 409, "revision"),
        ({"key": "me"}, 422, "key"),
        ({"events": []}, 422, "events"),
        ({"events": 3}, 422, "events"),
        ({"visitor": "me"}, 422, "visitor"),
    ]
    for change, status, field in wrong:
        answer = tell(PLAYED, **change)
        assert (answer.status_code, answer.json and answer.json["field"]) == (status, field), change


def test_a_video_in_a_guide_is_counted(tell: Tell, feedback: Feedback, publication: Publication) -> None:
    """Whatever kind of page shows a video, what is played there tells where it is rough."""
    guide = plain_article(VIDEO, SECOND).model_copy(update={"kind": "guide", "cut": "c1", "length_seconds": 60.5})
    publication.write_catalogue(guide)
    for number in range(80):
        back = {"type": "rewind", "from": 30, "at": 20 + number // 4 % 6}
        assert tell(PLAYED, *([back] if number % 4 == 0 else []), revision=SECOND).status_code == 200
    assert review(feedback.database, now=NOW) == Counter({State.OPEN: 1})


def test_a_key_stands_for_one_video(tell: Tell, publication: Publication) -> None:
    """The same key with another revision is a mistake, and counts nothing."""
    key = str(uuid4())
    tell(PLAYED, key=key)
    publication.publish(**{"reset": FIRST, VIDEO: SECOND})
    assert tell(PLAYED, key=key, revision=SECOND).status_code == 409
    assert tell(PLAYED, revision=SECOND).status_code == 200


def test_beacons_are_taken_as_plain_text(client: FlaskClient) -> None:
    """A beacon of another origin carries its JSON as plain text; a form is no batch."""
    batch = {"key": str(uuid4()), "article_id": VIDEO, "revision": FIRST, "events": [PLAYED]}
    body = json.dumps(batch)
    assert client.post("/api/v1/playback", data=body, content_type="text/plain").status_code == 200
    assert client.post("/api/v1/playback", data={"key": str(uuid4())}).status_code == 422
    assert client.post("/api/v1/playback", data="{", content_type="application/json").status_code == 400


def test_what_tells_plays_apart_is_forgotten(tell: Tell, feedback: Feedback) -> None:
    """After two days nothing is left of a play but the counts."""
    tell(PLAYED)
    for days, kept in ((1, 1), (2, 0)):
        with feedback.database.writing() as connection:
            forget_plays(connection, now=NOW + timedelta(days=days))
            assert len(connection.execute(select(plays)).all()) == kept
    assert len(counts(feedback, "plays")) == 31


def test_playback_is_rate_limited(tmp_path: Path) -> None:
    """Reports count against the limit like other feedback."""
    client = limited(tmp_path, "12 per minute")
    assert [client.post("/api/v1/playback", json={}).status_code for _ in range(3)] == [422, 422, 429]
    client.application.extensions[EXTENSION].database.close()


def test_staff_see_where_people_go_back(tell: Tell, signed_in: FlaskClient, feedback: Feedback) -> None:
    """The page of a rough moment shows its words, the plays behind it, a link to it, and the curve of the video."""
    for number in range(80):
        back = {"type": "rewind", "from": 30, "at": 20 + number // 4 % 6}
        tell(PLAYED, *([back] if number % 4 == 0 else []))
    review(feedback.database, now=NOW)
    assert "0:25" in signed_in.get("/staff/work-items/?kind=rough-moment").text
    page = signed_in.get("/staff/work-items/1").text
    assert "Choose the third tab." in page
    assert "20 of 80" in page
    assert 'guides/tour/#t=25">0:25</a>' in page
    assert 'class="replays-curve"' in page
    (item,) = signed_in.get("/api/v1/work-items?kind=rough-moment").json["items"]  # type: ignore[index] # a list
    assert [(moment["time"], moment["replays"]) for moment in item["evidence"]["moments"]] == [("0:25", 20)]
