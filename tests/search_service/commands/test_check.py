"""The command that a writer runs."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from publishing.checking.formats import FORMATS
from publishing.rules import CODES, CODES_OF_SEARCH
from publishing.source.changed_pages import NoComparison
from search_service.checks import alike_questions, question_ranks
from search_service.commands.check import check


def test_rules_of_search_can_be_silenced_too() -> None:
    """A comment that names one is no slip, also where nobody searches."""
    assert {question_ranks.CODE, alike_questions.CODE} == CODES_OF_SEARCH
    assert not CODES_OF_SEARCH & CODES


def test_check_names_what_it_finds_and_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each finding is a line with a path that can be opened, and the exit status is 1."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text("docs_dir: content\n")
    Path("content").mkdir()
    Path("content/a.md").write_text("---\ntitle: A\n---\n")
    Path("content/up").symlink_to("..")

    result = CliRunner().invoke(check)

    assert result.exit_code == 1
    page, link = result.stdout.splitlines()
    assert page.startswith("content/a.md:1: HC004 the page has no summary. Add 'summary:' to the front matter")
    assert link.startswith("content/up:1: HC001 the link leads back to a folder above it. Remove it")
    assert result.stderr == "1 page checked, 2 findings.\n"


def test_check_of_a_named_folder_needs_no_configuration(tmp_path: Path) -> None:
    """Pages of any generator can be checked."""
    (tmp_path / "a.md").write_text(f"---\ntitle: A\nsummary: {'Press Save. ' * 5}\n---\n")

    result = CliRunner().invoke(check, [str(tmp_path)])

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1 page checked, nothing found.\n")


def test_findings_for_programs_and_for_pull_requests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON has every part by its name; GitHub gets a note on the line, with its special signs escaped."""
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("docs/a,b.md").write_text(f"---\ntitle: A\nsummary: {'Press Save. ' * 5}\nkind: 100%\n---\n")

    as_json = CliRunner().invoke(check, ["docs", "--format", "json"])
    as_github = CliRunner().invoke(check, ["docs", "--format", "github"])

    assert json.loads(as_json.stdout) == [
        {
            "path": "docs/a,b.md",
            "line": 4,
            "code": "HC007",
            "message": "the kind '100%' does not exist.",
            "hint": "Write one of: guide, video, page.",
        }
    ]
    assert as_github.stdout == (
        "::error file=docs/a%2Cb.md,line=4,title=HC007::the kind '100%25' does not exist. "
        "Write one of: guide, video, page.\n"
    )


def test_a_summary_for_a_comment_stays_a_table(tmp_path: Path) -> None:
    """Nothing that a page says breaks the table, calls somebody, or becomes HTML."""
    (tmp_path / "a.md").write_text(f"---\ntitle: A\nsummary: {'Press Save. ' * 5}\nkind: a|@you<b>\n---\n")

    broken = CliRunner().invoke(check, [str(tmp_path), "--format", "markdown"]).stdout
    (tmp_path / "a.md").unlink()
    whole = CliRunner().invoke(check, [str(tmp_path), "--format", "markdown"]).stdout

    assert "| HC007 | the kind 'a\\|@\u200byou&lt;b&gt;' does not exist. Write one of:" in broken
    assert whole == "The content check finds nothing.\n"


@pytest.mark.parametrize(
    ("name", "place"),
    [("a|`b.md", "`{}/a\\|'b.md:1`"), ("a\nb.md", "`{}/a\ufffdb.md:1`"), ("a\udcffb.md", "`{}/a\ufffdb.md:1`")],
)
def test_whatever_a_file_is_called_it_has_one_line(tmp_path: Path, name: str, place: str) -> None:
    """A name may hold the end of a line, the marks of a table, or bytes that are no text."""
    (tmp_path / name).write_text("Text.\n")

    reports = [CliRunner().invoke(check, [str(tmp_path), "--format", name]) for name in ("markdown", "text", "github")]

    assert reports[0].stdout.splitlines()[4].startswith(f"| {place.format(tmp_path)} |")
    assert all(isinstance(report.exception, SystemExit) for report in reports)
    assert {line.split(" ")[0].split("=")[0] for line in reports[2].stdout.splitlines()} == {"::error"}
    assert all(line.startswith(str(tmp_path)) for line in reports[1].stdout.splitlines())


