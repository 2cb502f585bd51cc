"""A link that leads nowhere on the built site is found in its file, whatever way it is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from publishing.checking.checks import check_pages, read_folder
from publishing.checking.fixing import fix
from publishing.rules import SITE_RULES
from publishing.site.build import build_site
from publishing.source.folder import find_pages
from publishing.source.languages import PageLanguages
from publishing.source.page import parse_source
from publishing.source.unreadable_addresses import unreadable_addresses

TODAY = date(2026, 11, 21)
CONFIG = "site_name: x\nsite_url: https://help.example.com/\nplugins: [search, help-centre]\n"


def dead(folder: Path, link: str, config: str = CONFIG, *, code: str = "HC019") -> list[tuple[str, int]]:
    """Check a small site whose page ``guides/t.md`` has *link* on its third line; return what leads nowhere."""
    docs = folder / "docs"
    (docs / "guides").mkdir(parents=True, exist_ok=True)
    (docs / "files").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(config)
    (folder / "README.md").write_text("# Out\n")
    (docs / "files/map.pdf").write_text("x")
    (docs / "index.md").write_text("# Start\n")
    (docs / "contact.md").write_text("---\nmoved_sections: {left: t}\n---\n# Contact\n\n## By phone\n")
    (docs / "old.md").write_text("---\nid: old\nreplaced_by: gone\n---\n")
    (docs / "gone.md").write_text("---\nid: gone\ngone: No more.\n---\n")
    (docs / "published.yml").write_text("contact: {paths: [contact.md, formerly/contact.md]}\n")
    (docs / "guides/t.md").write_text(f"# T\n\n{link}\n")
    found = check_pages(docs, find_pages(docs).paths, today=TODAY)
    return [(finding.path, finding.line) for finding in found if finding.code == code]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/nothing/">x</a>', "[x](/nothing/)", "[x](/guides/t.md)", "[x](/a/nothing/)", "[x](../contact.html)",
        "[x](../../nothing/)", "[x](../../../nothing/)", "[x](../../../README.md)", "[x](../README.md)",
        "[x](https://help.example.com/nothing/)", "[x](//help.example.com/nothing/)", "[zz][undefined]",
        "[x](../contact/)", "\\\\[x](nothing.md)",
        "<a class=b href=../../nothing/>x</a>", "[x][y]\n\n[y]: /nothing/",
        "<https://help.example.com/nothing/>",
    ],
)  # fmt: skip
def test_a_dead_link_is_found_however_it_is_written(tmp_path: Path, link: str) -> None:
    """By a path on the host, with the host, as an address, beyond the folder of pages, or by a name."""
    assert dead(tmp_path, link) in ([("guides/t.md", 3)], [("guides/t.md", 5)])


@pytest.mark.parametrize(
    "link",
    [
        "[x](/)", "[x](/contact/)", "[x](/contact)", "[x](/contact/index.html)", "[x](/guides/t/#top)", "[x](/a/gone/)",
        "[x](/a/old/)", "[x](/a/contact/?lang=de#x)", "[x](/formerly/contact/)", "[x](/files/map.pdf)",
        "[x](/search/?q=a)", "[x](/staff/)", "[x](/api/v1/openapi.json)", "[x](/robots.txt)", "[x](../../contact/)",
        "[x](../files/map.pdf)", "[x](../../)", "[x](https://help.example.com/contact/)", "[x](https://example.com/no/)",
        "[x]()", "<https://a.example.com/>", "[x](mailto:a@help.example.com)", "[x]({{ url }}/nothing/)",
        "`[x](/nothing/)`", "\\[x](nothing.md)", "a[i][j]", "- [ ] [x]", "[^1][b]", "[@doe][cite]: x", "$[a][b]$",
        "[zz][Un  defined]\n\n[zz][un defined]: ../contact.md",
    ],
)  # fmt: skip
def test_what_leads_somewhere_or_is_no_link_is_not(tmp_path: Path, link: str) -> None:
    """Pages by their addresses, old ones too, files, what the service answers, other hosts, and brackets in a text."""
    assert dead(tmp_path, link) == []


@pytest.mark.parametrize(
    "link",
    [
        "[x](https://[your-server]/)", "[x](http://[::1)", "![x](//[host]/a.png)", "<https://[your-server]/>",
        "[x][y]\n\n[y]: http://[", '<a href="http://[::1/">x</a>', "[x](http://a\u2100b/)",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_read_is_found_however_it_is_written(tmp_path: Path, link: str) -> None:
    """MkDocs ends over most of these, whatever the configuration says of addresses."""
    assert dead(tmp_path, link, "site_name: x\nhooks: [own.py]\n") in ([("guides/t.md", 3)], [("guides/t.md", 5)])


def test_an_address_in_a_field_is_read_too() -> None:
    """Also one of several; words, examples in code, numbers of a machine and what a program fills in are none."""
    fields = "image: http://[::1\nlinks:\n  - https://[::1]/\n  - Wiki: https://[wiki]/\nsummary: Not //[x] here.\n"
    page = parse_source(
        f"---\n{fields}---\n`<http://[x]/>` [x](https://[::1]:8000/) [x](https://[{{{{ host }}}}]/)\n",
        path="a.md",
        folder=Path(),
    )

    assert list(unreadable_addresses(page)) == [(2, "http://[::1"), (5, "https://[wiki]/")]


@pytest.mark.parametrize(
    ("old", "new", "link"),
    [
        ("https://help.example.com/", "https://example.com/help/", "[x](/shop/)"),
        ("https://help.example.com/", "https://example.com/help/", "[x](/help/contact/) [y](../../../shop/)"),
        ("https://help.example.com/", "", "[x](/shop/)"),
        ("https://help.example.com/", "!ENV [NOT_SET_ANYWHERE, 'http://127.0.0.1:8000/']", "[x](/help/contact/)"),
        ("help-centre]", "blog]", "[x](/blog/2027/)"),
        ("plugins", "use_directory_urls: false\nplugins", "[x](../contact.html) [y](/contact.html)"),
        ("plugins", "validation: {links: {absolute_links: relative_to_docs}}\nplugins", "[x](/guides/t.md)"),
        ("plugins", "hooks: [own.py]\nplugins", "[x](/made/) [y][made]"),
        ("help-centre]", "autorefs]", "[x][made]"),
    ],
)
def test_doubts_about_addresses_speak_for_the_writer(tmp_path: Path, old: str, new: str, link: str) -> None:
    """What lies beside the site, under a host that is not known yet, or may be made by another program."""
    assert dead(tmp_path, link, CONFIG.replace(old, new)) == []


def test_a_site_in_a_folder_of_its_host_and_a_default_address_find_dead_links(tmp_path: Path) -> None:
    """The path of ``site_url`` is where the site begins, whether the address is written there or a default."""
    folder = CONFIG.replace("https://help.example.com/", "https://example.com/help/")
    default = CONFIG.replace("https://help.example.com/", "!ENV [NOT_SET_ANYWHERE, 'http://127.0.0.1:8000/']")

    assert dead(tmp_path, "[x](/help/nothing/)", folder) == [("guides/t.md", 3)]
    assert dead(tmp_path, "[x](/nothing/)", default) == [("guides/t.md", 3)]


def test_a_link_without_words_is_found(tmp_path: Path) -> None:
    """Nobody can press it; an anchor that has no address is none, and neither is a picture."""
    (tmp_path / "b.md").write_text("# B\n")
    (tmp_path / "a.md").write_text("# A\n\n[](b.md)\n\n[](){#x} [![Map](m.png)](b.md) [`x`](b.md) [](b.md){.icon}\n")

    found = check_pages(tmp_path, ["a.md", "b.md"], today=TODAY)

    assert [finding.line for finding in found if finding.code == "HC021"] == [3]


@pytest.mark.parametrize(
    "address",
    [
        "../../contact/",
        "/contact/",
        "/contact",
        "/contact/index.html",
        "/a/contact/",
        "https://help.example.com/contact/",
    ],
)
@pytest.mark.parametrize("link", ["[x]({})", '<a href="{}">x</a>', "<a href={}>x</a>"])
def test_a_dead_section_is_found_by_every_address_of_its_page(tmp_path: Path, address: str, link: str) -> None:
    """By the address of the page, by its permanent link, with the host and without; what moved leads on."""
    for anchor in ("by-phone", "left"):
        assert dead(tmp_path, link.format(f"{address}#{anchor}"), code="HC020") == []
    assert dead(tmp_path, link.format(f"{address}#by-mail"), code="HC020") == [("guides/t.md", 3)]
    assert dead(tmp_path, link.format("/files/map.pdf#page=2"), code="HC020") == []


STRICT = f"""{CONFIG}theme: mkdocs
validation: {{absolute_links: warn, links: {{unrecognized_links: warn}}}}
"""
LINKS = (
    "[x](/contact/)", "[x](/a/contact/)", "[x](/contact/#by-phone)", "![map](/files/map.pdf)", "[x](/search/)",
    "[x](../../contact/)", "[x](../contact/)", "[x](../contact.html)", "[x](../../README.md)", "[x](./#t)", "[x](../)",
    "[x](\\contact.md)", "[x](\nnothing.md)",
    "[x][y]\n\n[y]: /contact/", "[x](/)",
    '<a href="/contact/">x</a>', "[x](../contact.md)", "[x](../contact.md#by-phone)", "[x](../files/map.pdf)",
    "[x](#t)",
    "[x](https://help.example.com/contact/)", "[x](?lang=de)", "[x](mailto:a@example.com)", "`[x](/contact/)`",
)  # fmt: skip


def test_a_link_that_a_strict_build_stops_at_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the configuration has MkDocs warn of addresses, the check finds the very same links."""
    dead(tmp_path, "", STRICT)
    (tmp_path / "docs/contact.md").write_text("# Contact\n\n## By phone\n")
    for number, link in enumerate(LINKS):
        (tmp_path / f"docs/guides/l{number}.md").write_text(f"# T\n\n{link}\n")
    docs = tmp_path / "docs"
    found = check_pages(docs, find_pages(docs).paths, today=TODAY)

    build_site(tmp_path / "mkdocs.yml", tmp_path / "site", strict=False)

    warned = set(re.findall(r"Doc file '(guides/l[0-9]+[.]md)'", capsys.readouterr().err))
    assert {each.path for each in found if each.code in {"HC019", "HC053"}} == warned
    assert warned == {f"guides/l{number}.md" for number in range(LINKS.index("[x](/)") + 1)}


