"""An export of Zendesk Guide becomes pages whose links, addresses and votes go on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from publishing.checking.checks import check_pages
from publishing.importing.html_markdown import to_markdown
from publishing.importing.zendesk_export import Export, GuideArticle, Translation
from publishing.importing.zendesk_languages import file_languages
from publishing.importing.zendesk_originals import in_first_language
from publishing.importing.zendesk_pages import first_sentences
from publishing.links.published import read_published
from publishing.source.folder import find_pages
from tests.publishing.importing.conftest import Run
from tests.web_server import serving

OLD = "https://acme.zendesk.com/hc/en-us/articles"
BODY = """
<h1>Before you start</h1>
<p>Press <strong>Save</strong>. It takes a minute. See <a href="/hc/en-us/articles/2-Export#csv">export</a>,
<a href="https://acme.zendesk.com/hc/en-us/articles/9-Gone">gone</a> and <a href="https://example.com/">others</a>.</p>
<ol><li>One<ul><li>Inner</li></ul></li><li>Two</li></ol>
<table><tr><th>Key</th><th>Means</th></tr><tr><td>a|b</td><td>either</td></tr></table>
<pre><code class="language-sh">ls *.md</code></pre>
<p><img src="/hc/article_attachments/7/sign.png" alt="The [sign]"><img src="PICTURES/photo.png"></p>
<iframe src="//www.youtube.com/embed/abc"></iframe><script>alert(1)</script>
"""


def article(number: int, title: str, **fields: Any) -> dict[str, Any]:
    """Give an article as the API writes it."""
    return {
        "id": number,
        "title": title,
        "body": "<p>Words.</p>",
        "html_url": f"{OLD}/{number}-{title.replace(' ', '-')}",
        "section_id": 20,
        "locale": "en-us",
        "edited_at": "2026-03-01T00:00:00Z",
        "vote_sum": 3,
        "author_id": 1,
        **fields,
    }


EXPORT: dict[str, list[dict[str, Any]]] = {
    "categories": [{"id": 10, "name": "Your account", "position": 0}],
    "sections": [{"id": 20, "name": "Log in & out", "category_id": 10}],
    "articles": [
        article(1, "Reset it", body=BODY, label_names=["login"]),
        article(2, "Export"),
        article(3, "Secret", user_segment_id=5),
        article(4, "Soon", draft=True),
        article(5, "Export", section_id=99, body=""),
    ],
    "translations": [
        {"id": 31, "source_id": 1, "locale": "en-us", "title": "Reset it", "body": BODY},
        {
            "id": 32,
            "source_id": 1,
            "source_type": "Article",
            "locale": "de",
            "title": "Zurücksetzen",
            "body": "<p>Drücken Sie.</p>",
            "outdated": True,
            "html_url": "https://acme.zendesk.com/hc/de/articles/1-Z",
        },
        {"id": 33, "source_id": 3, "locale": "de", "title": "Geheim", "body": ""},
        {"id": 34, "source_id": 10, "source_type": "Category", "locale": "de", "title": "Konto"},
    ],
    "votes": [
        {"id": 41, "item_id": 1, "item_type": "Article", "value": 1, "created_at": "2026-04-01T08:00:00Z"},
        {"id": 42, "item_id": 1, "item_type": "Article", "value": -1, "created_at": "2026-04-02T08:00:00Z"},
        {"id": 43, "item_id": 1, "item_type": "Article", "value": -1, "created_at": "2026-01-01T08:00:00Z"},
        {"id": 44, "item_id": 3, "item_type": "Article", "value": 1, "created_at": "2026-04-01T08:00:00Z"},
    ],
}


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Give a folder with a file for each kind, as pages of the API are kept."""
    folder = tmp_path / "export"
    folder.mkdir()
    for kind, parts in EXPORT.items():
        (folder / f"{kind}-1.json").write_text(json.dumps({kind: parts, "next_page": None, "count": len(parts)}))
    return folder