def test_whatever_lies_in_the_folder_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken YAML, another encoding, loops, a huge page, one id twice, merge markers: file, line and what to do."""
    monkeypatch.chdir(tmp_path)
    Path("docs/sub").mkdir(parents=True)
    fine = f"title: A\nsummary: {'Press Save. ' * 5}\n"
    Path("docs/yaml.md").write_text("---\ntitle: A\nsummary: a: b\n---\n")
    Path("docs/latin.md").write_bytes(f"---\n{fine}owner: Z\xfcrich\n---\n".encode("latin-1"))
    Path("docs/sub/up").symlink_to("..")
    Path("docs/round.md").symlink_to("round.md")
    Path("docs/huge.md").write_text(f"---\n{fine}---\n{'word ' * 1_000_000}")
    for name in ("one", "two"):
        Path(f"docs/{name}.md").write_text(f"---\nid: same\n{fine}---\n")
    Path("docs/published.yml").write_text(
        "same:\n<<<<<<< a\n  paths: [one.md]\n=======\n  paths: [old.md]\n>>>>>>> b\n"
    )

    result = CliRunner().invoke(check, ["docs"])

    assert isinstance(result.exception, SystemExit)
    assert [" ".join(line.split(" ")[:6]) for line in result.stdout.splitlines()] == [
        "docs/huge.md:1: HC001 the file has 5,000,087",
        "docs/latin.md:1: HC001 the file is not",
        "docs/published.yml:2: HC001 a merge was left",
        "docs/round.md:1: HC001 the file cannot be",
        "docs/sub/up:1: HC001 the link leads back",
        "docs/two.md:2: HC006 the id 'same' is",
        "docs/yaml.md:3: HC002 the front matter cannot",
    ]
    repaired = CliRunner().invoke(check, ["docs", "--fix"])
    assert "published.yml" not in repaired.stdout
    assert {"    - one.md", "    - old.md"} <= set(Path("docs/published.yml").read_text().splitlines())


def test_a_branch_is_asked_for_pages_that_show_what_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture that went or grew, files of a video and a level of the scope page break pages that nobody touched."""
    monkeypatch.chdir(tmp_path)
    Path("docs/in").mkdir(parents=True)
    fine = f"title: A\nsummary: {'Press Save. ' * 5}\n"
    Path("docs/gone.md").write_text(f"---\n{fine}---\n\n![Map](in/gone.png)\n")
    Path("docs/large.md").write_text(f"---\n{fine}---\n\n![Map](in/large.png)\n")
    Path("docs/in/film.md").write_text(f"---\n{fine}---\n\n!video[Film](film)\n")
    Path("docs/in/named.md").write_text(f"---\n{fine}video: {{poster: new.jpg}}\n---\n\n!video[Film](none)\n")
    Path("docs/other.md").write_text("---\ntitle: B\n---\n\n![Map](in/there.png)\n")
    Path("docs/scope.md").write_text(f"---\n{fine}scope: {{full: [maps]}}\n---\n")
    Path("docs/tagged.md").write_text(f"---\n{fine}tags: [maps]\nsupport: full\n---\n")
    for name in ("gone.png", "large.png", "there.png", "film.de.vtt", "new.jpg"):
        Path("docs/in", name).write_text("")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "First")
    Path("docs/in/gone.png").unlink()
    Path("docs/in/new.jpg").unlink()
    Path("docs/in/large.png").write_bytes(b" " * 3_000_000)
    Path("docs/in/film.de.vtt").write_text("Nothing.")
    Path("docs/scope.md").write_text(f"---\n{fine}scope: {{none: [maps]}}\n---\n")

    result = CliRunner().invoke(check, ["docs", "--since", "main"])

    assert [line.split(" ")[:2] for line in result.stdout.splitlines()] == [
        ["docs/gone.md:6:", "HC027"],
        ["docs/in/film.md:6:", "HC014"],
        ["docs/in/named.md:7:", "HC014"],
        ["docs/large.md:6:", "HC028"],
        ["docs/tagged.md:5:", "HC023"],
    ]


