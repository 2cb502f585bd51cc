"""Corrections keep what readers said; other words start anew."""

import pytest

from feedback_api.revisions.edits import starts_anew, wording
from publishing.catalogue import Section
from tests.publishing.small_articles import article

STEP = "Choose Settings, then wait for at least 10 minutes. Do not unplug the router while the light is red."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Wait; then go on.", "Wait, then go on"),
        ("open the Settings", "Open the settings"),
        ("Open  the\nsettings", "Open the settings"),
        ("Open the settings.", "Open “the settings”…"),
        ("Settings > Users", "Settings → Users"),
        ("Recieve teh message", "Receive the message"),
        ("Your adress is shown", "Your address is shown"),
        ("It is done automaticaly", "It is done automatically"),
        ("Choose the colour", "Choose the color"),
        ("Log in with your e-mail", "Login with your email"),
        ("Do not use it: you can not", "Do not use it: you cannot"),
        ("You dont need it", "You don't need it"),
        ("Open settings and save", "Now open your settings and then save"),
        ("Press the button", "Press the buttons"),
        ("Die Adrese eingeben", "Die Adresse eingeben"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_a_correction_keeps_the_evidence(before: str, after: str) -> None:
    """Punctuation, case, spaces, spelling and fillers do not change what a reader is told."""
    assert not starts_anew(f"{STEP} {before} {STEP}", f"{STEP} {after} {STEP}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Wait 10 minutes", "Wait 15 minutes"),
        ("Wait 1.5 hours", "Wait 15 hours"),
        ("Set it to 5 °C", "Set it to -5 °C"),
        ("It costs 5 %", "It costs 5 €"),
        ("Needs version 3.11", "Needs version 3.12"),
        ("Wait ten minutes", "Wait two minutes"),
        ("Unplug it", "Do not unplug it"),
        ("You can do it", "You can't do it"),
        ("Always save", "Never save"),
        ("Sie können es ändern", "Sie können es nicht ändern"),
        ("Switch it on", "Switch it off"),
        ("Choose Settings", "Choose Preferences"),
        ("If you are able to", "If you are unable to"),
        ("Activate the account", "Deactivate the account"),
        ("Save it", "Save it, then restart the device"),
        ("Save it, then restart the device", "Save it"),
        ("First save. Second close.", "Second close. First save."),
        ("打开设置", "关闭设置"),
        ("เปิดการตั้งค่า", "ปิดการตั้งค่า"),
    ],
)
def test_other_words_start_anew(before: str, after: str) -> None:
    """A number, a unit, a negation, another word, a step more, less or elsewhere: readers are told something else."""
    assert starts_anew(f"{STEP} {before}. {STEP}", f"{STEP} {after}. {STEP}")


def test_a_word_that_is_used_elsewhere_was_no_slip() -> None:
    """Letters alone do not make a misspelling: the page still says the old word, so the new one is another."""
    assert starts_anew("Choose upload. The upload takes long.", "Choose unload. The upload takes long.")


def test_nothing_before_is_another_text() -> None:
    """A page that said nothing, or whose earlier words are not known, starts anew."""
    assert starts_anew("", STEP)


@pytest.mark.parametrize(("said", "anew"), [("minor", False), ("substantive 2026-11-21", True), (None, True)])
def test_a_writer_decides(said: str | None, anew: bool) -> None:
    """What the front matter says of an edit comes before what the words say."""
    assert starts_anew("Choose Settings", "Choose Preferences", said) is anew
    assert starts_anew("Choose Settings", "Choose settings", said) is (said is not None and anew)


def test_a_long_page_is_judged_too() -> None:
    """Of a page of 14,000 words, a few hundred slips can be corrected; half of it is another page."""
    lines = [f"Step with the word {chr(97 + number % 26) * 3} and recieve it" for number in range(2000)]
    assert not starts_anew("\n".join(lines), "\n".join(lines).replace("recieve", "receive"))
    assert starts_anew("\n".join(lines), "\n".join(lines[:1000]))
    assert starts_anew(" ".join(lines), " ".join(reversed(lines)))


def test_times_of_captions_are_no_words() -> None:
    """A transcript whose captions begin a second later says the same."""
    early, late = (
        article(sections=(Section(anchor=f"t={second}", title=f"0:0{second}", text="Open it."),)) for second in (1, 2)
    )
    assert wording(early) == wording(late) == "A\nOpen it."
