"""A site in several languages has one id for an article and its translations."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from publishing.checking.checks import broken_rules, check_pages, read_folder
from publishing.rules.pages_touched import pages_touched
from publishing.site.languages import in_own_language
from publishing.source.folder import read_config
from publishing.source.languages import languages_of
from publishing.videos.files import Video
from tests.publishing.crawl import follow
from tests.publishing.sites import Site
from tests.publishing.small_videos import webm

pytestmark = pytest.mark.slow

_OF_SITES = {"HC006", "HC015", "HC019", "HC020", "HC036"}
CONFIG = """\
site_name: Hilfe
site_url: https://help.example.com/
theme: {name: material, font: false}
plugins:
  - i18n:
      docs_structure: suffix
      languages:
        - {locale: en, name: English, default: true, build: true}
        - {locale: de, name: Deutsch, build: true, nav_translations: {"Guides & more": Anleitungen}}
  - help-centre
"""


@pytest.fixture
def site(site: Site) -> Site:
    """Give a site in English and German, with one article that nobody translated."""
    site.config_file.write_text(CONFIG)
    site.write("index.de.md", "# Anfang\n\nHallo.\n")
    site.write("guides/reset.md", "---\nid: reset\n---\n# Reset your password\n\nPress the button.\n")
    site.write("guides/reset.de.md", "---\nid: reset\n---\n# Passwort zurücksetzen\n\nDrücken Sie.\n")
    site.write("guides/only.md", "# Only in English\n\nNobody translated it.\n")
    return site


def test_translations_share_the_id_of_their_article(site: Site) -> None:
    """Written ids and derived ones are the same in every language; each text has its own revision and breadcrumbs."""
    site.config_file.write_text(CONFIG + 'nav: [index.md, {"Guides & more": [guides/reset.md, guides/only.md]}]\n')
    site.build()

    catalogue = json.loads(site.html("catalogue.json"))["articles"]
    assert [(article["id"], article["lang"], article["url"]) for article in catalogue] == [
        ("home", "en", ""),
        ("guides-only", "en", "guides/only/"),
        ("reset", "en", "guides/reset/"),
        ("home", "de", "de/"),
        ("reset", "de", "de/guides/reset/"),
    ]
    assert len({article["revision"] for article in catalogue}) == 5
    english, german = ["Guides & more"], ["Anleitungen"]
    assert [article["breadcrumbs"] for article in catalogue] == [[], english, english, [], german]
    assert catalogue[4]["source_path"] == "guides/reset.de.md"


def test_what_is_made_of_all_languages_is_made_once(site: Site) -> None:
    """While the second language is built, nothing of the first stands there that would be written again."""
    site.config_file.write_text(CONFIG + "hooks: [hook.py]\n")
    (site.folder / "hook.py").write_text(
        "from pathlib import Path\n"
        "def on_page_markdown(markdown, config, **_):\n"
        "    return f'{markdown}\\n{sorted(path.name for path in Path(config.site_dir).glob(\"*.json\"))}\\n'\n"
    )
    site.build()
    assert "catalogue.json" not in site.html("de/index.html")
    assert (site.output / "catalogue.json").is_file()


def test_a_translation_needs_no_id_and_may_have_no_other(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Without one it has that of its original; another one is said, since links would not lead to it."""
    site.write("guides/reset.de.md", "# Passwort zurücksetzen\n\nDrücken Sie.\n")
    site.build()
    articles = json.loads(site.html("catalogue.json"))["articles"]
    assert [article["lang"] for article in articles if article["id"] == "reset"] == ["en", "de"]

    site.write("guides/reset.de.md", "---\nid: passwort\n---\n# Passwort zurücksetzen\n\nDrücken Sie.\n")
    site.build(strict=False)
    assert "'guides/reset.de.md' has another 'id' than its original" in capsys.readouterr().err


def test_permanent_links_lead_to_the_first_language(site: Site) -> None:
    """Whoever gets a link without a language reads the language that the site is written in."""
    site.build()

    assert '"../../guides/reset/"' in site.html("a/reset/index.html")