def test_a_branch_is_asked_for_what_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings of pages that it left alone are not its business, broken links anywhere are."""
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("docs/old.md").write_text("---\ntitle: Old\n---\n")
    Path("docs/link.md").write_text("---\ntitle: Link\n---\n\nRead [the target](target.md).\n")
    Path("docs/target.md").write_text("---\ntitle: Target\n---\n")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "First")
    Path("docs/target.md").unlink()
    Path("docs/new.md").write_text("---\ntitle: New\n---\nWords.\n")

    result = CliRunner().invoke(check, ["docs", "--since", "main"])

    assert [line.split(" ")[:2] for line in result.stdout.splitlines()] == [
        ["docs/link.md:5:", "HC019"],
        ["docs/new.md:1:", "HC004"],
    ]


SECTIONS = ("section 'moon#seas'", "section 'moon#dust'")


@pytest.mark.parametrize(
    ("now", "lost"),
    [
        ("moon: {paths: [moon.md], anchors: [seas]}\n", {"path 'old.md'", "section 'moon#dust'"}),
        ("moon: [\n", set()),
        ("sun: {paths: [sun.md]}\n", {"article 'moon'", *(f"path '{name}.md'" for name in ("old", "moon")), *SECTIONS}),
        (None, {"whole list"}),
    ],
)
def test_a_branch_takes_nothing_off_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: str | None, lost: set[str]
) -> None:
    """Each id, path and section that the base lists and the branch does not is a finding; a whole list is one."""
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("docs/moon.md").write_text("---\ntitle: Moon\n---\n\n## Seas\n")
    published = Path("docs/published.yml")
    published.write_text("moon: {paths: [old.md, moon.md], anchors: [seas, dust]}\n")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "First")
    published.unlink()
    if now:
        published.write_text(now)

    result = CliRunner().invoke(check, ["docs", "--since", "main"])

    told = [line for line in result.stdout.splitlines() if "no longer listed" in line]
    assert result.exit_code == 1
    assert {line.split(" the ", 1)[1].split(" was ")[0].split(" of ")[0] for line in told} == lost


@pytest.mark.parametrize(("origin", "lost"), [(False, ["path 'old.md'"]), (True, ["path 'old.md'", "path 'new.md'"])])
def test_without_a_branch_the_list_is_compared_with_what_was_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, origin: bool, lost: list[str]
) -> None:
    """That is the branch that the clone's origin calls its own; in a repository without one the last commit."""
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("docs/moon.md").write_text("---\ntitle: Moon\n---\n")
    published = Path("docs/published.yml")
    git("init", "-q", "-b", "main")
    for paths in ("old.md, new.md, moon.md", "old.md, moon.md"):
        published.write_text(f"moon: {{paths: [{paths}]}}\n")
        git("add", ".")
        git("commit", "-q", "-m", "One")
    if origin:
        git("update-ref", "refs/remotes/origin/HEAD", "HEAD^")
    published.write_text("moon: {paths: [moon.md]}\n")

    result = CliRunner().invoke(check, ["docs"])

    told = [line for line in result.stdout.splitlines() if "no longer listed" in line]
    assert sorted(line.split(" the ", 1)[1].split(" of ")[0] for line in told) == sorted(lost)


def test_a_change_that_pushes_another_article_down_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The article that is hidden is named with what stands above it now; one that was hidden before is not."""
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    question = "How do I get back into my account?"
    for name, asked in (("account", question), ("moon", "What is the colour of cheese?")):
        Path(f"docs/{name}.md").write_text(f'---\ntitle: About {name}\nanswers: ["{asked}"]\n---\n\nWords.\n')
    for number in range(5):
        Path(f"docs/cheese-{number}.md").write_text("---\ntitle: What is the colour of cheese\n---\n\nYellow.\n")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "First")
    for number in range(4):
        asked = f"How do I get back into my account {number}"
        Path(f"docs/new-{number}.md").write_text(f'---\ntitle: {asked}\nanswers: ["{asked}?"]\n---\n')

    result = CliRunner().invoke(check, ["docs", "--since", "main"])

    (told,) = [line for line in result.stdout.splitlines() if "HC032" in line]
    assert result.exit_code == 1
    assert told.startswith("docs/account.md:3: HC032 since this change search finds this article at place 5 for its ")
    assert "below 'How do I get back into my account 0' (" in told


def test_a_branch_that_nobody_knows_is_a_message(tmp_path: Path) -> None:
    """Git's own words, and what to do."""
    result = CliRunner().invoke(check, [str(tmp_path), "--since", "nowhere"])

    assert isinstance(result.exception, NoComparison)
    assert "Git cannot tell what changed" in result.exception.message


