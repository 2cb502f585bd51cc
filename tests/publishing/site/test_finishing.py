"""Finishing pages that a generator without plugins has built."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedback_api.cli import main
from publishing.site.finishing import NothingBuilt, TranslationsBuilt, finish_site
from publishing.theme.folders import ENTRY_SCRIPT

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PAGE = (
    '<html lang="en"><head><title>T</title><link rel="canonical" href="https://help.example.com/{path}"></head><body>'
    '<article class="md-content__inner"><h1>Title</h1><p>Words.</p></article>'
    '<help-centre-rating><form action="../api/v1/ratings"><input name="article_id" value="help-centre-id-token">'
    '<input name="revision" value="help-centre-revision-token">'
    '<span>Now? <a href="../help-centre-contact-token">Ask</a></span>'
    "</form></help-centre-rating></body></html>"
)


class Built:
    """A folder of sources, and of pages as another generator builds them."""

    def __init__(self, folder: Path) -> None:
        self.config = folder / "mkdocs.yml"
        self.config.write_text("plugins: [help-centre]\n")
        self.site = folder / "site"
        self.docs = folder / "docs"
        self.docs.mkdir()
        script = self.site / ENTRY_SCRIPT
        script.parent.mkdir(parents=True)
        script.write_text("")

    def page(self, path: str, source: str, *, html: str = PAGE) -> None:
        """Write a source and what it became."""
        (self.docs / path).write_text(source)
        url = "" if path == "index.md" else f"{path.removesuffix('.md')}/"
        file = self.site / url / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html.replace("{path}", url))

    def html(self, url: str) -> str:
        """Return a page as it is now."""
        return (self.site / url / "index.html").read_text()


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """Give an empty site."""
    return Built(tmp_path)


def test_what_templates_could_not_know_is_filled_in(built: Built) -> None:
    """Id, revision, the way to a person and the service; the catalogue says where the site is."""
    built.config.write_text("plugins:\n  - help-centre: {service_url: 'https://api.example.com'}\n")
    built.page("index.md", "# Home\n")
    built.page("contact.md", "# Contact\n")
    built.page("reset.md", "---\nid: reset-it\ntags: [a]\n---\n# Reset\n")

    catalogue = finish_site(built.config, built.site, built_at=NOW)

    reset = next(article for article in catalogue.articles if article.id == "reset-it")
    assert (catalogue.site_url, reset.url, reset.tags, reset.kind) == (
        "https://help.example.com/",
        "reset/",
        ("a",),
        "guide",
    )
    html = built.html("reset")
    assert '<meta name="help-centre:title" content="Reset">' in html
    assert f'name="revision" value="{reset.revision}"' in html
    assert 'name="article_id" value="reset-it"' in html
    assert 'href="../contact/"' in html
    assert 'action="https://api.example.com/api/v1/ratings"' in html
    assert '<meta name="help-centre:service" content="https://api.example.com/">' in html


def test_finishing_twice_changes_nothing_more(built: Built) -> None:
    """Whoever runs it again after a build of some pages loses nothing and doubles nothing."""
    built.page("index.md", "# Home\n")
    built.page("reset.md", "# Reset\n")
    first = finish_site(built.config, built.site, built_at=NOW)
    html = built.html("reset")

    assert finish_site(built.config, built.site, built_at=NOW) == first
    assert built.html("reset") == html


def test_pages_that_are_no_articles_lose_the_form(built: Built) -> None:
    """Listings and pages without a source ask nobody whether they helped, and offer no contact that is not there."""
    built.page("index.md", "---\nsearch: {exclude: true}\n---\n# Home\n")
    built.page("reset.md", "# Reset\n")
    (built.site / "404.html").write_text(PAGE)

    finish_site(built.config, built.site, built_at=NOW)

    assert "<help-centre-rating" not in built.html("")
    assert "<help-centre-rating" not in (built.site / "404.html").read_text()
    assert "Ask" not in built.html("reset")


def test_old_links_lead_on(built: Built) -> None:
    """A page that was replaced is taken out and leads to its successor; the list of links is no page."""
    (built.docs / "published.yml").write_text("old:\n  paths: [old.md, older.md]\n")
    (built.site / "published.yml").write_text("")
    built.page("new.md", "# New\n")
    built.page("old.md", "---\nid: old\nreplaced_by: new\n---\n")

    finish_site(built.config, built.site, built_at=NOW)

    assert 'href="../new/"' in built.html("old")
    assert 'href="../new/"' in built.html("older")
    assert not (built.site / "published.yml").exists()


def test_a_folder_without_our_pages_is_refused(built: Built) -> None:
    """Nothing built, or built without the templates: said plainly, with what to do."""
    with pytest.raises(NothingBuilt, match="holds no page of"):
        finish_site(built.config, built.site, built_at=NOW)

    built.page("index.md", "# Home\n")
    (built.site / ENTRY_SCRIPT).unlink()
    with pytest.raises(NothingBuilt, match="without the help centre's templates") as raised:
        finish_site(built.config, built.site, built_at=NOW)
    assert "help-centre theme overrides" in raised.value.hint


def test_translations_among_the_pages_are_refused(built: Built) -> None:
    """A generator of one language makes pages of them that nobody wants; a dot in another name is no language."""
    built.page("reset.de.md", "# Zurück\n")
    finish_site(built.config, built.site, built_at=NOW)

    built.config.write_text("plugins: [i18n: {languages: [{locale: de, name: Deutsch}]}, help-centre]\n")
    with pytest.raises(TranslationsBuilt, match=r"^reset\.de\.md is a translation"):
        finish_site(built.config, built.site, built_at=NOW)


def test_theme_files_overwrite_nothing(tmp_path: Path) -> None:
    """The folder for them must be new."""
    target = tmp_path / "overrides"
    assert CliRunner().invoke(main, ["theme", str(target)]).exit_code == 0
    assert (target / "partials/feedback.html").is_file()

    again = CliRunner().invoke(main, ["theme", str(target)])

    assert again.exit_code == 2
    assert again.stderr.startswith(f"error: {target} is there already.\nhint: ")
