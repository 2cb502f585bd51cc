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
PAGE = """<!doctype html><meta charset="utf-8"><help-centre-search></help-centre-search><article>{text}</article>
<script type="module" src="/marked-words.js"></script>"""


def marked(page: Page, text: str, *words: str) -> list[str]:
    """Open a page with *text* as from a result that was found by *words*, and give what is marked there."""

    def answer(route: Route) -> None:
        name = Path(route.request.url).name
        if name.endswith(".js"):
            route.fulfill(path=SCRIPTS / name, content_type="text/javascript")
        else:
            route.fulfill(body=PAGE.format(text=text), content_type="text/html")

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
        ("ログイン画面でパスワードを忘れた", ("パスワード",), ["パスワード"]),
    ],
)
def test_words_are_marked_as_they_stand(page: Page, text: str, words: tuple[str, ...], expected: list[str]) -> None:
    """Signs within a word are part of it, other forms are marked too, and scripts without spaces need no edges."""
    assert marked(page, text, *words) == expected
