"""The length of a video, from the head of its file."""

from pathlib import Path

import pytest

from publishing.videos.length import video_length_ms
from tests.publishing.small_videos import mp4, webm


@pytest.mark.parametrize(
    ("name", "content", "length_ms"),
    [
        ("a.webm", webm(61.5), 61500),
        ("a.webm", webm(61.5, scale_ns=500_000), 61500),
        ("a.webm", webm(None), None),
        ("a.mp4", mp4(90.25), 90250),
        ("a.mp4", mp4(90.25, version=1, junk=b"isom"), 90250),
        ("a.mp4", b"\0\0\0\x08ftyp", None),
    ],
)
def test_the_length_is_read(tmp_path: Path, name: str, content: bytes, length_ms: int | None) -> None:
    """WebM and MP4 say how long they are; one that does not has no known length."""
    (tmp_path / name).write_bytes(content)
    assert video_length_ms(tmp_path / name) == length_ms


@pytest.mark.parametrize("suffix", [".webm", ".mp4"])
@pytest.mark.parametrize("content", [b"", b"video", b"\0" * 100, b"\xff" * 100, webm(9)[:40], mp4(9)[:22]])
def test_a_damaged_file_has_no_known_length(tmp_path: Path, suffix: str, content: bytes) -> None:
    """Whatever the file holds, reading ends without an error."""
    (tmp_path / f"a{suffix}").write_bytes(content)
    assert video_length_ms(tmp_path / f"a{suffix}") is None
