"""How the pictures of a video are encoded, and what shape they have."""

from pathlib import Path

import pytest

from publishing.videos.files import VideoError, read_video
from publishing.videos.pictures import Pictures, read_pictures
from tests.publishing.small_videos import live_webm, mp4, track, trak, webm

SOUND = trak(b"mp4a", b"soun", (0, 0))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.webm", webm(9), Pictures("V_VP9", 640, 360)),
        ("a.webm", live_webm(), Pictures("V_VP9", 640, 360)),
        ("a.mp4", mp4(9), Pictures("avc1", 640, 360)),
        ("a.mp4", mp4(9, tracks=SOUND + trak(b"av01", size=(800, 600))), Pictures("av01", 800, 600)),
        ("a.mp4", mp4(9, tracks=trak(turned=True)), Pictures("avc1", 360, 640)),
        ("a.mp4", mp4(9, tracks=SOUND), None),
    ],
)
def test_code_and_size_are_read_from_the_tables(
    tmp_path: Path, name: str, content: bytes, expected: Pictures | None
) -> None:
    """Behind a track of sound, too; what a phone recorded upright is higher than wide."""
    (tmp_path / name).write_bytes(content)
    assert read_pictures(tmp_path / name) == expected


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.mp4", mp4(9, tracks=trak(b"mp4v")), r"encoded as MPEG-4 Part 2 \('mp4v'\)"),
        ("a.mp4", mp4(9, tracks=trak(b"hvc1")), r"encoded as H\.265 \('hvc1'\)"),
        ("a.mp4", mp4(9, tracks=trak(b"apcn")), "encoded as 'apcn'"),
        ("a.mp4", mp4(9, tracks=SOUND), "the file holds no pictures"),
        ("a.mp4", mp4(9, tracks=b""), "the file holds no pictures"),
        ("a.webm", live_webm().replace(track(), track(b"V_MPEG4/ISO/AVC")), "encoded as 'V_MPEG4/ISO/AVC'"),
        ("a.webm", live_webm().replace(track(), track(b"A_OPUS", 2)), "the file holds no pictures"),
    ],
)
def test_what_browsers_do_not_play_is_an_error(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    """The message names the file and the encoding, the hint one that plays; a dead player is never published."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(VideoError, match=rf"{name}: .*{problem}") as raised:
        read_video(tmp_path, "a")
    assert raised.value.hint.endswith(".")
