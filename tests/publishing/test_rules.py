"""Golden pairs: for each rule a page that breaks it and one that does not."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from publishing.checking.checks import broken_rules, check_pages, read_folder
from publishing.links.published import PublishedArticle
from publishing.rules import CODES, PAGE_RULES, SITE_RULES, check_page, links_kept
from publishing.rules.finding import Finding
from publishing.settings import SettingError
from publishing.source.folder import CONFIG_NAME, docs_folder, find_pages
from publishing.source.languages import PageLanguages
from publishing.source.page import parse_source
from publishing.source.settings import ContentSettings
from publishing.source.site import ContentSite
from tests.publishing.small_videos import track, webm

PAIRS = Path(__file__).parent / "rules"
TODAY = date(2026, 11, 21)
# The line that each broken page is found at.
LINES = {
    "HC001": 1, "HC002": 3, "HC003": 1, "HC004": 3, "HC005": 4, "HC006": 1, "HC007": 4, "HC008": 4, "HC009": 4,
    "HC010": 7, "HC011": 7, "HC012": 5, "HC013": 4, "HC014": 6, "HC015": 4, "HC016": 1, "HC017": 3, "HC018": 8,
    "HC019": 6, "HC020": 8, "HC021": 6, "HC022": 4, "HC023": 4, "HC024": 4, "HC025": 6, "HC026": 6, "HC027": 6,
    "HC028": 6, "HC029": 3, "HC030": 6, "HC031": 4, "HC033": 4, "HC035": 4, "HC036": 1, "HC040": 7, "HC041": 7,
    "HC042": 7, "HC043": 7, "HC044": 4, "HC045": 3, "HC046": 10, "HC047": 8, "HC048": 8, "HC050": 3,
    "HC051": 1, "HC052": 1, "HC053": 7, "HC054": 2, "HC055": 9, "HC056": 1,
}  # fmt: skip

LANGUAGES = "theme: material\nplugins: [i18n: {languages: [{locale: en, default: true}, {locale: de}]}]"


@pytest.fixture(autouse=True, scope="module")
def _large_picture() -> Iterator[None]:
    """Make the picture that is too large, which the repository need not hold."""
    picture = PAIRS / "HC028" / "large.svg"
    picture.write_bytes(b" " * round(ContentSettings().max_image_mb * 1e6 + 1))
    yield
    picture.unlink()


def found(code: str, half: str) -> list[Finding]:
    """
    Check one half of a pair: a site or a folder of its own where it takes one, else a page beside its other half.

    What both were before the change stands beside them where a rule looks at that.
    """
    folder = PAIRS / code / half
    if (folder / CONFIG_NAME).is_file():
        folder = docs_folder(folder / CONFIG_NAME)
    if (before := PAIRS / code / "before.md").is_file():
        site = read_folder(folder, today=TODAY).site
        page = parse_source(before.read_text(), path="page.md", folder=folder)
        return broken_rules(replace(site, published_before=site.published, pages_before={"reset": page}))
    if folder.is_dir():
        return check_pages(folder, find_pages(folder).paths, today=TODAY)
    pages = [f"{half}.md", *(["fine.md"] if code in SITE_RULES else []), *(["other.md"] if code == "HC019" else [])]
    return check_pages(PAIRS / code, list(dict.fromkeys(pages)), today=TODAY)


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_page_that_breaks_the_rule_is_found(code: str) -> None:
    """The broken page of the pair is found once, by its own rule, on the line that is wrong."""
    findings = found(code, "broken")

    assert [(finding.code, finding.line) for finding in findings] == [(code, LINES[code])]
    assert findings[0].path in {
        *("broken.md", "page.md", "page.de.md", "page/index.md", "fr/page.md", "synonyms.yml", "../mkdocs.yml"),
    }
    assert findings[0].message.endswith(".")
    assert findings[0].hint.endswith((".", "'", "]", "?"))


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_page_that_keeps_the_rule_is_not(code: str) -> None:
    """The other page of the pair breaks no rule at all."""
    assert found(code, "fine") == []


def test_every_rule_has_its_pair() -> None:
    """A rule without a broken page is a rule that nobody saw working."""
    assert sorted(folder.name for folder in PAIRS.iterdir()) == sorted(CODES)


def test_a_finding_is_one_line_that_editors_can_follow() -> None:
    """Path, line, code, what is wrong and what to do."""
    finding = Finding("guides/a.md", 3, "HC004", "the page has no summary.", "Add one.")

    assert str(finding) == "guides/a.md:3: HC004 the page has no summary. Add one."


def test_findings_come_in_the_order_of_the_files() -> None:
    """A writer goes through a file from top to bottom."""
    text = '---\nkind: x\nsupport: y\nreview_by: soon\n---\n# T\n![](https://a.b/c.png)\n\n<img src="//a.b/c.png">\n'

    found = sorted(check_page(parse_source(text, path="a.md", folder=Path())))

    assert [(finding.line, finding.code) for finding in found] == [
        (1, "HC004"), (2, "HC007"), (3, "HC008"), (4, "HC009"), (7, "HC010"), (9, "HC010"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "link",
    [
        "[click here](b.md)",
        '<a class="x" href="b.md" id="y"><b>Click</b> here</a>',
        "[here][there]\n\n[There]: b.md",
        "[Here][]\n\n[here]: b.md",
        "Read it [here].\n\n[here]: b.md",
        "[Klicken Sie hier](b.md)",
        "[Mehr erfahren »](b.md)",
        "[Read more…](b.md)",
        "[(here)](b.md)",
    ],
)
def test_however_a_link_is_written_its_words_are_read(link: str) -> None:
    """Markdown's short form, its references and HTML are the same to who jumps from link to link."""
    page = parse_source(f"Text.\n\n{link}\n", path="a.md", folder=Path())

    assert [(finding.code, finding.line) for finding in PAGE_RULES["HC021"](page)] == [("HC021", 3)]


