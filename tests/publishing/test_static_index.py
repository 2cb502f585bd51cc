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
    assert index["v"] == 1
    found: list[list[Any]] = index["articles"]
    return found


def test_an_entry_has_the_shape_that_the_browser_reads() -> None:
    """Title, address, summary, kind, headings with anchors, and further words, in this order."""
    sections = (
        Section(anchor="", title="", text="Open the drawer."),
        Section(anchor="by-mail", title="By mail", text="Write to the desk."),
        Section(anchor="t=83", title="1:23", text="Now press it."),
    )

    keys = article(title="Keys", keywords=("lock",), answers=("How do I get in?",), sections=sections)

    words = "lock How do I get in? the desk drawer it now open press to write"
    assert entries(keys) == [["Keys", "a/", "About a.", "guide", [["by-mail", "By mail"]], words]]


def test_an_article_of_a_later_language_says_which() -> None:
    """Browsers show the articles of the page's language first; those of the first language need not say it."""
    english, german = article(lang="en"), article(lang="de", url="de/a/")
    assert [entry[6:] for entry in entries(english, german)] == [[], ["de"]]
    assert json.loads(static_index(catalogue(english, german)))["lang"] == "en"


def test_words_that_tell_articles_apart_come_before_words_of_all() -> None:
    """A word that stands in every article finds none."""
    articles = [
        article(id=name, url=f"{name}/", sections=(Section(anchor="", title="", text=f"common words and {name}fish"),))
        for name in ("cat", "dog", "sword")
    ]

    assert [entry[5].split()[0] for entry in entries(*articles)] == ["catfish", "dogfish", "swordfish"]


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


def test_what_means_the_same_finds_an_article_too() -> None:
    """Synonyms of what an article says stand among its words, those of what it does not say elsewhere."""
    site = catalogue(article(title="Pay an invoice", sections=())).model_copy(
        update={"synonyms": (("invoice", "bill"), ("refund", "money back"))}
    )

    assert json.loads(static_index(site))["articles"][0][5] == "bill"
