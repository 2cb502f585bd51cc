"""The line that stands beside a link to a section: what the section says first, where that is a sentence."""

import pytest

from feedback_api.replies.snippet import MAX_TAKEAWAY_CHARS
from feedback_api.replies.takeaways import first_sentence, takeaways_of
from publishing.catalogue import Section
from tests.feedback_api.publication import FIRST, plain_article


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Press the other button. The new answer counts.", "Press the other button."),
        ("Press the button!\nThen wait.", "Press the button!"),
        ("You chose wrong? Press the other button. It counts.", "You chose wrong? Press the other button."),
        ("You chose wrong?\nPress the other button.", "You chose wrong?"),
        ("Open example.com and version 1.5 of it. Then wait.", "Open example.com and version 1.5 of it."),
        ("Take codecs, e.g. H.264 or VP9, into the file.", "Take codecs, e.g. H.264 or VP9, into the file."),
        ("Nehmen Sie z. B. Rechnungen vom 3. Mai. Dann senden.", "Nehmen Sie z. B. Rechnungen vom 3. Mai."),
        ('"Why is that so?" is a question that many ask.', '"Why is that so?" is a question that many ask.'),
        ("„Nicht jetzt bitte.“ So heißt der Knopf.", "„Nicht jetzt bitte.“"),
    ],
)
def test_a_section_says_the_sentence_that_it_begins_with(text: str, said: str) -> None:
    """Dots within words, of short forms and of dates end none, and a question has what follows it beside it."""
    assert first_sentence(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "Key What it does\nEnter Copies the answer.",
        "Write this into the file:\nHELP_CENTRE_WORKERS=4",
        "help-centre serve. Then look at it.",
        "$ curl -s https://help.example.com/ now.",
        "# Restore the files. Then start.",
        "Nothing.",
        f"It {'goes on and on and ' * 12}ends. Then more.",
    ],
)
def test_what_is_no_sentence_is_not_given_for_one(text: str) -> None:
    """Cells, code, what ends in a colon, a word alone and what is too long for a line are left to the summary."""
    assert first_sentence(text) == ""


def test_a_sentence_is_never_cut() -> None:
    """The longest that is taken fills the line."""
    sentence = f"Open it {'x' * (MAX_TAKEAWAY_CHARS - len('Open it .'))}."
    assert len(sentence) == MAX_TAKEAWAY_CHARS
    assert first_sentence(sentence) == sentence
    assert first_sentence(f"A{sentence}") == ""


def test_introductions_and_moments_of_videos_have_the_summary() -> None:
    """What is spoken at one moment is a piece, and the introduction is what the summary sums up."""
    texts = {"": "It begins here.", "t=83": "And now we press it.", "later": "Press the red button.", "keys": "Key Act"}
    sections = tuple(Section(anchor=anchor, title="", text=text) for anchor, text in texts.items())
    article = plain_article("video", FIRST).model_copy(update={"sections": sections})
    assert takeaways_of(article) == {"later": "Press the red button."}
