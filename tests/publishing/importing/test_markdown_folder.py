"""Markdown of other programs comes in as it can, and the report says what became of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from publishing.checking.checks import check_pages
from publishing.importing.foreign_fields import translated
from publishing.links.published import PublishedArticle, read_published
from publishing.rules import CODES
from tests.publishing.importing.conftest import Run


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Give a folder with pages of Hugo, Jekyll and Docusaurus, and what lies about in such folders."""
    folder = tmp_path / "old"
    pages = {
        "hugo.md": '+++\ntitle = "From Hugo"\naliases = ["/old/hugo/", "/older.html"]\nweight = 3\n+++\n{{< tip >}}\n',
        "a/jekyll.md": "---\ntitle: Jekyll\ndescription: All about it.\ncategories: one\nlayout: post\n---\n"
        "See [Hugo](../hugo.md) and ![a sign](img/sign.png).\n",
        "docusaurus.mdx": "---\nslug: own-name\nsidebar_position: 2\nlast_update: {date: 2026-01-02}\n---\n# Page\n",
        "broken.md": "---\ntitle: [\n---\nWords.\n",
        "broken-too.md": "+++\ntitle = \n+++\nWords.\n",
        "draft.md": "---\ndraft: true\n---\nWords.\n",
        "plain.md": "Only words.\n",
        "a/img/sign.png": "picture",
        "run.exe": "program",
        ".git/config": "hidden",
    }
    for path, text in pages.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (folder / "latin.md").write_bytes(b"Gr\xfc\xdfe")
    return folder


def front_matter(page: Path) -> dict[str, object]:
    """Read the fields of a page."""
    fields: dict[str, object] = yaml.safe_load(page.read_text().split("---\n")[1])
    return fields


def test_pages_and_pictures_come_in_with_the_fields_that_are_understood(content: Path, old: Path, run: Run) -> None:
    """Fields keep their meaning under our names, words and relative links stay, pictures come along."""
    result = run("import", "markdown", old)

    assert result.exit_code == 0, result.output
    imported = content / "imported"
    assert front_matter(imported / "hugo.md") == {"title": "From Hugo", "id": "imported-hugo"}
    assert front_matter(imported / "a/jekyll.md") == {"title": "Jekyll", "summary": "All about it.", "tags": ["one"]}
    assert front_matter(imported / "docusaurus.md")["id"] == "own-name"
    assert str(front_matter(imported / "docusaurus.md")["updated"]) == "2026-01-02"
    assert (imported / "a/jekyll.md").read_text().endswith("See [Hugo](../hugo.md) and ![a sign](img/sign.png).\n")
    assert (imported / "a/img/sign.png").read_text() == "picture"
    assert {path.name for path in imported.rglob("*.*")} == {
        *("hugo.md", "jekyll.md", "docusaurus.md", "plain.md", "sign.png")
    }


def test_fields_of_a_help_centre_of_this_kind_come_in_whole(content: Path, old: Path, run: Run) -> None:
    """Whoever takes pages from one to the other loses nothing that their writers said; what is foreign goes."""
    said = (
        "id: scope\ntitle: Scope\nscope: {none: [windows]}\ncontact: form\nreviewed: 2026-01-02\nedit: minor\n"
        "replaced_by: hugo\nmoved_sections: {a: hugo}\ngone: Ask us.\nvideo: {save: {host: youtube}}\n"
    )
    (old / "ours.md").write_text(f"---\n{said}---\nWords.\n")
    (old / "theirs.md").write_text("---\ntitle: T\nscope: all\ncontact: me@example.com\nvideo: a.mp4\n---\nWords.\n")
    run("import", "markdown", old)

    assert front_matter(content / "imported/ours.md") == yaml.safe_load(said)
    assert front_matter(content / "imported/theirs.md") == {"title": "T"}


def test_the_report_names_what_was_kept_mapped_and_dropped(content: Path, old: Path, run: Run) -> None:
    """Each field is counted, each file that stayed outside has its reason, foreign words have their line."""
    assert content.is_dir()
    lines = run("import", "markdown", old).stdout.splitlines()

    assert lines[0] == "4 pages and 1 other file imported."
    assert "Fields kept: title (2)." in lines
    mapped = "aliases -> a redirect (1), categories -> tags (1), description -> summary (1)"
    assert f"Fields mapped: {mapped}, last_update -> updated (1), slug -> id (1)." in lines
    assert "Fields dropped: layout (1), sidebar_position (1), weight (1)." in lines
    left_out = {line.strip().partition(":")[0] for line in lines[lines.index("Not imported (5):") + 1 :][:5]}
    assert left_out == {"broken-too.md", "broken.md", "draft.md", "latin.md", "run.exe"}
    assert "  imported/hugo.md: a Hugo shortcode in line 1 of hugo.md is not understood here; write Markdown." in lines