@pytest.mark.parametrize(
    ("link", "hint"),
    [
        ("/help/files/map.pdf", "Write '../files/map.pdf'."),
        ("/help/files/map.pdf#page=2", "Write '../files/map.pdf#page=2'."),
        ("/help/contact/", "Write '../contact.md'."),
        ("../../files/map.pdf", "Write '../files/map.pdf'."),
        ("/files/map.pdf", "Write it with its host, such as 'https://example.com/files/map.pdf'."),
        ("/help/staff/", "Write it with its host, such as 'https://example.com/help/staff/'."),
    ],
)
def test_below_a_folder_of_its_host_the_message_names_the_file_as_well(tmp_path: Path, link: str, hint: str) -> None:
    """A path without that folder is no file of the site, however it is called there."""
    dead(tmp_path, f"[x]({link})", STRICT.replace("https://help.example.com/", "https://example.com/help/"))
    site = read_folder(tmp_path / "docs", today=TODAY).site

    assert [each.hint for each in SITE_RULES["HC053"](site)] == [hint]


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("/contact/#by-phone", "../contact.md#by-phone"),
        ("/a/contact/", "../contact.md"),
        ("/files/map.pdf", "../files/map.pdf"),
        ("../../contact/", "../contact.md"),
        ("/", "../index.md"),
    ],
)
def test_the_repair_writes_the_path_of_the_file(tmp_path: Path, link: str, path: str) -> None:
    """Whoever copied an address from the browser need not know how files are named."""
    dead(tmp_path, f"[x]({link})", STRICT)
    reading = read_folder(tmp_path / "docs", today=TODAY)

    fix(tmp_path / "docs", reading.site, SITE_RULES["HC053"](reading.site))

    assert (tmp_path / "docs/guides/t.md").read_text() == f"# T\n\n[x]({path})\n"


