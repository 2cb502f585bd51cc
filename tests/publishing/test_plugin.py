"""The plugin on sites that know nothing of this project."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from datetime import date
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from publishing.catalogue import read_catalogue
from publishing.checking.checks import read_folder
from publishing.site.failed_build import BuildFailed
from tests.help_centre import free_port
from tests.publishing.sites import CONFIG, Site
from tests.publishing.small_videos import webm

pytestmark = pytest.mark.slow


def test_ids_derive_from_paths_and_every_field_is_there(site: Site) -> None:
    """With nothing but the plugin, each page is an article of the catalogue under a name made of its place."""
    site.write("guides/index.md", "# Guides\n")
    site.write("untitled-page.md", '---\ntitle: ""\n---\nWords.\n')
    site.write(
        "guides/reset-password.md", "---\ntags: [a]\n---\n# Reset `it` & *go*\n\nFirst.\n\n## By mail\n\nPress.\n"
    )

    site.build()

    assert [(article["id"], article["kind"], article["url"]) for article in site.articles().values()] == [
        ("home", "page", ""),
        ("guides", "page", "guides/"),
        ("guides-reset-password", "guide", "guides/reset-password/"),
        ("untitled-page", "guide", "untitled-page/"),
    ]
    assert site.articles()["untitled-page"]["title"] == "Untitled page", "not the name of the site"
    reset = site.articles()["guides-reset-password"]
    assert (reset["title"], reset["summary"], reset["tags"]) == ("Reset it & go", "First.", ["a"])
    assert 'name="help-centre:title" content="Reset it &amp; go"' in site.html("guides/reset-password/index.html")
    assert reset["sections"] == [
        {"anchor": "", "title": "", "text": "First."},
        {"anchor": "by-mail", "title": "By mail", "text": "Press."},
    ]
    assert read_catalogue(site.output / "catalogue.json").site_url == "https://help.example.com/docs/"


def test_the_page_carries_its_revision_and_its_service(site: Site) -> None:
    """The form of a page names the revision that the catalogue has, and its head says where the service is."""
    site.write("a.md", "# A\n\nText.\n")

    site.build()

    page = LexborHTMLParser(site.html("a/index.html"))
    assert page.css_first("input[name=revision]").attributes["value"] == site.articles()["a"]["revision"]  # type: ignore[union-attr] # the form is the claim
    assert page.css_first('meta[name="help-centre:service"]') is not None
    assert "help-centre-revision-token" not in site.html("a/index.html")
    assert 'name="help-centre:service"' in site.html("404.html")


def test_a_service_on_another_host_is_told_to_the_page(site: Site) -> None:
    """The address gets its slash at the end, and one that is none fails the build."""
    with_service = CONFIG.replace("[help-centre]", "[help-centre: {service_url: '%s'}]")
    site.config_file.write_text(with_service % "https://api.example.com/help")
    site.build()
    assert '<meta name="help-centre:service" content="https://api.example.com/help/">' in site.html("index.html")

    site.config_file.write_text(with_service % "api.example.com")
    with pytest.raises(BuildFailed):
        site.build()


def test_every_article_has_a_permalink_and_a_line_in_the_static_index(site: Site) -> None:
    """Links and search work on plain hosting."""
    site.write("a.md", "# A\n")

    site.build()

    assert '"../../a/"' in site.html("a/a/index.html") or '"../../a/' in site.html("a/a/index.html")
    assert "A" in json.loads(site.html("help-centre/search.json"))["titles"].split("\n")


def test_a_search_page_is_added_and_found_by_nobody_else(site: Site) -> None:
    """The page for results is in the site, but no article, not in the navigation and not for search engines."""
    site.build()

    page = site.html("search/index.html")
    assert page.count('<div id="help-centre-slot"') == 1
    assert '<meta name="robots" content="noindex">' in page
    assert 'rel="canonical"' not in page
    assert "search/" not in site.html("sitemap.xml")
    assert set(site.articles()) == {"home"}


def test_a_site_keeps_its_own_search_page(site: Site) -> None:
    """A page that is there already is not replaced."""
    site.write("search.md", "# Our own search\n")

    site.build()

    assert "Our own search" in site.html("search/index.html")
    assert "search" in site.articles()


def test_pages_that_list_others_are_no_articles(site: Site) -> None:
    """Tag listings and pages that are kept out of search stay out of the catalogue, and keep no form."""
    site.write("tags.md", "# Tags\n\n[TAGS]\n")
    site.write("inner.md", "---\nsearch: {exclude: true}\n---\n# Inner\n")
    site.write("about-tags.md", "# How\n\nWrite `[TAGS]` on a line.\n")

    site.build()

    assert set(site.articles()) == {"home", "about-tags"}
    assert "help-centre-rating" not in site.html("tags/index.html")


def test_a_page_that_hides_feedback_keeps_no_form(site: Site) -> None:
    """Material's own way to hide it works, and the page is an article all the same."""
    site.write("a.md", "---\nhide: [feedback]\n---\n# A\n")

    site.build()

    assert "<help-centre-rating" not in site.html("a/index.html")
    assert "<help-centre-rating" in site.html("index.html")
    assert "a" in site.articles()