@pytest.fixture
def pictures(export: Path) -> Iterator[str]:
    """Serve one picture, which an article of the export then shows; every other address is missing."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/photo.png" else 404)
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            self.wfile.write(b"\x89PNG")

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        address = f"http://127.0.0.1:{port}"
        file = export / "articles-1.json"
        file.write_text(file.read_text().replace("PICTURES", address).replace(OLD, f"{address}/hc/en-us/articles"))
        yield address


def front_matter(page: Path) -> dict[str, Any]:
    """Read the fields of a page."""
    fields: dict[str, Any] = yaml.safe_load(page.read_text().split("---\n")[1])
    return fields


def test_articles_become_pages_in_their_sections(content: Path, export: Path, run: Run) -> None:
    """Categories and sections are folders; words are Markdown; what is private or a draft stays outside."""
    result = run("import", "zendesk", export)

    assert result.exit_code == 0, result.output
    folder = content / "imported/your-account/log-in-out"
    assert {path.relative_to(content / "imported").as_posix() for path in (content / "imported").rglob("*.md")} == {
        *("your-account/log-in-out/reset-it.md", "your-account/log-in-out/export.md", "article-5.md")
    }
    page = (folder / "reset-it.md").read_text()
    fields = front_matter(folder / "reset-it.md")
    assert fields["summary"] == "Press Save. It takes a minute. See export, gone and others."
    assert (fields["id"], fields["title"], fields["tags"]) == ("reset-it", "Reset it", ["login"])
    assert str(fields["updated"]) == "2026-03-01"
    assert "## Before you start" in page
    assert "[export](export.md#csv)" in page
    assert "[gone](https://acme.zendesk.com/hc/en-us/articles/9-Gone)" in page
    assert "| a\\|b | either |" in page
    assert "```sh\nls *.md\n```" in page
    assert "![The (sign)](https://acme.zendesk.com/hc/article_attachments/7/sign.png)" in page
    assert "[Watch the video](https://www.youtube.com/embed/abc)" in page
    assert "alert" not in page


def test_the_report_says_what_a_person_has_to_do(content: Path, export: Path, run: Run) -> None:
    """Private articles, drafts, missing sections, old votes, pictures elsewhere: each is named."""
    said = run("import", "zendesk", export).stdout

    assert "3 pages and 0 other files imported." in said
    assert "article 3 'Secret': only some people may read it, and everything here is public." in said
    assert "article 4 'Soon': a draft." in said
    assert "article 5 'Export': its section is not in the export." in said
    assert "article-5.md: the article is empty." in said
    assert "translation 33 'Geheim' (de): its article was not imported." in said
    assert "reset-it.de.md: the translation is older than its article." in said
    assert "reset-it.md: pictures without words beside them: 1." in said
    assert (
        "Votes in votes.csv, to be imported once the pages are built: 2; left out for words that were changed since: 1,"
        in said
    )
    assert "Pictures that are still elsewhere: 2, listed in pictures.txt." in said
    assert "article_attachments/7/sign.png" in (content.parent / "pictures.txt").read_text()


def test_translations_wait_until_the_site_has_languages(content: Path, export: Path, run: Run) -> None:
    """Without mkdocs-static-i18n they are kept beside the pages, with it they stand beside their article."""
    run("import", "zendesk", export)
    published = (content / "published.yml").read_text()
    assert "- hc/de/articles/1-Z.de.md\n" in published
    assert "- hc/de/articles/1.de.md\n" in published
    waiting = content.parent / "translations/imported/your-account/log-in-out/reset-it.de.md"
    assert front_matter(waiting)["id"] == "reset-it"

    (content.parent / "mkdocs.yml").write_text("docs_dir: content\nplugins: [i18n: {}, help-centre]\n")
    (content.parent / "votes.csv").unlink()
    (content.parent / "pictures.txt").unlink()
    (content / "published.yml").unlink()
    for page in (content / "imported").rglob("*.md"):
        page.unlink()
    run("import", "zendesk", export)

    assert "Drücken Sie." in (content / "imported/your-account/log-in-out/reset-it.de.md").read_text()


def test_old_addresses_and_votes_go_on(content: Path, export: Path, run: Run) -> None:
    """Links that people sent lead to the new page, however they were written, and votes count for its text."""
    run("import", "zendesk", export)
    assert run("build").exit_code == 0
    site = content.parent / "site"
    for old in ("hc/en-us/articles/1-Reset-it", "hc/en-us/articles/1", "hc/de/articles/1-Z", "hc/de/articles/1"):
        assert "imported/your-account/log-in-out/reset-it/" in (site / old / "index.html").read_text()
    for old, up in (("hc", "../"), ("hc/en-us", "../../"), ("hc/de/sections/20", "../../../../")):
        assert f'"{up}"' in (site / old / "index.html").read_text(), "lists lead to the home page"

    assert run("ratings", "import", "votes.csv").stdout == "2 ratings imported.\n"

    assert run("ratings", "import", "votes.csv").stdout == "0 ratings imported, 2 known already.\n"
    lines = run("ratings", "export").stdout.splitlines()
    assert [line.split(",")[2] for line in lines[1:]] == ["yes", "no"]


@pytest.mark.usefixtures("pictures")
def test_pictures_are_fetched_beside_the_pages(content: Path, export: Path, run: Run) -> None:
    """A picture that is there is shown from the help centre itself; one that is not is named and stays a link."""
    result = run("import", "zendesk", export, "--fetch-pictures")

    assert result.exit_code == 0, result.output
    (picture,) = (content / "imported/pictures").iterdir()
    assert picture.name.startswith("photo-")
    page = (content / "imported/your-account/log-in-out/reset-it.md").read_text()
    assert f"![](../../pictures/{picture.name})" in page
    assert "sign.png: not fetched (status 404" in result.stdout
    assert "Pictures that are still elsewhere: 1," in result.stdout


def test_an_export_with_missing_parts_comes_in(content: Path, export: Path, run: Run) -> None:
    """Articles alone are enough, however deep they are nested; what is not there is said."""
    deep = article(1, "Reset it", label_names=None, edited_at=None, body=f"{'<div>' * 2000}Words.")
    (export / "articles-1.json").write_text(json.dumps({"articles": [deep]}))
    for kind in ("categories", "sections", "translations", "votes"):
        (export / f"{kind}-1.json").unlink()

    said = run("import", "zendesk", export).stdout

    assert "The export has no categories and no sections and no translations and no votes." in said
    assert "reset-it.md: its parts are nested too deep; only its words came." in said
    assert (content / "imported/reset-it.md").read_text().endswith("\n\nWords.\n")


def test_a_title_that_looks_like_a_tag_is_no_tag(content: Path, export: Path, run: Run) -> None:
    """It is the heading of its page, as words: a theme would show a title of the front matter as HTML."""
    (export / "articles-1.json").write_text(json.dumps({"articles": [article(1, "Use <script> in C#")]}))
    run("import", "zendesk", export)

    (page,) = (content / "imported").rglob("*.md")
    assert "title" not in front_matter(page)
    assert "\n# Use &lt;script> in C\\#\n\nWords.\n" in page.read_text()


def test_one_file_with_everything_comes_in(content: Path, tmp_path: Path, run: Run) -> None:
    """Some export into one file."""
    (tmp_path / "all.json").write_text(json.dumps(EXPORT))
    assert run("import", "zendesk", tmp_path / "all.json").exit_code == 0
    assert (content / "imported/your-account/log-in-out/export.md").is_file()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "cannot be read as JSON."),
        ('{"articles": []}', "holds no articles."),
        ("[1]", "holds no articles."),
        ('{"articles": [{"id": 7}]}', "title of one of the articles (id 7) is wrong (Field required)."),
        ('{"articles": [7]}', "the shape of one of the articles is wrong"),
        (
            '{"translations": [{"id": 8, "source_id": 7, "title": "T", "locale": "../x"}]}',
            "locale of one of the translations (id 8) is wrong",
        ),
    ],
)
def test_a_damaged_export_is_named_and_changes_nothing(
    content: Path, tmp_path: Path, run: Run, text: str, message: str
) -> None:
    """File, part and field stand in one sentence."""
    (tmp_path / "export.json").write_text(text)
    result = run("import", "zendesk", tmp_path / "export.json")
    assert result.exit_code == 1
    assert message in result.stderr
    assert [path.name for path in content.iterdir()] == ["index.md"]


def test_a_part_that_cannot_be_read_is_named_and_the_rest_comes_in(content: Path, export: Path, run: Run) -> None:
    """A vote without its day, an article whose number is none, a part that is no object: nothing else waits for it."""
    vote = {"id": 1, "item_id": 1, "value": 1, "created_at": "2026-04-01T08:00:00Z"}
    votes = [vote, {**vote, "id": 2, "created_at": None}, {**vote, "id": 3, "value": 0}]
    (export / "articles-1.json").write_text(
        json.dumps({"articles": [article(1, "Reset it"), {**article(2, "Two"), "id": "abc"}, 7], "count": 3})
    )
    (export / "votes-1.json").write_text(json.dumps({"votes": votes, "count": 3}))
    said = run("import", "zendesk", export)

    assert said.exit_code == 0
    assert (content / "imported/your-account/log-in-out/reset-it.md").is_file()
    assert f"{export / 'votes-1.json'}: created_at of one of the votes (id 2) is wrong (Field required)." in said.stdout
    assert "id of one of the articles (id abc) is wrong" in said.stdout
    assert "the shape of one of the articles is wrong" in said.stdout
    assert "to be imported once the pages are built: 1;" in said.stdout
    assert "for articles that did not come: 0, that say neither yes nor no: 1." in said.stdout
    assert "The export has" not in said.stdout


def test_nothing_is_overwritten(content: Path, export: Path, run: Run) -> None:
    """A second import of the same says what is there already."""
    run("import", "zendesk", export)
    before = (content / "imported/article-5.md").read_text()
    again = run("import", "zendesk", export)
    assert again.exit_code == 1
    assert "It was imported before" in again.stderr
    assert (content / "imported/article-5.md").read_text() == before


def test_a_second_import_doubles_nothing(content: Path, export: Path, run: Run) -> None:
    """Also where no file is in the way: an address leads to one page, and what it leads to is said."""
    (export / "votes-1.json").unlink()
    file = export / "articles-1.json"
    file.write_text(json.dumps({"articles": [article(1, "Reset it"), article(2, "Export")]}))
    run("import", "zendesk", export)
    before = {path: path.read_text() for path in content.rglob("*.*")}

    for into in ("imported", "again"):
        again = run("import", "zendesk", export, "--into", into)
        assert again.exit_code == 1
        assert "its address /hc/en-us/articles/1 leads to the page 'reset-it' already" in again.stderr
        assert "1 more page." in again.stderr
    assert {path: path.read_text() for path in content.rglob("*.*")} == before


@pytest.mark.parametrize(
    ("markdown", "summary"),
    [
        ("# T\n\nOne. Two!", "One. Two!"),
        ("- list\n\n**Bold** [link](a.md). More", "Bold link."),
        ("No end", ""),
        (r"Use &lt;name\_1> \[or\] `C#`<br> &amp;copy;. [A \[b\]](c.md).", "Use <name_1> [or] C# &copy;. A [b]."),
        (f"{'long ' * 40}. End.", ""),
        ("", ""),
    ],
)
def test_a_summary_is_whole_sentences(markdown: str, summary: str) -> None:
    """Whatever is cut short would read like a mistake."""
    assert first_sentences(markdown) == summary


def test_html_without_sense_becomes_what_it_says() -> None:
    """Links without addresses, pictures without sources and unclosed tags lose nothing but themselves."""
    converted = to_markdown("<p>a <a>b</a> <img> <b>c<p>d", link=str, image=str)
    assert converted.markdown.split() == ["a", "b", "**c**", "**d**"]


def test_links_from_brand_to_brand_lead_to_pages(content: Path, export: Path, run: Run) -> None:
    """Each brand has a host; an address of nobody in the export stays what it is."""
    body = "".join(
        f'<p><a href="https://{host}.zendesk.com/hc/en-us/articles/2">s</a></p>' for host in ("two", "other")
    )
    theirs = article(2, "Sizes", html_url="https://two.zendesk.com/hc/en-us/articles/2-Sizes")
    articles = [article(1, "Reset it", body=body), theirs]
    (export / "articles-1.json").write_text(json.dumps({"articles": articles}))
    run("import", "zendesk", export)

    page = (content / "imported/your-account/log-in-out/reset-it.md").read_text()
    assert page.endswith("\n\n[s](sizes.md)\n\n[s](https://other.zendesk.com/hc/en-us/articles/2)\n")


def _translation(number: int, locale: str, **fields: Any) -> dict[str, Any]:
    html_url = f"https://acme.zendesk.com/hc/{locale}/articles/1-{number}"
    return {"id": number, "source_id": 1, "locale": locale, "title": f"In {locale}", "html_url": html_url, **fields}


def test_regions_of_one_language_overwrite_nothing(content: Path, export: Path, run: Run) -> None:
    """Each has a file and addresses of its own; what no file can be named for is left out, and why is said."""
    locales = ("pt", "pt-br", "zh-cn", "zh-tw", "es", "es-419", "en-gb", "de", "de")
    translations = [_translation(number, locale) for number, locale in enumerate(locales, 50)]
    (export / "translations-1.json").write_text(json.dumps({"translations": translations}))
    said = run("import", "zendesk", export).stdout

    waiting = content.parent / "translations/imported/your-account/log-in-out"
    titles = {file.name.removeprefix("reset-it."): front_matter(file)["title"] for file in waiting.iterdir()}
    assert titles == {
        "pt.md": "In pt",
        "pt-BR.md": "In pt-br",
        "zh-CN.md": "In zh-cn",
        "zh-TW.md": "In zh-tw",
        "es.md": "In es",
        "en-GB.md": "In en-gb",
        "de.md": "In de",
    }
    assert "translation 55 'In es-419' (es-419): no file can be named after this language and region." in said
    assert "translation 58 'In de' (de): imported/your-account/log-in-out/reset-it.de.md is there already." in said
    assert "7 translations in languages that this site does not have: below translations/." in said
    published = (content / "published.yml").read_text()
    assert "- hc/pt-br/articles/1-51.pt-BR.md\n" in published
    assert "- hc/es-419/articles/1-55.md\n" in published


@pytest.mark.parametrize(
    ("originals", "translations", "languages", "called"),
    [
        (["en-us"], ["de", "fr-ca"], [], {"en-us": "en", "de": "de", "fr-ca": "fr"}),
        (["en-us"], ["en-gb"], [], {"en-us": "en", "en-gb": "en-GB"}),
        (["en-us"], ["pt-br"], ["pt_BR"], {"en-us": "en", "pt-br": "pt_BR"}),
        (["en-us"], ["zh-hant-tw", "zh-cn"], [], {"en-us": "en", "zh-hant-tw": "zh-Hant-TW", "zh-cn": "zh-CN"}),
        (["en-us", ""], ["fil", "es-419"], [], {"en-us": "en", "es-419": "es"}),
        (["de", "en-us", "en-us"], ["en-gb"], [], {"de": "de", "en-us": "en", "en-gb": "en-GB"}),
    ],
)
def test_files_are_named_after_languages_the_site_can_have(
    originals: list[str], translations: list[str], languages: list[str], called: dict[str, str]
) -> None:
    """Two letters where they tell apart, as the site has it where it says so, and regions for the rest."""
    assert file_languages(originals, translations, languages) == called


def test_translations_wait_for_a_language_that_the_site_lacks(content: Path, export: Path, run: Run) -> None:
    """Beside its article such a file would be a page of its own, with an id that is taken."""
    (content.parent / "mkdocs.yml").write_text(
        "docs_dir: content\nplugins: [i18n: {languages: [{locale: en, default: true}, {locale: pt-BR}]}, help-centre]\n"
    )
    translations = [_translation(50, "pt-br"), _translation(51, "de")]
    (export / "translations-1.json").write_text(json.dumps({"translations": translations}))
    said = run("import", "zendesk", export).stdout

    assert said.startswith("4 pages")
    assert (content / "imported/your-account/log-in-out/reset-it.pt-BR.md").is_file()
    assert (content.parent / "translations/imported/your-account/log-in-out/reset-it.de.md").is_file()
    assert "1 translation in languages that this site does not have: below translations/." in said


def test_links_that_are_no_addresses_come_in_as_words(content: Path, export: Path, run: Run) -> None:
    """Authors write places to fill in; each is named, and none ends the import."""
    bad = "https://[your-subdomain].zendesk.com/admin"
    body = f'<p>Open <a href="{bad}">your page</a>.</p><p><img src="http://[oops" alt="Sign"></p>'
    body += f'<iframe src="{bad}"></iframe>'
    broken = [article(1, "Reset it", body=body), article(2, "Export", body=body, html_url="http://[oops")]
    (export / "articles-1.json").write_text(json.dumps({"articles": broken}))
    result = run("import", "zendesk", export)

    assert result.exit_code == 0, result.output
    for page in ("reset-it.md", "export.md"):
        text = (content / "imported/your-account/log-in-out" / page).read_text()
        assert text.endswith("\n\nOpen your page.\n\nSign\n")
        assert result.stdout.count(f"{page}: '{bad}' is no address; only the words of its link came.") == 2
        assert f"{page}: 'http://[oops' is no address; only the words of its link came." in result.stdout
    assert "export.md: its old address 'http://[oops' is none that a site can have; left out." in result.stdout


def test_addresses_never_lead_out_of_the_site(content: Path, export: Path, run: Run) -> None:
    """An export is somebody else's: what it names becomes no file outside, and the short address stays."""
    evil = article(1, "Reset it", html_url=f"{OLD}/1-../../../../EVIL/x")
    (export / "articles-1.json").write_text(json.dumps({"articles": [evil]}))
    translations = [_translation(50, "de", html_url="https://acme.zendesk.com/hc/de/articles/1-x/.")]
    (export / "translations-1.json").write_text(json.dumps({"translations": translations}))
    said = run("import", "zendesk", export).stdout

    assert f"its old address '{OLD}/1-../../../../EVIL/x' is none that a site can have; left out." in said
    listed = read_published(content) or {}
    assert listed["reset-it"].paths == (
        *("hc/en-us/articles/1.md", "hc/de/articles/1.de.md"),
        "imported/your-account/log-in-out/reset-it.md",
    )


