"""Questions that ask the same are one cause, however people word, spell or begin them."""

import pytest

from feedback_api.search_causes.gathering import Gathered, Wording, gather
from search_service.words.synonyms import lines_of, read_lines

SITE = {"reset": 9, "password": 40, "passport": 4, "invoice": 30, "account": 60, "export": 20, "language": 12}


def texts(found: list[Gathered]) -> list[set[str]]:
    """Name the wordings of each cause."""
    return [{wording.text for wording in cause.wordings} for cause in found]


def test_stems_filler_words_and_order_do_not_matter() -> None:
    """Who asks how to export invoices asks for invoice export."""
    found = gather([Wording("invoice export", 3), Wording("how do I export my invoices", 2)], "en", known_words=SITE)
    assert texts(found) == [{"invoice export", "how do I export my invoices"}]
    assert (found[0].name, found[0].times) == ("invoice export", 5)


def test_slips_are_gathered_with_what_was_meant() -> None:
    """A misspelled word counts as the word of the help centre that it is nearest to."""
    found = gather([Wording("reset password"), Wording("rest pasword")], "en", known_words=SITE)
    assert texts(found) == [{"reset password", "rest pasword"}]


def test_slips_are_repaired_from_what_others_ask() -> None:
    """Where the help centre lacks a word altogether, its usual spelling is what most people type."""
    found = gather([Wording("webhook retries", 20), Wording("webhok retries")], "en")
    assert texts(found) == [{"webhook retries", "webhok retries"}]


def test_one_word_a_hyphen_and_two_words_ask_the_same() -> None:
    """A slip hides it no more than a space does; what the help centre does not know as one word is its parts."""
    known = {**SITE, "two": 9, "factor": 9, "twofactor": 3, "two-factor": 3}
    wordings = ["two-factor export", "two factor export", "twofactor export", "two-facter export", "towfactor export"]
    assert len(gather([Wording(text) for text in wordings], "en", known_words=known)) == 1
    assert len(gather([Wording("export-account"), Wording("account export")], "en", known_words=SITE)) == 1


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("qr code", "qrcode"),
        ("two-factor qr code", "two factor qr-code"),
        ("twofacter qrcode", "two-factor qrcode"),
        ("kerberos federaton", "kerberos federation"),
        ("kerberos fedeartion", "kerberos federation"),
        ("kerberos federattion", "kerberos federation"),
    ],
)
def test_what_the_help_centre_never_says_is_gathered_too(asked: str, meant: str) -> None:
    """Spaces, hyphens and one slip in a long word hide nothing, also where nobody knows the word yet."""
    assert len(gather([Wording(asked), Wording(meant)], "en", known_words=SITE)) == 1


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("kerberos token", "kerberos taken"),
        ("account passport", "account password"),
        ("kerberos encryption", "kerberos decryption"),
        ("kerberos version1", "kerberos version2"),
        ("kerberos fedaratien", "kerberos federation"),
        ("how", "how why"),
    ],
)
def test_a_slip_is_one_letter_of_a_long_word_that_nobody_knows(asked: str, other: str) -> None:
    """Short words, known words, opposites and numbers that differ by a letter ask for something else."""
    assert len(gather([Wording(asked), Wording(other)], "en", known_words=SITE)) == 2


@pytest.mark.parametrize(
    ("asked", "meant", "meant_times"),
    [("twofacter qrcode", "two-factor qrcode", 3), ("delete workspase", "delete workspace", 9)],
)
def test_a_slip_that_many_make_is_still_one(asked: str, meant: str, meant_times: int) -> None:
    """Asking with it what others ask with the right spelling makes no word of it, however often it is asked."""
    assert len(gather([Wording(asked, 3), Wording(meant, meant_times)], "en", known_words=SITE)) == 1


def test_a_slip_that_many_make_in_several_questions_is_still_one() -> None:
    """Each of them is gathered with what was meant."""
    asked = [Wording(f"{verb} {word}", 3) for verb in ("delete", "leave") for word in ("workspace", "workspase")]
    assert texts(gather(asked, "en", known_words=SITE)) == [
        {"delete workspace", "delete workspase"},
        {"leave workspace", "leave workspase"},
    ]


