"""Whether a video file is one, and all of it."""

from pathlib import Path

import pytest

from publishing.videos.files import VideoError, read_video
from publishing.videos.whole import LFS_POINTER, why_not_whole
from tests.publishing.small_videos import box, live_webm, mp4, webm

POINTER = LFS_POINTER + b"v1\noid sha256:4d7a\nsize 904042\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.webm", webm(9)),
        ("a.webm", webm()),
        ("a.webm", live_webm()),
        ("a.mp4", mp4(9)),
        ("a.mp4", mp4(9) + b"\0" * 8),
    ],
)
def test_a_whole_video_has_no_fault(tmp_path: Path, name: str, content: bytes) -> None:
    """With and without a length, recorded live, with an end that nobody needs."""
    (tmp_path / name).write_bytes(content)
    assert why_not_whole(tmp_path / name) is None


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.webm", b"", "the video is empty"),
        ("a.mp4", b"", "the video is empty"),
        ("a.webm", POINTER, "Git LFS has left its pointer"),
        ("a.mp4", POINTER, "Git LFS has left its pointer"),
        ("a.webm", b"<!doctype html>", "the file is no WebM video"),
        ("a.webm", mp4(9), "the file is no WebM video"),
        ("a.mp4", webm(9), "the file is no MP4 video"),
        ("a.webm", webm(9)[:-1], "the video ends too early"),
        ("a.webm", webm(9)[:20], "the video ends too early"),
        ("a.webm", live_webm()[:25], "the video ends too early"),
        ("a.mp4", mp4(9)[:-1], "the video ends too early"),
        ("a.mp4", mp4(9)[:20], "the video ends too early"),
        ("a.mp4", box(b"ftyp", b"isom") + box(b"mdat", b"pictures"), "the video ends too early"),
    ],
)
def test_a_broken_video_is_an_error_that_says_what_to_do(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    """The message names the file and what is wrong with it; a hint says how it becomes right."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(VideoError, match=rf"{name}: {problem}") as raised:
        read_video(tmp_path, "a")
    assert raised.value.hint.endswith(".")
