"""What becomes of a message on its way into a mail, and which settings are refused."""

import socket
import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from email import policy
from email.parser import BytesParser
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedback_api.mails.addresses import address
from feedback_api.outbox.mail import Mail, compose, mail_from
from feedback_api.outbox.messages import Message
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.outbox.targets import chosen_targets
from feedback_api.receivers.problems import ReceiverProblemError, Scope
from publishing.settings import SettingError
from tests.feedback_api.outbox.receivers import trickling
from tests.feedback_api.publication import NOW
from tests.mail_server import MailServer

pytestmark = pytest.mark.slow

Settings = Callable[..., DeliverySettings]


def message(**content: Any) -> Message:
    """Make a message to a reader."""
    said = {"to": "ada@example.com", "subject": "A question", "text": "Words.\n", **content}
    return Message(7, "key", "mail", "copy", said, NOW, NOW, 0, None, None, refused=False, problem=None, hint=None)


TEAM = address("team@example.com")
ENCODED = "=?utf-8?q?=0d=0aBcc:_evil=40example.com=0d=0aX-Evil:_1?="
TYPED = st.lists(
    st.text()
    | st.sampled_from(
        [ENCODED, "=?utf-8?b?DQpCY2M6IGVAZS5vcmcNCg==?=", "=?utf-8?q?=ff?=@", "=?", "\0\a\x1b", "<e@e.org>"]
    )
).map("".join)
OURS = {
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version"),
    *("Content-Language", "Content-Type", "Content-Transfer-Encoding", "Auto-Submitted"),
}


@given(TYPED, TYPED)
@example(ENCODED, ENCODED)
@example(ENCODED * 3, "=?utf-8?q?=ff?=@")
def test_what_a_customer_types_never_becomes_a_header(subject: str, name: str) -> None:
    """Whatever stands in subject and name, encoded or not, the mail as it is read has our headers, each once."""
    mail = compose(
        message(
            subject=f"Hi\r\nBcc: all@example.com{subject}",
            reply_to="a@example.com",
            reply_to_name=f"A\r\nCc: b@c{name}",
        ),
        address("help@example.com"),
        TEAM,
    )
    read = BytesParser(policy=policy.default).parsebytes(mail.as_bytes())
    assert len(read.keys()) == len(set(read.keys()))
    assert set(read.keys()) <= OURS
    assert [one.addr_spec for one in read["Reply-To"].addresses] == ["a@example.com"]
    assert read.get_content().split() == ["Words."]
    assert not [char for value in read.values() for char in str(value) if unicodedata.category(char) == "Cc"]


def test_an_encoded_word_stays_text() -> None:
    """What looks encoded arrives as it was typed but for a space, and in an address it is refused."""
    mail = compose(
        message(subject=ENCODED, reply_to="a@example.com", reply_to_name="\x1b[1m\0Ada"), address("h@e.org"), TEAM
    )
    assert mail["Subject"] == ENCODED.replace("=?", "= ?")
    assert "1m Ada" in str(mail["Reply-To"])
    with pytest.raises(ValueError, match="is no address"):
        address(f'"{ENCODED}"@example.com')


def test_what_cannot_be_written_is_refused_and_waits_for_a_person(settings: Settings) -> None:
    """Words that no mail can carry stop their own message, before the mail server is asked."""
    mail = mail_from(settings(mail_server="smtp://127.0.0.1:1"))
    assert isinstance(mail, Mail)
    with pytest.raises(ReceiverProblemError, match="cannot be written as a mail: UnicodeEncodeError") as problem:
        mail.send(message(text="\ud800"), now=NOW)
    assert problem.value.scope is Scope.ITEM_AS_IT_IS


def test_letters_of_any_language_arrive(settings: Settings) -> None:
    """Names, subjects and words keep their letters."""
    mail = compose(
        message(subject="Größe 時間", reply_to="a@example.com", reply_to_name="Żaneta"), address("h@e.org"), TEAM
    )
    assert mail["Subject"] == "Größe 時間"
    assert "Żaneta" in str(mail["Reply-To"])
    assert settings().mail_from


def test_a_mail_says_which_language_it_is_in() -> None:
    """Screen readers and mail programs that read the header speak it right."""
    mail = compose(message(lang="de", text="Größe\n"), address("h@e.org"), TEAM)
    assert mail["Content-Language"] == "de"