def test_a_second_import_without_addresses_doubles_nothing(content: Path, export: Path, run: Run) -> None:
    """An article has the address of its number, whether the export tells it or not."""
    (export / "articles-1.json").write_text(json.dumps({"articles": [article(1, "Reset it", html_url=None)]}))
    for kind in ("translations", "votes"):
        (export / f"{kind}-1.json").unlink()
    run("import", "zendesk", export)
    again = run("import", "zendesk", export, "--into", "again")

    assert again.exit_code == 1
    assert "its address /hc/en-us/articles/1 leads to the page 'reset-it' already" in again.stderr
    assert not (content / "again").exists()


def test_an_article_named_like_the_id_of_another_takes_nothing(content: Path, export: Path, run: Run) -> None:
    """Ids made of numbers are told apart too."""
    named = [article(1, "Article 5", position=0), article(5, "日本語", position=1)]
    (export / "articles-1.json").write_text(json.dumps({"articles": named}))
    assert run("import", "zendesk", export).exit_code == 0
    assert len(list((content / "imported").rglob("*.md"))) == 2


LIST = "https://acme.zendesk.com/api/v2/help_center/en-us"


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ({"a": {"articles": [1], "count": 312, "next_page": f"{LIST}/articles.json?page=2"}}, "1 of 312 articles, as"),
        ({"a": {"articles": [1], "count": 3}}, "1 of 3 articles: 'next_page' in a file leads to what follows."),
        ({"a": {"articles": [1], "meta": {"has_more": True}, "links": {"next": LIST}}}, "1 of the articles, as"),
        ({"a": {"articles": [1]}, "s": {"sections": [1], "count": 2, "next_page": LIST}}, "1 of 2 sections, as"),
        ({"a": {"articles": [1]}, "v": {"votes": [1], "count": 9}, "w": {"votes": [2, 3]}}, "3 of 9 votes: "),
        (
            {
                "a": {"articles": [1], "count": 2, "next_page": f"{LIST}/articles.json?page=2"},
                "b": {"articles": [2], "count": 2, "previous_page": f"{LIST}/articles.json?page=1"},
            },
            None,
        ),
        ({"a": {"articles": [1], "count": 2, "next_page": LIST}, "articles-2": [2]}, None),
        ({"a": {"articles": [1], "meta": {"has_more": False}, "links": {"next": LIST, "prev": LIST}}}, None),
        ({"a": {"articles": [1, 2], "sections": [1], "count": 2}}, None),
        (
            {"a": {"articles": [1], "sections": [1], "count": 9, "next_page": f"{LIST}/articles.json?page=2"}},
            "1 of 9 articles, as",
        ),
    ],
)
def test_an_export_that_is_cut_off_says_how_much_is_there(
    content: Path, tmp_path: Path, run: Run, pages: dict[str, Any], said: str | None
) -> None:
    """Each list by its own count, over all files that are its pages, in whatever way they were kept."""
    assert content.is_dir()
    (tmp_path / "cut").mkdir()
    for name, page in pages.items():
        (tmp_path / f"cut/{name}.json").write_text(json.dumps(_whole(page)))
    lines = run("import", "zendesk", tmp_path / "cut").stdout.splitlines()

    cut_off = [line for line in lines if "Undo this import, save that beside it" in line]
    assert len(cut_off) == (said is not None)
    assert said is None or said in cut_off[0]