@pytest.mark.parametrize(
    "text",
    [
        '<a href="b.md"><img src="x.png" alt="Map"></a>',
        "[here] we go",
        "- [x] here\n\n[x y]: b.md",
        "[Map][here]\n\n[here]: b.md",
    ],
)
def test_brackets_that_are_no_link_and_links_that_say_where_are_none(text: str) -> None:
    """Pictures have words of their own, and brackets without a target are just brackets."""
    assert list(PAGE_RULES["HC021"](parse_source(text, path="a.md", folder=Path()))) == []


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("title: A\nsummary: B\ntitle: C\n", 4),
        ("title: A\nmoved_sections:\n  a: b\n  a: c\n", 5),
        ("title: A\nscope: {none: [x], none: [y]}\n", 3),
    ],
)
def test_a_field_that_stands_twice_is_found_on_its_second_line(fields: str, line: int) -> None:
    """YAML would keep the last and say nothing; the other rules still see the fields."""
    page = parse_source(f"---\n{fields}---\n", path="a.md", folder=Path())

    (found,) = PAGE_RULES["HC002"](page)

    assert found.line == line
    assert "already" in found.message
    assert page.front_matter["title"]


@pytest.mark.parametrize(
    ("fields", "line", "said"),
    [
        ("contact: allways", 3, "Write one of: form, link, none."),
        ("contact: [form]", 3, "Write one of"),
        ('owner: "@@"', 3, "Write a team"),
        ("owner: Sales & Support", 3, "Write a team"),
        ("owner: [docs, sales]", 3, "Write a team"),
        ("owner: docs@example", 3, "Write a team"),
        ("owner:", 3, "Write a team"),
        ("owner: dosc", 3, "Write 'docs'"),
        ("owner: Docs", 3, "Write 'docs'"),
        ("owner: publishin", 3, "Write 'publishing'"),
        ("review_by: 2926-05-01", 3, "such as 2027-05-01"),
        ("scope: none", 3, "Write 'scope: {none: [windows]}'."),
        ("scope:\n  full: [a]\n  non: [b]", 5, "Did you mean 'none'?"),
        ("scope:\n  none:", 4, "take the level out"),
        ("scope:\n  none: [a]\n  full:\n    - b\n    - a", 4, "Keep the level that is true."),
        ("summary: Error #404, and what to do", 3, "Put all of it into quotes"),
        ("summary: #404 means gone", 3, "Put all of it into quotes"),
        ("summary: What to do when\n  it says error #404", 4, "Put all of it into quotes"),
        ("answers:\n  - Why 'C#'?\n  - What is error #404?", 5, "Put all of it into quotes"),
        ("keywords:\n- gone # the usual word\n- '#404'", 4, "Put all of it into quotes"),
        ("summary: |\n  Error #404\nkeywords: ['a #1', \"b #2\"] # three\nanswers: # two\n - a #3", 7, "Put all of it"),
        ("reviewed: 2062-11-21", 3, "Write the day on which it was done."),
        ("search: {exlude: true}", 3, "Did you mean 'exclude'?"),
        ("search:\n  boost: 2", 4, "say in 'answers' and 'keywords'"),
        ('search: {exclude: "true"}', 3, "Write 'search: {exclude: true}'"),
        ("hide: [toc, feedbak]", 3, "Did you mean 'feedback'?"),
    ],
)
def test_a_value_that_its_field_does_not_take_is_found_on_its_line(fields: str, line: int, said: str) -> None:
    """A slip in a value would quietly take its effect away; the hint names what was meant, or what there is."""
    text = f"---\ntitle: A\n{fields}\n---\n"
    owners = {"b": "docs", "c": "publishing"}
    others = [
        parse_source(f"---\nowner: {owner}\n---\n", path=f"{name}{number}.md", folder=Path())
        for name, owner in owners.items()
        for number in range(3)
    ]
    site = ContentSite(Path(), (parse_source(text, path="a.md", folder=Path()), *others), TODAY)

    (found,) = SITE_RULES["HC044"](site)

    assert (found.path, found.line) == ("a.md", line)
    assert said in found.hint


