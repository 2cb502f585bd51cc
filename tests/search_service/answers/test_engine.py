from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search_service.answers.engine import QueryTooLongError, SearchEngine
from search_service.schemas import SearchQuery, SuggestQuery
from tests.search_service.conftest import OpenEngine, make_article


@pytest.fixture
def engine(open_engine: OpenEngine) -> SearchEngine:
    """Give an engine on the usual articles."""
    return open_engine()


def found(engine: SearchEngine, query: str, **options: object) -> list[str]:
    """Give the ids of the articles found, best first."""
    response = engine.search(SearchQuery.model_validate({"q": query, **options}))
    return [hit.article_id for hit in response.results]


@pytest.mark.parametrize(
    ("query", "article_id"),
    [
        ("password", "reset-password"),
        ("How do I get a refund for my invoice?", "invoices"),
        ("passphrase", "reset-password"),
        ("robots.txt", "export-stats"),
        (".htaccess", "export-stats"),
        ("C++", "export-stats"),
        ("wifi", "export-stats"),
        ("wi-fi", "export-stats"),
        ("パスワード", "mima"),
        ("Passwörter", "reset-password"),
        ("konto loeschen", "loeschen"),
        ("Konto löscht", "loeschen"),
    ],
)
def test_an_article_is_found_by_what_people_type(engine: SearchEngine, query: str, article_id: str) -> None:
    """Inflected words, whole questions, file names, codes and other scripts lead to the right article."""
    assert found(engine, query)[0] == article_id


def test_an_article_is_one_hit_with_its_best_section(engine: SearchEngine) -> None:
    """An article with several matching sections appears once, with the section that matches best."""
    response = engine.search(SearchQuery(q="password text message"))
    assert [hit.article_id for hit in response.results].count("reset-password") == 1
    assert response.results[0].section.url == "guides/reset-password/#by-phone"


def test_what_no_section_has_of_its_own_leads_to_the_top(open_engine: OpenEngine) -> None:
    """A title that is typed word for word opens its article, not the shortest of its sections."""
    guide = make_article(
        "synonyms", "Teach the search other words", ("", "", "Long. " * 90), ("see", "What came of it", "Look there."),
        keywords=("thesaurus",),
    )  # fmt: skip
    engine = open_engine(guide)
    for query in ("teach the search other words", "thesaurus"):
        assert [hit.section.anchor for hit in engine.search(SearchQuery(q=query)).results] == [""], query
    assert engine.search(SearchQuery(q="teach the search what came")).results[0].section.anchor == "see"


def test_a_hit_opens_a_section_that_has_the_words_of_its_own(open_engine: OpenEngine) -> None:
    """A keyword counts for all sections of an article; not the shortest one opens, but one that speaks of it."""
    run = make_article(
        "run", "Run it", ("", "", "Start it once."), ("boot", "At boot", "Write a unit. " * 60 + "Ask systemd."),
        ("logs", "Logs", "Read them."), keywords=("systemd",),
    )  # fmt: skip
    assert open_engine(run).search(SearchQuery(q="systemd")).results[0].section.anchor == "boot"


@pytest.mark.parametrize(
    ("typed", "anchor"),
    [
        ("reset your password", ""),  # the title, though the shortest section has all its words
        ("reset your password code", "code"),
        ("password on a phone", "phone"),
        ("send code", "code"),  # the heading says one of them, and the text of another section both
        ("new password", "new"),  # the whole heading, and the title only in part
        ("charger", "phone"),
        ("password reset", ""),
    ],
)
def test_a_hit_opens_the_section_that_says_what_the_title_does_not(
    open_engine: OpenEngine, typed: str, anchor: str
) -> None:
    """Of the words that were typed those count that the title lacks, in a heading more than in a text."""
    reset = make_article(
        "reset", "Reset your password", ("", "", "Open the page for it and say who you are. " * 5),
        ("short", "When to do it", "Reset your password often."),
        ("code", "The code", "We send it by mail. " * 5), ("phone", "On a phone", "Take the charger. " * 5),
        ("new", "New password", "Choose a long one. " * 5), ("mail", "No mail", "We send another code. " * 20),
    )  # fmt: skip
    assert open_engine(reset).search(SearchQuery(q=typed)).results[0].section.anchor == anchor


@pytest.mark.parametrize(("introduction", "anchor"), [("Each video has words.", ""), ("Press the arrow.", "plays")])
def test_a_word_of_a_long_title_opens_the_section_that_it_names(
    open_engine: OpenEngine, introduction: str, anchor: str
) -> None:
    """Who asks for one of several things in a title gets the section of that name, unless the top is about it too."""
    watch = make_article(
        "watch", "Find the right moment of a video", ("", "", introduction), ("plays", "No video", "Load it again.")
    )
    assert open_engine(watch).search(SearchQuery(q="video")).results[0].section.anchor == anchor