def test_the_summary_becomes_the_description(site: Site) -> None:
    """What search results show is what search engines show, whatever signs it holds."""
    site.write("a.md", '---\nsummary: Press "Save" & <wait>.\n---\n# A\n')
    site.write("b.md", "---\ndescription: Theirs.\nsummary: Ours.\n---\n# B\n")

    site.build()

    page = LexborHTMLParser(site.html("a/index.html"))
    assert page.css_first("meta[name=description]").attributes["content"] == 'Press "Save" & <wait>.'  # type: ignore[union-attr] # its being there is the claim
    assert site.articles()["a"]["summary"] == 'Press "Save" & <wait>.'
    assert '<meta name="description" content="Theirs.">' in site.html("b/index.html")
    assert site.articles()["b"]["summary"] == "Ours."


def test_the_description_of_the_site_is_no_summary(site: Site) -> None:
    """A page without a summary is described by its first paragraph, not by what all pages share."""
    site.config_file.write_text(CONFIG + "site_description: Everything about us.\n")
    site.write("a.md", "# A\n\nOnly here.\n")

    site.build()

    assert site.articles()["a"]["summary"] == "Only here."


def test_addresses_without_a_slash_work_too(site: Site) -> None:
    """With use_directory_urls off, catalogue and permalinks name the HTML files."""
    site.config_file.write_text(CONFIG + "use_directory_urls: false\n")
    site.write("guides/a.md", "# A\n")

    site.build()

    assert (site.output / "search/index.html").exists()

    assert {article["url"] for article in site.articles().values()} == {"index.html", "guides/a.html"}
    assert '"../../guides/a.html"' in site.html("a/guides-a/index.html")


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_another_theme_gets_catalogue_and_permalinks(site: Site, theme: str) -> None:
    """Without Material the widgets are left out, without a warning, and the rest is there."""
    site.config_file.write_text(CONFIG.replace("{name: material, font: false}", theme))
    site.write("a.md", "# A\n\nText.\n\n## More\n\nWords.\n")

    site.build()

    assert site.articles()["a"]["title"] == "A"
    assert [section["text"] for section in site.articles()["a"]["sections"]] == ["Text.", "Words."]
    assert (site.output / "a/a/index.html").exists()
    assert not (site.output / "search/index.html").exists() or "help-centre-slot" not in site.html("search/index.html")


def test_the_site_comes_before_us_and_we_come_before_material(site: Site) -> None:
    """A site's own partial wins over ours."""
    site.config_file.write_text(CONFIG.replace("font: false", "font: false, custom_dir: own"))
    (site.folder / "own/partials").mkdir(parents=True)
    (site.folder / "own/partials/feedback.html").write_text("<p>Our own question</p>")

    site.build()

    assert "Our own question" in site.html("index.html")
    assert "<help-centre-rating" not in site.html("index.html")
    assert "<help-centre-search" in site.html("index.html")