def test_a_text_that_nobody_types_is_no_keyword_and_no_question() -> None:
    """One finding says how long it is, and on which line."""
    page = parse_source(f"---\nkeywords: [lock]\nanswers: [{'a' * 301}]\n---\n", path="a.md", folder=Path())
    assert [(one.line, one.message) for one in PAGE_RULES["HC013"](page)] == [
        (3, "'answers' has a text of 301 characters; 300 is the most.")
    ]


def test_a_title_that_is_cut_off_is_not_called_missing() -> None:
    """One finding says what happened; a comment that silences a rule is none."""
    pages = [
        parse_source(f"---\n{fields}\n---\n", path="a.md", folder=Path())
        for fields in ("title: #404 means gone\nsummary: #404", "title: # ignore HC004: why\nsummary:")
    ]

    assert [[code for code in ("HC003", "HC004") if list(PAGE_RULES[code](page))] for page in pages] == [
        [],
        ["HC003", "HC004"],
    ]


@pytest.mark.parametrize(
    "owner",
    [
        "docs",
        "Customer care",
        "accounts/billing",
        '"@ada"',
        '"@example/docs"',
        "ada@example.com",
        "Süd",
        "engineering",
        "team-1",
        "team-100",
    ],
)
def test_teams_accounts_and_addresses_are_owners(owner: str) -> None:
    """Everything that a forge or a tracker can ask, also a team that owns one page."""
    text = f"---\nowner: {owner}\n---\n"
    others = [
        parse_source(f"---\nowner: {usual}\n---\n", path=f"{name}-{usual}.md", folder=Path())
        for name in "bcd"
        for usual in ("docs", "team-10")
    ]
    site = ContentSite(Path(), (parse_source(text, path="a.md", folder=Path()), *others), TODAY)

    assert list(SITE_RULES["HC044"](site)) == []


