from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from publishing.catalogue import Article, Section
from publishing.checking.checks import read_folder
from publishing.source.draft_catalogue import draft_catalogue
from tests.benchmarks.fallback import LEAST_AGREEING, Agreement, Browser, Compared, agreement, compare
from tests.benchmarks.search_corpus import Corpus, KnownQuery
from tests.benchmarks.search_measures import Quality
from tests.publishing.small_articles import article, catalogue

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "tests" / "relevance" / "questions.jsonl"
GOOD = Quality(0.7, 0.9, 0.8, 10)
ENOUGH, TOO_LITTLE = Agreement(0, 0.8, 0, 0, 0.8), Agreement(1, 0.79, 1, 1, 0.69)


@pytest.mark.slow
def test_the_browser_finds_what_the_service_finds() -> None:
    """On the shipped content, four of the service's five are among the browser's."""
    catalogue = draft_catalogue(read_folder(ROOT / "content", today=date(2026, 1, 2)).site)
    asked = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    queries = [KnownQuery(one["query"], "known", one["query"], frozenset(one["right"]), frozenset()) for one in asked]
    compared = compare(Corpus("shipped", catalogue, tuple(queries)), queries, lambda *_: 0)
    assert min(compared.agreement.most_shared, compared.agreement.shared) >= LEAST_AGREEING, compared
    assert compared.browser.five >= LEAST_AGREEING, compared


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Give the browser's search of four articles."""

    def guide(name: str, title: str, *texts: str) -> Article:
        sections = [Section(anchor=f"s{at}", title=text, text=text) for at, text in enumerate(texts)]
        return article(id=name, url=f"{name}/", title=title, sections=sections)

    articles = (
        guide("queue", "Why pages should rate well", "What you should do", "You should rate"),
        guide("rating", "Rate a page", "Rate it"),
        guide("chinese", "帐户", "如何重置密码"),
        guide("japanese", "アカウント", "パスワードを忘れた"),
        guide("hindi", "खाता", "अपना पासवर्ड बदलें"),
    )
    searched = Browser(Corpus("small", catalogue(*articles), ()), tmp_path_factory.mktemp("browser"))
    yield searched
    searched.close()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("how shoud I rate", "rating"),
        ("密码", "chinese"),
        ("パスワード", "japanese"),
        ("ﾊﾟｽﾜｰﾄﾞ", "japanese"),
    ],
)
def test_the_browser_forgives_what_the_service_forgives(browser: Browser, query: str, first: str) -> None:
    """A slip in a small word says as little as the word, and words within a sentence without spaces are found."""
    assert browser.search(query, partial=False, limit=5)[0] == first


def test_a_hit_opens_a_section_that_has_the_words_of_its_own(tmp_path: Path) -> None:
    """A keyword counts for all sections of an article; not the shortest one opens, but one that speaks of it."""
    sections = [
        Section(anchor="", title="", text="Start it once."),
        Section(anchor="boot", title="At boot", text="Write a unit. " * 60 + "Ask systemd."),
        Section(anchor="logs", title="Logs", text="Read them."),
    ]
    run = article(id="run", url="run/", title="Run it", summary="", keywords=("systemd",), sections=sections)
    searched = Browser(Corpus("one", catalogue(run), ()), tmp_path)
    try:
        assert searched.hits("systemd")[0][1] == "run/#boot"
    finally:
        searched.close()


def test_words_with_marks_are_marked_whole(browser: Browser) -> None:
    """The vowels of Indic scripts belong to their words."""
    (_, _, marked), *_ = browser.hits("पासवर्ड", partial=True)
    assert marked == ["पासवर्ड"]


