"""What a customer's message says, without what surrounds it."""

import pytest

from feedback_api.replies.message import body_of, is_foreign, language_of, searched_part
from feedback_api.replies.questions import asking_part, questions_of
from feedback_api.replies.sentences import MAX_SENTENCES, sentences_of

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


NOTICES = {
    "transmitted": """\
The information transmitted is intended only for the person or entity to
which it is addressed. Any review or dissemination is prohibited.""",
    "addressee": "Please note: unless you are the addressee, disclosure and copying of this are prohibited.",
    "inhalt": "Der Inhalt dieser E-Mail ist für den Adressaten bestimmt. Sonst ist die Weitergabe unzulässig.",
    "vertraulich": "Diese E-Mail enthält vertrauliche Informationen. Haben Sie sie irrtümlich erhalten?",
    "firm": "Beispiel GmbH\nWerkstraße 12\nGeschäftsführer: A. Bell · Amtsgericht Köln · HRB 12345 · USt-IdNr. DE1",
    "paper": "P Please consider the environment - do you really need to print this email?",
    "trees": "Save paper - think before you print.",
    "umwelt": "Bitte denken Sie an die Umwelt, bevor Sie drucken.",
    "phone": "Sent from my iPhone",
    "program": "Sent from Mail for Windows",
    "handy": "Von meinem iPhone gesendet",
    "app": "Diese Nachricht wurde von meinem Android-Mobiltelefon mit WEB.DE Mail gesendet.",
    "gesendet": "Gesendet von Outlook für Android",
    "envoyé": "Envoyé de mon iPhone",
    "excuses": "Sent from my iPhone, please excuse brevity and any typos.",
    "inviato": "Inviato dal mio Galaxy",
    "verzonden": "Verzonden vanaf mijn Samsung-apparaat",
    "sendt": "Sendt fra min telefon",
    "outlook": "Télécharger Outlook pour iOS",
    "viruses": "This email has been checked for viruses by a program.",
}


@pytest.mark.parametrize("notice", NOTICES.values(), ids=NOTICES)
def test_what_programs_and_firms_add_goes_and_what_follows_stays(notice: str) -> None:
    """Below a statement, a question or a signature nothing of it is left; a question or a complaint below it is."""
    statement = "The export of my invoices is broken since Monday."
    for said in (statement, f"It rings. {DOORBELL}"):
        assert body_of(f"Hello,\n\n{said}\n\n{notice}") == said
        assert body_of(f"Hello,\n\n{said}\n\nViele Grüße\nMaria Weber\nCEO\n\n{notice}") == said
    assert questions_of(f"Nothing happens.\n\n{notice}\n\nPS: {DOORBELL}", "en") == [f"PS: {DOORBELL}"]
    assert body_of(f"{DOORBELL}\n\n{notice}\n\nThe bell rings at night, too.").endswith("at night, too.")
    assert DOORBELL in body_of(f"{notice}\n\n{DOORBELL}")


@pytest.mark.parametrize(
    "sign_off",
    [
        *("Kind regards,", "With kind regards", "Thank you and kind regards", "Thanks in advance for your help!"),
        *("Have a nice day!", "MfG", "Mit freundlichem Gruß", "Viele Grüße aus Köln", "Liebe Grüße", "Vielen Dank"),
        *("Vielen Dank im Voraus", "Danke und Gruß", "Cordialement", "Un saludo,", "Hochachtungsvoll", "-- "),
    ],
)
def test_below_a_sign_off_only_what_is_asked_or_added_stays(sign_off: str) -> None:
    """Name, title and address go, in whatever language it is; a postscript and a question of one's own stay."""
    signature = f"{sign_off}\nMaria Weber\nHead of Invoices\nMill Lane 5, Leeds"
    assert body_of(f"{DOORBELL}\n\n{signature}") == DOORBELL
    assert body_of(f"The export is broken.\n\n{signature}") == "The export is broken."
    added = "PS: The bell rings at night, too."
    assert body_of(f"{DOORBELL}\n\n{signature}\n{added}") == f"{DOORBELL}\n\n{added}"
    asked = "Can I paint the button, too?"
    assert questions_of(f"{DOORBELL}\n\n{signature}\n\n{asked}", "en") == [DOORBELL, asked]


@pytest.mark.parametrize(
    "line",
    [
        "On Monday, 4 May 2026 at 10:32:17 am GMT+1, Customer Support Team <support@help.example.com> wrote:",
        "On Mon, 4 May 2026 at 10:00, The Support Team <the.support.team@\nexample.com> wrote:",
        "Am 04.05.2026 um 10:00 schrieb support@example.com\n<support@example.com>:",
        "Le lun. 4 mai 2026 à 10:00, Support <support@example.com> a écrit\u00a0:",
        "________________\nFrom: Support <support@example.com>\nSent: Monday\nTo: Maria\nSubject: RE: Bell",
        "*Von:* Support\n*Gesendet:* Montag, 4. Mai 2026\n*Betreff:* AW: Klingel",
        "De : Support\nEnvoyé : lundi\nÀ : Maria\nObjet : RE: sonnette",
        "##- Please type your reply above this line -##",
    ],
)
def test_an_earlier_mail_goes_however_it_is_announced(line: str) -> None:
    """Lines of every kind and length begin it; between quoted lines what is answered stays."""
    said = "I use another browser, and nothing changed."
    body = body_of(f"{said}\n\n{line}\n\nDear Maria,\nthank you for writing. Use another browser.")
    assert body.rstrip("_ \n") == said
    if line.endswith(":"):
        between = f"See below.\n{line}\n> Which browser?\nAnother one. {DOORBELL}\n> And when?\nToday."
        assert body_of(between).split() == f"See below. Another one. {DOORBELL} Today.".split()


