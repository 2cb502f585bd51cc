"""Front matter in, meta tags out."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from publishing.articles.meta import (
    PageMeta,
    accepted_id,
    date_of,
    meta_tags,
    page_meta,
    texts_of,
    updated_on,
    with_head,
)


def read(front_matter: dict[str, Any]) -> PageMeta:
    """Read *front_matter* of a page that tells nothing else."""
    return page_meta(front_matter, article_id="a", title="A", kind="guide", source_path="a.md", updated=None)


def test_well_formed_fields_are_taken() -> None:
    """A front matter as the contract wants it is carried over whole."""
    meta = read({
        "summary": "Short.", "kind": "video", "owner": "accounts", "review_by": date(2027, 5, 1), "support": "full",
        "edit": "minor", "updated": "2026-11-20", "tags": ["a", 2], "keywords": "one", "answers": ["How?"],
    })  # fmt: skip

    assert meta == PageMeta(
        "a", "A", "Short.", "video", "a.md", date(2026, 11, 20), "accounts", date(2027, 5, 1), "full",
        "minor", None, ("a", "2"), ("one",), ("How?",),
    )  # fmt: skip


def test_what_other_sites_mean_by_these_fields_is_left_out() -> None:
    """A site that knows nothing of this project builds, whatever its front matter holds."""
    meta = read({
        "summary": None, "kind": "tutorial", "owner": ["x"], "review_by": "soon", "support": True,
        "edit": "x", "updated": 5, "tags": {"a": 1}, "keywords": [None, [], "ok"], "answers": "",
    })  # fmt: skip

    assert meta == PageMeta("a", "A", "", "guide", "a.md", None, None, None, None, None, None, (), ("ok",), ())


def test_a_word_about_the_edit_can_carry_a_day() -> None:
    """Said again of a later edit, the word carries another day; anything else behind it is not understood."""
    assert read({"edit": "substantive 2026-11-21"}).edit == "substantive 2026-11-21"
    assert read({"edit": "minor, I think"}).edit is None
    assert 'name="help-centre:edit" content="minor"' in meta_tags(read({"edit": "minor"}))


def test_description_counts_as_summary() -> None:
    """Other sites' word for it is understood, and ours comes first."""
    assert read({"description": "Theirs"}).summary == "Theirs"
    assert read({"description": "Theirs", "summary": "Ours"}).summary == "Ours"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2026, 1, 2), date(2026, 1, 2)),
        (datetime(2026, 1, 2, 3, tzinfo=UTC), date(2026, 1, 2)),
        ("2026-01-02", date(2026, 1, 2)),
        ("2026-01-02T03:04:05Z", date(2026, 1, 2)),
        ("2 January", None),
        (20260102, None),
        (None, None),
    ],
)
def test_a_day_is_read_in_every_form_that_yaml_gives_it(value: object, day: date | None) -> None:
    """YAML makes dates, points in time and texts of days."""
    assert date_of(value) == day


def test_the_dates_of_a_blog_post_are_understood() -> None:
    """The later of the two days below 'date' tells when a post changed."""
    assert updated_on({"date": {"created": date(2026, 1, 1), "updated": date(2026, 2, 2)}}) == date(2026, 2, 2)
    assert updated_on({"date": {"created": date(2026, 1, 1)}}) == date(2026, 1, 1)


@pytest.mark.parametrize("value", ["..", ".", "a/b", "a b", "", None, True, ["a"], "50%"])
def test_an_id_that_cannot_name_a_folder_is_not_accepted(value: object) -> None:
    """No front matter leads out of the folder of permalinks."""
    assert accepted_id(value) is None


def test_texts_are_collapsed_to_one_line() -> None:
    """A text folded over lines in YAML is one text."""
    assert texts_of(["a\n  b"]) == ("a b",)


def test_meta_tags_are_escaped() -> None:
    """No field can end its attribute or open an element."""
    tags = meta_tags(read({"owner": '"><script>alert(1)</script>'}))

    assert "<script>" not in tags
    assert '<meta name="help-centre:owner" content="&quot;&gt;&lt;script&gt;' in tags
    assert '<meta name="help-centre:summary" content="">' in tags


def test_tags_go_to_the_end_of_the_head() -> None:
    """What the theme's head says comes first; a page without the closing tag gets them on top."""
    assert with_head("<head><title>x</title></head><p></head>", "T") == "<head><title>x</title>T</head><p></head>"
    assert with_head("<p>x", "T") == "T<p>x"