def test_a_whole_heading_opens_its_section_among_however_many(open_engine: OpenEngine) -> None:
    """Shorter sections that score better do not hide the one that is asked for by name."""
    notes = [(f"note-{number}", f"Note {number}", "All of this.") for number in range(20)]
    rules = make_article("rules", "Content rules", ("", "", "Why."), *notes, ("all", "All rules", "Each one. " * 300))
    assert open_engine(rules).search(SearchQuery(q="all rules")).results[0].section.anchor == "all"


def test_a_page_that_begins_with_a_heading_shows_its_summary(open_engine: OpenEngine) -> None:
    """Of an introduction without a word, nothing could be shown."""
    tips = make_article("tips", "Search tips", ("", "", ""), ("words", "Words", "Few."), summary="How to find more.")
    shown = open_engine(tips).search(SearchQuery(q="search tips")).results[0]
    assert (shown.section.anchor, [run.text for run in shown.excerpt]) == ("", ["How to find more."])


@pytest.mark.parametrize("before", [900, 1_100])
def test_a_word_far_down_a_section_opens_that_section(open_engine: OpenEngine, before: int) -> None:
    """However long a section is, what stands in it leads to it and not to the top of its article."""
    rules = make_article("rules", "Rules", ("", "", "An overview."), ("all", "All", "one " * before + "zebra"))
    assert open_engine(rules).search(SearchQuery(q="zebra")).results[0].section.anchor == "all"


def test_a_video_is_found_at_its_moment(engine: SearchEngine) -> None:
    """Words spoken in a video lead to the moment they are spoken at."""
    response = engine.search(SearchQuery(q="dashboard colour"))
    assert response.results[0].section.anchor == "t=83"


def test_matching_words_are_marked_in_the_excerpt(engine: SearchEngine) -> None:
    """The excerpt marks the words of the query, inflected ones too, and nothing else."""
    response = engine.search(SearchQuery(q="invoice"))
    marked = [run.text for run in response.results[0].excerpt if run.match]
    assert marked == ["invoices"]


def test_a_word_far_down_a_long_section_is_marked_where_it_stands(open_engine: OpenEngine) -> None:
    """Neither how much text stands before a word nor how long the words before it are moves its mark."""
    text = f"{'fill in ' * 12_000}{'x' * 300} export {'y' * 70_000} import"
    engine = open_engine(make_article("long", "Long", ("", "", text)))
    for word in ("export", "import"):
        excerpt = engine.search(SearchQuery(q=word)).results[0].excerpt
        assert [run.text for run in excerpt if run.match] == [word]


def test_a_misspelled_word_is_corrected(engine: SearchEngine) -> None:
    """An unknown word is repaired from the content's own words, and the repaired results come at once."""
    response = engine.search(SearchQuery(q="reset pasword!"))
    assert response.correction == "reset password!"
    assert response.results[0].article_id == "reset-password"


def test_a_misspelled_part_is_corrected_where_it_stands(engine: SearchEngine) -> None:
    """In words that a sign joins each is repaired, and the sign stays."""
    assert engine.search(SearchQuery(q="pasword/invoice")).correction == "password/invoice"
    assert engine.search(SearchQuery(q="re-set pasword")).correction == "re-set password"


def test_a_correction_says_something_else(engine: SearchEngine) -> None:
    """What cannot be written otherwise than it was is no correction."""
    for query in ("in-voices", "x:y", "pass-word"):
        assert engine.search(SearchQuery(q=query)).correction != query


def test_a_known_query_is_not_corrected(engine: SearchEngine) -> None:
    """Words that the content has are left alone, joined by a sign too."""
    for query in ("export statistics", "text-message"):
        assert engine.search(SearchQuery(q=query)).correction is None


def test_an_unfinished_word_finds_what_it_begins(engine: SearchEngine) -> None:
    """With partial set the last word is completed; without it is taken as it is."""
    assert found(engine, "ref", partial=True)[0] == "invoices"
    assert found(engine, "xyzzy ref") == []


@pytest.mark.parametrize(
    ("typed", "lang", "finds"),
    [
        ("xyzzy invoi", "en", True),
        ("invoi xyzzy", "en", False),  # not the last word
        ("invo", "en", True),
        ("inv", "en", False),  # too few letters
        ("invoi", "de", False),  # begins no word of the reader's language
    ],
)
def test_most_of_a_last_word_finds_what_it_begins_after_enter(
    open_engine: OpenEngine, typed: str, lang: str, *, finds: bool
) -> None:
    """Who presses Enter in the middle of a word gets what was seen while typing; a beginning is no mistake."""
    pay = make_article("pay", "Pay", ("", "", "Read the invoices again."))
    other = make_article("zahlen", "Zahlen", ("", "", "Lesen Sie alles noch einmal."), lang="de")
    answer = open_engine(pay, other).search(SearchQuery(q=typed, lang=lang))
    assert ([hit.article_id for hit in answer.results] == ["pay"], answer.correction) == (finds, None)