def test_the_repair_leads_into_no_other_language(tmp_path: Path) -> None:
    """A path opens the page in the language of its own page: an address of that language is repaired, no other is."""
    languages = "i18n: {languages: [{locale: en, default: true}, {locale: de}]}"
    dead(tmp_path, "", STRICT.replace("[search,", f"[search, {languages},"))
    (tmp_path / "docs/contact.de.md").write_text("# Kontakt\n")
    (tmp_path / "docs/start.de.md").write_text("[x](.) [y](./) [z](index.md)\n")
    (tmp_path / "docs/guides/t.de.md").write_text("[x](/de/contact/) [y](/contact/)\n")
    reading = read_folder(tmp_path / "docs", today=TODAY)
    found = list(SITE_RULES["HC053"](reading.site))
    fix(tmp_path / "docs", reading.site, found)

    assert [each.hint for each in found] == ["Write '../contact.md'."] * 2
    assert (tmp_path / "docs/guides/t.de.md").read_text() == "[x](../contact.md) [y](/contact/)\n"


def test_what_another_plugin_makes_of_a_link_nobody_knows(tmp_path: Path) -> None:
    """It may know addresses that no file has."""
    config = STRICT.replace("[search,", "[search, site-urls,")

    assert dead(tmp_path, "[x](/contact/)", config, code="HC053") == []