def _whole(page: Any) -> Any:
    """Write out a page that names the numbers of its parts alone."""
    if isinstance(page, list):
        return [article(number, f"Title {number}") for number in page]
    made = {
        "articles": lambda number: article(number, f"Title {number}"),
        "sections": lambda number: {"id": number, "name": "S"},
        "votes": lambda number: {"id": number, "item_id": 1, "value": 1, "created_at": "2026-04-01T08:00:00Z"},
    }
    return {name: [made[name](number) for number in each] if name in made else each for name, each in page.items()}


def test_the_text_in_the_first_language_of_the_site_is_the_page(content: Path, export: Path, run: Run) -> None:
    """Whichever language Zendesk has it in first; the other text translates it, and one without is said."""
    (content.parent / "mkdocs.yml").write_text(
        "docs_dir: content\nplugins: [i18n: {languages: [{locale: en, default: true}, {locale: de}]}, help-centre]\n"
    )
    german = f"{OLD.replace('en-us', 'de')}/1-Z"
    articles = [
        article(1, "Zurücksetzen", body="<p>Drücken.</p>", locale="de", html_url=german),
        article(2, "Nur Deutsch", locale="de", html_url=""),
        article(3, "Reset"),
    ]
    (export / "articles-1.json").write_text(json.dumps({"articles": articles}))
    english = _translation(50, "en-us", title="Reset it", body="<p>Press.</p>")
    (export / "translations-1.json").write_text(json.dumps({"translations": [english]}))
    said = run("import", "zendesk", export).stdout

    folder = content / "imported/your-account/log-in-out"
    assert front_matter(folder / "reset-it.md")["title"] == "Reset it"
    assert (folder / "reset-it.md").read_text().endswith("\nPress.\n")
    assert front_matter(folder / "reset-it.de.md")["id"] == "reset-it"
    assert (folder / "reset-it.de.md").read_text().endswith("\nDrücken.\n")
    assert "article 2 'Nur Deutsch': it has no text in 'en', the first language here; its page is in 'de'." in said
    assert "does not have" not in said
    assert set((read_published(content) or {})["reset-it"].paths) == {
        *("hc/en-us/articles/1.md", "hc/en-us/articles/1-50.md", "hc/de/articles/1.de.md", "hc/de/articles/1-Z.de.md"),
        "imported/your-account/log-in-out/reset-it.md",
    }