@pytest.mark.parametrize(
    "to", ["no address", "a@example.com\r\nBcc: b@example.com", "", "@", "a@b@c", "jürgen@example.com", "a@.."]
)
def test_what_is_no_address_is_refused_and_waits_for_a_person(to: str, settings: Settings) -> None:
    """Nothing is sent, and the mail server is not even asked."""
    mail = mail_from(settings(mail_server="smtp://127.0.0.1:1"))
    assert isinstance(mail, Mail)
    with pytest.raises(ReceiverProblemError) as problem:
        mail.send(message(to=to), now=NOW)
    assert problem.value.scope is Scope.ITEM_AS_IT_IS


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"mail_server": "mail.example.com"}, "cannot be understood"),
        ({"mail_server": "http://mail.example.com"}, "cannot be understood"),
        ({"mail_server": "smtp://user:secret@mail.example.com"}, "cannot be understood"),
        ({"mail_server": "smtp://mail.example.com:99999"}, "cannot be understood"),
        ({"mail_from": ""}, "is no address"),
        ({"mail_from": "Help"}, "is no address"),
        ({"mail_server": "smtp://mail.example.com", "mail_plain": True, "mail_user": "u"}, "unencrypted"),
        ({"mail_server": "smtp://[::1"}, "cannot be understood"),
        ({"mail_server": "smtp://a..example"}, "cannot be understood"),
        ({"mail_server": "smtp://mail.example.com:0"}, "cannot be understood"),
        (
            {"contact_webhook": "http://[bad", "contact_webhook_secret": "whsec_" + "A" * 40},
            "CONTACT_WEBHOOK: .* no addr",
        ),
        ({"mail_server": "", "week_to": ("a@example.com",)}, "WEEK_TO is set, but there is no mail server"),
        ({"contact_to": "nobody"}, "is no address"),
        ({"mail_server": "", "contact_to": "a@example.com"}, "no mail server"),
        ({"contact_webhook": "https://example.com/hook"}, "no secret"),
        ({"contact_webhook": "http://example.com/", "contact_webhook_secret": "whsec_" + "A" * 40}, "unencrypted"),
        ({"contact_webhook": "ftp://example.com/", "contact_webhook_secret": "whsec_" + "A" * 40}, "no address"),
        ({"contact_webhook": "https://example.com/", "contact_webhook_secret": "short"}, "at least 24 bytes"),
    ],
)
def test_settings_that_cannot_work_are_refused_at_the_start(
    settings: Settings, changes: dict[str, Any], says: str
) -> None:
    """The service says what is wrong before a customer finds out."""
    with pytest.raises(SettingError, match=says):
        chosen_targets(settings(**changes))


def test_a_server_elsewhere_must_encrypt(settings: Settings) -> None:
    """Only this machine, or what the settings call so, gets mail without TLS."""
    elsewhere, here = mail_from(settings(mail_server="smtp://mail.example.com")), mail_from(settings())
    assert elsewhere is not None
    assert here is not None
    assert (elsewhere.plain, here.plain) == (False, True)


def test_a_server_without_tls_gets_nothing(mail_server: MailServer, settings: Settings) -> None:
    """Where TLS is needed and not offered, neither password nor words leave."""
    mail = mail_from(settings(mail_server=mail_server.url))
    assert mail is not None
    with pytest.raises(ReceiverProblemError, match="offers no TLS") as problem:
        replace(mail, plain=False).send(message(), now=NOW)
    assert (problem.value.scope, problem.value.unknown) == (Scope.RECEIVER, False)
    assert mail_server.messages() == []


def test_a_server_that_says_nothing_is_given_up(settings: Settings) -> None:
    """A server that accepts the connection and falls silent holds nothing up for long."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mail = mail_from(settings(mail_server=f"smtp://127.0.0.1:{silent.getsockname()[1]}"))
        assert mail is not None
        with pytest.raises(ReceiverProblemError, match="cannot be used just now"):
            replace(mail, patience_seconds=0.2).send(message(), now=NOW)


@pytest.mark.parametrize(
    ("scheme", "first", "again"),
    [("smtp", b"", b"220-wait\r\n"), ("smtp", b"220 hello\r\n", b"250-"), ("smtps", b"", b"\0")],
)
def test_a_server_that_trickles_is_given_up(scheme: str, first: bytes, again: bytes, settings: Settings) -> None:
    """One deadline holds for the whole exchange, greeting and handshake included, however often a byte comes."""
    with trickling(first, again) as port:
        mail = mail_from(settings(mail_server=f"{scheme}://127.0.0.1:{port}"))
        assert mail is not None
        began = time.monotonic()
        with pytest.raises(ReceiverProblemError, match="cannot be used just now"):
            replace(mail, patience_seconds=0.3).send(message(), now=NOW)
    assert time.monotonic() - began < 30


def test_a_server_that_sends_us_away_is_quoted(settings: Settings) -> None:
    """What it says instead of a greeting stands in the problem, in its words; nothing was sent."""
    with trickling(b"554 5.7.1 Your network is blocked\r\n", b"") as port:
        mail = mail_from(settings(mail_server=f"smtp://127.0.0.1:{port}"))
        assert mail is not None
        with pytest.raises(ReceiverProblemError, match=r"just now \(554 5\.7\.1 Your network is blocked\)") as problem:
            mail.send(message(), now=NOW)
    assert (problem.value.scope, problem.value.unknown) == (Scope.RECEIVER, False)


def test_a_host_may_have_letters_of_any_language(mail_server: MailServer, settings: Settings) -> None:
    """What people type is sent as mail servers write it."""
    mail = mail_from(settings(mail_server=mail_server.url))
    assert mail is not None
    mail.send(message(to="anna@müller.example"), now=NOW)
    assert len(mail_server.messages("anna@xn--mller-kva.example")) == 1