def test_a_tag_in_a_title_is_found_however_it_ends() -> None:
    """A browser reads on behind the title for the end of a tag, and takes what stands there with it."""
    titles = ("Use <?php here", "a <b", "No </b>", "<!-- x -->", "a < b", "I <3 you", "a <= b -> c", "x <- y")
    pages = [parse_source(f"---\ntitle: '{title}'\n---\n", path="a.md", folder=Path()) for title in titles]

    assert [[found.hint.partition("# ")[2] for found in PAGE_RULES["HC045"](page)] for page in pages] == [
        ["Use `<?php` here'."], ["a `<b`'."], ["No `</b>`'."], ["`<!-- x -->`'."], [], [], [], [],
    ]  # fmt: skip


def test_html_beside_a_heading_has_another_id() -> None:
    """A link leads to one of the two, and HTML holds each id once; a name is none, nor are two headings one."""
    text = (
        '<a id="save"></a>\n\n## Save <a id="save"></a>\n\n## Send {#by-mail}\n\n'
        '<a name="save"></a> <b id=by-mail>x</b>\n\n<h2 id="own">Own</h2>\n\n`<a id="save">`\n\n'
        '<ApiExample id="save" />\n'
    )
    page = parse_source(text, path="a.md", folder=Path())

    assert [(found.line, found.message) for found in PAGE_RULES["HC046"](page)] == [
        (1, "the id 'save' is that of the heading on line 3 already."),
        (3, "the id 'save' is that of the heading on line 3 already."),
        (7, "the id 'by-mail' is that of the heading on line 5 already."),
    ]


def test_a_heading_that_is_another_title_is_found() -> None:
    """Readers see the heading, menus the field: they are told two titles; signs and capitals make no difference."""
    bodies = (
        "# Reset it\n", "# A **B** &amp; C!\n", "<h1>Reset it</h1>\n", "Text.\n", "# {{ title }}\n",
        "# :abc: A b :+1: c\n",
    )  # fmt: skip
    pages = [parse_source(f"---\ntitle: a b & c\n---\n{body}", path="a.md", folder=Path()) for body in bodies]

    assert [[found.line for found in PAGE_RULES["HC018"](page)] for page in pages] == [[4], [], [4], [], [], []]


def test_an_entry_of_a_menu_needs_no_summary() -> None:
    """Other generators make one of a file without text; what MkDocs builds is a page."""
    entry = parse_source("---\ntitle: Guides\n---\n", path="a.md", folder=Path())

    assert len(list(PAGE_RULES["HC004"](entry))) == 1
    assert list(PAGE_RULES["HC004"](replace(entry, built_by_mkdocs=False))) == []


def test_a_question_stands_once_in_its_article() -> None:
    """Capitals and signs make no other question."""
    text = "---\ntitle: A\nanswers: [How do I print?, How do I save?, how do I print]\n---\n"
    site = ContentSite(Path(), (parse_source(text, path="a.md", folder=Path()),), TODAY)

    assert [found.message for found in SITE_RULES["HC031"](site)] == ["the question 'how do I print' stands twice."]


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("ignore HC021: .", "Write 'ignore HC021: why'."),
        ("ignore HC021 -", "Write 'ignore HC021: why'."),
        ("ignore HC999: the button is called so", "Write the code that the check names."),
        ("ignore HC21: the button is called so", "Write 'HC021'."),
        ("ignore hc021: the button is called so", "Write 'HC021'."),
        ("ignore all", "Write the code that the check names."),
        ("ignore all the rest", ""),
        ("ignore HC032: the name of a product", ""),
    ],
)
def test_a_silence_says_why_and_names_a_rule(tmp_path: Path, comment: str, said: str) -> None:
    """A sign is no reason, and a number that no rule has silences nothing; rules of search may be silenced too."""
    summary = "Open the sign-in page, press Forgot password and follow the link."
    (tmp_path / "a.md").write_text(f"---\ntitle: A\nsummary: {summary}\n---\n\n<!-- {comment} -->\nText.\n")

    assert [found.hint for found in check_pages(tmp_path, ["a.md"], today=TODAY)] == ([said] if said else [])


