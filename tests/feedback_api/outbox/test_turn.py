"""Messages leave the outbox once, whatever the mail server does, in SQLite and in PostgreSQL."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.errors import HeaderParseError

import pytest
from sqlalchemy import select, text

from feedback_api.database.connections import Database
from feedback_api.mails.addresses import address
from feedback_api.outbox.account import in_lines
from feedback_api.outbox.health import outbox_health
from feedback_api.outbox.mail import Mail
from feedback_api.outbox.messages import (
    Message,
    MessageKind,
    begin_sending,
    forget_messages,
    list_given_up,
    list_waiting,
    next_due,
    queue_message,
    retry_now,
)
from feedback_api.outbox.tables import outbox as table
from feedback_api.receivers.sole_sender import sole_sender
from tests.feedback_api.outbox.conftest import Outbox
from tests.mail_server import MailServer, text_of
from tests.postgres import END_HOLDERS

pytestmark = pytest.mark.slow


def test_what_is_stored_is_delivered_once(outbox: Outbox) -> None:
    """A message is handed over by one turn, and by none after it."""
    outbox.queue("first", "team@example.com", reply_to="ada@example.com", reply_to_name="Ada")
    assert outbox.send().delivered == {"week": 1}
    assert outbox.send(after=timedelta(days=1)).delivered == {}
    (mail,) = outbox.server.messages()
    assert (mail["Subject"], mail["Reply-To"], text_of(mail)) == (
        "About first",
        "Ada <ada@example.com>",
        "Words of first.\n",
    )
    assert outbox.waiting() == []


def test_a_key_is_stored_once(outbox: Outbox) -> None:
    """Storing again under the same key changes nothing, before the delivery and after it."""
    assert outbox.queue("first", "team@example.com")
    assert not outbox.queue("first", "other@example.com")
    outbox.send()
    assert not outbox.queue("first", "team@example.com")
    outbox.send()
    assert len(outbox.server.messages()) == 1


def test_what_was_in_it_is_forgotten_with_the_delivery(outbox: Outbox) -> None:
    """The database keeps that a message went out, not what it said or to whom; the row goes after a month."""
    outbox.queue("first", "team@example.com")
    outbox.send()
    with outbox.database.writing() as connection:
        row = connection.execute(select(table)).one()
        assert (row.content, row.delivered_at) == (None, outbox.now)
        assert forget_messages(connection, now=outbox.now + timedelta(days=31)) == 1


def test_a_server_that_is_away_holds_all_and_is_asked_less_often(outbox: Outbox) -> None:
    """Nothing is lost; the first try is after seconds, the later ones are further apart, an hour at most."""
    outbox.server.stop()
    outbox.queue("first", "team@example.com")
    outbox.queue("second", "team@example.com")
    waits = []
    for _ in range(12):
        assert len(outbox.send().problems) == 1
        with outbox.database.reading() as connection:
            (health,) = outbox_health(connection, now=outbox.now)
        assert health.is_failing
        assert health.standing.held_until is not None
        waits.append(health.standing.held_until - outbox.now)
        assert outbox.send(after=waits[-1] - timedelta(seconds=1)).problems == []
        outbox.now += timedelta(seconds=1)
    assert waits[:4] == [timedelta(seconds=5), timedelta(seconds=10), timedelta(seconds=20), timedelta(seconds=40)]
    assert waits[-1] == timedelta(hours=1)
    outbox.server.start()
    assert outbox.send().delivered == {"week": 2}
    with outbox.database.reading() as connection:
        assert outbox_health(connection, now=outbox.now) == []


def test_a_clock_that_was_ahead_holds_nothing_once_it_is_put_right(outbox: Outbox) -> None:
    """The hold of a server that was away and what was queued then are further ahead than any can be: they are past."""
    outbox.server.stop()
    outbox.now += timedelta(days=300)
    outbox.queue("first", "team@example.com")
    assert outbox.send().problems
    outbox.server.start()
    assert outbox.send().delivered == {}, "the hold stands while the clock goes on"
    outbox.now -= timedelta(days=300)
    assert outbox.send().delivered == {"week": 1}


def test_by_hand_it_is_tried_at_once(outbox: Outbox) -> None:
    """Who has repaired the server need not wait for the next try."""
    outbox.server.stop()
    outbox.queue("first", "team@example.com")
    outbox.send()
    outbox.server.start()
    assert outbox.send().delivered == {}
    assert outbox.send(by_hand=True).delivered == {"week": 1}


def test_a_refused_message_does_not_stop_the_others(outbox: Outbox) -> None:
    """An address that bounces waits for a person; the next message goes out."""
    outbox.queue("bad", "gone@example.com")
    outbox.queue("good", "team@example.com")
    report = outbox.send()
    assert report.delivered == {"week": 1}
    assert "550 5.1.1 No such mailbox: <[e-mail address]> [2J)." in report.problems[0].message, "no terminal obeys it"
    assert outbox.send(by_hand=True, after=timedelta(days=1)).problems == []
    with outbox.database.writing() as connection:
        (waiting,) = list_waiting(connection)
        assert waiting.refused
        assert retry_now(connection, waiting.id, now=outbox.now) == 1
    assert len(outbox.send().problems) == 1


def test_a_name_that_looks_encoded_stops_nothing(outbox: Outbox) -> None:
    """What a name pretends to encode is text, and the next message goes out too."""
    outbox.queue("odd", "team@example.com", reply_to="eve@example.com", reply_to_name="=?utf-8?q?=ff?=@")
    outbox.queue("good", "team@example.com")
    assert outbox.send().delivered == {"week": 2}
    assert "= ?utf-8?q?=ff?=" in str(outbox.server.messages()[0]["Reply-To"])


def test_what_nobody_foresaw_in_one_message_stops_that_one(outbox: Outbox) -> None:
    """Staff sees the message and why it waits; the others go out, also after a retry."""
    honest = outbox.targets["mail"]

    class Stumbling:
        name = honest.name

        def send(self, message: Message, *, now: datetime) -> None:
            if message.key == "bad":
                raise HeaderParseError("never to be repeated")
            honest.send(message, now=now)

    outbox.targets["mail"] = Stumbling()
    outbox.queue("bad", "team@example.com")
    outbox.queue("good", "team@example.com")
    assert outbox.send().delivered == {"week": 1}
    with outbox.database.writing() as connection:
        waiting, health = list_waiting(connection), outbox_health(connection, now=outbox.now)
        (line,) = in_lines(waiting, health)
        assert "refused: The message 1 cannot be sent: HeaderParseError." in line
        assert "repeated" not in line
        assert [one.is_failing for one in health] == [True]
        assert retry_now(connection, None, now=outbox.now) == 1
    outbox.queue("later", "team@example.com")
    assert outbox.send(by_hand=True).delivered == {"week": 1}


def test_a_readers_address_that_bounces_is_forgotten(outbox: Outbox) -> None:
    """Of a copy that is refused nothing is kept but that it was; nobody can try it again, and nobody is alarmed."""
    outbox.queue("copy", "gone@example.com", kind="copy")
    outbox.send()
    with outbox.database.writing() as connection:
        (given_up,) = list_given_up(connection)
        assert (list_waiting(connection), given_up.content) == ([], {})
        (health,) = outbox_health(connection, now=outbox.now)
        assert (health.waiting.given_up, health.is_failing) == (1, False)
        assert retry_now(connection, None, now=outbox.now) == 0
        assert forget_messages(connection, now=outbox.now + timedelta(days=31)) == 1


def test_a_wrong_address_of_the_desk_can_be_corrected(outbox: Outbox) -> None:
    """Where questions go is read when they are sent: what was refused reaches the address that is set now."""
    mail = outbox.targets["mail"]
    assert isinstance(mail, Mail)
    outbox.targets["mail"] = replace(mail, desk=address("gone@example.com"))
    outbox.queue("first", "never@example.com", kind="question")
    assert "550 5.1.1 No such mailbox" in outbox.send().problems[0].message
    outbox.targets["mail"] = replace(mail, desk=None)
    with outbox.database.writing() as connection:
        retry_now(connection, None, now=outbox.now)
    assert "HELP_CENTRE_CONTACT_TO" in outbox.send().problems[0].hint
    outbox.targets["mail"] = replace(mail, desk=address("team@example.com"))
    with outbox.database.writing() as connection:
        retry_now(connection, None, now=outbox.now)
    assert outbox.send().delivered == {"question": 1}
    assert [str(mail["To"]) for mail in outbox.server.messages()] == ["team@example.com"]


def test_what_waits_for_a_target_that_was_taken_out_is_seen(outbox: Outbox) -> None:
    """Nobody takes turns for it any more, so after an hour it is a failing target."""
    with outbox.database.writing() as connection:
        queue_message(connection, "old", "webhook", "question", {"receipt": "AAAA"}, now=outbox.now)
        assert not outbox_health(connection, now=outbox.now + timedelta(minutes=59))[0].is_failing
        health = outbox_health(connection, now=outbox.now + timedelta(minutes=61))
        assert health[0].is_failing
        assert "settings still name it" in "\n".join(in_lines(list_waiting(connection), health))


def test_a_message_that_is_not_taken_yet_comes_later(outbox: Outbox) -> None:
    """A recipient who cannot be reached for now holds only the own message."""
    outbox.queue("slow", "later@example.com")
    outbox.queue("good", "team@example.com")
    assert outbox.send().delivered == {"week": 1}
    assert outbox.send().problems == []
    assert len(outbox.send(after=timedelta(seconds=6)).problems) == 1
    assert outbox.waiting() == ["slow"]


@pytest.mark.parametrize("kind", ["copy", "repaired", "week"])
def test_an_address_that_takes_nothing_for_days_is_given_up(outbox: Outbox, kind: MessageKind) -> None:
    """It is tried less and less often for five days; then its address is forgotten, and staff see that it was."""
    outbox.queue("slow", "later@example.com", kind=kind)
    tries = 0
    while outbox.waiting():
        tries += len(outbox.send(after=timedelta(hours=3)).problems)
        with outbox.database.reading() as connection:
            health = outbox_health(connection, now=outbox.now)
        assert not any(target.is_failing for target in health), "one reader's mailbox is no trouble of the server"
    assert tries == 41, "every three hours until five days after the first try"
    with outbox.database.writing() as connection:
        (given_up,) = list_given_up(connection)
        assert "later@example.com" not in str(connection.execute(select(table)).all())
        assert "given up (its address is forgotten): " in "".join(in_lines([given_up], health))
        assert given_up.hint == "It is not tried again: its address is forgotten."
        assert health[0].waiting.given_up == 1
        forget_messages(connection, now=outbox.now + timedelta(days=29))
        assert list_given_up(connection), "it is seen for a month"
        assert forget_messages(connection, now=outbox.now + timedelta(days=31)) == 1


def test_days_without_a_server_are_not_the_addresss_fault(outbox: Outbox) -> None:
    """The five days begin when the server first puts the message off, and a retry by hand begins them again."""
    outbox.server.stop()
    outbox.queue("slow", "later@example.com", kind="repaired")
    assert outbox.send(after=timedelta(days=9)).problems
    outbox.server.start()
    assert outbox.send(after=timedelta(hours=2)).problems
    assert outbox.waiting() == ["slow"]
    with outbox.database.writing() as connection:
        assert retry_now(connection, None, now=outbox.now + timedelta(days=6)) == 1
    assert outbox.send(after=timedelta(days=6)).problems
    assert outbox.waiting() == ["slow"]


def test_no_address_of_a_reader_waits_for_longer_than_a_month(outbox: Outbox) -> None:
    """Where nothing is sent at all, as without mail in the settings any more, questions alone go on waiting."""
    outbox.queue("copy", "ada@example.com", kind="copy")
    outbox.queue("asked", "team@example.com", kind="question")
    with outbox.database.writing() as connection:
        assert forget_messages(connection, now=outbox.now + timedelta(days=30)) == 0
        assert forget_messages(connection, now=outbox.now + timedelta(days=30, seconds=1)) == 1
        assert "ada@example.com" not in str(connection.execute(select(table)).all())
        assert [message.problem for message in list_given_up(connection)] == ["Nobody took it for a month."]
    assert outbox.waiting() == ["asked"]


def test_a_question_that_is_put_off_is_never_given_up(outbox: Outbox) -> None:
    """The desk's mailbox may be full for weeks: the question waits, and after an hour the target counts as failing."""
    mail = outbox.targets["mail"]
    assert isinstance(mail, Mail)
    outbox.targets["mail"] = replace(mail, desk=address("later@example.com"))
    outbox.queue("asked", "never@example.com", kind="question")
    assert outbox.send().problems
    assert outbox.send(after=timedelta(days=20)).problems
    with outbox.database.writing() as connection:
        forget_messages(connection, now=outbox.now + timedelta(days=20))
        (health,) = outbox_health(connection, now=outbox.now)
        assert health.is_failing
        assert "HELP_CENTRE_CONTACT_TO names has not taken a question" in "\n".join(
            in_lines(list_waiting(connection), [health])
        )
    outbox.targets["mail"] = replace(mail, desk=address("team@example.com"))
    assert outbox.send(after=timedelta(hours=2)).delivered == {"question": 1}