def test_a_site_with_languages_in_folders_gets_each_text_in_its_own(content: Path, export: Path, run: Run) -> None:
    """Links stay within a language, and the list knows addresses without it, as where texts stand side by side."""
    (content.parent / "mkdocs.yml").write_text(
        "docs_dir: content\nplugins: [i18n: {docs_structure: folder, "
        "languages: [{locale: en, default: true}, {locale: de}]}, help-centre]\n"
    )
    link = '<p>See <a href="/hc/de/articles/2">two</a>.</p>'
    articles = [
        article(1, "Reset it", body=link),
        article(2, "Export", body="<p>Export.</p>"),
        article(3, "Nur Deutsch", locale="de", html_url="", body='<a href="/hc/de/articles/2">zwei</a>'),
        article(4, f"Intern {'x' * 400}", locale="de", user_segment_id=7),
        article(5, "Un", locale="fr", html_url="", body='<a href="/hc/de/articles/3">trois</a>'),
    ]
    (export / "articles-1.json").write_text(json.dumps({"articles": articles}))
    german = _translation(50, "de", title="Zurücksetzen", body=link)
    (export / "translations-1.json").write_text(json.dumps({"translations": [german]}))
    said = run("import", "zendesk", export).stdout

    folder = "imported/your-account/log-in-out"
    assert front_matter(content / "de" / folder / "nur-deutsch.md")["title"] == "Nur Deutsch"
    assert (read_published(content) or {})["nur-deutsch"].paths == ("hc/de/articles/3.de.md",)
    assert "article 3 'Nur Deutsch': it has no text in 'en', the first language here; its page is in 'de'." in said
    assert "[zwei](export.md)" in (content / "de" / folder / "nur-deutsch.md").read_text()
    assert f"article 4 'Intern {'x' * 73}...': only some people may read it" in said
    assert "...': it has no text" not in said
    assert "article 5 'Un': this site has no 'fr', so its page stands among those in 'en'." in said
    assert "[trois](/hc/de/articles/3)" in (content / "en" / folder / "un.md").read_text()
    assert f"leads to a page that is in another language alone, de/{folder}/nur-deutsch.md." in said
    for lang in ("en", "de"):
        page = content / lang / folder / "reset-it.md"
        assert front_matter(page)["id"] == "reset-it"
        assert "[two](export.md)" in page.read_text()
    assert set((read_published(content) or {})["reset-it"].paths) == {
        *("hc/en-us/articles/1.md", "hc/en-us/articles/1-Reset-it.md", "hc/de/articles/1.de.md"),
        "hc/de/articles/1-50.de.md",
        f"{folder}/reset-it.md",
    }