def test_branches_that_have_nothing_in_common_are_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git itself says no word, as in a clone that does not reach back far enough."""
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("Text.\n")
    git("init", "-q", "-b", "main")
    for branch in ("main", "other"):
        git("checkout", "-q", "--orphan", f"{branch}-now")
        git("add", ".")
        git("commit", "-q", "-m", branch)

    result = CliRunner().invoke(check, [".", "--since", "main-now"])

    assert isinstance(result.exception, NoComparison)
    assert "Git cannot tell what changed (no commit in common)" in result.exception.message


def test_one_run_repairs_what_a_repair_shows(tmp_path: Path) -> None:
    """The value of a field whose name was misspelled is read once the name is right; each file counts once."""
    (tmp_path / "a.md").write_text(f"---\ntitle: A\nsummary: {'Press Save. ' * 5}\nKind: Guide\n---\n")

    result = CliRunner().invoke(check, [str(tmp_path), "--fix"])

    assert (result.exit_code, result.stderr) == (0, "1 file repaired.\n1 page checked, nothing found.\n")
    assert "kind: guide" in (tmp_path / "a.md").read_text()


def test_a_branch_is_no_option_of_git(tmp_path: Path) -> None:
    """What looks like one writes no file."""
    result = CliRunner().invoke(check, [str(tmp_path), "--since", f"--output={tmp_path / 'written'}"])

    assert isinstance(result.exception, NoComparison)
    assert list(tmp_path.iterdir()) == []


def git(*words: str) -> None:
    """Run Git as somebody."""
    somebody = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    subprocess.run(["git", *somebody, *words], check=True)


def test_notes_name_files_from_the_root_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A forge puts its notes beside the lines of a help centre that lies in a folder of its repository too."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "help/docs").mkdir(parents=True)
    (tmp_path / "help/docs/a.md").write_text("---\ntitle: A\n---\nWords.\n")
    monkeypatch.chdir(tmp_path / "help")

    assert CliRunner().invoke(check, ["docs", "--format", "github"]).stdout.startswith("::error file=help/docs/a.md,")


@pytest.mark.parametrize(
    ("extensions", "why"),
    [
        ("[attr_list, nowhere.to_be_found]", "'nowhere.to_be_found' of mkdocs.yml cannot be used here"),
        (
            "[attr_list, pymdownx.superfences: {custom_fences: [{format: !!python/name:mermaid2.fence }]}]",
            "'pymdownx.superfences' of mkdocs.yml cannot be used here",
        ),
    ],
)
def test_what_the_check_cannot_look_at_is_said_once(tmp_path: Path, extensions: str, why: str) -> None:
    """Where a page can be read by a whole build alone, silence does not mean that all is well."""
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Help\nmarkdown_extensions: {extensions}\n")
    (tmp_path / "docs").mkdir()
    for name in "ab":
        (tmp_path / f"docs/{name}.md").write_text(f"# Page {name}\n\nText {{#in-it}}.\n")

    said = CliRunner().invoke(check, [str(tmp_path / "docs")]).stderr

    assert said.count("notice:") == 1
    assert f"ids and sections of 2 pages are told from the file alone, as in a.md: {why}" in said

    for name in "ab":
        (tmp_path / f"docs/{name}.md").write_text(f"# Page {name}\n\nText.\n")

    assert "notice:" not in CliRunner().invoke(check, [str(tmp_path / "docs")]).stderr


def test_the_name_of_the_site_is_found_in_its_configuration(tmp_path: Path) -> None:
    """A name with a tag spoils every page: the finding stands where the name does, in each form of output."""
    (tmp_path / "mkdocs.yml").write_text(
        "docs_dir: content\nsite_name: Help & more\nplugins:\n  - i18n:\n      languages:\n"
        "        - {locale: en, name: English, default: true}\n"
        "        - {locale: de, name: Deutsch, site_name: <b>Hilfe</b>}\n"
    )
    (tmp_path / "content").mkdir()

    said = {name: CliRunner().invoke(check, [str(tmp_path / "content"), "--format", name]).stdout for name in FORMATS}

    assert said["text"].startswith(f"{tmp_path.as_posix()}/mkdocs.yml:7: HC054 ")
    assert f"{tmp_path.as_posix()}/mkdocs.yml" in said["json"]
    assert "mkdocs.yml,line=7," in said["github"]
    assert "mkdocs.yml:7`" in said["markdown"]


def test_sections_that_a_branch_put_in_another_order_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's links changed by name, so the list says nothing; the page as the branch found it does, also moved."""
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    windows, mac = "## Steps\n\nPress the large button, then wait.\n\n", "## Steps\n\nDrag it into the folder.\n\n"
    front = "---\nid: moon\ntitle: Moon\n---\n\n"
    Path("docs/moon.md").write_text(f"{front}{windows}{mac}")
    Path("docs/published.yml").write_text("moon: {paths: [moon.md], anchors: [steps, steps_1]}\n")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "First")
    Path("docs/moon.md").unlink()
    Path("docs/sun.md").write_text(f"{front}{mac}{windows}")

    for options in ([], ["--since", "main"]):
        result = CliRunner().invoke(check, ["docs", *options])
        places = [line.split(" ")[0] for line in result.stdout.splitlines() if "HC055" in line]
        assert places == ["docs/sun.md:6:"]
        assert "'{#steps_1}' in line 6, '{#steps}' in line 10." in result.stdout