def test_what_a_killed_sender_left_is_sent_again_under_the_same_name(outbox: Outbox) -> None:
    """After a crash in the middle nobody can tell whether it was taken: the receiver can, by the Message-ID."""
    outbox.queue("first", "team@example.com")
    with outbox.database.reading() as connection:
        message = next_due(connection, "mail", now=outbox.now, by_hand=False)
    assert message is not None
    outbox.targets["mail"].send(message, now=outbox.now)
    with outbox.database.writing() as connection:
        begin_sending(connection, message, now=outbox.now)
    outbox.send()
    assert len({mail["Message-ID"] for mail in outbox.server.messages()}) == 1
    assert len(outbox.server.messages()) == 2
    with outbox.database.reading() as connection:
        assert connection.execute(select(table.c.perhaps_twice)).scalar() == 1


def test_one_sends_at_a_time(outbox: Outbox) -> None:
    """While another one sends to a target, a turn of it does nothing; other targets have their own."""
    outbox.queue("first", "team@example.com")
    with sole_sender(outbox.database, "mail") as ours:
        assert ours
        assert outbox.turn().take() is None
        with sole_sender(outbox.database, "webhook") as theirs:
            assert theirs
    assert outbox.turn().take() is not None


def test_a_sender_that_lost_its_session_leaves_the_rest(mail_server: MailServer, postgres_url: str) -> None:
    """Another one may send by now: what was begun is done, and nothing else is begun."""
    database = Database(postgres_url)
    database.migrate()
    outbox = Outbox(database, mail_server, targets={"mail": LosingTarget(database)})
    outbox.queue("first", "team@example.com")
    outbox.queue("second", "team@example.com")
    assert [outbox.send().delivered for _ in range(3)] == [{"week": 1}, {"week": 1}, {}]
    database.close()


@dataclass(frozen=True)
class LosingTarget:
    """Takes every message, and ends the session that holds the lock of its sender."""

    database: Database
    name: str = "mail"

    def send(self, message: Message, *, now: datetime) -> None:
        """Take the message."""
        assert message.queued_at <= now
        with self.database.session() as connection:
            connection.execute(text(END_HOLDERS))