def test_a_page_that_nobody_translated_is_the_article_itself(site: Site) -> None:
    """It stands among the German pages, is no article of its own, and is rated as the English text."""
    site.build()

    page = site.html("de/guides/only/index.html")
    revision = site.articles()["guides-only"]["revision"]
    assert f'name="revision" value="{revision}"' in page
    assert 'name="article_id" value="guides-only"' in page


def test_each_page_speaks_its_language(site: Site) -> None:
    """Search box and form are German beside German words, and English beside English ones."""
    site.build()

    assert "Hat das geholfen?" in site.html("de/guides/reset/index.html")
    assert "Did this help?" in site.html("guides/reset/index.html")
    assert (site.output / "search/index.html").is_file()


def test_a_video_speaks_the_language_of_its_page(site: Site) -> None:
    """The German page has the German captions as its transcript, and every file that a player asks for is there."""
    for name, said in (("save.vtt", "Press Save."), ("save.de.vtt", "Auf Sichern.")):
        site.write(f"videos/{name}", f"WEBVTT\n\n00:00.000 --> 00:02.000\n{said}\n")
    site.write("videos/save.webm", webm(9))
    for source in ("save.md", "save.de.md"):
        site.write(f"videos/{source}", "# Save\n\n!video[Save](save)\n")
    site.build()

    for path, words in (("videos/save/", "Press Save."), ("de/videos/save/", "Auf Sichern.")):
        page = LexborHTMLParser(site.html(f"{path}index.html"))
        assert [words in line.text() for line in page.css(".hc-transcript > li")] == [True]
        asked = [urlsplit(node.attributes["src"] or "").path for node in page.css("video source, video track")]
        assert len(asked) >= 2
        assert all((site.output / path / name).is_file() for name in asked), asked


def test_countries_of_a_language_are_languages_of_their_own(site: Site) -> None:
    """Material calls both of them ``pt`` and has no ``en-GB``; pages, catalogue and permalinks tell them apart."""
    others = "".join(
        f"        - {{locale: {lang}, name: {name}, build: true}}\n"
        for lang, name in (("en-GB", "British"), ("pt", "Português"), ("pt_BR", "Brasil"))
    )
    config = CONFIG.replace("font: false", "font: false, features: [navigation.path]")
    site.config_file.write_text(config.replace("  - help-centre\n", f"{others}  - help-centre\n"))
    for lang in ("en-GB", "pt", "pt_BR"):
        site.write(f"guides/reset.{lang}.md", f"# Reset {lang}\n\nText.\n")

    site.build()

    articles = json.loads(site.html("catalogue.json"))["articles"]
    found = {article["lang"]: article["url"] for article in articles if article["id"] == "reset"}
    assert list(found) == ["en", "de", "en-GB", "pt", "pt-BR"]
    for lang, url in found.items():
        html = site.html(f"{url}index.html")
        assert [node.attributes["lang"] for node in LexborHTMLParser(html).css("html, .hc-languages")] == [lang] * 2
        assert ("Hat das geholfen?" if lang == "de" else "Did this help?") in html
        assert (site.output / ("search" if lang == "en" else f"search-{lang}") / "index.html").is_file()
    assert '["pt-BR", "../../pt_BR/guides/reset/"]' in site.html("a/reset/index.html")


@pytest.mark.parametrize("root", ["<html>", "<html lang=pt>", "<html lang='pt'>", '<html lang="pt-PT">'])
def test_pages_tell_their_language_whatever_the_theme_says(root: str) -> None:
    """Some themes name no language; a site of one language is left as it is."""
    page = f"{root}<p lang=fr>Oui"
    assert in_own_language(page, "pt-BR") == '<html lang="pt-BR"><p lang=fr>Oui'
    assert in_own_language(page, "") == page


def test_the_rules_do_not_take_translations_for_doubles(site: Site) -> None:
    """One id in two languages is no collision; in one language it is."""
    paths = ["guides/reset.md", "guides/reset.de.md"]
    found = check_pages(site.folder / "docs", paths, today=date(2026, 11, 22))
    assert "HC006" not in {finding.code for finding in found}

    site.write("guides/other.md", "---\nid: reset\n---\n# Other\n")
    found = check_pages(site.folder / "docs", [*paths, "guides/other.md"], today=date(2026, 11, 22))
    assert "HC006" in {finding.code for finding in found}