@pytest.mark.parametrize(
    ("first", "own", "others", "page"),
    [
        ("en-GB", "en-us", ["en-gb", "de"], "en-gb"),
        ("en", "en-us", ["en-gb"], "en-us"),
        ("pt_BR", "en-us", ["pt", "pt-br"], "pt-br"),
        ("fr", "en-us", ["de"], "en-us"),
        ("", "de", ["en-us"], "de"),
        ("en", "", ["en-us"], ""),
    ],
)
def test_the_nearest_text_is_the_page(first: str, own: str, others: list[str], page: str) -> None:
    """The same region before the same language, the article's own text where none is nearer, none lost."""
    translations = tuple(
        Translation(id=number, source_id=1, locale=name, title="T") for number, name in enumerate(others)
    )
    export = Export(articles=(GuideArticle(id=1, title="T", locale=own),), translations=translations)

    found, lacking = in_first_language(export, first)

    assert found.articles[0].locale == page
    assert {own, *others} == {page, *(text.locale for text in found.translations)}
    assert bool(lacking) is (first == "fr")


def test_lists_of_an_import_before_stay(content: Path, export: Path, run: Run) -> None:
    """The second brand of a company comes in like the first: its lists get names of their own, which are said."""
    run("import", "zendesk", export)
    before = {path: path.read_text() for path in content.parent.glob("*.*")}
    body = '<p>See. <img src="/hc/article_attachments/8/map.png" alt="Map"></p>'
    (export / "articles-1.json").write_text(json.dumps({"articles": [article(70, "Returns", body=body)]}))
    (export / "translations-1.json").unlink()
    (export / "votes-1.json").write_text(json.dumps({"votes": [{**EXPORT["votes"][0], "item_id": 70}]}))
    said = run("import", "zendesk", export, "--into", "second").stdout

    assert "listed in pictures-2.txt." in said
    assert "Votes in votes-2.csv" in said
    assert "8/map.png" in (content.parent / "pictures-2.txt").read_text()
    assert "returns" in (content.parent / "votes-2.csv").read_text()
    assert {path: path.read_text() for path in before} == before