def test_a_word_that_is_asked_beside_others_is_none() -> None:
    """Two words that differ by a letter and are asked in questions of their own are two words."""
    asked = ["kerberos delegator", "delegator rights", "kerberos delegatee", "delegatee mailbox"]
    assert len(gather([Wording(text, 3) for text in asked], "en", known_words=SITE)) == 4


def test_scripts_without_spaces_are_read_whole() -> None:
    """Pairs of characters are no parts of a word with a hyphen."""
    found = gather([Wording("パスワード"), Wording("パスワー")], "ja")
    assert len(found) == len(gather([Wording("請求書"), Wording("請求先")], "ja")) == 2


@pytest.mark.parametrize("begun", ["reset passw", "reset password in", "reset password invo"])
def test_beginnings_are_gathered_with_what_they_begin(begun: str) -> None:
    """What was typed only in part belongs to the one question that it begins."""
    wordings = [Wording("reset password", 5), Wording("reset password invoice"), Wording(begun)]
    together = [cause for cause in texts(gather(wordings, "en", known_words=SITE)) if begun in cause]
    assert len(together[0]) == 2


def test_synonyms_ask_the_same() -> None:
    """What writers list as meaning the same is one question, also where one of the words stands in no article."""
    synonyms = read_lines(lines_of([("dark mode", "night theme"), ("password", "passphrase")]), ["en"])
    wordings = [
        Wording("reset password"),
        Wording("resetting my passphrase"),
        Wording("dark mode"),
        Wording("night themes"),
    ]
    found = gather(wordings, "en", known_words=SITE, synonyms=synonyms)
    assert sorted(map(len, texts(found))) == [2, 2]


def test_other_things_stay_apart() -> None:
    """One telling word more, less or other makes another question."""
    wordings = [Wording("export invoices"), Wording("export account"), Wording("delete account"), Wording("account")]
    assert len(gather(wordings, "en", known_words=SITE)) == 4


def test_a_beginning_of_several_is_left_alone() -> None:
    """Nobody knows which of two questions was begun."""
    wordings = [Wording("account export"), Wording("account language"), Wording("account")]
    assert len(gather(wordings, "en", known_words=SITE)) == 3


def test_questions_of_filler_words_alone_are_kept() -> None:
    """What has no telling word is compared by the words that it has."""
    assert texts(gather([Wording("how do I"), Wording("what is this")], "en")) == [{"what is this"}, {"how do I"}]


@pytest.mark.parametrize("text", ["", "?!", "密码重置", "C++", "a" * 500])
def test_anything_can_be_asked(text: str) -> None:
    """Signs, other scripts, and endless words are causes of their own."""
    assert texts(gather([Wording(text), Wording("reset password")], "en")).count({text}) == 1


def test_german_is_gathered_by_german_stems() -> None:
    """Each language has its own stems and stop words."""
    found = gather([Wording("Rechnungen herunterladen"), Wording("eine Rechnung herunterladen")], "de")
    assert len(found) == 1


def test_nothing_asked_is_no_cause() -> None:
    """Without questions there are no causes."""
    assert gather([], "en") == []


PASSED_ON = (
    "Can I export my invoices to Excel?",
    "How do I get my invoices into an Excel sheet?",
    "Is there any way to export all our invoices of last year so that Excel opens them?",
    "I would like to know whether invoices could be exported for Excel, thank you",
)


def test_what_agents_pass_on_is_gathered_with_searches() -> None:
    """Customers' sentences about one thing are one question, with the few words that others search for."""
    wordings = [Wording("export invoices excel", 3), *(Wording(text, passed_on=True) for text in PASSED_ON)]
    other = Wording("How do I delete the account of somebody who left?", passed_on=True)
    found = gather([*wordings, other, Wording("export account", 2)], "en", known_words=SITE)
    assert sorted(map(len, texts(found))) == [1, 1, 5]


def test_sentences_that_share_little_stay_apart() -> None:
    """A telling word in common is not enough, nor is half of them."""
    said = [
        "How do I export my invoices to Excel?",
        "Who pays the invoices of others?",
        "Is Excel supported?",
    ]
    assert len(gather([Wording(text, passed_on=True) for text in said], "en", known_words=SITE)) == 3


def test_what_readers_type_is_held_to_every_word() -> None:
    """The same words typed by readers stay apart where one has more: it may be another question."""
    assert len(gather([Wording("export invoices"), Wording("export invoices excel")], "en", known_words=SITE)) == 2