@pytest.mark.parametrize(
    ("link", "is_found"),
    [
        ("../contact.md#t%C3%BCr", False), ("../contact.md#t%c3%bcr", False), ("../contact.md#tür", False),
        ("../contact.md#a%2Eb", False), ("#top", False), ("../contact.md#Top", False), ("../contact.md", False),
        ("../contact.md#:~:text=Phone", False), ("../contact.md#a.b:~:text=Phone", False), ("#__tabbed_1_1", False),
        ("../contact.md#fn:1", False), ("../contact.md#fnref:1", False),
        ("../contact.md#t%C3%BCren", True), ("../contact.md#fnord", True), ("#fn:1", True), ("#topic", True),
        ("../contact.md#none:~:text=Phone", True), ("../contact.md#__tabbed_1_1", True), ("#__search", True),
    ],
)  # fmt: skip
def test_a_link_to_a_section_stops_a_strict_build_where_the_check_finds_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], link: str, is_found: bool
) -> None:
    """Links that browsers follow are right for both, however they are written; all others for none."""
    extensions = "markdown_extensions: [attr_list, footnotes, pymdownx.tabbed: {alternate_style: true}]\n"
    dead(tmp_path, "", f"{CONFIG}theme: mkdocs\nvalidation: {{links: {{anchors: warn}}}}\n{extensions}")
    docs = tmp_path / "docs"
    (docs / "contact.md").write_text("# C\n\n## Door {#tür}\n\n## B {#a.b}\n\nText.[^1]\n\n[^1]: Note.\n")
    tabs = '=== "One"\n\n    Text.\n' if "__tabbed" in link else ""
    (docs / "guides/t.md").write_text(f"# T\n\n[x]({link})\n\n{tabs}")
    found = check_pages(docs, find_pages(docs).paths, today=TODAY)

    build_site(tmp_path / "mkdocs.yml", tmp_path / "site", strict=False)

    assert ("contains a link" in capsys.readouterr().err) == is_found
    assert ("HC020" in {each.code for each in found}) == is_found


IN_LANGUAGES = (
    "[x](b.md#one)", "[x](only.md)", "[x](b.md)", "[x](p.png)", "[x](index.md)", "[x](#here)",
    "[x](b.de.md)", "[x](../b/)", "[x](sub/)", "[x](nope.md)", "[x](/b/)", "[x](../de/b.md)", "[x](gone.md)",
    "[x](b.html)", "[x](./)", "![map](nope.png)",
)  # fmt: skip


def site_in(languages: tuple[str, ...], structure: str, folder: Path, config: str = STRICT) -> Callable[..., str]:
    """Begin a site in *languages*; return how a page is written, by its place, language and text: it tells its path."""
    first = languages[0]
    named = ", ".join(f"{{locale: {it}, name: {it}, default: {str(it == first).lower()}}}" for it in languages)
    plugin = f"i18n: {{docs_structure: {structure}, languages: [{named}]}}"
    (folder / "mkdocs.yml").write_text(config.replace("[search,", f"[search, {plugin},"))
    as_configured = PageLanguages(first, frozenset(languages), in_folders=structure == "folder")

    def write(place: str, lang: str, text: str) -> str:
        path = as_configured.path_in(lang, place)
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return path

    return write