def test_a_page_that_no_language_but_a_later_one_has_is_one_of_that(content: Path, export: Path, run: Run) -> None:
    """Readers of the first language do not find it among theirs; old links lead to it, and the check wants no other."""
    (content.parent / "mkdocs.yml").write_text(
        "docs_dir: content\nplugins: [i18n: {languages: [{locale: en, default: true}, {locale: de}]}, help-centre]\n"
    )
    articles = [article(2, "Nur Deutsch", locale="de", html_url=""), article(3, "Reset")]
    (export / "articles-1.json").write_text(json.dumps({"articles": articles}))
    (export / "translations-1.json").unlink()
    run("import", "zendesk", export)
    page = content / "imported/your-account/log-in-out/nur-deutsch.de.md"

    assert front_matter(page)["id"] == "nur-deutsch"
    assert not page.with_name("nur-deutsch.md").exists()
    assert (read_published(content) or {})["nur-deutsch"].paths == ("hc/de/articles/2.de.md",)

    def left_behind() -> list[str]:
        found = check_pages(content, find_pages(content).paths, today=date(2026, 11, 22))
        return [each.path for each in found if each.code in {"HC015", "HC036"}]

    assert left_behind() == []

    page.rename(page.with_name("resett.de.md"))
    page.with_name("resett.de.md").write_text("---\nid: reset\n---\nDrücken.\n")

    assert sorted(left_behind()) == ["hc/de/articles/2.de.md", "imported/your-account/log-in-out/resett.de.md"]


