"""The slim index that browsers search while the service does not answer; what they make of it: test_fallback.py."""

from __future__ import annotations

import gzip
import json
import random
from typing import Any

import pytest

from publishing.bm25 import K1, B
from publishing.catalogue import Article, Catalogue, Section
from publishing.fallback.frame import anchor_codes
from publishing.fallback.index import static_index
from publishing.fallback.telling_words import TellingWords
from publishing.fallback.words import StaticWords, written
from publishing.theme.folders import ASSETS, overrides_folder
from tests.publishing.small_articles import article, catalogue

LIGHT = 8_000


def index_of(*articles: Article) -> dict[str, Any]:
    """Return the index of *articles*."""
    index: dict[str, Any] = json.loads(static_index(catalogue(*articles)))
    assert index["v"] == 5
    return index


def wordy(count: int, words: int = 30) -> Catalogue:
    """Return *count* articles of eight sections, whose texts are too much for `LIGHT`."""
    chance = random.Random(1)
    vocabulary = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(3_000)]

    def text(words: int) -> str:
        return " ".join(chance.choices(vocabulary, k=words))

    return catalogue(
        *(
            article(
                id=str(number),
                url=f"guides/{number}/",
                title=text(3),
                summary=text(20),
                sections=[Section(anchor=f"s{part}", title=text(2), text=text(words)) for part in range(8)],
            )
            for number in range(count)
        )
    )


def test_texts_stand_in_lines_by_article_and_section() -> None:
    """What a small site says is all there, with the sections of an article side by side."""
    sections = (
        Section(anchor="", title="", text="Open the drawer."),
        Section(anchor="by-mail", title="By mail!", text="Write to\nthe desk."),
        Section(anchor="phone", title="By phone", text=""),
        Section(anchor="t=83", title="1:23", text="Now press it."),
    )

    index = index_of(
        article(title="Keys", keywords=("lock",), answers=("How do I get in?",), tags=("metal",), sections=sections),
        article(id="b", title="Locks", url="doors/locks/", sections=()),
    )

    assert index["titles"] == "Keys\nLocks"
    assert index["urls"] == "0a/\n0doors/=/"
    assert index["keywords"] == "lock\n"
    assert index["answers"] == "How do I get in?\n"
    assert index["tags"] == "metal\n"
    assert index["headings"] == "\tBy mail!\tBy phone\t1:23\n"
    assert index["anchors"] == "\t\t#phone\t#t=83\n"
    assert index["texts"] == "Open the drawer.\nWrite to the desk.\n\nNow press it.\nAbout a."


@pytest.mark.parametrize(
    ("sections", "codes"),
    [
        ([("By mail!", "by-mail")], [""]),
        ([("Flags", "flags_x")], ["_x"]),
        ([("Flags", "flags"), ("Flags", "flags_1"), ("Flags", "flags_2")], ["", "", ""]),
        ([("Flags", "flags"), ("Flags", "flags_5"), ("Flags", "flags_6")], ["", "/_5", ""]),
        ([("Release", "2024"), ("Release", "release_1"), ("Release", "release_1e3")], ["#2024", "", "/_1e3"]),
        ([("Install", "install/linux"), ("Bold", "bold#er")], ["//linux", "/#er"]),
        ([("pipelines.tf file", "pipelines-tf-file")], ["/"]),
        ([("Über uns", "uber-uns")], ["#uber-uns"]),
        ([("", ""), ("Ü", ""), ("Ä", "_1")], ["", "", "#_1"]),
        ([("Flags", f"flags_{'9' * 5_000}"), ("Flags", "flags_1")], [f"_{'9' * 5_000}", ""]),
    ],
)
def test_most_anchors_are_told_by_their_heading(sections: list[tuple[str, str]], codes: list[str]) -> None:
    """Anchors that follow from headings, those of equal ones in order, cost nothing; others are written out."""
    parts = [Section(anchor=anchor, title=title, text="") for title, anchor in sections]
    assert [*anchor_codes(parts)] == codes


