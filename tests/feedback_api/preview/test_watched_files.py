"""Which files changed since they were last looked at."""

from pathlib import Path

from feedback_api.preview.watched_files import look_at


def test_a_saved_a_new_and_a_removed_file_are_seen(tmp_path: Path) -> None:
    """At any depth; a place may be a single file, or not be there."""
    (tmp_path / "docs/deep").mkdir(parents=True)
    page, config = tmp_path / "docs/deep/a.md", tmp_path / "mkdocs.yml"
    page.write_text("a")
    config.write_text("b")
    places = (tmp_path / "docs", config, tmp_path / "nowhere")
    first = look_at(places)
    assert set(first) == {str(page), str(config)}

    page.write_text("longer")
    assert look_at(places) != first
    (tmp_path / "docs/new.md").write_text("x")
    assert len(look_at(places)) == 3
    page.unlink()
    assert str(page) not in look_at(places)


def test_what_editors_leave_behind_is_no_change(tmp_path: Path) -> None:
    """Hidden files and folders are left out, and a link that leads in a circle is not followed."""
    (tmp_path / "a.md").write_text("a")
    before = look_at((tmp_path,))
    (tmp_path / ".a.md.swp").write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/index").write_text("x")
    (tmp_path / "up").symlink_to(tmp_path)

    assert {name for name in look_at((tmp_path,)) if not name.endswith("up")} == set(before)
