"""The length of a video, from the head of its file."""

import struct
from pathlib import Path

import pytest

from publishing.video_length import video_length_ms


def element(identity: str, content: bytes) -> bytes:
    """Write a Matroska element with a size of eight bytes."""
    return bytes.fromhex(identity) + (1 << 56 | len(content)).to_bytes(8, "big") + content


def webm(seconds: float | None, *, scale_ns: int = 1_000_000) -> bytes:
    """Write the head of a WebM file."""
    info = element("2AD7B1", scale_ns.to_bytes(4, "big"))
    if seconds is not None:
        info += element("4489", struct.pack(">d", seconds * 1e9 / scale_ns))
    return element("1A45DFA3", b"") + element("18538067", element("114D9B74", b"seek") + element("1549A966", info))


def mp4(seconds: float, *, version: int = 0, junk: bytes = b"") -> bytes:
    """Write an MP4 file that says how long it is and holds nothing."""
    layout = ">16xIQ" if version else ">8xII"
    head = bytes([version, 0, 0, 0]) + struct.pack(layout, 600, round(seconds * 600))
    movie = struct.pack(">I4s", len(head) + 8, b"mvhd") + head
    return struct.pack(">I4s", 8 + len(junk), b"ftyp") + junk + struct.pack(">I4s", len(movie) + 8, b"moov") + movie


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
@pytest.mark.parametrize("content", [b"", b"video", b"\0" * 100, b"\xff" * 100, webm(9)[:40], mp4(9)[:30]])
def test_a_damaged_file_has_no_known_length(tmp_path: Path, suffix: str, content: bytes) -> None:
    """Whatever the file holds, reading ends without an error."""
    (tmp_path / f"a{suffix}").write_bytes(content)
    assert video_length_ms(tmp_path / f"a{suffix}") is None
