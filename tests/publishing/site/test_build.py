"""Building: beside the old site, one at a time, and in one step."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from publishing.files.exclusive import exclusive
from publishing.site.build import build_site
from publishing.site.failed_build import BuildFailed
from publishing.source.folder import ConfigUnreadable
from tests.publishing.sites import CONFIG, Site

pytestmark = pytest.mark.slow


def test_a_built_site_takes_the_place_of_the_old_one(site: Site) -> None:
    """Pages that are gone from the sources are gone from the site, and nothing is left beside it."""
    site.write("old.md", "# Old\n")
    site.build()
    (site.folder / "docs/old.md").unlink()
    site.write("new.md", "# New\n")

    site.build()

    assert not (site.output / "old/index.html").exists()
    assert "New" in site.html("new/index.html")
    assert sorted(path.name for path in site.folder.iterdir()) == [".help-centre", "docs", "mkdocs.yml", "site"]


def test_a_failed_build_leaves_the_old_site(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """A dead link fails a strict build, is named on standard error, and readers keep what they had."""
    site.build()
    site.write("index.md", "# Broken\n\n[x](lost.md)\n")

    with pytest.raises(BuildFailed, match="1 warnings in strict mode") as caught:
        site.build()

    assert caught.value.exit_status == 1
    assert "Welcome" in site.html("index.html")
    assert "warning: Doc file 'index.md' contains a link 'lost.md'" in capsys.readouterr().err


def test_the_same_link_only_warns_in_a_plain_build(site: Site) -> None:
    """Without strict the site is built all the same."""
    site.write("index.md", "# Broken\n\n[x](lost.md)\n")

    site.build(strict=False)

    assert "Broken" in site.html("index.html")


@pytest.mark.parametrize(
    "plugins", ["", "plugins: [search]\n", "plugins:\n  - search\n  - help-centre: {enabled: false}\n"]
)
def test_a_site_without_the_plugin_is_told_so(site: Site, plugins: str) -> None:
    """Without it there is no catalogue, and nobody would know why: what is missing is said, and where it goes."""
    site.config_file.write_text(f"site_name: Help\nsite_url: https://help.example.com/\n{plugins}")

    with pytest.raises(BuildFailed, match=r"'help-centre' is missing from 'plugins'") as caught:
        build_site(site.config_file, site.output, strict=True, as_help_centre=True)

    assert "- help-centre" in caught.value.hint
    assert not site.output.exists()


@pytest.mark.parametrize("config", ["site_name: [\n", "theme: nothing\n", "plugins: [nothing]\nsite_name: x\n"])
def test_a_wrong_configuration_is_an_error_for_people(site: Site, config: str) -> None:
    """Whatever is wrong with mkdocs.yml, it is named and no traceback is shown."""
    site.config_file.write_text(config)

    with pytest.raises(BuildFailed, match=r"mkdocs\.yml") as caught:
        site.build()

    assert caught.value.hint


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"Gr\xf6\xdfe", "Encoding error reading file: a.md"),
        (b"---\ntemplate: lost.html\n---\n", "'lost.html' not found"),
    ],
)
def test_a_page_that_cannot_be_built_is_named(
    site: Site, capsys: pytest.CaptureFixture[str], content: bytes, named: str
) -> None:
    """Another encoding or a template that is not there end in a message, not in a traceback."""
    (site.folder / "docs/a.md").write_bytes(content)

    with pytest.raises(BuildFailed):
        site.build(strict=False)

    assert named in capsys.readouterr().err


@pytest.mark.parametrize(
    ("config", "page", "place"),
    [
        ("", "[x](https://[your-server]/)", "docs/a.md:3: the address 'https://[your-server]/' cannot be read"),
        ("", "![x][y]\n\n[y]: http://[::1", "docs/a.md:5: the address 'http://[::1' cannot be read"),
        ("", "[x]:\nhttp://[host]\n\n[x]", "mkdocs.yml: an address cannot be read"),
        ("nav:\n  - index.md\n  - Wiki: 'https://[wiki]/'\n", "", "mkdocs.yml:8: the address 'https://[wiki]/' cannot"),
        ("repo_url: http://[::1\n", "", "mkdocs.yml:6: the address 'http://[::1' cannot be read"),
    ],
    ids=["link", "reference", "unseen", "nav", "config"],
)
def test_an_address_that_nothing_can_take_apart_is_named_with_its_place(
    site: Site, config: str, page: str, place: str
) -> None:
    """MkDocs itself ends with a traceback over it; one that is written so that nobody sees it is told at least."""
    site.config_file.write_text(f"{CONFIG}{config}")
    site.write("a.md", f"# A\n\n{page}\n")

    with pytest.raises(BuildFailed) as caught:
        site.build(strict=False)

    assert place in caught.value.message
    assert "backticks" in caught.value.hint


def test_a_missing_configuration_is_an_error_for_people(tmp_path: Path) -> None:
    """A build in the wrong folder says what it did not find."""
    with pytest.raises(ConfigUnreadable, match=r"mkdocs\.yml"):
        build_site(tmp_path / "mkdocs.yml", tmp_path / "site", strict=False)


def test_what_is_no_built_site_is_not_replaced(site: Site) -> None:
    """A mistyped folder keeps its files, another website's too."""
    (site.folder / "docs/sitemap.xml").write_text("<urlset/>")
    with pytest.raises(BuildFailed, match="this is no built site"):
        build_site(site.config_file, site.folder / "docs", strict=False)

    assert (site.folder / "docs/index.md").exists()