def test_old_addresses_lead_to_the_imported_page(content: Path, old: Path, run: Run) -> None:
    """What other sites link to goes on working, with the fragment."""
    run("import", "markdown", old)
    assert run("build").exit_code == 0

    site = content.parent / "site"
    assert '"../../imported/hugo/"' in (site / "old/hugo/index.html").read_text()
    assert '"../imported/hugo/"' in (site / "older.html/index.html").read_text()


def test_nothing_is_overwritten(content: Path, old: Path, run: Run) -> None:
    """A second import, an id that is taken, and a folder outside are refused before anything is written."""
    (content / "mine.md").write_text("---\nid: own-name\n---\n# Mine\n")
    before = sorted(content.rglob("*"))
    taken = run("import", "markdown", old)
    outside = run("import", "markdown", old, "--into", "../../elsewhere")
    (content / "mine.md").write_text("# Mine\n")

    assert "the id 'own-name' is already that of a page of this site." in taken.stderr
    assert "is not below" in outside.stderr
    assert sorted(content.rglob("*")) == before
    assert run("import", "markdown", old).exit_code == 0
    again = run("import", "markdown", old)
    assert (again.exit_code, again.stderr.partition("\n")[0]) == (
        1,
        "error: content/imported/a/jekyll.md and 4 more would be overwritten.",
    )


def test_what_links_lead_to_elsewhere_stays_outside(content: Path, old: Path, run: Run) -> None:
    """What a symbolic link would publish from outside the folder is named instead; one inside it comes in."""
    (old.parent / "secret.md").write_text("Secret.\n")
    for link, target in (("leak.md", "../secret.md"), ("away", ".."), ("gone.png", "nothing"), ("same.md", "plain.md")):
        (old / link).symlink_to(target)
    said = run("import", "markdown", old).stdout

    assert "Secret." not in "".join(page.read_text() for page in content.rglob("*.md"))
    left_out = [line.split(":")[0].strip() for line in said.splitlines() if "a symbolic link that leads out" in line]
    assert left_out == ["away", "gone.png", "leak.md"]
    assert (content / "imported/same.md").read_text() == "Only words.\n"


def test_a_folder_without_pages_is_said(content: Path, tmp_path: Path, run: Run) -> None:
    """An empty folder is no import."""
    assert content.is_dir()
    (tmp_path / "empty").mkdir()
    result = run("import", "markdown", tmp_path / "empty")
    assert "holds no page that can be imported." in result.stderr


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"Title": "T", "name": "N"}, {"title": "T"}),
        ({"authors": ["One", "Two"]}, {"owner": "One"}),
        ({"slug": "/with/slashes"}, {}),
        ({"kind": "blog", "support": "gold"}, {}),
        ({"tags": "a"}, {"tags": ["a"]}),
        ({"summary": "", "excerpt": "E"}, {"summary": "E"}),
        ({1: "number", None: "nothing"}, {}),
        ({"template": "post.html", "hide": True, "search": False}, {}),
        ({"template": "help-centre/../main.html"}, {}),
        ({"hide": ["toc"], "search": {"exclude": True}}, {"hide": ["toc"], "search": {"exclude": True}}),
    ],
)
def test_fields_of_all_kinds_are_read(fields: dict[object, object], expected: dict[str, object]) -> None:
    """The most telling name counts, and what cannot be understood is dropped."""
    assert translated(fields).fields == expected  # type: ignore[arg-type] # YAML allows such keys


@pytest.mark.parametrize(
    "fields",
    [
        {"draft": True},
        {"draft": "true"},
        {"Draft": "Yes"},
        {"published": False},
        {"published": "false"},
        {"status": "draft"},
        {"hidden": 1},
    ],
)
def test_drafts_are_known_however_they_are_written(fields: dict[str, object]) -> None:
    """A truth value in quotes is one; nobody meant to publish such a page."""
    assert translated(fields).is_draft
    assert not translated({"draft": "false", "published": "true", "status": "published"}).is_draft


