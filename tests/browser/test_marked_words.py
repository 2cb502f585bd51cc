"""Which words are marked on the page that a result opens, with the site's own script on a page of one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from publishing.theme.folders import overrides_folder
from tests.browser.waiting import marked_words

SITE = "http://help.example/"
SCRIPTS = overrides_folder() / "assets" / "help-centre"
PAGE = """<!doctype html><html lang="{lang}"><meta charset="utf-8">
<help-centre-search></help-centre-search><article>{text}</article>
<script type="module" src="/marked-words.js"></script>"""


def marked(page: Page, text: str, *words: str, lang: str = "en") -> list[str]:
    """Open a page with *text* in *lang* as from a result that was found by *words*, and give what is marked there."""

    def answer(route: Route) -> None:
        name = Path(route.request.url).name
        if name.endswith(".js"):
            route.fulfill(path=SCRIPTS / name, content_type="text/javascript")
        else:
            route.fulfill(body=PAGE.format(text=text, lang=lang), content_type="text/html")

    page.route(f"{SITE}**", answer)
    followed = json.dumps({"path": "/guide/", "words": words})
    page.add_init_script(f"sessionStorage.setItem('help-centre.followed', JSON.stringify({followed}))")
    page.goto(f"{SITE}guide/")
    return marked_words(page)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Run help-centre check.", ("help-centre", "check"), ["help-centre", "check"]),
        ("C++, E-1042 (a.b) a_b", ("c++", "e-1042", "(a.b)", "a_b"), ["C++", "E-1042", "(a.b)", "a_b"]),
        ("It prints, printed, reprints.", ("print",), ["prints", "printed"]),
        ("500 of 50000", ("500",), ["500"]),
        ("The them there, theme; PDF", ("the", "pdf"), ["The", "PDF"]),
        ("로그인을 하세요", ("로그인",), ["로그인을"]),
        ("ログイン画面でパスワードを忘れた", ("パスワード",), ["パスワード"]),
        ("Größe, Gro\u0308\u00dfe, GRÖSSE, Crème", ("grosse", "creme"), ["Größe", "Größe", "GRÖSSE", "Crème"]),
        ("😀 Zurück (½) Straße", ("zuruck", "strasse"), ["Zurück", "Straße"]),
        ("Drücken und drucken", ("druecken",), ["Drücken"]),
        ("Drücken und drucken", ("drucken",), ["drucken"]),
    ],
)
def test_words_are_marked_as_they_stand(page: Page, text: str, words: tuple[str, ...], expected: list[str]) -> None:
    """Signs within a word are part of it, other forms are marked too, and scripts without spaces need no edges."""
    assert marked(page, text, *words) == expected


@pytest.mark.parametrize("sought", ["loschen", "geloscht"])
def test_other_forms_of_a_german_verb_are_marked(page: Page, sought: str) -> None:
    """The participle for the infinitive and the other way round; no longer word that begins like them."""
    text = "Gelöscht, löschen, löscht, gelöschte, Löschung, Löschblatt."
    expected = ["Gelöscht", "löschen", "löscht", "gelöschte", "Löschung"]
    assert marked(page, text, sought, lang="de") == expected


@pytest.mark.parametrize("sought", ["ausdrucken", "ausgedruckt"])
def test_a_german_verb_is_marked_without_its_prefix(page: Page, sought: str) -> None:
    """Also where the prefix stands apart or before other syllables; a noun is no such verb."""
    text = "Drucken: Drucke es aus, ausgedruckt, auszudrucken, aufdrucken; Druck, Drucker."
    expected = ["Drucken", "Drucke", "ausgedruckt", "auszudrucken"]
    assert marked(page, text, sought, lang="de") == expected


def test_a_german_noun_is_marked_whole(page: Page) -> None:
    """``Einstellung`` begins with a syllable that stands before verbs too."""
    assert marked(page, "Einstellungen, Stellung, stellen", "einstellungen", lang="de") == ["Einstellungen"]


def test_a_pronoun_is_no_form_of_a_verb_with_an_umlaut(page: Page) -> None:
    """``Andere`` is another word than ``ändern``, which has no form with its ending."""
    text = "Andere ändern, ändert, geändert, anderen, Änderung, anderes."
    assert marked(page, text, "geandert", lang="de") == ["ändern", "ändert", "geändert", "Änderung"]


def test_other_languages_have_no_german_forms(page: Page) -> None:
    """``Often`` is no verb in English."""
    assert marked(page, "Often soft softly", "soften", "often") == ["Often"]


RESULTS = """<!doctype html><meta charset="utf-8"><help-centre-search></help-centre-search><article>Rate it</article>
<ul data-search-id="" data-meant="vote"><li><a data-rank="1" href="/guide/">Guide</a></li>
<li><a data-rank="2" href="/other/"><mark>Rate</mark></a></li></ul>
<script type="module" src="/marked-words.js"></script>"""


def test_what_another_result_shows_of_the_words_is_marked_too(page: Page) -> None:
    """The result that is opened has no excerpt with the synonym, its page has the word all the same."""

    def answer(route: Route) -> None:
        name = Path(route.request.url).name
        if name.endswith(".js"):
            route.fulfill(path=SCRIPTS / name, content_type="text/javascript")
        else:
            route.fulfill(body=RESULTS, content_type="text/html")

    page.route(f"{SITE}**", answer)
    page.goto(SITE, wait_until="networkidle")
    page.get_by_role("link", name="Guide").click()
    page.wait_for_url("**/guide/")
    assert marked_words(page) == ["Rate"]
