from __future__ import annotations

import random
import string

import pytest

from search_service.schemas import SearchQuery
from search_service.words.languages import stem
from tests.search_service.conftest import OpenEngine, make_article

ELATED = make_article("feelings", "Feelings", ("", "", "We are elated."))


def sections(times: int, text: str) -> list[tuple[str, str, str]]:
    """Write *text* so many times."""
    return [(f"part-{number}", "", text) for number in range(times)]


def test_a_wrong_letter_is_likelier_than_a_missing_space_between_rare_neighbours(open_engine: OpenEngine) -> None:
    """Of a letter and a space that may be missing, what the content says more often was meant."""
    ports = make_article("ports", "Ports", *sections(3, "Set up forwarding."))
    texts = make_article("texts", "Texts", *sections(1, "Thanks for wording it well."))
    engine = open_engine(ports, texts)
    assert engine.search(SearchQuery(q="port forwording")).correction == "port forwarding"
    texts = make_article("texts", "Texts", *sections(9, "Thanks for wording it well."))
    assert open_engine(ports, texts).search(SearchQuery(q="forwording")).correction == "for wording"


def test_a_word_that_nobody_writes_is_a_misspelling_in_spite_of_its_stem(open_engine: OpenEngine) -> None:
    """What shares the stem of a rare word by chance finds the common word that looks like it."""
    engine = open_engine(ELATED, make_article("stack", "Stack", *sections(160, "The elastic stack.")))
    response = engine.search(SearchQuery(q="elatic"))
    assert (response.correction, response.results[0].article_id) == ("elastic", "stack")


def test_a_form_of_a_word_that_the_content_has_is_no_misspelling(open_engine: OpenEngine) -> None:
    """A word stands for its own stem, as long as no other word is far commoner, and while it is unfinished."""
    engine = open_engine(ELATED, make_article("stack", "Stack", *sections(100, "The elastic stack.")))
    assert engine.search(SearchQuery(q="elatic")).correction is None
    engine = open_engine(ELATED, make_article("stack", "Stack", *sections(160, "The elastic stack.")))
    assert engine.search(SearchQuery(q="elat", partial=True)).correction is None
    assert engine.search(SearchQuery(q="elated")).results[0].article_id == "feelings"


GERMAN = make_article("artikel", "Artikel", ("", "", "Sie drücken auf einen Artikel und löschen ihn."), lang="de")
ENGLISH = make_article("articles", "Articles", *sections(30, "This article comes from an address."))


@pytest.mark.parametrize(
    ("typed", "lang", "correction"),
    [
        ("Artikle", "de", "Artikel"),
        ("artikle", "en", "article"),
        ("lösschen", "de", "löschen"),
        ("drüken", "de", "drücken"),
        ("loeshen", "de", "löschen"),
        ("addres", "de", "address"),
    ],
)
def test_the_readers_own_language_repairs_first(
    open_engine: OpenEngine, typed: str, lang: str, correction: str
) -> None:
    """A commoner word of another language is meant only where the own has none; umlauts are kept."""
    assert open_engine(GERMAN, ENGLISH).search(SearchQuery(q=typed, lang=lang)).correction == correction


NEIGHBOURS = make_article(
    "hilfe",
    "Hilfe",
    ("", "", "Die Karten suchen Sie unter Anmeldung. Eine Rückmeldung wählen Sie auf der Taste. Gültig ist ein Konto."),
    lang="de",
)
FOREIGN = make_article("press", "Press", *sections(9, "We press and backed the stacks back by Babel."))


@pytest.mark.parametrize(
    "word", ["Garten", "Kuchen", "zahlen", "Tante", "Kontor", "Rücksendung", "Preis", "backen", "backt", "Kabel"]
)
def test_a_german_word_of_everyday_life_is_not_taken_for_one_that_looks_like_it(
    open_engine: OpenEngine, word: str
) -> None:
    """Another first letter, a replaced or an added one makes another word of a short one, and English says nothing."""
    response = open_engine(NEIGHBOURS, FOREIGN).search(SearchQuery(q=word, lang="de"))
    assert (response.total, response.correction) == (0, None)