@pytest.mark.parametrize(
    "alias",
    [
        "/../../../../EVIL/",
        "/%2e%2e/EVIL/",
        "/a/...de/",
        "/zero%00byte/",
        "/line%0Aend/",
        f"/{'long' * 70}/",
        "/x" * 1500,
        "http://[oops",
    ],
)
def test_an_address_that_no_site_can_have_is_left_out_and_named(content: Path, old: Path, run: Run, alias: str) -> None:
    """It would become a file outside the site, or none at all; the page comes in, with its other addresses."""
    (old / "hugo.md").write_text(f"---\naliases: ['/old/', '{alias}']\n---\n# Page\n")
    said = run("import", "markdown", old)

    assert said.exit_code == 0, said.output
    assert f"imported/hugo.md: its old address {alias[:80]!r} is none that a site can have; left out." in said.stdout
    assert read_published(content) == {"imported-hugo": PublishedArticle(("old.md", "imported/hugo.md"))}


def test_pages_that_differ_in_their_suffix_alone_all_come_in(content: Path, old: Path, run: Run) -> None:
    """Each has a file of its own, the report says which, and counts what was written."""
    for name in ("same.md", "same.markdown", "same.mdx", "other.markdown"):
        (old / name).write_text(f"# {name}\n")
    said = run("import", "markdown", old).stdout

    written = {page.name: page.read_text() for page in (content / "imported").glob("*.md")}
    assert written["same.md"] == "# same.md\n"
    assert written["same-markdown.md"] == "# same.markdown\n"
    assert written["same-mdx.md"] == "# same.mdx\n"
    assert written["other.md"] == "# other.markdown\n"
    assert said.startswith("8 pages and 1 other file imported.")
    assert "imported/same-mdx.md: that is same.mdx, since a page of its name comes in too." in said


def test_links_that_are_no_addresses_become_words(content: Path, old: Path, run: Run) -> None:
    """MkDocs ends over one and names no page; what stands in code stays as it is."""
    bad = "https://[your-server]/y"
    (old / "plain.md").write_text(
        f"See [the *page*]({bad}), [it][1], <{bad}>, [a [b]\nc]({bad}).\n\n[1]: {bad}\n\n    [code]({bad})\n"
    )
    said = run("import", "markdown", old).stdout

    words = (content / "imported/plain.md").read_text()
    assert words == f"See the *page*, [it][1], `{bad}`, [a [b]\nc].\n\n\\[1]: {bad}\n\n    [code]({bad})\n"
    assert said.count(f"imported/plain.md: '{bad}' is no address; its link is text now.") == 4


@pytest.mark.parametrize("into", ["index.md", "index.md/below", "../zz", "/tmp", "a/../../b", "long" * 70])
def test_a_folder_that_cannot_be_is_refused(content: Path, old: Path, run: Run, into: str) -> None:
    """A file in the way, and a place outside the folder of pages, are said before anything is written."""
    before = sorted(content.parent.rglob("*"))
    refused = run("import", "markdown", old, "--into", into)

    assert (refused.exit_code, refused.stderr.partition(":")[0]) == (1, "error")
    assert "is a file, not a folder." in refused.stderr or "is not below" in refused.stderr
    assert sorted(content.parent.rglob("*")) == before


LANGUAGES = "plugins: [i18n: {languages: [{locale: en, default: true}, {locale: de}]}, help-centre]\n"


def test_translations_keep_the_id_of_their_original(content: Path, old: Path, run: Run) -> None:
    """Also one that is told apart, or has another; their old addresses lead to the original, for their language."""
    (content.parent / "mkdocs.yml").write_text(f"docs_dir: content\n{LANGUAGES}")
    pages = {
        "x.md": "id: same",
        "x.de.md": "id: same\naliases: [/alt/x/]",
        "y.md": "title: Y",
        "y.de.md": "title: Ypsilon\naliases: [/alt/y/]",
        "z.md": "id: z",
        "z.de.md": "id: zett",
        "alone.de.md": "id: alone",
    }
    for name, fields in pages.items():
        (old / name).write_text(f"---\n{fields}\n---\nWords.\n")
    said = run("import", "markdown", old).stdout

    imported = content / "imported"
    assert front_matter(imported / "x.md")["id"] == front_matter(imported / "x.de.md")["id"] == "same"
    assert front_matter(imported / "y.de.md") == {"title": "Ypsilon"}
    assert "imported/z.de.md: its id 'zett' is not its original's; now it is 'z'." in said
    assert "imported/alone.de.md: the page that it translates, imported/alone.md, is not there." in said
    listed = read_published(content) or {}
    assert listed["same"].paths == ("alt/x.de.md", "imported/x.md")
    assert listed["imported-y"].paths == ("alt/y.de.md", "imported/y.md")


