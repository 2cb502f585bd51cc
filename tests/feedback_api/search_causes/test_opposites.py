"""Words that look alike and mean the opposite are no slips of each other."""

import pytest

from feedback_api.search_causes.asked_words import Speller
from feedback_api.search_causes.gathering import Wording, gather
from feedback_api.search_causes.opposites import are_opposites, turn_each_other

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


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("switch on dark mode", "switch dark mode off", "en"),
        ("switch dark mode on", "switch off dark mode", "en"),
        ("turn on weekly reports", "how do I turn weekly reports off in the app", "en"),
        ("turn sync for all calendars on", "turn off sync for all calendars", "en"),
        ("send invoices with a logo", "send invoices that come without the small logo", "en"),
        ("schalte dunkelmodus ein", "schalte den dunkelmodus aus", "de"),
        ("wie schalte ich die berichte an", "schalte alle berichte aus", "de"),
        ("drehe den ton an", "drehe ton ab", "de"),
        ("rechnungen mit firmenlogo drucken", "rechnungen drucken ohne das firmenlogo", "de"),
    ],
)
@pytest.mark.parametrize("times", [(1, 9), (9, 1)])
def test_small_words_turn_a_question_wherever_they_stand(
    one: str, other: str, language: str, times: tuple[int, int]
) -> None:
    """What is apart from its verb, at the end of a phrase, tells opposites apart as it does beside it."""
    asked = [Wording(text, number) for text, number in zip((one, other), times, strict=True)]
    assert len(gather(asked, language)) == 2
    small = {"en": "please", "de": "wie"}[language]
    for text in (one, other):
        assert len(gather([Wording(text, 5), Wording(f"{text}, {small}")], language)) == 1


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("turn off notifications", "turn off notifications on my phone", "en"),
        ("turn on notifications", "turn on notifications without the app", "en"),
        ("export invoices as csv", "export invoices in csv", "en"),
        ("delete an account", "delete account in the app", "en"),
        ("ein konto löschen", "konto aus der app löschen", "de"),
        ("rechnung an kunden senden", "eine rechnung an die kunden senden", "de"),
    ],
)
def test_small_words_that_tell_where_turn_nothing(one: str, other: str, language: str) -> None:
    """Questions are not kept apart for a word that tells where, or beside which its opposite stands."""
    spell = Speller(language, {})
    assert not turn_each_other(spell.turns(one), spell.turns(other))
    assert not turn_each_other(spell.turns(other), spell.turns(one))


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


@pytest.mark.parametrize("times", [(1, 9), (9, 1)])
@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("sign up", "sign in", "en"),
        ("sign up for the newsletter", "sign in for the newsletter", "en"),
        ("prices above 100", "prices below 100", "en"),
        ("customers over 18", "customers under 18", "en"),
        ("kunden über 18", "kunden unter 18", "de"),
        ("restaurant heute auf", "restaurant heute zu", "de"),
        ("show notifications", "do not show notifications", "en"),
        ("remember me", "please don't remember me", "en"),
        ("password works", "password doesn't work", "en"),
        ("invoice with vat", "invoice with no vat", "en"),
        ("e-mails bekommen", "keine e-mails bekommen", "de"),
        ("ship to germany", "ship from germany", "en"),
        ("export to app", "export from app", "en"),
        ("convert a pdf to word", "how to convert word to pdf", "en"),
        ("switch from monthly to yearly", "switch from yearly to monthly", "en"),
        ("versand nach österreich", "versand aus österreich", "de"),
        ("geld an freund", "geld von freund", "de"),
        ("aus pdf ein word machen", "aus word ein pdf machen", "de"),
    ],
)
def test_the_opposite_of_the_same_words_is_another_question(
    one: str, other: str, language: str, times: tuple[int, int]
) -> None:
    """Not, no, more than, the way something goes, and the order in which it goes there tell questions apart."""
    asked = [Wording(text, number) for text, number in zip((one, other), times, strict=True)]
    assert len(gather(asked, language)) == 2


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("how to export csv", "export to csv", "en"),
        ("I want to convert pdf", "convert to pdf", "en"),
        ("emails do not arrive", "emails don't arrive", "en"),
        ("I don't receive emails", "receive emails", "en"),
        ("log in to app", "app log in", "en"),
        ("move articles to a new folder", "articles move to new folder", "en"),
        ("passwort in app ändern", "in der app passwort ändern", "de"),
        ("pay with card", "pay by card", "en"),
    ],
)
def test_small_words_that_lead_the_same_way_tell_nothing_apart(one: str, other: str, language: str) -> None:
    """A verb after "to", a complaint, and another order of the same words are the same question."""
    assert len(gather([Wording(one, 5), Wording(other)], language)) == 1
    assert len(gather([Wording(other, 5), Wording(one)], language)) == 1
