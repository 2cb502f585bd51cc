"""Words that look alike and mean the opposite are no slips of each other."""

import pytest

from feedback_api.search_causes.gathering import Wording, gather
from feedback_api.search_causes.opposites import are_opposites

OPPOSITES = [
    ("encryption", "decryption"),
    ("enable", "disable"),
    ("import", "export"),
    ("install", "uninstall"),
    ("activate", "deactivate"),
    ("subscribe", "unsubscribe"),
    ("upload", "download"),
    ("login", "logout"),
    ("start", "restart"),
    ("employer", "employee"),
    ("anmelden", "abmelden"),
    ("verschlüsseln", "entschlüsseln"),
]


@pytest.mark.parametrize(("one", "other"), OPPOSITES)
@pytest.mark.parametrize("times", [1, 20, 200])
def test_opposites_are_kept_apart(one: str, other: str, times: int) -> None:
    """However often one of them is asked for, and whichever words stand beside it."""
    assert are_opposites(one, other)
    assert are_opposites(other, one)
    for text in ("{}", "{} large backups of all invoice archives"):
        assert len(gather([Wording(text.format(one), times), Wording(text.format(other))], "en")) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("add a user to the workspace of another team", "remove a user from the workspace of another team"),
        ("accept an invitation to a shared project board", "decline an invitation to a shared project board"),
    ],
)
def test_what_is_done_tells_questions_apart(one: str, other: str) -> None:
    """Who wants to remove somebody is not helped by what tells how to add them."""
    assert len(gather([Wording(one, 5), Wording(other, 5)], "en")) == 2


@pytest.mark.parametrize("text", ["{}", "weekly reports for all members, {}"])
@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("opt in", "opt out", "en"),
        ("opt-in", "opt-out", "en"),
        ("turn on", "turn off", "en"),
        ("turn it on", "turning it off", "en"),
        ("sign in", "sign out", "en"),
        ("log in", "log out", "en"),
        ("scale up", "scale down", "en"),
        ("archive before", "archive after", "en"),
        ("send with", "send without", "en"),
        ("drucken mit", "drucken ohne", "de"),
        ("paid by", "not paid by", "en"),
        ("bezahlte", "nicht bezahlte", "de"),
    ],
)
def test_small_words_turn_what_they_stand_beside(one: str, other: str, language: str, text: str) -> None:
    """What search leaves out tells opposites apart, whoever asks; each is still gathered with its like."""
    asked = [f"{text.format(word)} invoices" for word in (one, other)]
    wordings = [Wording(each, 5, passed_on=passed_on) for each in asked for passed_on in (False, True)]
    found = gather([*wordings, Wording(f"the {asked[1]}")], language)
    assert sorted(len(cause.wordings) for cause in found) in ([2, 3], [1, 1, 1, 2])


def test_a_complaint_asks_no_opposite() -> None:
    """Who cannot do something, or says that it does not work, asks how it is done."""
    asked = ["export invoices", "can not export invoices", "can we not export invoices", "cannot export invoices"]
    assert len(gather([Wording(text) for text in asked], "en")) == 1


@pytest.mark.parametrize("slip", ["encription", "encyption", "encrpytion"])
def test_slips_of_either_are_still_repaired(slip: str) -> None:
    """A slip goes to the word that it is nearest to, not to its opposite."""
    wordings = [Wording("encryption", 20), Wording("decryption", 20), Wording(slip)]
    assert [len(cause.wordings) for cause in gather(wordings, "en")] == [2, 1]


@pytest.mark.parametrize(("one", "other"), [("password", "passwort"), ("form", "farm"), ("car", "cart"), ("a", "una")])
def test_other_words_are_no_opposites(one: str, other: str) -> None:
    """Two letters that differ make no opposite by themselves."""
    assert not are_opposites(one, other)