@pytest.mark.parametrize("word", ["gehalten", "verhaftet", "ausgesucht", "bringst"])
def test_a_german_word_that_people_say_is_neither_another_nor_two(open_engine: OpenEngine, word: str) -> None:
    """A mistake would be likely in a word that nobody says: ``gehalten`` is not ``behalten``."""
    said = sections(9, "Was Sie behalten, ist veraltet. Sehen Sie aus, wie gesucht.")
    brings = make_article("brings", "Brings", *sections(9, "It brings."))
    response = open_engine(make_article("de", "Alt", *said, lang="de"), brings).search(SearchQuery(q=word, lang="de"))
    assert (response.total, response.correction, response.nearest) == (0, None, [])


def test_a_german_compound_that_people_say_is_answered_by_its_parts(open_engine: OpenEngine) -> None:
    """That nobody mistypes it does not mean that the content has nothing about it."""
    ready = make_article("ready", "Hilfe", ("", "", "Vor dem Einsatz ist es bereit."), lang="de")
    response = open_engine(ready).search(SearchQuery(q="einsatzbereit", lang="de"))
    assert (response.total, response.correction) == (1, None)


@pytest.mark.parametrize(("typed", "meant"), [("Katren", "Karten"), ("Kontto", "Konto"), ("Tste", "Taste")])
def test_a_slip_in_a_short_german_word_is_repaired(open_engine: OpenEngine, typed: str, meant: str) -> None:
    """Letters that are missing, doubled or exchanged are what fingers do."""
    assert open_engine(NEIGHBOURS, FOREIGN).search(SearchQuery(q=typed, lang="de")).correction == meant


def test_a_stop_word_that_the_content_lacks_is_no_misspelling(open_engine: OpenEngine) -> None:
    """Words without a topic are often short and alike: ``gewesen`` is not ``gelesen``."""
    letters = make_article("briefe", "Briefe", ("", "", "Die Post wird gelesen."), lang="de")
    response = open_engine(letters).search(SearchQuery(q="ist die Post da gewesen", lang="de"))
    assert (response.results[0].article_id, response.correction) == ("briefe", None)


OPPOSITES = make_article("on", "On", *sections(30, "Subscribe, install, enable and reconnect by import."), lang="en")


@pytest.mark.parametrize(
    ("word", "lang"),
    [
        ("Abmeldung", "de"), ("Abmeldnug", "de"), ("ungültig", "de"), ("unsubscribe", "en"), ("uninstall", "en"),
        ("unable", "en"), ("disconnect", "en"), ("export", "en"),
    ],
)  # fmt: skip
def test_a_word_is_never_repaired_into_its_opposite(open_engine: OpenEngine, word: str, lang: str) -> None:
    """What differs in its prefix is another word, even if it is misspelled behind it."""
    assert open_engine(NEIGHBOURS, OPPOSITES).search(SearchQuery(q=word, lang=lang)).correction is None


def test_a_short_word_with_one_more_letter_is_another_word(open_engine: OpenEngine) -> None:
    """Black is not a misspelling of back, whatever the content speaks of; a letter typed twice is one."""
    engine = open_engine(FOREIGN)
    assert engine.search(SearchQuery(q="black")).correction is None
    assert engine.search(SearchQuery(q="bacck")).correction == "back"


def test_two_long_words_run_together_are_read_apart(open_engine: OpenEngine) -> None:
    """Not side by side, but in one section: where no section has both, nobody is told what was meant."""
    one = make_article("dark", "Dark", ("", "", "A mode that is easy on eyes at night."))
    engine = open_engine(one, make_article("keys", "Keys", ("", "", "The keyboard.")))
    assert engine.search(SearchQuery(q="nightmode")).correction == "night mode"
    assert engine.search(SearchQuery(q="nightkeyboard")).correction is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("signup", "sign up"),  # nobody but a keyword says so
        ("printout", "print out"),  # an everyday word of a verb that the content has
        ("homepage", "home page"),  # an everyday word, and the content writes two
        ("helpdesk", "help desk"),  # one page writes it in one word, two do not
        ("webform", "web form"),  # short words, in one section
        ("hangout", None),  # an everyday word of a verb that the content lacks
        ("carpet", None),  # an everyday word of two others that are nowhere side by side
        ("feedback", None),  # the content has it
    ],
)
def test_words_that_others_write_apart_are_found(open_engine: OpenEngine, typed: str, meant: str | None) -> None:
    """Who writes in one word what the content writes in two finds it all the same."""
    engine = open_engine(
        make_article("sign", "Sign up", ("", "", "Press the button."), keywords=("sign up",)),
        make_article("print", "On paper", ("", "", "At home you print a page.")),
        make_article("home", "Start", ("", "", "The home page of the help desk. A car, a pet, and feedback.")),
        make_article("pet", "Pets", ("", "", "A pet in the car. The help desk takes care.")),
        make_article("one", "Notes", ("", "", "The helpdesk.")),
        make_article("web", "Web", ("", "", "A form for the web.")),
    )
    response = engine.search(SearchQuery(q=typed, lang="en"))
    assert response.correction == meant
    assert bool(response.total) == (meant is not None or typed == "feedback")