def test_addresses_are_told_by_titles() -> None:
    """Pages are mostly called as they are titled, with hyphens or with underscores."""
    urls = ("doors/front-door/", "doors/back_door/", "doors/other/", "cellar.html", "")
    titles = ("Front-door", "Back-door", "Roof", "Cellar", "Home")
    index = index_of(*(article(id=title, url=url, title=title) for url, title in zip(urls, titles, strict=True)))
    assert index["urls"].split("\n") == ["0doors/=/", "7_/", "6other/", "0cellar.html", "0"]


def test_characters_that_browsers_count_twice_are_never_shared() -> None:
    """What words and addresses begin with alike is cut off by a browser's count."""
    index = index_of(article(url="🚀/"), article(id="b", url="🚀-later/"))
    assert index["urls"].split("\n")[1] == "0🚀-later/"
    assert written([["𞤀𞤁", "𞤀𞤂"], ["a𞤀"], ["a𞤁"]]) == "A𞤀𞤁A𞤀𞤂 Aa𞤀 B𞤁"


def test_an_article_of_a_later_language_says_which() -> None:
    """Browsers show the articles of the page's language first, and of translations one."""
    english, german = article(lang="en"), article(lang="de", url="de/a/")
    index = index_of(english, german)
    assert (index["lang"], index["langs"]) == ("en", {"1": ["de", 0]})


def test_forms_of_a_word_stand_together() -> None:
    """The browser need not know how words are inflected: the analysis of the service says it."""
    german = article(id="b", lang="de", url="b/", title="Rechnung", summary="Rechnungen", sections=())
    index = index_of(article(title="Configure", summary="Configuring", sections=()), german)
    assert index["alike"] == {"de": "ArechnungIen", "en": "AconfigureIing"}


def test_other_forms_stand_with_the_commonest_word_that_they_are_of() -> None:
    """What only readers write leads to what the content says; what both write stays a word of its own."""
    index = index_of(
        article(title="Organise", summary="The mouse is found.", sections=()),
        article(id="b", url="b/", title="Find", summary="Find one", sections=()),
        article(id="c", url="c/", lang="xx", title="children", summary="children", sections=()),
    )
    groups = index["alike"]["en"].split()
    assert "AorganiseGze" in groups
    assert "AmiceBouse" in groups
    assert "child" not in str(index["alike"])


def test_spellings_of_two_countries_mean_the_same() -> None:
    """Both stand in the content: each is found by the other too, and counts a little less there than itself."""
    site = catalogue(article(title="Colours", summary="The color is set.", sections=()))
    index = json.loads(static_index(site.model_copy(update={"synonyms": (("bill", "invoice"),)})))
    assert index["same"] == [["bill", "invoice"], ["color", "colours"]]


def test_a_large_site_fills_the_weight_that_a_phone_can_load() -> None:
    """Articles whose texts are too much keep their titles and headings, and words of the texts fill what is left."""
    site = wordy(60)

    content = static_index(site, LIGHT * 2)

    assert LIGHT * 2 * 0.97 <= len(gzip.compress(content, 6)) <= LIGHT * 2
    index = json.loads(content)
    assert index["titles"].split("\n") == [one.title for one in site.articles]
    assert "texts" not in index
    assert index["told"]["en"][0]


def test_a_site_whose_titles_alone_are_too_much_is_found_by_these() -> None:
    """Nothing is left out that has an address."""
    site = wordy(60)
    index = json.loads(static_index(site, 500))
    assert index["titles"].count("\n") == 59
    assert "told" not in index


def test_browsers_score_as_the_list_was_chosen() -> None:
    """The script knows the same numbers."""
    script = (overrides_folder() / ASSETS / "static-index.js").read_text(encoding="utf-8")
    assert f"const K1 = {K1};\nconst B = {B};\n" in script


def test_a_topic_is_told_before_a_word_that_no_heading_has() -> None:
    """People ask for what writers put into headings: such words of texts come first."""

    def section(number: int) -> Section:
        topic = "printer" if number % 4 == 0 else ""
        return Section(anchor="x", title=topic, text="whatsoever" if topic else "printer whatsoever")

    site = catalogue(*(article(id=str(number), url=f"{number}/", sections=[section(number)]) for number in range(40)))
    words = StaticWords(site, [[*one.sections] for one in site.articles])
    assert TellingWords(words, 100).best(30)["told"]["en"][0] == "Aprinter"