def test_a_site_with_languages_in_folders_gets_each_page_in_its_own(content: Path, old: Path, run: Run) -> None:
    """Pages without a language are in the first; translations find their originals."""
    languages = LANGUAGES.replace("i18n: {", "i18n: {docs_structure: folder, ")
    (content.parent / "mkdocs.yml").write_text(f"docs_dir: content\n{languages}")
    for name, words in {"x.md": "id: same", "de/x.md": "id: other\ntitle: X\naliases: [/alt/x/]"}.items():
        (old / name).parent.mkdir(exist_ok=True)
        (old / name).write_text(f"---\n{words}\n---\nWords.\n")
    said = run("import", "markdown", old).stdout

    assert front_matter(content / "en/imported/x.md")["id"] == "same"
    assert front_matter(content / "de/imported/x.md") == {"title": "X"}
    assert "de/imported/x.md: its id 'other' is not its original's; now it is 'same'." in said
    assert (read_published(content) or {})["same"].paths == ("alt/x.de.md", "imported/x.md")
    assert not (content / "imported").exists()


@pytest.mark.parametrize("structure", ["folder", "suffix"])
@pytest.mark.parametrize("german", ["sub/{}.de.md", "de/sub/{}.md"])
def test_languages_are_told_as_the_site_tells_them(
    content: Path, tmp_path: Path, run: Run, structure: str, german: str
) -> None:
    """By folders or by names, whichever way the old folder tells them; links lead to where things are now."""
    languages = LANGUAGES.replace("i18n: {", f"i18n: {{docs_structure: {structure}, ")
    (content.parent / "mkdocs.yml").write_text(f"docs_dir: content\n{languages}")
    (content / "en").mkdir()
    (content / "en/index.md").write_text("# Home\n")
    up = "../" * german.count("/")
    english = "en/sub/reset.md" if german.startswith("de/") else "sub/reset.md"
    pages = {
        english: "---\nid: reset\n---\nPress it.\n",
        german.format("reset"): f"Drücken, siehe [nur]({Path(german.format('only')).name}#x) ![]({up}img/a.png)\n",
        german.format("only"): f"---\nid: only\naliases: [/alt/]\n---\n[Englisch]({up}{english})\n",
        "reset.fr.md": "Bonjour.\n",
        "reset.md": "Hello.\n",
    }
    for name, words in {**pages, "img/a.png": ""}.items():
        (tmp_path / "own" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "own" / name).write_text(words)
    said = run("import", "markdown", tmp_path / "own", "--into", "two").stdout

    in_folders = structure == "folder"
    first, later = ("en/two/sub/{}.md", "de/two/sub/{}.md") if in_folders else ("two/sub/{}.md", "two/sub/{}.de.md")
    assert front_matter(content / first.format("reset"))["id"] == "reset"
    assert (content / later.format("reset")).read_text() == "Drücken, siehe [nur](only.md#x) ![](../img/a.png)\n"
    assert f"{later.format('reset')}: its id" not in said
    assert "These look like translations, and became pages of the first language: fr (1)." in said
    assert (f"{later.format('only')}: the page that it translates" in said) is not in_folders
    if in_folders:
        assert (read_published(content) or {})["only"].paths == ("alt.de.md",)
    if german.startswith("de/"):
        assert "[Englisch](reset.md)" in (content / later.format("only")).read_text()
        assert f"{later.format('only')}: its link to en/sub/reset.md leads to the page in its own language" in said


def test_a_help_centre_of_this_kind_comes_in_with_its_ids(tmp_path: Path, content: Path, run: Run) -> None:
    """Our own pages, in two languages, have the ids there that they have here, and the check finds none apart."""
    (content.parent / "mkdocs.yml").write_text(f"docs_dir: content\nmarkdown_extensions: [attr_list]\n{LANGUAGES}")
    (content / "index.md").unlink()
    ours = Path(__file__).parents[3] / "content"
    own = tmp_path / "own"
    for page in ours.rglob("*.md"):
        (own / page.relative_to(ours)).parent.mkdir(parents=True, exist_ok=True)
        (own / page.relative_to(ours)).write_bytes(page.read_bytes())
    assert run("import", "markdown", own, "--into", ".").exit_code == 0

    paths = sorted(page.relative_to(own).as_posix() for page in own.rglob("*.md"))
    assert sum(path.endswith(".de.md") for path in paths) >= 10
    for path in paths:
        assert front_matter(content / path).get("id") == front_matter(own / path).get("id"), path
    found = check_pages(content, paths, today=date(2026, 11, 22), leave_out=CODES - {"HC015", "HC036"})
    assert list(map(str, found)) == []