def test_small_words_alone_are_no_answer_to_an_unknown_word(open_engine: OpenEngine) -> None:
    """What has nothing of a question but its ``the`` and ``how`` is not found by it."""
    engine = open_engine(make_article("how", "How", ("", "", "How the stack works.")))
    assert engine.search(SearchQuery(q="how the zeppelin flies")).total == 0
    assert engine.search(SearchQuery(q="how the")).total == 1


def test_what_nobody_writes_is_not_taken_apart_letter_by_letter(open_engine: OpenEngine) -> None:
    """Unknown words cost a few stems each: cuts are looked up among the words that there are."""
    letters = random.Random(7)
    words = ["".join(letters.choices(string.ascii_lowercase, k=64)) for _ in range(12)]
    engine = open_engine(GERMAN, ENGLISH)
    before = stem.cache_info().misses
    assert engine.search(SearchQuery(q=" ".join(words), lang="de")).total == 0
    assert stem.cache_info().misses - before <= 10 * len(words)


SHOP = make_article("shop", "Shop", *sections(30, "Break the chain of better browsers, and money shows three types."))


@pytest.mark.parametrize("word", ["bread", "chair", "butter", "brother", "honey", "snow", "tree", "tyre"])
def test_an_english_word_of_everyday_life_is_not_taken_for_one_that_looks_like_it(
    open_engine: OpenEngine, word: str
) -> None:
    """Who asks for bread finds nothing where there is none, rather than every break."""
    response = open_engine(SHOP).search(SearchQuery(q=word))
    assert (response.total, response.correction) == (0, None)


WEBHOOKS = make_article("hooks", "Webhooks", *sections(9, "With precision a receiver shows keyboard shortcuts, short."))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("recieve", "receive"), ("shorcut", "shortcut"), ("permision", None), ("precison", "precision")],
)
def test_a_misspelling_is_of_the_word_that_everybody_knows(
    open_engine: OpenEngine, typed: str, meant: str | None
) -> None:
    """One letter from a word of everyday life it is that word: found by its forms, or else by nothing."""
    response = open_engine(WEBHOOKS).search(SearchQuery(q=typed))
    assert (response.correction, bool(response.total)) == (meant, meant is not None)


BILLING = make_article("billing", "Billing", ("", "", "A catalog of payments, organized by color and child behavior."))


@pytest.mark.parametrize(
    ("typed", "marked", "correction"),
    [("colour", "color", None), ("catalogues", "catalog", None), ("organise", "organized", None),
     ("paid", "payments", None), ("children", "child", None), ("behavoiur", "behavior", "behavior")],
)  # fmt: skip
def test_a_word_stands_for_its_other_forms(
    open_engine: OpenEngine, typed: str, marked: str, correction: str | None
) -> None:
    """What another country writes, and what no ending makes, is no mistake: it finds what the content writes."""
    response = open_engine(BILLING).search(SearchQuery(q=typed))
    (hit,) = response.results
    assert ([run.text for run in hit.excerpt if run.match], response.correction) == ([marked], correction)


