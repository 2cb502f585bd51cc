"""Ids: stable, without collisions, and the writer's own before all others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.articles.ids import DuplicateId, assign_ids, derive_id, id_of_words, is_well_formed


@pytest.mark.parametrize(
    ("path", "article_id"),
    [
        ("guides/reset-password.md", "guides-reset-password"),
        ("guides/index.md", "guides"),
        ("guides/README.md", "guides"),
        ("index.md", "home"),
        ("README.md", "home"),
        ("API Reference (v2).md", "api-reference-v2"),
        ("hilfe/Größe.md", "hilfe-größe"),
        ("指南/重置.md", "指南-重置"),
        (".hidden/..md", "hidden"),
        ("release-1.2.md", "release-1.2"),
        ("???.md", "home"),
    ],
)
def test_an_id_derives_from_the_path(path: str, article_id: str) -> None:
    """A page that names no id is called after its place."""
    assert derive_id(path) == article_id


def test_a_very_long_path_makes_a_short_id_of_its_own() -> None:
    """Deep trees do not make names that file systems refuse, nor names that are alike."""
    ids = {derive_id(f"{'deep/' * 60}{name}.md") for name in "ab"}

    assert len(ids) == 2
    assert all(len(article_id) <= 100 for article_id in ids)


def test_the_front_matter_wins_over_a_derived_id() -> None:
    """A page keeps the id its writer gave it, and whoever derives the same gets another."""
    ids = assign_ids({"a/b.md": None, "z.md": "a-b"})

    assert ids.of_path["z.md"] == "a-b"
    assert ids.of_path["a/b.md"].startswith("a-b-")
    assert ids.told_apart == ("a/b.md",)


def test_paths_that_derive_one_id_are_told_apart_the_same_way_every_time() -> None:
    """The first by name keeps the plain id, the other's suffix depends on its own path alone."""
    pages: dict[str, str | None] = {"a-b/c.md": None, "a/b-c.md": None}

    ids = assign_ids(pages)

    assert ids.of_path["a-b/c.md"] == "a-b-c"
    assert ids.of_path["a/b-c.md"] == assign_ids({**pages, "a-b-c.md": None}).of_path["a/b-c.md"]
    assert ids.told_apart == ("a/b-c.md",)


def test_two_files_with_one_explicit_id_are_both_named() -> None:
    """Two writers who chose one id learn about each other."""
    with pytest.raises(DuplicateId, match=r"b\.md: the id 'x' is already that of a\.md") as caught:
        assign_ids({"b.md": "x", "a.md": "x"})

    assert "another 'id:'" in caught.value.hint
    with pytest.raises(DuplicateId, match=r"^de/b\.md: .* that of de/a\.md\."):
        assign_ids({"b.md": "x", "a.md": "x"}, files={"b.md": "de/b.md", "a.md": "de/a.md"})


@given(st.lists(st.text(alphabet="ab-/. ", min_size=1, max_size=8), unique=True))
def test_no_two_pages_share_an_id(names: list[str]) -> None:
    """Whatever the paths, every one has an id of its own that can name a folder."""
    ids = assign_ids(dict.fromkeys(f"{name}.md" for name in names)).of_path

    assert len(set(ids.values())) == len(names)
    assert all(article_id and "/" not in article_id and article_id[0] != "." for article_id in ids.values())


@pytest.mark.parametrize(
    ("article_id", "well_formed"),
    [("reset-password", True), ("2fa", True), ("Reset", False), ("a--b", False), ("-a", False), ("a b", False)],
)
def test_a_well_formed_id_can_be_read_out(article_id: str, well_formed: bool) -> None:
    """Small letters, digits and single hyphens."""
    assert is_well_formed(article_id) is well_formed
    assert not is_well_formed("a" * 101)


def test_an_id_that_was_published_stays_with_its_path() -> None:
    """A new page that derives the same id gets the suffix, not the page that everybody links to already."""
    pages: dict[str, str | None] = {"guides/reset.md": None, "guides-reset.md": None}
    assert assign_ids(pages).of_path["guides-reset.md"] == "guides-reset"

    ids = assign_ids(pages, {"guides-reset": ["guides/reset.md"]})

    assert ids.of_path["guides/reset.md"] == "guides-reset"
    assert ids.told_apart == ("guides-reset.md",)


def test_an_id_goes_where_a_writer_takes_it() -> None:
    """A page that moved and says so keeps its id; another page at its old path gets one of its own."""
    recorded = {"reset": ["reset.md"], "other": ["gone.md"]}

    ids = assign_ids({"account/reset.md": "reset", "reset.md": None}, recorded)

    assert ids.of_path["account/reset.md"] == "reset"
    assert ids.of_path["reset.md"].startswith("reset-")


def test_of_two_pages_that_had_one_id_the_latest_place_keeps_it() -> None:
    """No id is given twice, whatever the list says."""
    ids = assign_ids({"new.md": None, "old.md": None}, {"reset": ["new.md", "old.md"]})

    assert ids.of_path == {"new.md": "reset", "old.md": "old"}


@pytest.mark.parametrize(
    ("words", "article_id"),
    [
        ("Häufige Fragen", "haeufige-fragen"),
        ("Straße ÄNDERN", "strasse-aendern"),
        ("A\u0308ndern", "aendern"),
        ("Café: don't & 3.5", "cafe-dont-3-5"),
        ("Żółw Smørrebrød", "zolw-smorrebrod"),
        ("Настройка Wi-Fi", ""),
        ("日本語", ""),
        ("a" * 150, "a" * 100),
    ],
)
def test_words_make_an_id_that_people_can_read(words: str, article_id: str) -> None:
    """Letters with marks are written as their readers type them; other scripts make none, not a part of one."""
    assert id_of_words(words) == article_id