def test_the_address_of_a_deleted_translation_leads_to_its_original(site: Site) -> None:
    """Links to it stay whole where each language has its own pages only; a translation answers for its old address."""
    site.config_file.write_text(CONFIG.replace("suffix\n", "suffix\n      fallback_to_default: false\n"))
    old = "hc/en/7.md, hc/de/7.de.md, guides/reset.md"
    site.write("published.yml", f"reset:\n  paths: [{old}]\nguides:\n  paths: [guides/index.md]\n")
    site.write("guides/index.md", "---\nid: guides\nsearch: {exclude: true}\n---\n# Guides\n\n## All\n\nAll.\n")
    site.build()
    assert "zurücksetzen" in site.html("de/guides/reset/index.html")
    redirects = json.loads(site.html("help-centre/redirects.json"))
    assert (redirects["hc/en/7/"], redirects["hc/de/7/"]) == ("guides/reset/", "de/guides/reset/")

    (site.folder / "docs/guides/reset.de.md").unlink()
    site.write("guides/only.md", "---\nid: only\ngone: Ask us.\n---\n")  # that of a page given up says so, too
    site.build()
    led = LexborHTMLParser(site.html("de/guides/reset/index.html")).css_first("p a")
    assert led is not None
    assert led.attributes["href"] == "../../../guides/reset/"
    redirects = json.loads(site.html("help-centre/redirects.json"))
    assert (redirects["de/guides/reset/"], redirects["de/guides/"]) == ("guides/reset/", "guides/")
    assert redirects["hc/de/7/"] == "guides/reset/"
    assert redirects["de/guides/only/"] == "guides/only/"
    assert "Hallo" in site.html("de/index.html")


@pytest.mark.parametrize(
    ("original", "translation", "says"),
    [
        (None, "id: reset", "guides/reset.md, which this page translates, is not there."),
        ("id: reset\ngone: Ask us.", "id: reset\ngone: Fragen Sie uns.", "was replaced or is gone."),
        ("id: reset", "id: passwort", "another id than its original, which is 'reset'."),
        ("id: reset", "replaced_by: home", "'replaced_by' says nothing in a translation."),
        ("id: reset", "moved_sections: {a: home}", "'moved_sections' says nothing in a translation."),
        ("id: reset", "title: Passwort", None),
    ],
)
def test_the_check_finds_a_translation_that_was_left_behind(
    site: Site, original: str | None, translation: str, says: str | None
) -> None:
    """A page moves, goes or changes its id together with its translations; one that names no id is never apart."""
    paths = ["guides/reset.de.md", *(["guides/reset.md"] if original else [])]
    site.write("guides/reset.md", f"---\n{original}\n---\n")
    site.write("guides/reset.de.md", f"---\n{translation}\n---\n")
    found = check_pages(site.folder / "docs", paths, today=date(2026, 11, 22))
    said = [finding.message for finding in found if finding.code == "HC036"]
    assert len(said) == (says is not None)
    assert all(message.endswith(str(says)) for message in said)


def test_a_section_of_a_translation_has_a_link_that_is_kept(site: Site) -> None:
    """That of the section it translates: one made of its own words would break with the next rewording."""
    site.config_file.write_text(f"{CONFIG}markdown_extensions: [attr_list]\n")
    site.write("published.yml", "reset: {paths: [a.md], anchors: [steps]}\n")
    site.write("a.md", "---\nid: reset\n---\n# A\n\n## Steps\n")
    site.write("a.de.md", "# A\n\n## Schritte {#steps}\n\n## Hinweis {#note}\n\n## Per Post\n")
    found = check_pages(site.folder / "docs", ["a.md", "a.de.md"], today=date(2026, 11, 22))

    assert [(finding.line, finding.path) for finding in found if finding.code == "HC036"] == [(7, "a.de.md")]