@pytest.mark.parametrize(("typed", "found"), [("lost", ["lost", "lose"]), ("pay", ["pay", "paid"])])
def test_a_word_is_found_in_its_irregular_forms_too(open_engine: OpenEngine, typed: str, found: list[str]) -> None:
    """What to do who lost a phone is said of losing one; the very form comes first, and a payment is another topic."""
    said = {
        "lose": "If you lose it.",
        "lost": "If it is lost.",
        "paid": "It is paid.",
        "pay": "Pay.",
        "sum": "A payment.",
    }
    articles = [make_article(name, "Page", ("", "", text)) for name, text in said.items()]
    response = open_engine(*articles).search(SearchQuery(q=typed, lang="en"))
    assert [hit.article_id for hit in response.results] == found


@pytest.mark.parametrize("word", ["useless", "liar"])
def test_a_word_is_no_form_of_what_it_turns_round(open_engine: OpenEngine, word: str) -> None:
    """Who calls it useless does not ask how to use it."""
    response = open_engine(make_article("start", "Start", ("", "", "Use it lying down, as lies the bear."))).search(
        SearchQuery(q=word)
    )
    assert (response.total, response.correction) == (0, None)


@pytest.mark.parametrize(("typed", "meant"), [("manger", "manager"), ("pubic", "public"), ("steam", None)])
def test_a_rare_word_is_a_slip_from_a_far_commoner_one(open_engine: OpenEngine, typed: str, meant: str | None) -> None:
    """Few ask for a manger where the content has a manager; steam is asked for as often as a stream."""
    engine = open_engine(make_article("team", "Team", *sections(2, "The manager of the public stream.")))
    assert engine.search(SearchQuery(q=typed)).correction == meant


def test_a_word_that_the_content_goes_on_writing_is_meant(open_engine: OpenEngine) -> None:
    """``postgres`` is one letter from "postures", and the beginning of what the content has."""
    engine = open_engine(make_article("stores", "Stores", ("", "", "The service keeps all in PostgreSQL.")))
    assert [hit.article_id for hit in engine.search(SearchQuery(q="postgres", lang="en")).results] == ["stores"]


WORKPLACE = make_article(
    "desk",
    "Desk",
    *sections(60, "Open windows, ask to sign in, and reply to what you see in a range."),
    ("one", "", "Sign once."),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("widows", "windows"), ("sing", None), ("sing in", "sign in"), ("to sing", "to sign"), ("sing for", None),
     ("sing once", None), ("in sing", None), ("sing and sing in", "sign and sign in"), ("ranger", None)],
)  # fmt: skip
def test_a_slip_makes_another_word_where_the_content_hardly_speaks_of_anything_else(
    open_engine: OpenEngine, typed: str, meant: str | None
) -> None:
    """Few sing, but not so few; beside the very word that follows ``sign`` they do not. Who adds letters means them."""
    assert open_engine(WORKPLACE).search(SearchQuery(q=typed, lang="en")).correction == meant


@pytest.mark.parametrize("word", ["tank", "form", "thorough"])
def test_how_often_people_say_a_word_makes_no_slip_of_another(open_engine: OpenEngine, word: str) -> None:
    """Few say "tank" beside all who say "thank": what the content says counts, and never of a word without a topic."""
    engine = open_engine(make_article("note", "Note", *sections(3, "From all who went through it, thank you.")))
    assert engine.search(SearchQuery(q=f"water {word}", lang="en")).correction is None


def test_what_the_content_says_now_and_then_makes_no_slip_of_another_word(open_engine: OpenEngine) -> None:
    """A word of one section is no reason to take a widow for a window."""
    few = make_article("desk", "Desk", *sections(1, "Open windows."), *sections(60, "Nothing else is said of it."))
    assert open_engine(few).search(SearchQuery(q="widows", lang="en")).correction is None


def test_a_reader_of_an_unknown_language_is_taken_at_the_everyday_words_that_are_listed(
    open_engine: OpenEngine,
) -> None:
    """The command line and other programs often name no language."""
    typed = [SearchQuery(q=word) for word in ("tree", "recieve", "Katren")]
    found = [open_engine(SHOP, WEBHOOKS, NEIGHBOURS).search(query).correction for query in typed]
    assert found == [None, "receive", "Karten"]