@pytest.mark.parametrize(
    "comments",
    [
        "<!-- ignore HC021: its name -->\n<!-- ignore HC010: a sign -->",
        "<!-- ignore HC021: its name --> <!-- ignore HC010: a sign -->",
    ],
)
def test_several_rules_are_silenced_at_one_place(tmp_path: Path, comments: str) -> None:
    """In the text on a line each or on one, and behind one field, each rule for its own reason."""
    fields = "title: A\nsummary: Short. # ignore HC029: it is all # ignore HC044: no one reads on\n"
    (tmp_path / "a.md").write_text(f"---\n{fields}---\n\n{comments}\n[here](a.md) ![](https://a.b/c.png)\n")

    found = check_pages(tmp_path, ["a.md"], today=TODAY)

    assert [(each.line, each.message) for each in found] == [(3, "HC044 is silenced here, but finds nothing.")]


def test_filler_text_is_left_over_however_it_begins() -> None:
    """The usual filler begins a sentence."""
    page = parse_source("Text.\n\nSo. Lorem ipsum dolor sit amet and so on.\n", path="a.md", folder=Path())

    assert [(found.code, found.line) for found in PAGE_RULES["HC026"](page)] == [("HC026", 3)]


@pytest.mark.parametrize(
    "text", ["Your TODO-list is empty.\n", "TODO-list\n", "Its date is TBD, as ever.\n\n*[TBD]: To be done\n"]
)
def test_a_word_that_looks_like_a_note_is_one_of_the_text(text: str) -> None:
    """Part of another word, and an abbreviation that the page explains."""
    assert list(PAGE_RULES["HC026"](parse_source(text, path="a.md", folder=Path()))) == []


def test_a_list_of_links_that_is_gone_is_one_finding() -> None:
    """However many articles it named; one that lost some of them has a finding for each."""
    before = {name: PublishedArticle((f"{name}.md",), ("steps",)) for name in ("a", "b", "c")}

    assert len(list(links_kept.struck_out(before, {}))) == 1
    assert len(list(links_kept.struck_out(before, {"a": before["a"]}))) == 6


def test_two_brackets_in_a_formula_are_no_link() -> None:
    """Also in one of several lines."""
    page = parse_source("$$\nA[i][j] = B[i][k]\n$$\n\nSee [a][b].\n", path="a.md", folder=Path())

    assert page.undefined_references == ((5, "b"),)


def test_a_day_that_no_calendar_has_is_found_on_its_line() -> None:
    """The other fields are still read, so that one slip hides no other."""
    page = parse_source("---\ntitle: A\nreview_by: 2027-02-30\nkind: x\n---\n", path="a.md", folder=Path())

    assert {(found.code, found.line) for found in check_page(page)} == {("HC004", 1), ("HC009", 3), ("HC007", 4)}


def test_a_file_name_is_no_alternative_text() -> None:
    """What an editor fills in by itself tells a blind reader nothing."""
    page = parse_source("![save-2.PNG](save-2.PNG)", path="a.md", folder=Path())

    assert "is a file name" in next(iter(PAGE_RULES["HC010"](page))).message


def test_derived_ids_that_meet_are_reported_too() -> None:
    """Two places that make one id are told to the writer before a suffix makes an ugly link."""
    pages = [parse_source("", path=path, folder=Path()) for path in ("a/b-c.md", "a-b/c.md")]

    found = list(SITE_RULES["HC006"](ContentSite(Path(), tuple(pages), TODAY)))

    assert [(finding.path, finding.message) for finding in found] == [
        ("a/b-c.md", "the id 'a-b-c' is already that of a-b/c.md.")
    ]


def test_an_alternative_has_words() -> None:
    """A heading alone, or one with words only below a heading of its own, leaves agents with nothing to copy."""
    said = "---\nsupport: none\n---\n\n## Instead {#instead}\n"
    bodies = ("", "\n### On Linux\n\nRun it there.\n", "\nRun it elsewhere.\n")
    pages = [parse_source(said + body, path="a.md", folder=Path()) for body in bodies]

    assert [[finding.line for finding in PAGE_RULES["HC035"](page)] for page in pages] == [[5], [5], []]