def test_the_id_that_a_section_of_a_translation_lacks_is_named(site: Site) -> None:
    """That of the section which probably is its original, in the order of both pages; none that it has already."""
    site.config_file.write_text(f"{CONFIG}markdown_extensions: [attr_list]\n")
    site.write("published.yml", "reset: {paths: [a.md], anchors: [windows, mac, notes, end]}\n")
    site.write("a.md", "---\nid: reset\n---\n# A\n\n## Windows\n\n## Mac\n\n## Notes\n\n## End\n")
    site.write("a.de.md", "# A\n\n## Vorher\n\n## Rechner {#mac}\n\n## Hinweise\n\n## Schluss\n\n## Mehr\n")
    found = check_pages(site.folder / "docs", ["a.md", "a.de.md"], today=date(2026, 11, 22))

    hints = [finding.hint.partition("translates")[2] for finding in found if finding.code == "HC036"]
    assert hints == [
        *(f", such as '{{#{anchor}}}'." for anchor in ("windows", "notes", "end")),
        "; where there is none, write that first.",
    ]


@pytest.fixture
def in_folders(site: Site) -> Site:
    """Give a site with a folder for each language, a page for all, and one that nobody translated; it is in Git."""
    shutil.rmtree(site.folder / "docs")
    site.config_file.write_text(CONFIG.replace("suffix", "folder"))
    site.write("en/index.md", "# Hello\n\nHello.\n")
    site.write("de/index.md", "# Hallo\n\nHallo.\n")
    site.write("en/guides/reset.md", "# Reset\n\nPress it, see [only](only.md#steps) and [about](../about.md).\n")
    site.write("de/guides/reset.md", "# Passwort\n\nDrücken, siehe [nur](only.md#steps) und [über](../about.md).\n")
    site.write("en/guides/only.md", "# Only\n\n## Steps\n\nPress, see [reset](reset.md). ![A knob](../knob.png)\n")
    site.write("about.md", "# About\n\nThis is for all.\n")
    site.write("en/knob.png", b"")
    site.write("fr/index.md", "# Bonjour\n\nNo build takes a language that is not configured.\n")
    site.write("en/videos/save.webm", webm(9))
    site.write("en/videos/save.vtt", "WEBVTT\n\n00:00.000 --> 00:02.000\nPress Save.\n")
    site.write("en/videos/save.de.vtt", "WEBVTT\n\n00:00.000 --> 00:02.000\nAuf Sichern.\n")
    for lang in ("en", "de"):
        site.write(f"{lang}/videos/save.md", "# Save\n\n!video[Save](save)\n")
    site.write(
        "published.yml",
        "guides-reset: {paths: [old/reset.md, hc/de/7.de.md, guides/reset.md]}\n"
        "guides-gone: {paths: [guides/gone.md]}\n",
    )
    site.write("en/guides/gone.md", "---\nreplaced_by: guides-reset\n---\n")
    return site


def test_languages_in_folders_are_one_site(in_folders: Site) -> None:
    """Ids, addresses, old links, videos and notes of age are those of pages that stand beside one another."""
    site = in_folders
    commit(site, "2026-11-01")
    site.write("en/guides/reset.md", "# Reset\n\nPress the other one.\n")
    commit(site, "2026-11-05")
    for lang in ("en", "de"):
        text = "---\nsearch: {exclude: true}\n---\n\n!video[Save](../../en/videos/save)\n"
        site.write(f"{lang}/guides/also.md", text)
    site.build()

    catalogue = json.loads(site.html("catalogue.json"))["articles"]
    assert [(article["id"], article["url"], article["source_path"]) for article in catalogue] == [
        ("home", "", "en/index.md"),
        ("about", "about/", "about.md"),
        ("guides-only", "guides/only/", "en/guides/only.md"),
        ("guides-reset", "guides/reset/", "en/guides/reset.md"),
        ("videos-save", "videos/save/", "en/videos/save.md"),
        ("home", "de/", "de/index.md"),
        ("guides-reset", "de/guides/reset/", "de/guides/reset.md"),
        ("videos-save", "de/videos/save/", "de/videos/save.md"),
    ]
    assert '"../../guides/reset/"' in site.html("a/guides-reset/index.html")
    redirects = json.loads(site.html("help-centre/redirects.json"))
    for old, new in {
        "old/reset/": "guides/reset/",
        "de/old/reset/": "de/guides/reset/",
        "hc/de/7/": "de/guides/reset/",
        "guides/gone/": "guides/reset/",
        "de/guides/gone/": "de/guides/reset/",
    }.items():
        assert redirects[old] == new, old
    for path, words in {
        "videos/save/": "Press Save.",
        "de/videos/save/": "Auf Sichern.",
        "guides/also/": "Press Save.",
        "de/guides/also/": "Auf Sichern.",
    }.items():
        page = LexborHTMLParser(site.html(f"{path}index.html"))
        assert [words in line.text() for line in page.css(".hc-transcript > li")] == [True]
        asked = [urlsplit(node.attributes["src"] or "").path for node in page.css("video source, video track")]
        assert len(asked) >= 2
        assert all((site.output / path / name).is_file() for name in asked), asked
    assert not (site.output / "published.yml").exists()
    assert "hc-older" not in site.html("guides/reset/index.html")
    older = LexborHTMLParser(site.html("de/guides/reset/index.html")).css_first(".hc-older a")
    assert older is not None
    assert older.attributes["href"] == "../../../guides/reset/"
    assert "hc-older" not in site.html("de/guides/only/index.html")


