"""What a customer's message says, without what surrounds it."""

import pytest

from feedback_api.replies.message import MAX_SENTENCES, body_of, language_of, questions_of, searched_part, sentences_of

DOORBELL = "How do I connect a doorbell?"
NOTICE = """\
This e-mail and any files in it are confidential and intended for the addressee alone.
Have you received it in error? Then delete it and tell the sender."""
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


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        (MAIL, ["I pressed the button. What can I do?"]),
        ("Hi,\nthe export\nis broken", ["the export is broken"]),
        (
            "Where is my invoice? I am angry. How do I close my account?",
            ["Where is my invoice?", "How do I close my account?"],
        ),
        ("You people! It is a shame. I want to export my invoices. Bye now all.", ["I want to export my invoices."]),
        ("> quoted", []),
        ("?!", []),
        ("Hi Anna,\n\nOn Monday you wrote:\nHow do I connect a doorbell?", [DOORBELL]),
        ("Hi Anna,\n\nOn Monday you wrote:\n> How do I connect a doorbell?", [DOORBELL]),
        (
            f"FYI, see below\n\n---------- Forwarded message ---------\nFrom: Jo <jo@example.com>\n\n{DOORBELL}",
            [DOORBELL],
        ),
        ("FYI, see below\n\n----- Forwarded message\nMy bell is dead.", ["FYI, see below My bell is dead."]),
        (f"{DOORBELL}\n\nKind regards,\nJo\nHow did we do?", [DOORBELL]),
        (f"It rings again.\n\nThanks!\n\nOne more thing: {DOORBELL}", [f"One more thing: {DOORBELL}"]),
        (f"Where is my invoice?\nThanks!\n\n{DOORBELL}", ["Where is my invoice?", DOORBELL]),
        (f"{'It rang in the night. ' * 200}{DOORBELL}", [DOORBELL]),
        (f"It rings.\n\nThanks!\nJo\n\n{NOTICE}\n\nPlease consider the environment before printing.", ["It rings."]),
        (f"{DOORBELL}\n\nDanke\nJo\n\nDiese E-Mail ist vertraulich. Nicht für Sie? Löschen Sie sie.", [DOORBELL]),
        (f"Hello,\n{DOORBELL}\n\n{NOTICE}\n\n{NOTICE}", [DOORBELL]),
        (f"Where are disclaimers?\n\nDisclaimer settings are gone. {DOORBELL}", ["Where are disclaimers?", DOORBELL]),
        ("This e-mail is confidential. How do I delete my account?", ["How do I delete my account?"]),
        ("Nothing happens here at all.\n\nOn Monday you wrote:\n> Did you press it?", ["Nothing happens here at all."]),
    ],
    ids=[
        *("telling nothing alone", "no question", "two", "in other words", "nothing", "no word"),
        *(
            "below a greeting",
            "quoted below a greeting",
            "forwarded",
            "forwarded statement",
            "signature that asks",
            "after thanks",
            "before and after thanks",
        ),
        "at a long end",
        *("notices after thanks", "notice that asks", "notice without a signature"),
        *("disclaimers as a subject", "first paragraph like a notice"),
        "own statement",
    ],
)
def test_questions_are_what_is_asked(message: str, questions: list[str]) -> None:
    """Of a message only what it asks is kept where questions are gathered, each with what it is about."""
    assert questions_of(message, "en") == questions


@pytest.mark.parametrize(
    ("message", "question"),
    [
        (
            "I get a banner.\nThis message is intended for administrators only, it says.\nHow do I get rid of it?",
            "How do I get rid of it?",
        ),
        ("One question.\n\nConfidentiality: which data of mine do you keep?", "which data of mine do you keep?"),
        ("One question.\n\nConfidentiality: which data do you keep?", "which data do you keep?"),
        (
            "I have a problem.\nConsider the environment before printing - it is on prints.\nHow can I remove it?",
            "How can I remove it?",
        ),
        (
            "There is a line.\nConsider the environment before printing.\nI want to remove it.",
            "I want to remove it.",
        ),
        (
            f"{DOORBELL}\nThis message is intended for administrators, it says then.\nHow do I get rid of it?",
            "How do I get rid of it?",
        ),
        (f"It rings.\nThis message is confidential, it says.\nWhat can I do?\n\n{NOTICE}", "What can I do?"),
    ],
    ids=["around", "mine", "alone", "below", "in other words", "second question", "with a notice"],
)
def test_a_question_is_no_notice(message: str, question: str) -> None:
    """Who asks in a line that looks like one of a legal notice is heard, and real notices still go."""
    assert any(question in asked for asked in questions_of(message, "en"))
    assert "Have you received" not in body_of(message)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ich kann die Rechnung nicht finden", "de"),
        ("I cannot find the invoice", "en"),
        ("Passwort", None),
        ("", None),
    ],
)
def test_the_language_is_told_by_small_words(text: str, language: str | None) -> None:
    """Where nothing tells it, and where there is only one, no language is named."""
    assert language_of(text, ["en", "de"]) == language
    assert language_of(text, ["de"]) is None


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
        ("Hello team\n\nIt broke", "It broke"),
        ("Hello I cannot sign in here\n\nPlease help", "Hello I cannot sign in here\n\nPlease help"),
    ],
    ids=[
        "empty",
        "thanks",
        "quoted",
        "words",
        "addresses",
        "phone",
        "signature",
        "windows",
        "greeting line",
        "no greeting",
    ],
)
def test_messages_of_every_kind(message: str, body: str) -> None:
    """Short words stay as they are, and nothing is left of what says nothing."""
    assert body_of(message) == body


def test_sentences_say_something() -> None:
    """Sentences of a word or two are left out, and of very many the first and the last stay."""
    assert sentences_of("Help! I cannot log in. Why?\n\nIt worked before") == ["I cannot log in.", "It worked before"]
    assert len(sentences_of("It does not work. " * 200)) == MAX_SENTENCES
    story = [f"It happened {day} days ago." for day in range(MAX_SENTENCES + 5)]
    assert sentences_of(" ".join(story))[-1] == story[-1]


def test_a_long_message_is_searched_by_its_end_too() -> None:
    """Who tells a long story first asks at its end."""
    assert searched_part(f"{'It rang. ' * 1000}{DOORBELL}").endswith(DOORBELL)
    assert searched_part(DOORBELL) == DOORBELL