def test_two_articles_with_one_id_are_named(content: Path, export: Path, run: Run) -> None:
    """The last one comes, and the report says so; one that a second page of the list repeats is no other."""
    articles = [article(1, "Reset it"), article(2, "Export"), article(2, "Export"), article(1, "Close it")]
    (export / "articles-1.json").write_text(json.dumps({"articles": articles}))
    said = run("import", "zendesk", export).stdout

    assert "two of the articles have the id 1 and are not the same, 'Reset it' and 'Close it'; only the last" in said
    assert "have the id 2" not in said
    names = {page.stem for page in (content / "imported").rglob("*.md")}
    assert names >= {"close-it", "export"}
    assert "reset-it" not in names


def test_links_that_lead_nowhere_now_are_named(content: Path, export: Path, run: Run) -> None:
    """To places on pages that have none of that name, to what did not come, and to what runs something."""
    body = """
    <h2 id="h_01">One</h2><p>See <a href="#h_01">one</a>, <a href="#h_02">two</a>,
    <a href="/hc/en-us/articles/2#h_03">three</a>, <a href="/hc/en-us/articles/2#h_04">four</a>,
    <a href="/hc/en-us/articles/4-Soon">soon</a>, <a href="/hc/en-us/sections/20">all</a>,
    <a href="JavaScript:alert(1)">run</a>.</p>
    """
    articles = [article(1, "Reset it", body=body), article(2, "Export", body='<h2 id="h_03">Three</h2>')]
    (export / "articles-1.json").write_text(json.dumps({"articles": [*articles, article(4, "Soon", draft=True)]}))
    said = run("import", "zendesk", export).stdout

    folder = "imported/your-account/log-in-out"
    page = (content / folder / "reset-it.md").read_text()
    assert "## One {#h_01}" in page
    assert "[one](#h_01)" in page
    assert "[three](export.md#h_03)" in page
    assert "all](https://acme.zendesk.com/hc/en-us/sections/20), run." in " ".join(page.split())
    named = {
        line.strip().removeprefix(f"{folder}/reset-it.md: ") for line in said.splitlines() if "reset-it.md: " in line
    }
    old = "https://acme.zendesk.com/hc/en-us"
    assert named >= {
        f"'#h_02' is no place on {folder}/reset-it.md; its link leads to the top of that page.",
        f"'#h_04' is no place on {folder}/export.md; its link leads to the top of that page.",
        f"its link to {old}/articles/4-Soon leads to what did not come.",
        f"its link to {old}/sections/20 leads to what did not come.",
        "'JavaScript:alert(1)' leads to no page; only the words of its link came.",
    }
    assert "'#h_01'" not in said
    assert "'#h_03'" not in said
    assert "Add 'attr_list' to 'markdown_extensions' in mkdocs.yml" in said