@pytest.mark.parametrize(
    ("now", "astray", "hint"),
    [
        ([3, 2, 1], "so 2 published links lead elsewhere: '#fixed' leads to line 8 now,", "'{#fixed-1-3}' in line 8."),
        (
            [1],
            "so a published link leads elsewhere: '#fixed' leads to line 8 now,",
            "'{#fixed_1}' in line 8. The check",
        ),
        ([2], "", ""),
    ],
)
def test_links_of_a_list_of_versions_are_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: list[int], astray: str, hint: str
) -> None:
    """A version on top of others takes all their links, and one that is gone leaves its own to the next."""
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    words = ["Orders can be sent back.", "Addresses are kept.", "Pictures turn again."]
    texts = [f"## 1.{number} {{#v{number}}}\n\n### Fixed\n\n{words[number - 1]}\n\n" for number in (1, 2, 3)]

    def write(versions: list[int]) -> None:
        body = "".join(texts[number - 1] for number in versions)
        Path("docs/notes.md").write_text(f"---\nid: notes\ntitle: Notes\n---\n\n{body}")

    def found() -> list[dict[str, str]]:
        told = json.loads(CliRunner().invoke(check, ["docs", "--since", "main", "--format", "json"]).stdout)
        return [each for each in told if each["code"] in {"HC016", "HC055"} and "does not list" not in each["message"]]

    write([2, 1])
    Path("docs/published.yml").write_text("notes: {paths: [notes.md], anchors: [v1, v2, fixed, fixed_1]}\n")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "First")
    write(now)

    assert [each["code"] for each in found()] == ["HC055"] * bool(astray)
    assert all(astray in each["message"] and hint in each["hint"] for each in found())

    texts[2] = texts[2].replace("Fixed", "Fixed {#fixed-1-3}")
    texts[0] = texts[0].replace("Fixed", "Fixed {#fixed_1}")
    write(now)

    assert found() == []


def test_an_id_that_takes_the_link_of_another_section_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The link is listed and leads somewhere, so nothing else says that it leads to other words."""
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    body = "---\nid: moon\ntitle: Moon\n---\n\n## Added\n\nWe know the time.\n\n## Fixed\n\nIt is round again.\n"
    Path("docs/moon.md").write_text(body)
    Path("docs/published.yml").write_text("moon: {paths: [moon.md], anchors: [added, fixed]}\n")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "First")
    Path("docs/moon.md").write_text(body.replace("## Fixed", "## Fixed {#added}"))

    said = CliRunner().invoke(check, ["docs", "--since", "main"]).stdout

    assert "docs/moon.md:6: HC055 an id that is written behind a heading was that of another, so" in said
    assert "'{#added}' in line 6, '{#fixed}' in line 10." in said
