"""A Material site that gets the plugin keeps everything that it had."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from publishing.site.failed_build import BuildFailed
from tests.publishing.page_changes import lost
from tests.publishing.sites import Site

pytestmark = pytest.mark.slow

CONFIG = """\
site_name: Foreign
site_url: https://docs.example.com/
repo_url: https://forge.example.com/docs
copyright: All ours
theme:
  name: material
  language: de
  custom_dir: own
  font: false
  logo: sign.svg
  features: [navigation.tabs, navigation.path, navigation.indexes, navigation.instant, toc.follow, search.suggest]
  palette:
    - {scheme: default, primary: custom, toggle: {icon: material/brightness-7, name: Dunkel}}
    - {scheme: slate, primary: red, toggle: {icon: material/brightness-4, name: Hell}}
extra_css: [own.css]
extra_javascript: [own.js]
plugins: PLUGINS
nav:
  - Start: index.md
  - Anleitungen: [guides/index.md, guides/reset.md, "Woanders": "https://elsewhere.example.com/"]
markdown_extensions: [admonition, attr_list, pymdownx.details, toc: {permalink: true}]
extra:
  alternate: [{name: English, link: /en/, lang: en}, {name: Deutsch, link: /, lang: de}]
  social: [{icon: material/rss, link: "https://feed.example.com/"}]
not_in_nav: /left-out.md
"""
# Added for people who cannot see the page: a name of its own for the breadcrumbs, which had that of the navigation.
NAMED_APART = ("nav", "aria-label=Navigation", "class=md-path")


@pytest.fixture
def foreign(tmp_path: Path) -> Site:
    """Give a site with overrides, navigation, languages, search and looks of its own."""
    site = Site(tmp_path, CONFIG)
    site.write("guides/index.md", "# Anleitungen\n\nAlle.\n")
    site.write(
        "guides/reset.md",
        "---\ntags: [a]\ndescription: Ihre eigene.\n---\n"
        "# Zurücksetzen\n\nText.\n\n## Mehr { #mehr }\n\n!!! note\n    Wort\n",
    )
    site.write("left-out.md", "---\nsearch: {exclude: true}\nhide: [navigation, toc]\n---\n# Draußen\n")
    site.write("sign.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    site.write("own.css", ".md-header { color: red }")
    site.write("own.js", "console.log(1)")
    overrides = tmp_path / "own"
    (overrides / "partials").mkdir(parents=True)
    (overrides / "main.html").write_text('{% extends "base.html" %}{% block announce %}Neues{% endblock %}')
    (overrides / "partials/copyright.html").write_text("<p>Unser eigener Fuß</p>")
    (overrides / "404.html").write_text('{% extends "main.html" %}{% block content %}Nicht da{% endblock %}')
    return site


def built(site: Site, plugins: str) -> dict[str, bytes]:
    """Build *site* with *plugins* and return its files."""
    site.config_file.write_text(CONFIG.replace("PLUGINS", plugins), encoding="utf-8")
    site.build()
    return {
        path.relative_to(site.output).as_posix(): path.read_bytes() for path in site.output.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("own_plugins", ["[]", "[search]", "[search: {lang: de}, tags]"])
def test_the_plugin_adds_and_takes_nothing_away(foreign: Site, own_plugins: str) -> None:
    """Every page keeps its tags and words in their order, and every other file its bytes."""
    before = built(foreign, own_plugins)

    after = built(foreign, f"[{own_plugins[1:-1]}{', ' * (own_plugins != '[]')}help-centre]")

    assert set(before) <= set(after)
    changed = {path for path, content in before.items() if after[path] != content and not path.startswith("sitemap")}
    assert {path for path in changed if not path.endswith(".html")} == set()
    for path in sorted(changed):
        taken_away = lost(before[path].decode(), after[path].decode())
        assert [token for token in taken_away if token != NAMED_APART] == [], path
    assert after["sitemap.xml"] == before["sitemap.xml"]


def test_the_search_of_the_site_stays_where_it_is_on(foreign: Site) -> None:
    """With Material's search plugin its box stands alone; without it, ours does."""
    built(foreign, "[search, help-centre]")
    page = LexborHTMLParser(foreign.html("guides/reset/index.html"))
    assert page.css_first("form[name=search]") is not None
    assert page.css_first("help-centre-search") is None

    built(foreign, "[search: {enabled: false}, help-centre]")
    page = LexborHTMLParser(foreign.html("guides/reset/index.html"))
    assert page.css_first("form[name=search]") is None
    assert page.css_first("header help-centre-search") is not None


def test_the_style_sheets_of_the_site_have_the_last_word(foreign: Site) -> None:
    """Theirs come after ours."""
    built(foreign, "[help-centre]")
    sheets = [
        node.attributes["href"] or ""
        for node in LexborHTMLParser(foreign.html("index.html")).css("link[rel=stylesheet]")
    ]
    assert sheets[-1].endswith("own.css")


def test_what_the_site_turns_off_stays_off(foreign: Site) -> None:
    """A page that is hidden from search is in no catalogue, and pages outside the navigation stay there."""
    built(foreign, "[help-centre]")
    assert "left-out" not in foreign.articles()
    assert "left-out" not in foreign.html("help-centre/search.json")
    for path in ("index.html", "guides/reset/index.html"):
        page = LexborHTMLParser(foreign.html(path))
        assert page.css_first(".md-nav a[href*='left-out']") is None
        assert page.css_first("body[data-md-color-primary=help-centre]") is None
        assert page.css_first(".md-footer-meta__inner") is not None


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("a/reset.md", "a/reset/ is a page of this site, and the permanent link of 'reset', too."),
        ("catalogue.json", "catalogue.json in your folder of pages would be overwritten"),
    ],
)
def test_nothing_of_the_site_is_overwritten(
    site: Site, path: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What stands where we write ends the build with its name; in a folder 'a' other pages are welcome."""
    site.write("reset.md", "# Reset\n")
    site.write("a/index.md", "# A\n")
    site.build()
    site.write(path, "Mine.\n")
    with pytest.raises(BuildFailed):
        site.build()
    assert said in capsys.readouterr().err


def test_pages_without_a_title_are_articles(foreign: Site) -> None:
    """A page without heading and front matter is called after its file, and an empty one too."""
    foreign.write("notes/untitled-page.md", "Only words.\n")
    foreign.write("notes/empty.md", "")

    built(foreign, "[help-centre]")

    articles = foreign.articles()
    assert articles["notes-untitled-page"]["title"] == "Untitled page"
    assert articles["notes-empty"]["title"] == "Empty"