def test_a_section_that_says_no_has_words() -> None:
    """Each heading below it, and itself where it has none below, names what can be done; and its level exists."""
    said = '# A\n\n## No {#not data-support="none"}\n\n'
    bodies = ("", "### On Mars\n\n### On Earth\n\nWalk.\n", "Walk.\n", "### On Mars\n\nFly.\n\n## Yes\n")
    pages = [parse_source(said + body, path="a.md", folder=Path()) for body in bodies]
    pages.append(parse_source("# A\n\n## No {data-support=nope}\n", path="a.md", folder=Path()))

    assert [[finding.line for finding in PAGE_RULES["HC035"](page)] for page in pages] == [[3], [5], [], [], [3]]


def test_a_video_page_without_a_video_is_found() -> None:
    """A page that promises a video shows one."""
    page = parse_source("---\nkind: video\n---\n`!video[x](y)`\n", path="a.md", folder=Path())

    assert [finding.line for finding in PAGE_RULES["HC014"](page)] == [2]


@pytest.mark.parametrize(
    ("config", "page", "captions", "missing"),
    [
        ("theme: material", "a.md", ["a.de.vtt"], "en"),
        ("theme: material", "a.md", ["a.de.vtt", "a.en-GB.vtt"], ""),
        ("theme: material", "a.md", ["a.vtt"], ""),
        ("theme: {name: material, language: de}", "a.md", ["a.en.vtt"], "de"),
        ("theme: {name: material, language: de}", "a.md", ["a.de.vtt"], ""),
        ("theme: {name: material, language: !ENV NOT_SET_HERE}", "a.md", ["a.de.vtt"], ""),
        (LANGUAGES, "a.md", ["a.de.vtt"], "en"),
        (LANGUAGES, "a.de.md", ["a.en.vtt"], "de"),
        (LANGUAGES, "a.de.md", ["a.de.vtt", "a.en.vtt"], ""),
    ],
)
def test_captions_speak_the_language_of_the_page(
    tmp_path: Path, config: str, page: str, captions: list[str], missing: str
) -> None:
    """Captions in another language alone are none for who reads the page; where its language is unknown, any will."""
    (tmp_path / CONFIG_NAME).write_text(config, encoding="utf-8")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.webm").write_bytes(webm(9))
    (docs / page).write_text("# A\n\n!video[A](a)\n", encoding="utf-8")
    for name in captions:
        (docs / name).write_text("WEBVTT\n\n00:04.500 --> 00:09.000\nSave.\n", encoding="utf-8")

    found = [finding for finding in check_pages(docs, [page], today=TODAY) if finding.code == "HC011"]

    assert [(finding.line, finding.hint.split()[1]) for finding in found] == (
        [(3, f"a.{missing}.vtt")] if missing else []
    )


def test_a_second_video_on_a_page_is_found(tmp_path: Path) -> None:
    """Each video is a page: its moments have addresses, which two cannot share."""
    (tmp_path / "a.webm").write_bytes(webm(9))
    page = parse_source("!video[A](a)\n\nThen:\n\n!video[A](a)\n", path="a.md", folder=tmp_path)

    assert [finding.line for finding in PAGE_RULES["HC014"](page)] == [5]