@pytest.mark.parametrize(
    ("message", "body"),
    [
        ("Hi I cannot log in. It says no.", "Hi I cannot log in. It says no."),
        ("Hi my export fails, why?", "Hi my export fails, why?"),
        ("hi export fails again, help", "hi export fails again, help"),
        ("Dear Mr. Miller,\n\nIt broke.", "It broke."),
        ("Sehr geehrte Frau Dr. Müller-Bell,\n\nes ist kaputt.", "es ist kaputt."),
        ("Sehr geehrte Damen und Herren,\nes ist kaputt.", "es ist kaputt."),
        (
            "My invoice is gone.\nThanks!\nThe export is broken, too.",
            "My invoice is gone.\n\nThe export is broken, too.",
        ),
        ("It broke.\n\nKind regards\nMaria Weber\n\nLooking for gifts?", "It broke.\n\nLooking for gifts?"),
        ("It says\nfrom: a.md\nto: b.md\nand fails.", "It says\nfrom: a.md\nto: b.md\nand fails."),
        ("It broke.\n\nSent from Leeds it never came to us.", "It broke.\n\nSent from Leeds it never came to us."),
        ("It broke.\n\nHost: bell\nDoor: 2\nAt: 10:12", "It broke.\n\nHost: bell\nDoor: 2\nAt: 10:12"),
        (f"{DOORBELL}\n{'_' * 40}\nMeetings Need help?\nJoin the meeting now\nMeeting ID: 12 34", DOORBELL),
        (f"It broke.\n{'_' * 40}\nIt broke again today.", "It broke.\n\nIt broke again today."),
        ("[EXTERNAL] Do not click links.\n\nIt broke.", "It broke."),
        ("You don't often get email from jo@example.com. Learn why this is important\n\nIt broke.", "It broke."),
        ("It broke.\u00a0Now?\r\u00a0\rKind\u00a0regards,\rMaria", "It broke. Now?"),
        ("<p>It &amp; I broke.</p><style>p {}</style><div>Regards<br>Maria</div>", "It & I broke."),
        (
            "Can you take it?\n\nBegin forwarded message:\n\nFrom: Jo\nSubject: Bell\n\nHello,\nit broke. Why?",
            "Can you take it?\n\nit broke. Why?",
        ),
    ],
)
def test_nothing_that_is_said_goes_along(message: str, body: str) -> None:
    """Who says something in the line of the greeting, below thanks or above a mail that is passed on is heard."""
    assert body_of(message) == body


@pytest.mark.parametrize(
    "text",
    [
        *("on " * 6_666, f"on {'a' * 100}\n" * 200, "from: a\n" * 2_500, "Hi Anna " * 2_500, "--\n" * 6_666),
        *("Thanks\n" * 2_800, "danke und " * 2_000, "> a?\n" * 4_000, "<p " * 6_666, "<p><!-- " * 2_500),
        *(" " * 20_000, "\n" * 20_000, "_" * 20_000, "[external " * 2_000, "recipient confidential privileged\n" * 500),
    ],
)
def test_no_message_takes_long(text: str) -> None:
    """No message of the longest kind keeps the service busy."""
    assert isinstance(body_of(text), str)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ich kann die Rechnung nicht finden", "de"),
        ("I cannot find the invoice", "en"),
        ("Passwort", None),
        ("Hallo, ik wil graag weten of jullie een export naar PDF hebben. De knop is weg en we missen die.", None),
        ("Bonjour, je ne peux pas me connecter depuis hier et on me demande un code que je n'ai pas.", None),
        ("Hola, no puedo iniciar sesión desde ayer, la contraseña es correcta pero no existe la cuenta.", None),
        ("", None),
    ],
)
def test_the_language_is_told_by_small_words(text: str, language: str | None) -> None:
    """Where nothing tells it, and where there is only one, no language is named."""
    assert language_of(text, ["en", "de"]) == language
    assert language_of(text, ["de"]) is None
    assert is_foreign(text, ["en", "de"]) == (len(text) > 60)


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


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        (
            "The bell is loud. Please tell me how I can paint the button. Where is the battery sold?",
            ["Please tell me how I can paint the button.", "Where is the battery sold?"],
        ),
        (
            "I need the length of the cable for the bell. Which colours are sold?",
            ["I need the length of the cable for the bell.", "Which colours are sold?"],
        ),
        (
            "1. How do I paint it?\n2. How do I mute it?\nWhat else?",
            ["How do I paint it?", "How do I mute it?"],
        ),
        ("Hello?? Is anybody there? Can you help me? I need help. How are you? " + DOORBELL, [DOORBELL]),
        (f"{DOORBELL} {DOORBELL.lower()}", [DOORBELL]),
        (
            """\
[9:01] Agent: How may I help you today?
[9:02] Customer: How loud is the doorbell outside?
[9:03] Agent: Which doorbell do you have?""",
            ["How loud is the doorbell outside?"],
        ),
        ("Error: E5 on the bell.\nSupport: none given yet.\n" + DOORBELL, [DOORBELL]),
        ("-- \nJo", []),
        (
            "Same trouble here as my colleague, please look into it.\n\nOn Monday you wrote:\n> " + DOORBELL,
            [DOORBELL],
        ),
        (
            f"""\
{DOORBELL}

We must name each recipient of data, say what is confidential and who is liable.
How long do you store the doorbell's pictures?""",
            [DOORBELL, "How long do you store the doorbell's pictures?"],
        ),
    ],
    ids=[
        *(
            "in other words beside another",
            "a need",
            "short ones in a list",
            "filler",
            "twice",
            "chat",
            "a form's fields",
            "a signature alone",
        ),
        *("as quoted", "lawyers' words"),
    ],
)
def test_a_question_is_heard_beside_others(message: str, questions: list[str]) -> None:
    """What asks without a sign or in a lawyer's words is kept too; what fills lines, and what agents ask, is not."""
    assert questions_of(message, "en") == questions