@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_links_of_translations_are_those_of_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], structure: str
) -> None:
    """Whichever way a site keeps its languages apart, a strict build stops at no link that the check passes over."""
    write = site_in(("en", "de"), structure, tmp_path)
    docs = tmp_path / "docs"
    links: dict[str, str] = {}
    for lang in ("en", "de"):
        for name in ("index.md", "b.md", "sub/index.md"):
            write(name, lang, "# Page\n\n## One {#one}\n")
        links |= {
            write(f"l{number}.md", lang, f"# T\n\n## Here {{#here}}\n\n{link}\n"): link
            for number, link in enumerate(IN_LANGUAGES)
        }
    write("only.md", "en", "# Only\n")
    write("gone.md", "en", "---\nid: gone\nreplaced_by: b\n---\n")
    (docs / "published.yml").write_text("gone: {paths: [gone.md]}\n")
    (docs / "p.png").write_bytes(b"")
    found = {
        each.path
        for each in check_pages(docs, find_pages(docs).paths, today=TODAY)
        if each.code in {"HC019", "HC027", "HC053"}
    }

    build_site(tmp_path / "mkdocs.yml", tmp_path / "site", strict=False)

    said = re.sub(r"^info:.*$", "", capsys.readouterr().err, flags=re.MULTILINE)
    warned = set(re.findall(r"Doc file '([\w./]+)'", said))
    assert {links[path] for path in found ^ warned} == set()
    assert {"[x](b.de.md)", "[x](../de/b.md)", "[x](gone.md)", "[x](sub/)"} <= {links[path] for path in warned}


@pytest.mark.parametrize("link", ["old.md", "old.md#part", "../other/old.md", "old/", "guides/old.md", "../guides/old"])
def test_the_link_that_leads_nowhere_is_not_proposed(tmp_path: Path, link: str) -> None:
    """Nor one that ends at the same page, whose successor nobody knows; a repair has nothing to write."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    docs = tmp_path / "docs"
    (docs / "guides").mkdir(parents=True)
    (docs / "published.yml").write_text("old: {paths: [guides/old.md]}\n")
    (docs / "guides/old.md").write_text("---\nid: old\nreplaced_by: 5\n---\n")
    (docs / "guides/t.md").write_text(f"# T\n\n[x]({link})\n")
    findings = check_pages(docs, find_pages(docs).paths, today=TODAY)
    (found,) = [each for each in findings if each.code == "HC019"]

    assert found.hint == "Correct the path, or link to the page that answers this now."
    assert found.fix is None


@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_a_page_in_one_language_links_to_sections_of_all_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], structure: str
) -> None:
    """Where a page is shown that nobody translated, its links open translations, which may lack the section."""
    config = STRICT.replace("links: {", "links: {anchors: warn, ") + "markdown_extensions: [attr_list]\n"
    write = site_in(("en", "de", "fr"), structure, tmp_path, config)
    docs = tmp_path / "docs"
    for lang in ("en", "de", "fr"):
        write("index.md", lang, "# Page\n")
    write("address.md", "en", "# Address\n\n## Trouble\n\n## Here\n")
    german = write("address.md", "de", "# Adresse\n\n## Hier {#here}\n")
    only = write("only.md", "en", "# Only\n\n[x](address.md#here)\n\n[x](address.md#trouble)\n\n[x](#only)\n")
    write("both.md", "en", "# Both\n\n[x](address.md#trouble)\n")
    write("both.md", "de", "# Beide\n")
    found = [each for each in check_pages(docs, find_pages(docs).paths, today=TODAY) if each.code == "HC020"]

    build_site(tmp_path / "mkdocs.yml", tmp_path / "site", strict=False)

    assert re.findall(r"'([\w./]+)' contains a link '(.+?)'", capsys.readouterr().err) == [(only, "address.md#trouble")]
    assert [(each.path, each.line) for each in found] == [(only, 5)]
    assert f"shown to readers of 'de' too, and '#trouble' is no section of {german}." in found[0].message


@pytest.mark.parametrize(
    ("link", "code"),
    [("[x](NAME.md)", "HC019"), ("![A map](NAME.png)", "HC027"), ("!video[x](NAME)", "HC014")],
)
def test_a_name_that_no_file_can_have_is_not_there(tmp_path: Path, link: str, code: str) -> None:
    """A sentence that was pasted as an address is a finding like any other."""
    assert dead(tmp_path, link.replace("NAME", "n" * 300), code=code) == [("guides/t.md", 3)]
