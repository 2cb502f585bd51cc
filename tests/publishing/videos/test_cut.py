"""The cut of a video: which recording its files hold."""

from pathlib import Path

from publishing.videos.cut import cut_of
from tests.publishing.small_videos import live_webm, mp4, webm


def test_another_recording_is_another_cut(tmp_path: Path) -> None:
    """One changed picture names another cut; another name of the file, or another order, does not."""
    (tmp_path / "a.webm").write_bytes(webm(9))
    (tmp_path / "b.webm").write_bytes(webm(9, pictures=b"picturez"))
    (tmp_path / "copy.webm").write_bytes(webm(9))
    a, b, copy = (tmp_path / f"{name}.webm" for name in ("a", "b", "copy"))
    assert cut_of([a]).name == cut_of([copy]).name != cut_of([b]).name
    assert cut_of([a, b]) == cut_of([b, copy])


def test_the_longest_file_tells_the_length(tmp_path: Path) -> None:
    """A play may run to the end of either file; one that tells no length is left out."""
    for name, content in (("a.webm", webm(60.5)), ("a.mp4", mp4(60.75)), ("live.webm", live_webm())):
        (tmp_path / name).write_bytes(content)
    assert cut_of([tmp_path / "a.webm", tmp_path / "a.mp4", tmp_path / "live.webm"]).seconds == 60.75
    assert cut_of([tmp_path / "live.webm"]).seconds is None