def test_languages_in_folders_are_checked(in_folders: Site) -> None:
    """Links open what the build opens; ids and the list of links are as elsewhere; a page may be in one language."""
    folder = in_folders.folder / "docs"
    in_folders.write("de/guides/alone.md", "# Nur hier\n")
    reading = read_folder(folder, today=date(2026, 11, 22))
    unlisted = {finding.path for finding in broken_rules(reading.site) if finding.code == "HC016"}
    assert unlisted == {"about.md", "en/index.md", "en/guides/only.md", "en/videos/save.md"}
    assert not {finding.code for finding in broken_rules(reading.site)} & {
        "HC006",
        "HC036",
        "HC015",
        "HC019",
        "HC020",
        "HC027",
    }
    assert [error for page in reading.site.texts for _, error in page.videos if not isinstance(error, Video)] == []
    listed = {article_id: article.paths for article_id, article in reading.site.links().items()}
    assert (listed["home"], listed["guides-only"]) == (("index.md",), ("guides/only.md",))
    assert "fr-home" not in listed
    touched = pages_touched(reading.site, ["en/videos/save.vtt"])
    assert touched == {"en/videos/save.vtt", "en/videos/save.md", "de/videos/save.md"}

    in_folders.write("de/guides/left.md", "# Links\n\n[Weg](gone.md), [nirgends](nowhere.md), [x](only.md#no)\n")
    in_folders.write("en/guides/home.md", "---\nid: home\n---\n# Again\n\n[There](nowhere.md)\n")
    (folder / "en/guides/gone.md").unlink()
    with (folder / "published.yml").open("a") as published:
        published.write("guides-left: {paths: [guides/left.md]}\nguides-alone: {paths: [old/alone.de.md]}\n")
    found = broken_rules(read_folder(folder, today=date(2026, 11, 22)).site)
    assert {(finding.code, finding.path, finding.line) for finding in found if finding.code in _OF_SITES} == {
        ("HC006", "en/index.md", 1),
        ("HC015", "en/guides/gone.md", 1),
        ("HC015", "en/guides/left.md", 1),
        ("HC019", "de/guides/left.md", 3),
        ("HC019", "en/guides/home.md", 6),
        ("HC020", "de/guides/left.md", 3),
        ("HC036", "de/guides/left.md", 1),
    }
    left = next(finding for finding in found if finding.code == "HC036")
    assert left.message == "en/guides/left.md, which this page translates, is not there."