def test_two_pages_with_one_id_fail_the_build_with_both_names(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody's link silently leads to another page."""
    site.write("a.md", "---\nid: same\n---\n# A\n")
    site.write("b.md", "---\nid: same\n---\n# B\n")

    with pytest.raises(BuildFailed):
        site.build(strict=False)

    assert "b.md: the id 'same' is already that of a.md." in capsys.readouterr().err


def test_two_pages_with_one_address_fail_the_build_with_both_names(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page is never written over another."""
    site.write("print.md", "---\nid: print\n---\n# A\n")
    site.write("print/index.md", "---\nid: other\n---\n# B\n")

    with pytest.raises(BuildFailed):
        site.build(strict=False)

    assert "print.md and print/index.md have one address, 'print/'." in capsys.readouterr().err


def test_rules_are_for_those_who_ask(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """A foreign site builds strictly as before; with 'rules: true' the same page fails with code and line."""
    site.write("a.md", "---\ntitle: A\n---\n![](docs.png)\n")
    site.write("docs.png", "not looked into")
    site.build()
    site.config_file.write_text(CONFIG.replace("[help-centre]", "[help-centre: {rules: true}]"))

    with pytest.raises(BuildFailed):
        site.build()

    assert "docs/a.md:4: HC010 the picture has no alternative text." in capsys.readouterr().err


def test_an_id_that_no_link_can_carry_is_told_and_another_given(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody asks for rules too; a strict build passes, for the field may be somebody else's."""
    site.write("a.md", "---\nid: Reset / mail?\n---\n# A\n")

    site.build()

    assert "a" in site.articles()
    assert "'a.md' names an 'id' that no link can carry; it is 'a' for us." in capsys.readouterr().err


def test_front_matter_that_cannot_be_read_is_not_published_as_text(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """MkDocs would show it to readers; with 'rules: true' no build goes through, strict or not."""
    site.write("a.md", "---\ntitle: [A\n---\n# A\n")
    site.config_file.write_text(CONFIG.replace("[help-centre]", "[help-centre: {rules: true}]"))

    with pytest.raises(BuildFailed):
        site.build(strict=False)

    assert "docs/a.md:" in (said := capsys.readouterr().err)
    assert "HC002" in said


def test_a_video_page_is_built_with_addresses_that_lead_to_its_files(site: Site) -> None:
    """What the player loads is where the built page says, and the spoken words are sections."""
    site.write("videos/save.md", "---\nhide: [feedback]\n---\n# Save\n\n!video[How to save](files/save)\n")
    site.write("videos/files/save.webm", webm(90))
    site.write("videos/files/save.vtt", "WEBVTT\n\n01:23.000 --> 01:24.000\nPress it.\n")

    site.build()

    source = LexborHTMLParser(site.html("videos/save/index.html")).css_first("video source")
    assert source is not None
    src = urlsplit(source.attributes["src"] or "").path
    assert (site.output / "videos/save" / src).resolve().read_bytes() == webm(90)
    article = site.articles()["videos-save"]
    assert article["kind"] == "video"
    player = LexborHTMLParser(site.html("videos/save/index.html")).css_first("help-centre-video")
    assert player is not None
    assert player.attributes["data-revision"] == article["revision"], "plays count without the form for ratings, too"
    assert article["length_seconds"] == 90
    assert article["sections"][-1] == {"anchor": "t=83", "title": "1:23", "text": "Press it."}


@pytest.mark.parametrize(
    ("captions", "message"),
    [(None, "the video does not exist"), ("WEBVTT\n\nno times\n", "save.vtt:3: the cue has no times")],
)
def test_a_video_that_cannot_play_fails_the_build(
    site: Site, capsys: pytest.CaptureFixture[str], captions: str | None, message: str
) -> None:
    """A missing video or a malformed caption file is an error that names page, file and line."""
    site.write("save.md", "# Save\n\n!video[How to save](save)\n")
    if captions:
        site.write("save.webm", webm(90))
        site.write("save.vtt", captions)

    with pytest.raises(BuildFailed):
        site.build(strict=False)

    printed = capsys.readouterr().err
    assert "save.md: " in printed
    assert message in printed


def test_the_build_date_can_be_set(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH makes two builds of one content the same, byte for byte."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")

    site.build()

    assert '"built_at":"2026-01-01T00:00:00Z"' in site.html("catalogue.json")
    assert site.articles()["home"]["updated"] == "2026-01-01"


def test_a_change_of_theme_keeps_revisions_and_a_changed_word_does_not(site: Site) -> None:
    """Evidence is about words."""
    site.build()
    revision = site.articles()["home"]["revision"]
    site.config_file.write_text(CONFIG.replace("font: false", "font: false, features: [navigation.tabs]"))
    site.build()
    assert site.articles()["home"]["revision"] == revision

    site.write("index.md", "# Welcome\n\nHallo.\n")
    site.build()

    assert site.articles()["home"]["revision"] != revision


def test_the_same_article_for_every_generator_theme(site: Site) -> None:
    """One text has one revision under Material and under MkDocs' own theme."""
    site.write("a.md", "# A\n\nText with `code`.\n\n## More\n\n1. one\n2. two\n")
    site.build()
    revision = site.articles()["a"]["revision"]
    site.config_file.write_text(CONFIG.replace("{name: material, font: false}", "mkdocs"))

    site.build()

    assert site.articles()["a"]["revision"] == revision


@pytest.mark.slow
def test_live_preview_shows_a_change(site: Site) -> None:
    """'mkdocs serve' builds again when a page is saved, catalogue and all."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=site.folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )
    try:
        assert _eventually(port, "Hello.")
        site.write("index.md", "# Welcome\n\nChanged.\n")
        assert _eventually(port, "Changed.")
    finally:
        server.terminate()
        server.wait()


def _eventually(port: int, words: str) -> bool:
    """Wait until the served catalogue holds *words*."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/docs/catalogue.json", timeout=60) as answer:
                if words in answer.read().decode():
                    return True
        except OSError:
            pass
        time.sleep(0.2)
    return False


def test_a_build_of_changed_pages_alone_leaves_the_catalogue(site: Site) -> None:
    """'mkdocs build --dirty' must not drop every article that did not change."""
    site.write("a.md", "# A\n")
    site.build()
    before = site.html("catalogue.json")
    late = time.time() + 10
    site.write("a.md", "# A\n\nChanged.\n")
    os.utime(site.folder / "docs/a.md", (late, late))

    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--dirty"],
        cwd=site.folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        check=True,
        capture_output=True,
    )

    assert "Changed." in site.html("a/index.html")
    assert site.html("catalogue.json") == before


def test_readers_see_when_an_article_was_last_checked(site: Site) -> None:
    """The day stands below the article, and makes no new revision of it; without one nothing is claimed."""
    site.write("a.md", "# A\n\nText.\n")
    site.build()
    unchecked = site.articles()["a"]["revision"]
    assert "Last checked" not in site.html("a/index.html")

    site.write("a.md", "---\nreviewed: 2026-11-05\n---\n# A\n\nText.\n")
    site.build()

    assert 'Last checked on <time datetime="2026-11-05">5 November 2026</time>' in site.html("a/index.html")
    assert site.articles()["a"]["revision"] == unchecked


def test_a_derived_id_stays_once_it_is_recorded(site: Site) -> None:
    """What stands in the list of links keeps its id in the build and in the check, whichever pages come later."""
    site.write("guides/reset.md", "# Reset\n")
    site.write("published.yml", "guides-reset:\n  paths: [guides/reset.md]\n")
    site.write("guides-reset.md", "# Another\n")

    site.build()

    assert site.articles()["guides-reset"]["source_path"] == "guides/reset.md"
    content = read_folder(site.folder / "docs", today=date(2026, 11, 22)).site
    assert content.articles["guides-reset"].path == "guides/reset.md"
