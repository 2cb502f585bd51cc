"""Questions as people ask them, held against the content that this project ships."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from publishing.catalogue import Catalogue, read_catalogue
from search_service.answers.engine import SearchEngine
from search_service.answers.experience import CurrentExperience
from search_service.index.store import IndexStore
from search_service.schemas import SearchQuery
from search_service.settings import EXPERIENCE_FILE
from search_service.words.analysis import fold, words_of
from search_service.words.everyday import LISTED, everyday_words
from tests.benchmarks.fallback import Browser, agreement
from tests.benchmarks.learning import WORLDS, missed, teach
from tests.benchmarks.search_corpus import Corpus, KnownQuery
from tests.benchmarks.search_measures import Peer, quality
from tests.benchmarks.search_peers.fts5 import Fts5
from tests.benchmarks.search_peers.plain_whoosh import PlainWhoosh
from tests.browser.shipped import ShippedHelpCentre

pytestmark = pytest.mark.slow

QUESTIONS = [
    json.loads(line) for line in (Path(__file__).parent / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]
GERMAN_QUESTIONS = [
    json.loads(line) for line in (Path(__file__).parent / "questions.de.jsonl").read_text(encoding="utf-8").splitlines()
]
# Written later, in customers' own words, before anybody looked what they find. At first that was 75 % of the first 48,
# and 94 % of the others, which were written when German synonyms and more keywords were there.
HELD_OUT_GERMAN = [
    json.loads(line) for line in (Path(__file__).parent / "held_out.de.jsonl").read_text(encoding="utf-8").splitlines()
]
# About what customers take for granted: hours, attachments, accounts, letters too small, the other language. Written
# before anybody looked what they find: of the 57, 16 had their article among three before the articles told of it.
CUSTOMERS_QUESTIONS = [
    json.loads(line) for line in (Path(__file__).parent / "customers.jsonl").read_text(encoding="utf-8").splitlines()
]
LEAST_OF_CUSTOMERS_FOUND = 0.75
# The topics of customers' articles in one word, as people on a phone type them. Written before anybody looked what they
# find: of the 76, 53 had their article first and 71 among three; 66 and 74 since such a word can be a keyword.
SINGLE_WORDS = [
    json.loads(line) for line in (Path(__file__).parent / "single_words.jsonl").read_text(encoding="utf-8").splitlines()
]
LEAST_SINGLE_WORDS_FIRST = 0.84
LEAST_SINGLE_WORDS_FOUND = 0.96
LEAST_GERMAN_QUESTIONS = 60
# What readers find among three results, and what else they are led near to where nothing was found.
LEAST_GERMAN_FOUND = 0.90
LEAST_GERMAN_SHOWN = 0.94
LEAST_HELD_OUT_FOUND = 0.86
# Written before anybody looked what they find: words of everyday life.
UNANSWERED_GERMAN = (Path(__file__).parent / "unanswered.de.txt").read_text(encoding="utf-8").split()
# How much of the service's five the browser alone finds (overlap@5).
LEAST_GERMAN_AGREEING = 0.95
DIGRAPHS = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
LEAST_UNANSWERED = 40
LEAST_REPAIRED = 0.93
# Written before the bounds of repair were drawn: short words of everyday life that the content lacks, with the least
# share that finds nothing, and mistyped words that it has, with the least share that is repaired.
# The later words were written when the list of everyday words was in, before anybody looked what they find.
LEAST_EVERYDAY = {"everyday.de": 0.95, "everyday.en": 0.93, "everyday_later.en": 0.92}
COMMON_WORDS = 3_000
MOST_ANNOUNCED = 3
LEAST_MISTYPED = {"misspelled.de": LEAST_REPAIRED, "mistyped.de": 0.9, "mistyped.en": 0.9}
# What was reached, less a little: a change that loses more than two questions has made search worse.
LEAST_FIRST = 0.87
LEAST_OPENED = {"title": 0.99, "heading": 0.98, "title and heading": 0.93}
LEAST_AMONG_FIVE = 0.94


@pytest.fixture(scope="module")
def catalogue(shipped: ShippedHelpCentre) -> Catalogue:
    """Give the catalogue of the shipped content, as it is built for readers."""
    return read_catalogue(shipped.folder / "site" / "catalogue.json")


@pytest.fixture(scope="module")
def index(shipped: ShippedHelpCentre, tmp_path_factory: pytest.TempPathFactory) -> IndexStore:
    """Give the index of the shipped content, in a folder where learning may write."""
    return IndexStore(shutil.copytree(shipped.index, tmp_path_factory.mktemp("relevance") / "index"))


@pytest.fixture(scope="module")
def engine(index: IndexStore) -> SearchEngine:
    """Give the engine that readers ask."""
    return SearchEngine.open(index.current())


def places(
    engine: SearchEngine, questions: list[dict[str, Any]] = QUESTIONS, lang: str | None = None
) -> dict[str, int | None]:
    """Give for each question the place of the first right article among ten, from 1."""
    ranks: dict[str, int | None] = {}
    for question in questions:
        query = SearchQuery(q=question["query"], partial=question.get("partial", False), lang=lang)
        found = engine.search(query).results
        ranks[question["query"]] = next((hit.rank for hit in found if hit.article_id in question["right"]), None)
    return ranks


def test_questions_are_answered_first_or_among_the_first_five(engine: SearchEngine) -> None:
    """The right article comes first for most questions and among five for nearly all."""
    ranks = places(engine)
    first = sum(rank == 1 for rank in ranks.values()) / len(ranks)
    five = sum(rank is not None and rank <= 5 for rank in ranks.values()) / len(ranks)
    missed = {question: rank for question, rank in ranks.items() if rank != 1}
    assert first >= LEAST_FIRST, missed
    assert five >= LEAST_AMONG_FIVE, missed


def test_the_words_of_a_title_open_the_top_and_those_of_a_heading_its_section(
    engine: SearchEngine, catalogue: Catalogue
) -> None:
    """Who asks for an article gets its beginning; who asks for a section, with or without the title, gets that."""
    opened: dict[str, list[bool]] = {"title": [], "heading": [], "title and heading": []}
    for article in catalogue.articles:
        title = article.title.lower()
        headings = [section.title.lower() for section in article.sections]
        searches = [("title", title, "")]
        for section in article.sections:
            if (heading := section.title.lower()) and headings.count(heading) == 1 and heading not in title:
                searches += [
                    ("heading", heading, section.anchor),
                    ("title and heading", f"{title} {heading}", section.anchor),
                ]
        for kind, query, anchor in searches:
            hits = engine.search(SearchQuery(q=query, lang=article.lang, limit=5)).results
            opened[kind] += [hit.section.anchor == anchor for hit in hits if hit.article_id == article.id]
    assert len(opened["title"]) > 0.9 * len(catalogue.articles)
    shares = {kind: sum(right) / len(right) for kind, right in opened.items()}
    assert all(shares[kind] >= least for kind, least in LEAST_OPENED.items()), shares


def test_german_questions_find_the_right_article_among_three(engine: SearchEngine) -> None:
    """With umlauts or without, inflected or compound, nine of ten find their article; others are led near to it."""
    found, near = german_answers(engine, GERMAN_QUESTIONS)
    missed = [one["query"] for one in GERMAN_QUESTIONS if one["query"] not in found]
    assert len(GERMAN_QUESTIONS) >= LEAST_GERMAN_QUESTIONS
    assert len(found) / len(GERMAN_QUESTIONS) >= LEAST_GERMAN_FOUND, missed
    assert len(found | near) / len(GERMAN_QUESTIONS) >= LEAST_GERMAN_SHOWN, missed


def test_german_questions_find_the_same_without_the_service(
    engine: SearchEngine, catalogue: Catalogue, tmp_path: Path
) -> None:
    """The browser's own search, which has no stemmer, gives readers of German nearly all of the service's five."""
    browser = Browser(Corpus("shipped", catalogue, ()), tmp_path, lang="de")
    asked_of = {
        "questions": [one["query"] for one in GERMAN_QUESTIONS],
        "held out": [one["query"] for one in HELD_OUT_GERMAN],
        "single words": [one["word"] for one in SINGLE_WORDS if one["lang"] == "de"],
        "compounds": ["Kennwort vergessen", "Startseite", "Vollbild", "Offlinesuche", "Offlinemodus", "Datenloeschung"],
    }
    for name, asked in asked_of.items():
        browsed = [browser.search(query, partial=False, limit=5) for query in asked]
        served = [[hit.article_id for hit in engine.search(SearchQuery(q=one, lang="de")).results] for one in asked]
        reached = agreement(browsed, served)
        print(f"German, {name}, without the service: {reached}")  # noqa: T201 - shown by `pytest -s`
        assert reached.shared >= LEAST_GERMAN_AGREEING, reached
    browser.close()


def test_umlauts_typed_as_two_letters_find_the_same(engine: SearchEngine) -> None:
    """In every question and in compounds that the content does not have: ``Datenloeschung`` is ``Datenlöschung``."""
    questions = [one["query"] for one in [*GERMAN_QUESTIONS, *HELD_OUT_GERMAN]]
    written = [*questions, "Datenlöschung", "Bewertungsänderung", "Seitenüberschrift", "Videolänge"]
    typed = {query: "".join(DIGRAPHS.get(letter, letter) for letter in query) for query in written}

    def best(query: str) -> list[str]:
        return [hit.article_id for hit in engine.search(SearchQuery(q=query, lang="de")).results[:3]]

    differing = [query for query, as_typed in typed.items() if as_typed != query and best(query) != best(as_typed)]
    assert differing == []
    assert all(best(compound) for compound in written[len(questions) :])


def test_german_questions_that_nothing_was_fitted_to_are_answered(engine: SearchEngine) -> None:
    """Upset, without umlauts, in the words of customers: most find their article among three all the same."""
    found, _ = german_answers(engine, HELD_OUT_GERMAN)
    missed = [one["query"] for one in HELD_OUT_GERMAN if one["query"] not in found]
    assert len(found) / len(HELD_OUT_GERMAN) >= LEAST_HELD_OUT_FOUND, missed


def test_what_customers_take_for_granted_is_answered(engine: SearchEngine) -> None:
    """Of questions about hours, files, accounts, size or language, three of four find their article among three."""
    asked = [(one, SearchQuery(q=one["query"], lang=one["lang"])) for one in CUSTOMERS_QUESTIONS]
    missed = [
        one["query"]
        for one, query in asked
        if set(one["right"]).isdisjoint(hit.article_id for hit in engine.search(query).results[:3])
    ]
    assert 1 - len(missed) / len(asked) >= LEAST_OF_CUSTOMERS_FOUND, missed


def test_a_single_word_finds_the_customers_article(engine: SearchEngine) -> None:
    """Operators and writers have longer texts on the same things; who types one word is hardly ever one of them."""
    asked = [(one["right"], SearchQuery(q=one["word"], lang=one["lang"])) for one in SINGLE_WORDS]
    found = [(right, [hit.article_id for hit in engine.search(query).results[:3]]) for right, query in asked]
    missed = [(right, hits) for right, hits in found if not hits or hits[0] not in right]
    assert 1 - len(missed) / len(asked) >= LEAST_SINGLE_WORDS_FIRST, missed
    missed = [(right, hits) for right, hits in missed if set(right).isdisjoint(hits)]
    assert 1 - len(missed) / len(asked) >= LEAST_SINGLE_WORDS_FOUND, missed


def german_answers(engine: SearchEngine, questions: list[dict[str, Any]]) -> tuple[set[str], set[str]]:
    """Give the questions whose article is among three results, and those where it is named as near to nothing found."""
    found, near = set(), set()
    for question in questions:
        response = engine.search(SearchQuery(q=question["query"], partial=question.get("partial", False), lang="de"))
        right = set(question["right"])
        if not right.isdisjoint(hit.article_id for hit in response.results[:3]):
            found.add(question["query"])
        if not right.isdisjoint(one.article_id for one in response.nearest):
            near.add(question["query"])
    return found, near


def test_german_words_that_the_content_lacks_find_nothing(engine: SearchEngine, catalogue: Catalogue) -> None:
    """What such a word ends in is not taken for what was meant; nothing found has its own way on."""
    lacking, answered = lacking_words(engine, catalogue, UNANSWERED_GERMAN, "de")
    assert len(lacking) >= LEAST_UNANSWERED
    assert answered == {}


@pytest.mark.parametrize("name", LEAST_EVERYDAY)
def test_everyday_words_are_not_taken_for_words_that_look_like_them(
    engine: SearchEngine, catalogue: Catalogue, name: str
) -> None:
    """Nearly every one finds nothing, where the content has no form of it."""
    words = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").split()
    lacking, answered = lacking_words(engine, catalogue, words, name[-2:])
    assert len(lacking) >= 60
    assert 1 - len(answered) / len(lacking) >= LEAST_EVERYDAY[name], answered


@pytest.mark.parametrize("lang", LISTED)
def test_common_words_are_not_called_mistakes(engine: SearchEngine, lang: str) -> None:
    """Of the commonest words of a language hardly one is announced as another, whether the content has it or not."""
    said = everyday_words(lang)
    common = sorted(said, key=lambda word: -said[word])[:COMMON_WORDS]
    corrected = {word: engine.search(SearchQuery(q=word, lang=lang, limit=1)).correction for word in common}
    announced = {word: other for word, other in corrected.items() if other}
    assert len(announced) <= MOST_ANNOUNCED, announced


def lacking_words(
    engine: SearchEngine, catalogue: Catalogue, words: list[str], lang: str
) -> tuple[list[str], dict[str, str | None]]:
    """Give those of *words* that the content lacks, and what was taken for meant of those that find something."""
    known = {word for article in catalogue.articles for word in words_of(article.model_dump_json())}
    lacking = [word for word in words if fold(word) not in known]
    answered = {word: engine.search(SearchQuery(q=word, lang=lang)) for word in lacking}
    return lacking, {word: one.correction for word, one in answered.items() if one.total or one.correction}


@pytest.mark.parametrize("name", LEAST_MISTYPED)
def test_misspelled_words_are_repaired_in_the_readers_language(engine: SearchEngine, name: str) -> None:
    """Nearly every one, to the right word, with the umlauts and capitals that the content writes."""
    lines = (Path(__file__).parent / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    meant = {one["typed"]: one["meant"] for one in map(json.loads, lines)}
    repaired = {typed: engine.search(SearchQuery(q=typed, lang=name[-2:])).correction for typed in meant}
    wrong = {typed: word for typed, word in repaired.items() if word != meant[typed]}
    share = 1 - len(wrong) / len(repaired)
    assert len(repaired) >= 30
    assert share >= LEAST_MISTYPED[name], f"{share:.0%} repaired: {wrong}"


def test_a_page_that_only_another_language_has_says_so(engine: SearchEngine) -> None:
    """Whoever searches in German gets the German text of an article; an English one says that it is English."""
    (german, *_) = engine.search(SearchQuery(q="Tastenkürzel", lang="de")).results
    (english, *_) = engine.search(SearchQuery(q="systemd", lang="de")).results
    assert (german.article_id, german.lang, german.language) == ("keyboard", "de", None)
    assert (english.article_id, english.lang, english.language) == ("run-as-a-service", "en", "Englisch")


@pytest.fixture(scope="module", params=[Fts5, PlainWhoosh], ids=["fts5", "whoosh"])
def peer(request: pytest.FixtureRequest, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Peer:
    """Give an engine that one would pick instead, with its best settings."""
    made: Peer = request.param(catalogue, tmp_path_factory.mktemp("peer"))
    return made


def test_no_peer_answers_better(engine: SearchEngine, peer: Peer) -> None:
    """On the same content and questions, no engine that one would pick instead finds more."""
    asked = [(question["query"], question.get("partial", False), question["right"]) for question in QUESTIONS]
    found = [(peer.search(query, partial=partial, limit=10), right) for query, partial, right in asked]
    theirs = quality([next((at for at, one in enumerate(ids, 1) if one in right), None) for ids, right in found])
    ours = quality(list(places(engine).values()))
    assert ours.first >= theirs.first
    assert ours.five >= theirs.five


def test_search_learns_within_its_bounds(index: IndexStore) -> None:
    """Visitors who know what they look for make search better; blind ones and a flood cannot make it much worse."""
    path = index.folder / EXPERIENCE_FILE
    engine = SearchEngine.open(index.current(), CurrentExperience(path))
    asked = [
        KnownQuery(str(number), "known", question["query"], frozenset(question["right"]), frozenset())
        for number, question in enumerate(QUESTIONS)
        if not question.get("partial")
    ]
    assert not [*missed({name: teach(engine, path, asked, world) for name, world in WORLDS.items()})]


def test_every_right_answer_exists(engine: SearchEngine) -> None:
    """No question waits for an article that is gone."""
    right = {
        article_id
        for question in [*QUESTIONS, *GERMAN_QUESTIONS, *HELD_OUT_GERMAN, *CUSTOMERS_QUESTIONS, *SINGLE_WORDS]
        for article_id in question["right"]
    }
    assert {article_id for article_id in right if engine.url_of(article_id) is None} == set()