@pytest.mark.parametrize("is_listed", [False, True])
def test_a_page_takes_no_id_of_another_that_is_there(content: Path, old: Path, run: Run, is_listed: bool) -> None:
    """Not even one that derives from the path of a page which nobody recorded, or was recorded for one that went."""
    if is_listed:
        (content / "published.yml").write_text("guides-install-linux:\n  paths: [guides/install/linux.md]\n")
    else:
        (content / "guides/install").mkdir(parents=True)
        (content / "guides/install/linux.md").write_text("# Linux\n")
    (old / "install-linux.md").write_text("# Another\n")
    said = run("import", "markdown", old, "--into", "guides").stdout

    assert front_matter(content / "guides/install-linux.md")["id"] == "guides-install-linux-2"
    assert "guides/install-linux.md: the id of its path, 'guides-install-linux', is that of another page here" in said


def test_the_id_of_a_page_with_old_addresses_is_one_that_links_carry(content: Path, old: Path, run: Run) -> None:
    """It is written into the page, so it has letters that the check accepts."""
    (old / "Größe.md").write_text("---\naliases: [/size/]\n---\nWords.\n")
    run("import", "markdown", old)
    assert front_matter(content / "imported/Größe.md")["id"] == "imported-groesse"


def test_an_old_address_leads_to_one_page(content: Path, old: Path, run: Run) -> None:
    """The first that names it, and never away from a page that is there or comes in; the report names the others."""
    for name, aliases in {"x": "[/same/, /index]", "y": "[/same, /imported/x, /imported/y, /own]"}.items():
        (old / f"{name}.md").write_text(f"---\naliases: {aliases}\n---\nWords.\n")
    said = run("import", "markdown", old).stdout

    listed = read_published(content) or {}
    assert listed["imported-x"].paths == ("same.md", "imported/x.md")
    assert listed["imported-y"].paths == ("imported/y.md", "own.md")
    assert "imported/x.md: its old address '/index' leads to index.md." in said
    assert "imported/y.md: its old address '/same' leads to imported/x.md." in said
    assert "imported/y.md: its old address '/imported/x' leads to imported/x.md." in said


def test_names_that_differ_in_capitals_alone_all_come_in(content: Path, old: Path, run: Run) -> None:
    """Most disks keep one of them: pages and pictures get other names, also in folders that differ so."""
    for name in ("Reset.md", "reset.md", "Guides/a.md", "guides/a.md", "P.png", "p.png"):
        (old / name).parent.mkdir(exist_ok=True)
        (old / name).write_text(f"{name}\n")
    said = run("import", "markdown", old).stdout

    came = [path.relative_to(content / "imported").as_posix() for path in (content / "imported").rglob("*.*")]
    assert {"Reset.md", "reset-2.md", "Guides/a.md", "guides/a-2.md", "P.png", "p-2.png"} <= set(came)
    assert len({path.lower() for path in came}) == len(came)
    assert "imported/reset-2.md: that is reset.md, whose name differs from another's in capitals alone" in said


@pytest.mark.parametrize(
    ("name", "address", "led"),
    [
        ("url", "https://help.example.com/a/", ["https://help.example.com/a/"]),
        ("url", "https://video.example.net/watch?v=1", []),
        ("permalink", "//cdn.example.net/a", []),
        ("aliases", "https://old.example.net/a", ["https://old.example.net/a"]),
    ],
)
def test_an_address_of_another_host_is_an_old_one_where_only_such_stand(
    name: str, address: str, led: list[str]
) -> None:
    """``url`` may name a film or a source: with another host it is dropped, and the report says so."""
    found = translated({name: address}, "https://Help.example.com/")

    assert found.old_addresses == tuple(led)
    assert found.dropped == (() if led else (name,))


def test_a_slug_that_is_a_path_is_an_old_address() -> None:
    """Docusaurus writes the whole path of a page there; that of its start page is nobody's here."""
    found = translated({"slug": "/with/slashes"})
    assert (found.old_addresses, found.mapped, found.dropped) == (("/with/slashes",), {"slug": "a redirect"}, ())
    assert translated({"slug": "/"}).old_addresses == ()


def test_links_lead_to_what_pages_of_another_ending_became(content: Path, old: Path, run: Run) -> None:
    """Docusaurus links ``page.mdx``, which is ``page.md`` here, also where another page took that name."""
    for name in ("page.mdx", "same.md", "same.mdx", "in/deep.md"):
        (old / name).parent.mkdir(exist_ok=True)
        (old / name).write_text(f"# {name}\n")
    (old / "in/deep.md").write_text("[a](../page.mdx#b) [c](<../same.mdx>) [d](../same.md) [e]\n\n[e]: ../page.mdx?f\n")
    run("import", "markdown", old)

    assert (content / "imported/in/deep.md").read_text() == (
        "[a](../page.md#b) [c](<../same-mdx.md>) [d](../same.md) [e]\n\n[e]: ../page.md?f\n"
    )
