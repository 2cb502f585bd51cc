"""Every link that was ever published leads to its answer, whatever happens to the pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from publishing.checking.checks import check_pages, read_folder
from publishing.checking.fixing import fix
from publishing.links.published import read_published
from publishing.links.redirects import page_url
from publishing.rules import links_listed
from publishing.source.folder import find_pages
from tests.publishing.crawl import follow
from tests.publishing.sites import CONFIG, Site

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 21)
SUMMARY = "Open the sign-in page, press Forgot password and follow the link in the e-mail."
RESET = ("## By e-mail {#by-email}\n\nPress it.\n\n## By phone {#by-phone}\n\nCall.\n", "guides/reset.md")
LISTING = "title: Guides\nsearch: {exclude: true}\n---\n\n## For customers {#customers}\n\nReset, export.\n"
EXPORT = ("## As CSV {#csv}\n\nPress it.\n\n## Steps\n\nSave.\n", "guides/export.md")
# What happens to the pages, by name: new files (None deletes), and where each old link leads that does not stay.
Files = dict[str, str | None]


def page(article_id: str, body: str = "", fields: str = "") -> str:
    """Write a page that breaks no rule."""
    return f"---\nid: {article_id}\ntitle: About {article_id}\nsummary: {SUMMARY}\n{fields}---\n\n{body}"


def departed(article_id: str, fields: str) -> str:
    """Write a page that only says where it went."""
    return f"---\nid: {article_id}\n{fields}---\n"


MAIL = "moved_sections: {by-email: reset#mail}\n"
CALL = "moved_sections: {by-phone: call#start}\n"
ACCOUNT = "replaced_by: export#account\nmoved_sections: {by-phone: export#csv}\n"
CHANGES: dict[str, tuple[Files, dict[str, str]]] = {
    "renamed": (
        {"guides/reset.md": None, "guides/new-name.md": page("reset", RESET[0])},
        {"reset": "guides/new-name/", "reset#by-email": "guides/new-name/#by-email"},
    ),
    "moved": (
        {"guides/reset.md": None, "help/account/reset.md": page("reset", RESET[0])},
        {"reset": "help/account/reset/", "reset#by-phone": "help/account/reset/#by-phone"},
    ),
    "folder moved, the page that lists it too": (
        {
            "guides/index.md": None,
            "guides/reset.md": None,
            "guides/export.md": None,
            "help/index.md": f"---\nid: guides\nsummary: {SUMMARY}\n{LISTING}",
            "help/reset.md": page("reset", RESET[0]),
            "help/export.md": page("export", EXPORT[0]),
        },
        {"guides": "help/", "guides#customers": "help/#customers", "reset": "help/reset/"},
    ),
    "page that lists replaced": (
        {
            "guides/index.md": departed("guides", "replaced_by: home\nmoved_sections: {customers: reset#by-email}\n"),
        },
        {"guides": "", "guides#customers": "guides/reset/#by-email"},
    ),
    "section renamed": (
        {"guides/reset.md": page("reset", RESET[0].replace("by-email", "mail"), MAIL)},
        {},  # the old anchor stands at the section: see below
    ),
    "split": (
        {
            "guides/reset.md": page("reset", "## By e-mail {#by-email}\n\nPress.\n", CALL),
            "guides/call.md": page("call", "## Start\n\nCall.\n"),
        },
        {"reset": "guides/reset/", "reset#by-email": "guides/reset/#by-email", "reset#by-phone": "guides/call/#start"},
    ),
    "split in two": (
        {
            "guides/reset.md": departed("reset", "replaced_by: mail\nmoved_sections: {by-phone: call#start}\n"),
            "guides/mail.md": page("mail", "## By e-mail {#by-email}\n\nPress.\n"),
            "guides/call.md": page("call", "## Start\n\nCall.\n"),
        },
        {"reset": "guides/mail/", "reset#by-email": "guides/mail/#by-email", "reset#by-phone": "guides/call/#start"},
    ),
    "merged": (
        {
            "guides/reset.md": departed("reset", ACCOUNT),
            "guides/export.md": page("export", EXPORT[0] + "\n## Account\n\nPress.\n"),
        },
        {
            "reset": "guides/export/#account",
            "reset#by-email": "guides/export/#account",
            "reset#by-phone": "guides/export/#csv",
        },
    ),
    "deleted": (
        {"guides/reset.md": departed("reset", "title: Reset\ngone: Passwords are no more; sign in with a link.\n")},
        {"reset": "guides/reset/", "reset#by-email": "guides/reset/#by-email"},
    ),
    "replaced twice": (
        {
            "guides/reset.md": departed("reset", "replaced_by: export\n"),
            "guides/export.md": departed("export", "replaced_by: all\nmoved_sections: {csv: all#table}\n"),
            "guides/all.md": page("all", "## By e-mail {#by-email}\n\nPress.\n\n## Table\n\nSave.\n"),
        },
        {"reset": "guides/all/", "reset#by-email": "guides/all/#by-email", "export#csv": "guides/all/#table"},
    ),
    "moved, then replaced": (
        {
            "guides/reset.md": None,
            "help/reset.md": departed("reset", "replaced_by: export\n"),
        },
        {"reset": "guides/export/"},
    ),
}  # fmt: skip

# Sections whose words are no more: their links open the page that stands in the article's place, at its top.
LOST = {
    "deleted": ("reset#by-email", "reset#by-phone"),
    "moved, then replaced": ("reset#by-email", "reset#by-phone"),
    "replaced twice": ("reset#by-phone", "export#steps"),
}


@pytest.fixture
def published(tmp_path: Path) -> Site:
    """Give a site with two articles, whose links are listed."""
    site = Site(tmp_path, CONFIG.replace("[toc:", "[attr_list, toc:"))
    site.write("index.md", f"---\nid: home\ntitle: Welcome\nsummary: {SUMMARY}\n---\n\nHello.\n")
    site.write(RESET[1], page("reset", RESET[0]))
    site.write(EXPORT[1], page("export", EXPORT[0]))
    site.write("guides/index.md", f"---\nsummary: {SUMMARY}\n{LISTING}")
    site.write("published.yml", "")
    complete_list(site)
    return site


def complete_list(site: Site) -> None:
    """Do what ``help-centre check --fix`` does with the list."""
    docs = site.folder / "docs"
    fix(docs, read_folder(docs, today=TODAY).site, ())


def change(site: Site, files: Files) -> None:
    """Write and delete pages."""
    for path, text in files.items():
        if text is None:
            (site.folder / "docs" / path).unlink()
        else:
            site.write(path, text)


def found(site: Site) -> list[tuple[str, str]]:
    """Return code and path of what the check finds."""
    docs = site.folder / "docs"
    return [(finding.code, finding.path) for finding in check_pages(docs, find_pages(docs).paths, today=TODAY)]


def published_links(docs: Path) -> dict[str, list[str]]:
    """Return every address that the list promises, by article and section."""
    listed = read_published(docs) or {}
    return {
        f"{article_id}{section}": [
            *(page_url(path, directory_urls=True) + section for path in article.paths), f"a/{article_id}/{section}",
        ]
        for article_id, article in listed.items()
        for section in ("", *(f"#{anchor}" for anchor in article.anchors))
    }  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_every_published_link_leads_to_its_answer(published: Site, name: str) -> None:
    """No 404, no loop, no chain, and the right section, from every old path and permalink with every old anchor."""
    docs = published.folder / "docs"
    files, moved = CHANGES[name]
    promised = published_links(docs)
    change(published, files)
    complete_list(published)

    assert found(published) == []
    published.build()

    for link, addresses in promised.items():
        for address in addresses:
            arrival = follow(published.output, address)
            assert arrival.steps <= 1, f"{address} leads on by way of others"
            if link in moved:
                assert arrival.address == moved[link], address
            assert arrival.lands or link in LOST.get(name, ()), address


def test_a_change_of_the_list_alone_promises_more(published: Site) -> None:
    """What was added by one branch is promised from the next build on, the old addresses with it."""
    before = published_links(published.folder / "docs")
    change(published, CHANGES["renamed"][0])
    complete_list(published)

    after = published_links(published.folder / "docs")

    assert set(before["reset"]) < set(after["reset"])


LOSSES: dict[str, tuple[Files, tuple[str, str]]] = {
    "page that lists deleted": ({"guides/index.md": None}, ("HC015", "guides/index.md")),
    "deleted": ({"guides/reset.md": None}, ("HC015", "guides/reset.md")),
    "other id": ({"guides/reset.md": page("other", RESET[0])}, ("HC015", "guides/reset.md")),
    "section lost": ({"guides/reset.md": page("reset", "Text.\n")}, ("HC015", "guides/reset.md")),
    "address taken": (
        {"guides/reset.md": page("other"), "guides/new.md": page("reset", RESET[0])},
        ("HC015", "guides/reset.md"),
    ),
    "address taken by a folder": ({"guides/reset/index.md": page("other")}, ("HC015", "guides/reset/index.md")),
    "old address taken by a folder": (
        {
            "guides/reset.md": None,
            "guides/new.md": page("reset", RESET[0]),
            "guides/reset/index.md": page("other"),
        },
        ("HC015", "guides/reset/index.md"),
    ),
    "successor missing": (
        {"guides/reset.md": departed("reset", "replaced_by: nobody\n")}, ("HC017", "guides/reset.md"),
    ),
    "section of the successor missing": (
        {"guides/reset.md": departed("reset", "replaced_by: export#nothing\n")}, ("HC017", "guides/reset.md"),
    ),
    "in a circle": (
        {
            "guides/reset.md": departed("reset", "replaced_by: export\n"),
            "guides/export.md": departed("export", "replaced_by: reset\n"),
        },
        ("HC017", "guides/reset.md"),
    ),
    "not told": ({"guides/reset.md": departed("reset", "gone:\n")}, ("HC017", "guides/reset.md")),
}  # fmt: skip


@pytest.mark.parametrize("name", LOSSES)
def test_a_link_that_would_break_is_found_before(published: Site, name: str) -> None:
    """The check names the file that a writer has to look at."""
    files, finding = LOSSES[name]
    change(published, files)
    complete_list(published)

    assert finding in found(published)


def test_an_unfinished_merge_of_the_list_is_a_message_and_keeps_both_sides(published: Site) -> None:
    """Two branches that add articles are joined by the repair: nothing listed is ever taken away."""
    docs = published.folder / "docs"
    conflict = "<<<<<<< HEAD\nmine:\n  paths:\n    - mine.md\n=======\nyours:\n  paths:\n    - yours.md\n>>>>>>> x\n"
    (docs / "published.yml").write_text((docs / "published.yml").read_text() + conflict)

    assert ("HC001", "published.yml") in found(published)
    complete_list(published)

    assert {"mine", "yours", "reset", "export"} <= set(read_published(docs) or ())


@pytest.mark.parametrize("text", ["- a\n", "a: b\n", "a: {paths: b}\n", "a: [\n", "a: {others: []}\n"])
def test_a_damaged_list_is_a_message(published: Site, text: str) -> None:
    """Whatever stands in the list, the check says what to do."""
    (published.folder / "docs" / "published.yml").write_text(text)

    assert ("HC001", "published.yml") in found(published)


def test_without_a_list_nothing_is_promised(site: Site) -> None:
    """A site that keeps no list is built as before, and its own field 'gone' or 'replaced_by' means nothing to us."""
    site.write("old.md", "---\nreplaced_by: nobody\ngone: x\n---\n# Old\n")

    site.build()

    assert "<h1" in site.html("old/index.html")
    assert not (site.output / "help-centre/redirects.json").exists()


def test_a_page_that_is_gone_says_what_to_do_and_is_no_article(published: Site) -> None:
    """Who follows an old link reads it; nobody finds it by search."""
    change(published, CHANGES["deleted"][0])
    published.build()

    html = published.html("guides/reset/index.html")

    assert "Passwords are no more; sign in with a link." in html
    assert '<meta name="robots" content="noindex">' in html
    assert set(published.articles()) == {"home", "export"}
    assert "guides/reset" not in published.html("sitemap.xml")
    assert not (published.output / "published.yml").exists()


def test_the_old_anchor_of_a_renamed_section_stands_at_its_heading(published: Site) -> None:
    """Without a script, and without a step in between, an old link opens the section under its new name."""
    change(published, CHANGES["section renamed"][0])
    published.build()

    assert '<span id="by-email"></span><h2 id="mail"' in published.html("guides/reset/index.html")


def test_without_scripts_readers_choose_by_titles(published: Site) -> None:
    """What an article was split into is named by its titles, not by anchors."""
    change(published, CHANGES["split in two"][0])
    published.build()

    html = published.html("guides/reset/index.html")

    assert ">About mail</a>" in html
    assert ">About call: Start</a>" in html


def test_old_anchors_change_no_revision(published: Site) -> None:
    """Ratings stay with an article that only gave a section away."""
    published.build()
    before = published.articles()["export"]["revision"]
    published.write("guides/export.md", page("export", EXPORT[0], "moved_sections: {json: reset#by-email}\n"))
    published.build()

    assert published.articles()["export"]["revision"] == before
    assert 'class="hc-moved"' in published.html("guides/export/index.html")


@pytest.mark.parametrize(
    ("code", "fields", "listed"),
    [
        ("HC015", "", "  paths: [page.md]\n  anchors: [gone-now]\n"),
        ("HC015", "", "  paths: [page.md]\nkc-old: {paths: [page.md]}\n"),
        ("HC016", "", "  paths: [old.md]\n"),
        ("HC017", "moved_sections: {a: nowhere}\n", "  paths: [page.md]\n"),
    ],
)
def test_no_reason_silences_a_published_link(tmp_path: Path, code: str, fields: str, listed: str) -> None:
    """What was published stays a finding under a comment, which is one too and says what to do instead."""
    (tmp_path / "published.yml").write_text(f"kc:\n{listed}")
    text = page("kc", fields=fields.replace("}\n", f"}} # ignore {code}: because\n"))
    (tmp_path / "page.md").write_text(text.replace("id: kc", f"id: kc # ignore {code}: because"))

    found = check_pages(tmp_path, ["page.md"], today=TODAY)

    assert {finding.code for finding in found} >= {code, "HC030"}
    silence = next(finding for finding in found if finding.code == "HC030")
    assert "cannot be silenced" in silence.message
    assert ("--fix" if code == "HC016" else "moved_sections") in silence.hint


@pytest.mark.parametrize("body", ["## Height\n\nNew.\n\n## Height\n", "## Height\n\n## Weight\n\n### height\n"])
def test_a_second_heading_of_the_same_words_takes_no_published_link(tmp_path: Path, body: str) -> None:
    """Above the published one it would, and nobody can tell which is which: the newer one is asked for an id."""
    listed = "kc:\n  paths: [page.md]\n  anchors: [height]\n"
    (tmp_path / "published.yml").write_text(listed)
    file = tmp_path / "page.md"

    file.write_text(page("kc", body))
    site = read_folder(tmp_path, today=TODAY).site
    (found,) = links_listed.check_site(site)
    assert "{#new-height}" in found.hint
    assert fix(tmp_path, site, ()) == frozenset()

    file.write_text(page("kc", body.replace("eight\n", "eight {#new-height}\n", 1)))
    fix(tmp_path, read_folder(tmp_path, today=TODAY).site, ())
    links = read_published(tmp_path)
    assert links is not None
    assert {"height", "new-height"} <= set(links["kc"].anchors)


def test_a_section_that_is_still_there_has_not_moved(tmp_path: Path) -> None:
    """What the front matter says of it would never happen: its links stay on the page."""
    (tmp_path / "b.md").write_text(page("b"))
    (tmp_path / "a.md").write_text(page("a", "## Here {#here}\n", "moved_sections: {here: b, there: b}\n"))

    found = [finding for finding in check_pages(tmp_path, ["a.md", "b.md"], today=TODAY) if finding.code == "HC017"]

    assert [(finding.line, "'#here'" in finding.message) for finding in found] == [(5, True)]


def test_a_page_that_cannot_be_read_is_listed_under_no_other_name(published: Site) -> None:
    """Its id may stand in what is broken: one made of its path would be promised for ever."""
    published.write("guides/new.md", "---\nid: new\ntitle: [New\n---\n")
    complete_list(published)

    assert set(read_published(published.folder / "docs") or ()) == {"home", "reset", "export", "guides"}
    assert found(published) == [("HC002", "guides/new.md")]


def test_a_link_is_listed_once(published: Site) -> None:
    """Two sections with one id are a finding of their own, and one link."""
    published.write("guides/reset.md", page("reset", RESET[0] + "\n## Once more {#by-email}\n"))
    complete_list(published)

    assert (read_published(published.folder / "docs") or {})["reset"].anchors.count("by-email") == 1
    assert found(published) == [("HC046", "guides/reset.md")]