@pytest.fixture(scope="module", params=[400_000, 2_500], ids=["texts", "telling words"])
def help_desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Give the browser's search of a site in two languages, with its texts and without room for them."""
    filler = " ".join(f"filler{number}" for number in range(300))
    articles = (
        *(
            article(id=f"other-{number}", url=f"other/{number}/", title=f"Other page {number}", summary="", sections=[
                Section(anchor="", title="", text=f"{filler} word{number}")
            ])
            for number in range(20)
        ),
        article(id="keys", url="doors/keys/", title="Keys", summary="", keywords=("padlock",), sections=[
            Section(anchor="", title="", text="Configure the drawer, then wait."),
            Section(anchor="by-mail", title="By mail!", text="Stamps and envelopes are configured with stamps."),
            Section(anchor="pipelines-tf_2", title="pipelines.tf", text="Stamps do not matter here."),
        ]),
        article(id="paint", url="paint/", title="Paint", summary="", sections=[
            Section(anchor="", title="", text="Take one color for all."),
            Section(anchor="pet", title="Mouse", text="Organise it."),
        ]),
        article(id="mat", url="mat/", title="Mats", summary="", sections=[
            Section(anchor="", title="", text="The colour of a mat.")
        ]),
        article(id="keys", lang="de", url="de/keys/", title="Schlüssel", summary="", sections=[
            Section(anchor="uber-uns", title="Über uns", text="Wir löschen Rechnungen, jede Rechnung.")
        ]),
    )  # fmt: skip
    site = catalogue(*articles).model_copy(update={"synonyms": (("padlock", "hanging lock"),)})
    folder = tmp_path_factory.mktemp("desk")
    searched = Browser(Corpus("desk", site, ()), folder, request.param)
    yield searched
    searched.close()


@pytest.mark.parametrize(
    ("query", "section"),
    [
        ("keys stamps", "doors/keys/#by-mail"),
        ("keys pipelines.tf", "doors/keys/#pipelines-tf_2"),
        ("configuring envelopes keys", "doors/keys/#by-mail"),
        ("word7", "other/7/"),
        ("löschen schluessel rechnung", "de/keys/#uber-uns"),
        ("hanging lock", "doors/keys/"),
        ("keys", "doors/keys/"),
        ("padlok", "doors/keys/"),
        ("mice", "paint/#pet"),
        ("organize mice", "paint/#pet"),
    ],
)
def test_the_right_section_opens(help_desk: Browser, query: str, section: str) -> None:
    """Other forms, synonyms and slips lead to the section that has the words, whatever its anchor is made like."""
    assert help_desk.hits(query)[0][1] == section


@pytest.mark.parametrize(("query", "found"), [("colour", ["mat", "paint"]), ("color", ["paint", "mat"])])
def test_the_spelling_of_another_country_is_found_behind_ones_own(
    help_desk: Browser, query: str, found: list[str]
) -> None:
    """Where both stand in the content, both are found."""
    assert help_desk.search(query, partial=False, limit=5) == found


def test_the_words_that_were_found_are_marked(help_desk: Browser) -> None:
    """Where the texts came along, the excerpt is the stretch with the words, inflected forms too."""
    with_texts = "texts" in json.loads(help_desk.index)
    assert help_desk.hits("configuring envelope keys")[0][2] == (["envelopes", "configured"] if with_texts else [])