def test_a_long_question_keeps_the_part_that_asks() -> None:
    """Where it is longer than is kept, its end stays, or its beginning when it begins as questions do."""
    story = "the bell that my aunt has had by her garden door since the spring rings " * 3
    asks = "how can she make it quieter?"
    assert asking_part(f"As {story}in the night, {asks}", 200).endswith(asks)
    assert asking_part(f"How can she make it quieter, as {story}in the night?", 200).startswith("How can she make it")
    told = asking_part(f"As {story}please tell me how she can make it quieter when {story}.", 200)
    assert told.startswith("please tell me how she can make it quieter")
    assert len(told) <= 200
    assert asking_part(asks, 200) == asks


@pytest.mark.parametrize(
    "earlier",
    [
        "From: Desk\nSent: Friday, November 13,\n2026 4:55 PM\nTo: Jo\nSubject: Re: bells",
        "**From:** Desk\n**Date:** Friday, 13 November\n**To:** Jo\n**Subject:** Re: bells",
        "On Tue, 17 November 2026 at 10:03:22 Universal Time,\nThe Desk of Bells\n<desk@bells.example> wrote:",
        "From: The Desk of All Bells in the\nCountry <desk@bells.example>\nSent: Friday\nTo: Jo\nSubject: Re: bells",
        "On Tue, 17 Nov 2026 at 10:03:22 AM GMT+1, Desk <desk@bells.example> wrote: Dear Jo,",
        "De: Soporte\nEnviado el: viernes, 13 de noviembre\nPara: Jo\nAsunto: RE: timbre",
        "Od: Dzwonki <desk@bells.example>\nWysłano: piątek, 13 listopada 2026 10:12\nDo: Jo\nTemat: RE: dzwonek",
        "pt., 13 lis 2026 o 10:12 Dzwonki <desk@bells.example> napisał(a):",
    ],
    ids=[
        *("a wrapped header", "bold headers", "three lines", "wrapped without a comma", "text behind", "two words"),
        *("an unknown language", "a line in an unknown language"),
    ],
)
def test_a_mail_program_may_wrap_what_it_writes_above_an_earlier_mail(earlier: str) -> None:
    """What was answered before goes, and the question above it stays."""
    assert body_of(f"{DOORBELL}\n\n{earlier}\n\nPress the button at night.") == DOORBELL


@pytest.mark.parametrize(
    ("message", "body"),
    [
        (f"<table><tr><td>{DOORBELL}</td></tr></table>", DOORBELL),
        (f"<ul><li>{DOORBELL}</li></ul>", DOORBELL),
        (f"<span>{DOORBELL}</span>", DOORBELL),
        ("Why is there <script> in the text and <body> above it?", None),
    ],
    ids=["table", "list", "span", "tags as a subject"],
)
def test_a_mail_in_html_is_known_by_more_than_one_tag(message: str, body: str | None) -> None:
    """Whatever it begins with, its text is read; who writes of tags is heard whole."""
    assert body_of(message) == (body or message)


@pytest.mark.parametrize(
    "text",
    [
        "Search finds nothing after new build; index missing, error shown, restart tried",
        "mkdocs.yml help-centre serve port 8800 error 404 nginx proxy timeout search index",
    ],
)
def test_words_without_small_ones_are_of_no_other_language(text: str) -> None:
    """Who writes in bare words, or pastes a log, is not told that no article is in their language."""
    assert not is_foreign(text, ["en", "de"])