def test_a_word_is_found_as_every_country_writes_it(open_engine: OpenEngine) -> None:
    """What has it as it was typed comes first; nobody is told that anything was corrected."""
    there = make_article("there", "There", ("", "", "A theater in a corner of the town."))
    here = make_article("here", "Here", ("", "", "A theatre in a corner of the town."))
    for typed, first in (("theater", "there"), ("theatre", "here")):
        response = open_engine(there, here).search(SearchQuery(q=typed, lang="en"))
        assert (response.total, response.results[0].article_id, response.correction) == (2, first, None)


@pytest.mark.parametrize(
    ("typed", "lang", "meant"), [("vedio", "en", "video"), ("vodea", "en", None), ("Vedio", "de", "Video")]
)
def test_letters_that_changed_places_over_others_are_repaired_in_short_words(
    open_engine: OpenEngine, typed: str, lang: str, meant: str | None
) -> None:
    """Two wrong letters make another word of a short one, but not where each only stands in the other's place."""
    english = make_article("film", "Film", *sections(3, "Watch a video."))
    german = make_article("kino", "Kino", *sections(3, "Ein Video ansehen."), lang="de")
    assert open_engine(english, german).search(SearchQuery(q=typed, lang=lang)).correction == meant


@pytest.mark.parametrize("word", ["shower", "inner", "areas", "letter"])
def test_a_word_of_everyday_life_is_neither_a_form_of_another_nor_two_words(open_engine: OpenEngine, word: str) -> None:
    """Who does something is another word than the deed, and no space is missing in a word that everybody knows."""
    texts = sections(9, "Show what is in it, as there are as many as you like.")
    french = make_article("poste", "Poste", *sections(9, "Une lettre."), lang="fr")
    response = open_engine(make_article("show", "Show", *texts), french).search(SearchQuery(q=word, lang="en"))
    assert (response.total, response.correction) == (0, None)


@pytest.mark.parametrize(
    ("typed", "first"), [("pipline", "all"), ("pipeline", "all"), ("gardner", "one"), ("bazel", "one")]
)
def test_a_mistake_of_the_content_finds_what_it_meant(open_engine: OpenEngine, typed: str, first: str) -> None:
    """Nobody wants the one page that is mistyped alike; a word of everyday life, or a short one, is none mistyped."""
    about = make_article("all", "Pipelines", *sections(200, "A pipeline of the gardener, by bazzel."))
    one = make_article("one", "Notes", ("", "", "The pipline of a gardner, by bazel."))
    response = open_engine(about, one).search(SearchQuery(q=typed, lang="en"))
    assert (response.results[0].article_id, response.correction) == (first, None)


def test_what_another_language_writes_in_one_word_is_looked_for_in_two(open_engine: OpenEngine) -> None:
    """A German page with ``Screenreader`` is no reason to pass over the English one with screen readers."""
    english = make_article("keys", "Keys", ("", "", "It works with a screen reader."))
    german = make_article(
        "tasten", "Tasten", ("", "", "Das Passwort geht mit dem Screenreader, pass Wort um Wort auf."), lang="de"
    )
    engine = open_engine(english, german)
    asked = [("screenreader", "en"), ("screenreader", "de"), ("Passwort", "en")]
    found = [engine.search(SearchQuery(q=word, lang=lang)) for word, lang in asked]
    assert [one.results[0].article_id for one in found] == ["keys", "tasten", "tasten"]
    assert [one.correction for one in found] == ["screen reader", None, None]


def test_another_form_of_a_foreign_word_is_no_mistake(open_engine: OpenEngine) -> None:
    """A German reader who types a keyword is not told of keywords."""
    english = make_article("keys", "Keys", *sections(3, "All keywords."))
    german = make_article("tasten", "Tasten", ("", "", "Es geht."), lang="de")
    response = open_engine(english, german).search(SearchQuery(q="Keyword", lang="de"))
    assert (response.total, response.correction) == (1, None)


def test_spellings_of_two_countries_need_no_language(open_engine: OpenEngine) -> None:
    """Where a search names none, on a site of several, English ones answer each other too."""
    there = make_article("there", "There", ("", "", "A theater in a corner of the town."))
    here = make_article("here", "Here", ("", "", "A theatre in a corner of the town."))
    assert open_engine(there, here, GERMAN).search(SearchQuery(q="theater")).total == 2