def test_a_second_build_waits_for_the_first_and_says_so(site: Site) -> None:
    """While one build runs, another prints that it waits, and builds when the first is done."""
    program = (
        "import sys; from pathlib import Path; from publishing.site.build import build_site;"
        "build_site(Path(sys.argv[1]), Path(sys.argv[2]), strict=True)"
    )
    with exclusive(site.folder / ".help-centre/build.lock", "nobody"):
        second = subprocess.Popen(
            [sys.executable, "-c", program, str(site.config_file), str(site.output)], stderr=subprocess.PIPE, text=True
        )
        assert second.stderr is not None
        assert second.stderr.readline() == "Waiting for another build to finish ...\n"
        time.sleep(0.2)
        assert not site.output.exists()

    _, rest = second.communicate(timeout=300)
    assert second.returncode == 0, rest
    assert (site.output / "catalogue.json").exists()


def test_the_lock_of_a_killed_build_is_free(tmp_path: Path) -> None:
    """A build that dies does not stop the next one."""
    program = (
        "import sys, time; from pathlib import Path; from publishing.files.exclusive import exclusive\n"
        "with exclusive(Path(sys.argv[1]), 'x'): print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    holder.stdout.readline()

    holder.kill()
    holder.communicate()

    with exclusive(tmp_path / "lock", "the dead"):
        pass


def test_what_a_theme_goes_without_is_said(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """On a theme that is not Material the build says that the widgets are left out, and is strict all the same."""
    site.config_file.write_text(CONFIG.replace("{name: material, font: false}", "mkdocs"))

    site.build()

    assert (
        "info: help-centre: The theme is not Material for MkDocs: search box and feedback form"
        in capsys.readouterr().err
    )


def test_a_plugin_of_others_that_fails_is_named(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that raises what it likes shows no traceback."""
    monkeypatch.setattr("mkdocs_static_i18n.plugin.PurePath", None)
    languages = "i18n: {languages: [{locale: en, name: English, default: true}]}"
    site.config_file.write_text(f"site_name: S\ntheme: material\nplugins: [{languages}]\n")
    with pytest.raises(BuildFailed, match="the plugin 'i18n' stopped the build \\(TypeError: "):
        site.build()
    assert not site.output.exists()


@pytest.mark.parametrize(
    ("name", "hook", "message"),
    [
        ("own_a.py", "def on_config(config):\n    int('{')\n", "the plugin 'own_a.py' stopped .* \\(ValueError: "),
        ("own_b.py", "def on_config(config):\n    open('/no/file')\n", "'own_b.py' stopped .* \\(FileNotFoundError: "),
        ("own_c.py", "def on_config(config:\n", "cannot be loaded \\(.*own_c.py:1: SyntaxError: "),
        ("own_d.py", "\nint('{')\n", "cannot be loaded \\(.*own_d.py:2: ValueError: "),
    ],
)
def test_a_hook_that_fails_is_named(site: Site, name: str, hook: str, message: str) -> None:
    """Whatever it raises, while it is loaded or later, its file stands in one sentence."""
    (site.folder / name).write_text(hook)
    site.config_file.write_text(f"site_name: S\nhooks: [{name}]\nplugins: []\n")
    with pytest.raises(BuildFailed, match=message):
        site.build()
    assert not site.output.exists()