def test_half_of_a_name_with_plus_signs_finds_the_whole(engine: SearchEngine) -> None:
    """Who has typed "C+" is on the way to "C++"; without unfinished words, and after another letter, it is not so."""
    assert engine.search(SearchQuery(q="with C+", partial=True)).results[0].article_id == "export-stats"
    assert engine.search(SearchQuery(q="c+", partial=True)).results[0].article_id == "export-stats"
    assert engine.search(SearchQuery(q="c+")).results == []
    assert engine.search(SearchQuery(q="q+", partial=True)).results == []


def test_articles_in_the_readers_language_come_first(engine: SearchEngine) -> None:
    """A translated article shows once, in the language of the reader."""
    response = engine.search(SearchQuery(q="password passwort", lang="de-AT"))
    hits = [hit for hit in response.results if hit.article_id == "reset-password"]
    assert [hit.url for hit in hits] == ["de/guides/reset-password/"]


def test_an_unknown_language_is_ignored(engine: SearchEngine) -> None:
    """A language that no article has changes nothing."""
    assert found(engine, "password", lang="xx") == found(engine, "password")


def test_only_the_kind_asked_for_is_found(engine: SearchEngine) -> None:
    """A kind leaves out articles of other kinds."""
    assert found(engine, "write message screen", kind="video") == ["tour"]


def test_pages_of_results_continue_each_other(engine: SearchEngine) -> None:
    """Offset and limit cut one ranking into pieces whose ranks go on."""
    whole = found(engine, "you your", limit=4)
    response = engine.search(SearchQuery(q="you your", limit=2, offset=2))
    assert [hit.article_id for hit in response.results] == whole[2:4]
    assert [hit.rank for hit in response.results] == [3, 4]


def test_an_empty_query_finds_nothing(engine: SearchEngine) -> None:
    """No words, no results, and no error."""
    response = engine.search(SearchQuery(q="  "))
    assert (response.total, response.results, response.correction) == (0, [], None)


def test_a_query_of_stop_words_still_finds_something(engine: SearchEngine) -> None:
    """Where there is nothing else, words without a topic count."""
    assert found(engine, "when you want to") != []


def test_a_query_that_is_too_long_is_refused(engine: SearchEngine) -> None:
    """More characters than anybody pastes is an error with a hint."""
    with pytest.raises(QueryTooLongError) as caught:
        engine.search(SearchQuery(q="a" * 4001))
    assert caught.value.http_status == 400
    assert caught.value.hint


def test_titles_are_suggested_while_typing(engine: SearchEngine) -> None:
    """What was typed so far is completed to titles."""
    suggestions = engine.suggest(SuggestQuery(q="reset pass")).suggestions
    assert suggestions[0].text == "Reset your password"


def test_an_article_is_looked_up_by_its_id(engine: SearchEngine) -> None:
    """The URL of an article is known by its id; an unknown id has none."""
    assert engine.url_of("contact") == "contact/"
    assert engine.url_of("nowhere") is None


def test_what_stands_above_a_hit_is_what_the_navigation_says(open_engine: OpenEngine) -> None:
    """Its titles in the article's language; its folders speak for the first language where nobody tells."""
    written: dict[str, dict[str, Any]] = {
        "told": {"url": "guides/told/", "lang": "de", "breadcrumbs": ("Anleitungen", "Konto")},
        "top": {"url": "guides/top/", "breadcrumbs": ()},
        "untold": {"url": "guides/your-account/untold/"},
        "later": {"url": "de/guides/later/", "lang": "de"},
    }
    engine = open_engine(*(make_article(name, "Same", **fields) for name, fields in written.items()))

    hits = engine.search(SearchQuery(q="same")).results

    assert {hit.article_id: hit.breadcrumbs for hit in hits} == {
        "told": ["Anleitungen", "Konto"],
        "top": [],
        "untold": ["Guides", "Your account"],
        "later": [],
    }


def test_an_empty_catalogue_answers(open_engine: OpenEngine) -> None:
    """An index with one article and no text of its own still answers."""
    engine = open_engine(make_article("bare", "Bare"))
    assert found(engine, "bare") == ["bare"]
    assert found(engine, "anything") == []


ODD = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="()[]{}*?~^\"'\\/:+-!&|<>=.,;@#%$`_ \t\n\0", max_size=200),
    st.sampled_from(
        ["NOT", "a OR", "(((", "[x TO", "user:admin", "*" * 4000, "<script>alert(1)</script>", "\u202eabc\u0301"]
    ),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=ODD, partial=st.booleans())
def test_whatever_is_typed_is_answered(engine: SearchEngine, query: str, partial: bool) -> None:
    """Any text is taken as words: an answer comes back whose excerpts are stretches of text."""
    response = engine.search(SearchQuery(q=query, partial=partial))
    assert response.query == query
    assert response.total >= len(response.results)
