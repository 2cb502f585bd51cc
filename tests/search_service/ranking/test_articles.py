from __future__ import annotations

import pytest

from search_service.answers.engine import SearchEngine
from search_service.ranking.signals import SIGNALS
from search_service.schemas import SearchQuery
from tests.search_service.conftest import OpenEngine, make_article

FILLER = tuple(make_article(f"filler-{n}", f"Other thing {n}", ("", "", f"Of no interest {n}.")) for n in range(60))


def order(engine: SearchEngine, query: str) -> list[str]:
    """Give the ids found, best first."""
    return [hit.article_id for hit in engine.search(SearchQuery(q=query, limit=50)).results]


def test_a_title_counts_more_than_a_mention(open_engine: OpenEngine) -> None:
    """The article about the words comes before one that mentions them."""
    engine = open_engine(
        make_article("mentions", "Something else", ("", "", "Here a refund, there a refund, once more a refund.")),
        make_article("about", "Refund", ("", "", "Money back.")),
        *FILLER,
    )
    assert order(engine, "refund")[:2] == ["about", "mentions"]


def test_words_side_by_side_count_more_than_words_apart(open_engine: OpenEngine) -> None:
    """Of two sections with the same words the one that has them as a phrase comes first."""
    engine = open_engine(
        make_article("apart", "Keys", ("", "", "The access is new, a token comes later.")),
        make_article("phrase", "Keys", ("", "", "The later is new, a access token comes.")),
        *FILLER,
    )
    assert order(engine, "access token")[0] == "phrase"


def test_a_section_with_all_words_beats_one_with_a_rare_word_often(open_engine: OpenEngine) -> None:
    """Coverage counts: the whole question matters, not its rarest word."""
    engine = open_engine(
        make_article("rare", "Webhooks", ("", "", "webhook webhook webhook webhook webhook")),
        make_article("whole", "Events", ("", "", "Disable the webhook of an invoice.")),
        make_article("other", "Invoice", ("", "", "Disable an invoice.")),
        *FILLER,
    )
    assert order(engine, "disable webhook invoice")[0] == "whole"


def test_the_address_speaks_for_an_article(open_engine: OpenEngine) -> None:
    """A page whose address is the word asked for comes before one that has it in the text."""
    engine = open_engine(
        make_article("text", "Signing in", ("", "", "With 2fa you sign in twice.")),
        make_article("page", "Signing in", ("", "", "You sign in twice."), url="guides/2fa/"),
        *FILLER,
    )
    assert order(engine, "2fa")[0] == "page"


@pytest.mark.parametrize("said", [{"keywords": ("hand back",)}, {"answers": ("Can I hand back?",)}])
def test_what_the_writer_says_that_people_ask_counts(open_engine: OpenEngine, said: dict[str, tuple[str, ...]]) -> None:
    """An article comes first for its own keyword and question, before one that only has the words close together."""
    engine = open_engine(
        make_article("says", "Storage", ("", "", "You hand back a disk.")),
        make_article("asked", "Returns", ("", "", "Write a letter, and send it with all papers to our desk."), **said),
        *FILLER,
    )
    assert order(engine, "hand back") == ["asked", "says"]


def test_a_keyword_is_one_text(open_engine: OpenEngine) -> None:
    """The words of several are no phrase, and a long list of them says no more than the best of it."""
    engine = open_engine(
        make_article(
            "list", "Cards", ("", "", "Change a card."), keywords=("account", "data", "export", "cancel my card")
        ),
        make_article("data", "Data", ("", "", "The data of an account.")),
        make_article("two", "Plans", ("", "", "Choose one."), keywords=("account data",)),
        *FILLER,
    )
    shares = {signal.name: value for signal, value in engine.explain(SearchQuery(q="account data"))[-1]}
    assert order(engine, "account data")[-1] == "list"
    assert shares["keywords"] == pytest.approx(1.0, abs=0.2)


def test_a_keyword_that_is_the_single_word_asked_for_counts_most(open_engine: OpenEngine) -> None:
    """It comes before articles that say the word among others of a keyword, or have a keyword that means the same."""
    engine = open_engine(
        make_article("among", "One thing", ("", "", "A clip here, a clip there."), keywords=("make a clip",)),
        make_article("same", "Next thing", ("", "", "A clip here, a clip there."), keywords=("film",)),
        make_article(
            "topic", "Last thing", ("", "", "A clip, and much else besides that stands here."), keywords=("clip",)
        ),
        *FILLER,
        synonyms=(("clip", "film"),),
    )
    assert order(engine, "clip")[:3] == ["topic", "among", "same"]


def test_equal_articles_keep_their_order(open_engine: OpenEngine) -> None:
    """Ties are settled by the catalogue, so that pages of results never repeat an article."""
    engine = open_engine(*(make_article(f"same-{n:02}", "Same title", ("", "", "Same text.")) for n in range(70)))
    whole = order(engine, "same")
    pages = [
        hit.article_id
        for offset in range(0, 70, 10)
        for hit in engine.search(SearchQuery(q="same", offset=offset)).results
    ]
    assert pages[:50] == whole
    assert len(set(pages)) == 70


def test_an_explanation_adds_up_to_the_order(open_engine: OpenEngine) -> None:
    """The contributions of the signals, summed, fall from hit to hit, and none exceeds its weight."""
    engine = open_engine()
    query = SearchQuery(q="reset password email", limit=5)
    explained = engine.explain(query)
    sums = [sum(value for _, value in reasons) for reasons in explained]
    assert sums == sorted(sums, reverse=True)
    assert len(explained) == len(engine.search(query).results)
    assert all(0 < value <= signal.weight + 1e-5 for reasons in explained for signal, value in reasons)


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: signal.name)
def test_every_signal_says_why_it_counts(signal: object) -> None:
    """The table of signals gives a name, a weight and a reason each."""
    assert getattr(signal, "reason", "").endswith(".")
    assert getattr(signal, "weight", 0) > 0


@pytest.mark.parametrize(
    ("query", "article_id"),
    [
        ("log in", "login"),
        ("login", "login"),
        ("web hook", "hooks"),
        ("datasource", "sources"),
        ("formularänderung", "formular"),
    ],
)
def test_words_written_together_or_apart_find_each_other(open_engine: OpenEngine, query: str, article_id: str) -> None:
    """Compounds are found however they are written."""
    engine = open_engine(
        make_article("login", "Login", ("", "", "How to get in.")),
        make_article("hooks", "Webhook", ("", "", "Calls your server.")),
        make_article("sources", "Data source", ("", "", "Where numbers come from.")),
        make_article("formular", "Formular", ("", "", "Die Änderung steht im Formular."), lang="de"),
        *FILLER,
    )
    assert order(engine, query)[0] == article_id


def test_a_run_together_word_is_corrected(open_engine: OpenEngine) -> None:
    """The correction shows the words apart."""
    engine = open_engine(make_article("sources", "Data source", ("", "", "A data source gives numbers.")), *FILLER)
    assert engine.search(SearchQuery(q="my datasource?")).correction == "my data source?"


def test_a_pasted_message_is_answered_by_its_rarest_words(open_engine: OpenEngine) -> None:
    """Two thousand characters of a letter lead to what it is about."""
    engine = open_engine()
    letter = "Dear team, I hope that you are well and that this is the right place to ask. " * 20
    assert order(engine, f"{letter} The refund of my invoice did not come. {letter}"[:2000])[0] == "invoices"
