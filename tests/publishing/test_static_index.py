"""The slim index that browsers search while the service does not answer."""

import gzip
import json
import random
from typing import Any

import pytest

from publishing.catalogue import Section
from publishing.static_index import MAX_COMPRESSED_BYTES, static_index
from tests.publishing.articles import article, catalogue


def entries(*articles: Any) -> list[list[Any]]:
    """Return the entries of the index of *articles*."""
    index = json.loads(static_index(catalogue(*articles)))
    assert index["v"] == 2
    found: list[list[Any]] = index["articles"]
    return found


def test_an_entry_has_the_shape_that_the_browser_reads() -> None:
    """Title, address, summary, kind, sections with their texts, and further words; the usual anchors are told by 0."""
    sections = (
        Section(anchor="", title="", text="Open the drawer."),
        Section(anchor="by-mail", title="By mail!", text="Write to\nthe desk."),
        Section(anchor="phone", title="By phone", text=""),
        Section(anchor="t=83", title="1:23", text="Now press it."),
    )

    keys = article(title="Keys", keywords=("lock",), answers=("How do I get in?",), sections=sections)

    read = [["", "", "Open the drawer. Now press it."], [0, "By mail!", "Write to the desk."], ["phone", "By phone"]]
    assert entries(keys) == [["Keys", "a/", "About a.", "guide", read, "lock How do I get in?"]]


def test_an_article_of_a_later_language_says_which() -> None:
    """Browsers show the articles of the page's language first; those of the first language need not say it."""
    english, german = article(lang="en"), article(lang="de", url="de/a/")
    assert [entry[6:] for entry in entries(english, german)] == [[], ["de"]]
    assert json.loads(static_index(catalogue(english, german)))["lang"] == "en"


@pytest.mark.slow
def test_a_large_site_stays_within_the_weight_that_a_phone_can_load() -> None:
    """Three thousand articles give up words and headings before they exceed the limit."""
    chance = random.Random(1)
    vocabulary = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(30_000)]

    def text(words: int) -> str:
        return " ".join(chance.choices(vocabulary, k=words))

    articles = [
        article(
            id=str(number),
            url=f"guides/{number}/",
            title=text(4),
            summary=text(20),
            sections=[Section(anchor=f"s{part}", title=text(3), text=text(30)) for part in range(8)],
        )
        for number in range(3_000)
    ]

    index = static_index(catalogue(*articles))

    assert len(gzip.compress(index)) <= MAX_COMPRESSED_BYTES * 1.02
    assert len(json.loads(index)["articles"]) == 3_000


def test_a_text_that_is_too_much_gives_its_telling_words_where_they_stand() -> None:
    """A word that stands in every article tells nothing; others stay with the section that says them most."""
    chance = random.Random(1)
    strange = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=12)) for _ in range(60_000)]
    articles = [
        article(
            id=str(number),
            url=f"{number}/",
            sections=(
                Section(anchor="", title="", text=f"common {' '.join(strange[number * 600 : number * 600 + 600])}"),
                Section(anchor="x", title="X", text=f"common fish{number} fish{number}"),
            ),
        )
        for number in range(100)
    ]

    index = static_index(catalogue(*articles))

    assert len(gzip.compress(index)) <= MAX_COMPRESSED_BYTES
    assert b"common" not in index
    assert json.loads(index)["articles"][7][4][1] == [0, "X", "fish7"]


def test_what_means_the_same_finds_an_article_too() -> None:
    """Synonyms of what an article says stand among its words, those of what it does not say elsewhere."""
    site = catalogue(article(title="Pay an invoice", sections=())).model_copy(
        update={"synonyms": (("invoice", "bill"), ("refund", "money back"))}
    )

    assert json.loads(static_index(site))["articles"][0][5] == "bill"