def test_a_link_to_a_moment_leads_to_a_line_of_the_transcript(tmp_path: Path) -> None:
    """A second at which no line begins has no place on the page; the nearest one that has is named."""
    (tmp_path / "a.webm").write_bytes(webm(9))
    (tmp_path / "a.vtt").write_text("WEBVTT\n\n00:04.500 --> 00:09.000\nSave.\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("!video[A](a)\n\n[Save](#t=4), [wait](#t=5)\n", encoding="utf-8")

    found = [finding for finding in check_pages(tmp_path, ["a.md"], today=TODAY) if finding.code == "HC020"]

    assert [(finding.message, finding.hint) for finding in found] == [
        ("the link leads to '#t=5', a section that this page does not have.", "Did you mean '#t=4'?")
    ]


def test_structures_in_place_of_a_text_are_not_written_out() -> None:
    """A few lines of YAML can stand for a billion items, which no message should hold."""
    bomb = "a: &a [x, x]\n" + "".join(f"{after}: &{after} [{', '.join([f'*{name}'] * 9)}]\n"
                                      for name, after in zip("abcdefgh", "bcdefghi", strict=True))  # fmt: skip

    page = parse_source(f"---\n{bomb}review_by: *i\nkind: *i\nid: *i\n---\n", path="a.md", folder=Path())

    site = ContentSite(Path(), (page,), TODAY)
    assert {finding.code for finding in broken_rules(site)} >= {"HC005", "HC007", "HC009"}


def test_a_site_says_how_large_its_videos_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lower limit finds the videos above it; what is no size ends the check with the variable's name."""
    folder = PAIRS / "HC012"
    monkeypatch.setenv("HELP_CENTRE_MAX_VIDEO_MB", "0.000001")
    assert "HC028" in {finding.code for finding in check_pages(folder, ["fine.md"], today=TODAY)}

    monkeypatch.setenv("HELP_CENTRE_MAX_VIDEO_MB", "nan")
    with pytest.raises(SettingError, match="HELP_CENTRE_MAX_VIDEO_MB"):
        check_pages(folder, ["fine.md"], today=TODAY)


def test_a_poster_has_the_shape_of_its_film_and_is_light(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is loaded before anybody presses play; of another shape it would stand between black bars."""
    shutil.copytree(PAIRS / "HC012", tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("HELP_CENTRE_MAX_IMAGE_MB", "0.00002")
    assert [finding.code for finding in check_pages(tmp_path, ["fine.md"], today=TODAY)] == ["HC028"]
    monkeypatch.delenv("HELP_CENTRE_MAX_IMAGE_MB")

    (tmp_path / "with-everything.webm").write_bytes(webm(90, tracks=track(size=(640, 480))))
    (finding,) = check_pages(tmp_path, ["fine.md"], today=TODAY)
    assert finding.code == "HC012"
    assert "640 x 360 pixels, and 640 x 480" in finding.message


def test_doubts_about_another_generator_speak_for_the_writer(tmp_path: Path) -> None:
    """A path from the folder of all pages, or above, and a field of its own are findings where MkDocs builds alone."""
    (tmp_path / "docs/deep").mkdir(parents=True)
    (tmp_path / "docs/a.md").write_text("---\ntitle: A\n---\n")
    (tmp_path / "docs/deep/b.md").write_text("---\ntitle: B\nsidebar_depth: 3\n---\n\n[A](in/a.md)\n[A](a.md#top)\n")

    def codes() -> dict[str, str]:
        found = check_pages(tmp_path / "docs", ["a.md", "deep/b.md"], today=TODAY)
        return {finding.code: finding.hint for finding in found if finding.code in {"HC019", "HC024"}}

    assert codes() == {}
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    assert codes() == {"HC019": "Write '../a.md#top'.", "HC024": "Correct its name, or remove it."}


def test_anchors_of_another_generator_may_keep_hyphens_and_capitals(tmp_path: Path) -> None:
    """A heading has one anchor where MkDocs builds; elsewhere it may have what most generators make of it."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("[b](#--All--files) [c](#allfiles)\n\n# --All & *files*\n")

    def lines() -> list[str]:
        found = check_pages(tmp_path / "docs", ["a.md"], today=TODAY)
        return [finding.message.split("'")[1] for finding in found if finding.code == "HC020"]

    assert lines() == ["#allfiles"]
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    assert lines() == ["#--All--files", "#allfiles"]


TWO_LANGUAGES = """\
site_name: Two languages
plugins:
  - i18n:
      docs_structure: suffix
      fallback_to_default: false
      languages: [{locale: en, name: English, default: true}, {locale: de, name: Deutsch}]
"""


def test_links_of_a_translation_lead_to_what_is_there_in_its_language(tmp_path: Path) -> None:
    """To a translated page and its sections, and to others where the site shows these in every language."""
    (tmp_path / "docs").mkdir()
    config = tmp_path / "mkdocs.yml"
    config.write_text(TWO_LANGUAGES)
    links = "[a](a.md#eins) [a](a.md#one) [b](b.md) [c](c.md) [e](e.md) [self](#here) [self](#there)"
    (tmp_path / "docs/e.md").write_text("---\nid: e\ngone: No more.\n---\n")
    pages = {
        "a.md": "## One\n",
        "a.de.md": "## Eins\n",
        "b.md": "## Two\n",
        "d.md": "",
        "d.de.md": f"{links}\n\n## Here\n",
    }
    for path, text in pages.items():
        (tmp_path / "docs" / path).write_text(f"# T\n\n{text}")

    def messages() -> list[str]:
        found = check_pages(tmp_path / "docs", [*pages, "e.md"], today=TODAY)
        return [finding.message for finding in found if finding.code in {"HC019", "HC020"}]

    everywhere = [
        "the link to 'c.md' leads nowhere.",
        "the link leads to '#one', a section that a.de.md does not have.",
        "the link leads to '#there', a section that this page does not have.",
    ]
    assert messages() == [
        "the link leads to b.md, which is not there in this language.",
        "the link leads to e.md, which was given up.",
        *everywhere,
    ]
    config.write_text(TWO_LANGUAGES.replace("fallback_to_default: false", "fallback_to_default: true"))
    assert messages() == everywhere


def test_a_section_that_left_the_original_leaves_its_translation() -> None:
    """Links to it lead on in both languages; one that is still in the original is told elsewhere."""
    moved = "moved_sections: {tips: other#tips, here: other#here, said: a#said-no}"
    original = f"---\n{moved}\n---\n\n## Here {{#here}}\n\n## No {{#said-no}}\n"
    translation = "## Tipps {#tips}\n\n## Hier {#here}\n\n## Nein {#said}\n"
    pages = [parse_source(text, path=path, folder=Path()) for path, text in
             {"a.md": original, "other.md": "## Tips {#tips}\n", "a.de.md": translation}.items()]  # fmt: skip
    languages = PageLanguages("en", frozenset(("en", "de")))
    site = ContentSite(Path(), tuple(pages[:2]), TODAY, translations=(pages[2],), languages=languages)

    found = list(SITE_RULES["HC036"](site))

    assert [(each.path, each.line) for each in found] == [("a.de.md", 1), ("a.de.md", 5)]
    assert "'other#tips'" in found[0].hint
    assert "'{#said-no}'" in found[1].hint


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "text",
    [
        "# x" + " " * 300_000 + "y", "# " + " ".join("`" * length for length in range(1000)), "# " + "_a " * 200_000,
        "a TODO b " * 60_000, "a (" * 200_000 + "TODO b", "- `a`\n" * 60_000, "## `a` `\n" * 10_000,
        "[a" * 200_000, '[a](b "' * 60_000, "[" + "[x]" * 150_000, "[[x][x]" * 60_000 + "\n[x]: y",
        "[a](b.md)\n" * 50_000, "> ## a\n" * 20_000, "## a{#x}\n" * 5_000, "[^a]:\n    ## a\n" * 2_000,
    ],
    ids=[
        "blanks", "code", "marks", "words", "brackets", "lists", "headings",
        "open", "titles", "nested", "references", "links", "quotes", "braces", "notes",
    ],
)  # fmt: skip
@pytest.mark.slow
def test_no_page_takes_long(text: str) -> None:
    """A page of half a megabyte of anything is checked in a second or two, where squares would take minutes."""
    page = parse_source(text, path="a.md", folder=Path())

    assert {finding.code for finding in check_page(page)} >= {"HC004"}