def test_translations_are_checked_as_texts(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """A picture without words is found in a translation too, by the check and by a build with the rules on."""
    site.write("guides/reset.de.md", "---\nid: reset\nsummary: Kurz.\n---\n# Passwort\n\n![](knopf.png)\n")
    paths = ["index.md", "guides/reset.md", "guides/reset.de.md"]
    found = check_pages(site.folder / "docs", paths, today=date(2026, 11, 22))
    assert ("guides/reset.de.md", "HC010") in {(finding.path, finding.code) for finding in found}

    site.config_file.write_text(CONFIG.replace("- help-centre", "- help-centre: {rules: true}"))
    site.build(strict=False)
    assert [line for line in capsys.readouterr().err.splitlines() if "guides/reset.de.md" in line and "HC010" in line]


def test_old_links_lead_on_in_every_language(site: Site) -> None:
    """The address below the language's folder leads to the page in that language, else in the first one."""
    site.write(
        "published.yml",
        "reset: {paths: [old/reset.md], anchors: [button]}\nguides-only: {paths: [old/only.md, guides/only.md]}\n",
    )
    for name, title in (("reset.md", "Reset"), ("reset.de.md", "Zurück")):
        moved = "moved_sections: {button: guides-only}\n"
        site.write(f"guides/{name}", f"---\nid: reset\n{moved}---\n# {title}\n\nPress.\n")

    site.write("guides/only.md", '---\nmoved_sections: {start: reset}\n---\n# Only\n\nWrite `id="start"`.\n')
    site.build()

    for old, new in {
        "guides/only/#start": "guides/reset/",
        "de/guides/only/#start": "de/guides/reset/",
        "old/reset/": "guides/reset/",
        "de/old/reset/": "de/guides/reset/",
        "de/old/reset/#button": "de/guides/only/",
        "de/old/only/": "de/guides/only/",
    }.items():
        arrival = follow(site.output, old)
        assert (arrival.address.partition("#")[0], arrival.steps) == (new, 1), old
    assert 'id="button" class="hc-moved"' in site.html("de/guides/reset/index.html")


def test_languages_are_those_of_the_configuration(site: Site) -> None:
    """A dot in a name is no language unless the site has it."""
    languages = languages_of(read_config(site.config_file))
    assert languages.first == "en"
    assert sorted(languages.named) == ["de", "en"]
    assert languages.is_translation("guides/reset.de.md")
    assert not languages.is_translation("guides/release-1.2.md")
    assert not languages.is_translation("de.md")
    assert languages.place_of("guides/reset.en.md") == "guides/reset.md"
    site.config_file.write_text("plugins: [i18n, search]\n")
    assert languages_of(read_config(site.config_file)).named == frozenset()


def commit(site: Site, day: str) -> None:
    """Commit everything as on *day*."""
    when = f"{day}T12:00:00Z"
    for words in (["init", "--quiet"], ["add", "docs"], ["commit", "--quiet", "--message", "m"]):
        subprocess.run(
            ["git", "-c", "user.name=n", "-c", "user.email=e@example.com", *words],
            cwd=site.folder,
            env=os.environ | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when},
            check=True,
        )


def test_a_translation_older_than_its_original_says_so(site: Site) -> None:
    """The line is in the reader's language, leads to the original, and is no word of the article."""
    commit(site, "2026-11-01")
    site.build()
    revision = site.articles()["reset"]["revision"]
    assert "hc-older" not in site.html("de/guides/reset/index.html")
    assert site.articles()["reset"]["original_changed"] is None
    site.write("guides/reset.md", "---\nid: reset\n---\n# Reset your password\n\nPress the other button.\n")
    commit(site, "2026-11-05")

    site.build()

    page = site.html("de/guides/reset/index.html")
    assert "Diese Übersetzung ist älter als das Original." in page
    assert '<a href="../../../guides/reset/" hreflang="en">Das Original lesen</a>' in page
    assert site.articles()["reset"]["revision"] == revision
    assert site.articles()["reset"]["original_changed"] == "2026-11-05"
    assert "hc-older" not in site.html("guides/reset/index.html")
    assert "hc-older" not in site.html("de/guides/only/index.html")

    site.write("guides/reset.de.md", "---\nid: reset\nreviewed: 2026-11-05\n---\n# Passwort zurücksetzen\n\nDrücken.\n")
    site.build()

    assert "hc-older" not in site.html("de/guides/reset/index.html")
    assert site.articles()["reset"]["original_changed"] is None
