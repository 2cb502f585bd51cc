"""What a customer's message says, without what surrounds it."""

import pytest

from feedback_api.replies.message import MAX_SENTENCES, body_of, question_of, sentences_of

MAIL = """\
Hello team,

I pressed the button. Nothing happens! What can I do?

Kind regards,
Maria Weber
CEO, +44 20 7946 0018

On Monday, 4 May 2026, Support wrote:
> Did you press the button?
"""


def test_only_what_is_said_is_left() -> None:
    """Greeting, signature and the mail before are taken away."""
    assert body_of(MAIL) == "I pressed the button. Nothing happens! What can I do?"


def test_the_question_is_what_ends_as_one() -> None:
    """Of a message with a question only that is kept where questions are gathered; else all of it."""
    assert question_of(MAIL) == "What can I do?"
    assert question_of("Hi,\nthe export\nis broken") == "the export is broken"


@pytest.mark.parametrize(
    ("message", "body"),
    [
        ("", ""),
        ("Thanks", "Thanks"),
        ("> all of it is quoted", ""),
        ("reset password", "reset password"),
        ("Write to me@example.com about https://example.com/x?y please", "Write to about please"),
        ("It broke.\n\nSent from my phone", "It broke."),
        ("It broke.\n-- \nJo", "It broke."),
        ("\r\nHi!\r\nIt broke\r\n", "It broke"),
    ],
    ids=["empty", "thanks", "quoted", "words", "addresses", "phone", "signature", "windows"],
)
def test_messages_of_every_kind(message: str, body: str) -> None:
    """Short words stay as they are, and nothing is left of what says nothing."""
    assert body_of(message) == body


def test_sentences_say_something() -> None:
    """Sentences of a word or two are left out, and of very many only the first."""
    assert sentences_of("Help! I cannot log in. Why?\n\nIt worked before") == ["I cannot log in.", "It worked before"]
    assert len(sentences_of("It does not work. " * 200)) == MAX_SENTENCES