@pytest.fixture(scope="module")
def german_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Give the browser's search of a German site, as its readers ask it."""
    texts = {
        "sign-in": ("Ein Konto", "Hier können Sie sich anmelden. Das Passwort vergessen alle einmal."),
        "form": ("Das Formular", "So erreichen Sie den Kontakt zu uns. Daten speichern wir, bis sie gelöscht sind."),
        "print": ("Auf Papier", "Eine Seite drucken oder ausdrucken geht mit jedem Browser. Drucken geht schnell."),
        "bill": ("Zahlen", "Jede Stromrechnung kommt mit Post. Den Datenschutz achten wir, die Karten auch, gelesen."),
        "english": ("Black", "Taking things black or white is possible in the moment."),
    }
    articles = [
        article(id=name, url=f"{name}/", lang="en" if name == "english" else "de", title=title, summary="", sections=[
            Section(anchor="", title="", text=text)
        ])
        for name, (title, text) in texts.items()
    ]  # fmt: skip
    site = catalogue(*articles).model_copy(update={"synonyms": (("entfernen", "vergessen"),)})
    searched = Browser(Corpus("German", site, ()), tmp_path_factory.mktemp("german"), lang="de")
    yield searched
    searched.close()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Kontaktformular", "form"),
        ("Datenspeicherung", "form"),
        ("Seitenbrowser", "print"),
        ("wie melde ich mich an", "sign-in"),
        ("ausgedruckt", "print"),
        ("auszudrucken", "print"),
        ("Rechnung", "bill"),
        ("Datenschutzrichtlinie", "bill"),
        ("entfernt", "sign-in"),
    ],
)
def test_german_words_are_read_without_the_service_too(german_desk: Browser, query: str, first: str) -> None:
    """Compounds are divided, verbs in two parts are put together, participles found by their verb."""
    assert german_desk.search(query, partial=False, limit=5)[:1] == [first]


@pytest.mark.parametrize(("typed", "found"), [("entf", ["sign-in"]), ("entg", [])])
def test_the_beginning_of_a_synonym_is_answered(german_desk: Browser, typed: str, found: list[str]) -> None:
    """While it is typed, as by the service."""
    assert german_desk.search(typed, partial=True, limit=1) == found


@pytest.mark.parametrize(
    ("query", "correction"),
    [
        ("wie drukcen?", "wie drucken?"),
        ("gelosht", "gelöscht"),
        ("Datenshutz", "Datenschutz"),
        ("Kontaktformular", None),
        ("ausgedruckt", None),
        ("Garten", None),
        ("Abmelden", None),
        ("anmelden", None),
        ("gewesen", None),
    ],
)
def test_what_a_misspelling_was_taken_for_is_said(german_desk: Browser, query: str, correction: str | None) -> None:
    """It is written as the pages write it; compounds, other forms and just other words are no misspellings."""
    assert german_desk.correction(query) == correction


@pytest.mark.parametrize(("query", "correction"), [("padlok keys", "padlock keys"), ("envelope", None)])
def test_a_correction_is_said_in_english_too(help_desk: Browser, query: str, correction: str | None) -> None:
    """With the texts or without, and never for another form of a word."""
    assert help_desk.correction(query) == correction


@pytest.mark.parametrize(
    ("compared", "count"),
    [
        (Compared(3000, ENOUGH, GOOD, GOOD, 400_000, True, 300, 9), 0),
        (Compared(3000, TOO_LITTLE, GOOD, GOOD, 400_001, False, 301, 9), 4),
        (Compared(4000, ENOUGH, GOOD, GOOD, 400_001, False, 200, 9), 0),
        (Compared(3000, Agreement(0, 0.8, 0, 0, 0.79), GOOD, GOOD, 400_000, False, 200, 9), 1),
        (Compared(4000, Agreement(0, 0.8, 0, 0, 0.7), GOOD, GOOD, 400_001, False, 200, 9), 0),
        (Compared(4000, Agreement(0, 0.8, 0, 0, 0.7), GOOD, GOOD, 400_001, True, 200, 9), 1),
    ],
)
def test_what_falls_short_is_said(compared: Compared, count: int) -> None:
    """Agreement, weight and time each have their bound; the weight that of a site of 3,000 articles."""
    assert len([*compared.missed()]) == count


def test_agreement_is_read_in_several_ways() -> None:
    """Lists that differ agree in some senses and not in others; queries without an answer do not count."""
    served = ["abcdefg", "abcde", "abcde", ""]
    browsed = ["abdecxy", "yxazu", "uvwxy", "abc"]
    found = agreement([list(one) for one in browsed], [list(one) for one in served])
    assert found.first_is_there == 2 / 3
    assert found.most_shared == found.same_first == found.same_five == 1 / 3
    assert found.shared == pytest.approx(0.4)
