"""
How the pictures of a video file are encoded, and what shape they have: read from its tables, without decoding it.

Formats: see `publishing.videos.container`. Which encodings browsers play:
https://developer.mozilla.org/docs/Web/Media/Guides/Formats/Video_codecs
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from publishing.videos.container import SEGMENT, boxes, elements

PLAYED_IN = {
    ".webm": frozenset({"V_VP8", "V_VP9", "V_AV1"}),
    ".mp4": frozenset({"avc1", "avc3", "vp08", "vp09", "av01"}),
}
_ENCODE_AS = {
    ".webm": "Encode the video with VP9 or AV1, or save it as MP4 with H.264.",
    ".mp4": "Encode the video again with H.264, which every browser plays.",
}
_CALLED = {"mp4v": "MPEG-4 Part 2", "hvc1": "H.265", "hev1": "H.265", "s263": "H.263", "encv": "encrypted"}
_TRACKS, _TRACK, _TRACK_TYPE, _CODEC, _PICTURES = 0x1654AE6B, 0xAE, 0x83, 0x86, 0xE0
# The size that is shown tells the shape better than that of the pictures, whose pixels may not be square.
_WIDTHS, _HEIGHTS = (0x54B0, 0xB0), (0x54BA, 0xBA)
_SHOWS_PICTURES = b"\x01"
_MAX_VALUE_BYTES = 256


@dataclass(frozen=True)
class Pictures:
    """The code of their encoding, such as ``avc1`` or ``V_VP9``, and the size that they are shown in, 0 if unknown."""

    codec: str
    width: int
    height: int


def read_pictures(file: Path) -> Pictures | None:
    """Read of what kind the pictures of a WebM or MP4 *file* are; None when its tables tell of none."""
    with file.open("rb") as stream:
        end = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        try:
            return _in_webm(stream, end) if file.suffix == ".webm" else _in_mp4(stream, end)
        except (struct.error, ValueError, OverflowError):
            return None


def why_not_played(file: Path) -> tuple[str, str] | None:
    """Say why browsers show nothing of a WebM or MP4 *file* that is whole, and what to do; None when they show it."""
    pictures = read_pictures(file)
    if pictures is None:
        return "the file holds no pictures, at most sound.", "Export the video again, with its pictures."
    if pictures.codec in PLAYED_IN[file.suffix]:
        return None
    called = _CALLED.get(pictures.codec)
    code = f"{called} ('{pictures.codec}')" if called else f"'{pictures.codec}'"
    return f"its pictures are encoded as {code}, which many or all browsers do not play.", _ENCODE_AS[file.suffix]


def _in_webm(stream: BinaryIO, end: int) -> Pictures | None:
    for identity, after in elements(stream, end):
        if identity != SEGMENT:
            continue
        for part, its_end in elements(stream, after):
            if part == _TRACKS:
                tracks = (_track(stream, stop) for entry, stop in elements(stream, its_end) if entry == _TRACK)
                return next(filter(None, tracks), None)
    return None


def _track(stream: BinaryIO, end: int) -> Pictures | None:
    values: dict[int, bytes] = {}
    for identity, after in elements(stream, end):
        if identity == _PICTURES:
            values.update((name, _value(stream, its_end)) for name, its_end in elements(stream, after))
        else:
            values[identity] = _value(stream, after)
    if values.get(_TRACK_TYPE, b"").lstrip(b"\0") != _SHOWS_PICTURES:
        return None
    width, height = (
        next((int.from_bytes(values[name], "big") for name in names if name in values), 0)
        for names in (_WIDTHS, _HEIGHTS)
    )
    return Pictures(values.get(_CODEC, b"").rstrip(b"\0").decode("ascii", "replace"), width, height)


def _value(stream: BinaryIO, end: int) -> bytes:
    return stream.read(max(0, min(end - stream.tell(), _MAX_VALUE_BYTES)))


def _in_mp4(stream: BinaryIO, end: int) -> Pictures | None:
    for name, after in boxes(stream, end):
        if name == b"moov":
            tracks = (_trak(stream, stop) for entry, stop in boxes(stream, after) if entry == b"trak")
            return next(filter(None, tracks), None)
    return None


def _trak(stream: BinaryIO, end: int) -> Pictures | None:
    """Take the size from the header of the track, which a phone that was held upright turns by a quarter."""
    start = stream.tell()
    if _inside(stream, start, end, b"mdia", b"hdlr") is None or stream.read(12)[8:] != b"vide":
        return None
    width = height = 0
    if _inside(stream, start, end, b"tkhd") is not None:
        (version,) = stream.read(1)
        stream.seek(51 if version else 39, io.SEEK_CUR)
        *matrix, width, height = struct.unpack(">9i2I", stream.read(44))
        width, height = width >> 16, height >> 16
        if not matrix[0] and matrix[1]:
            width, height = height, width
    if _inside(stream, start, end, b"mdia", b"minf", b"stbl", b"stsd") is None:
        return Pictures("", width, height)
    (codec,) = struct.unpack(">12x4s", stream.read(16))
    return Pictures(codec.decode("ascii", "replace"), width, height)


def _inside(stream: BinaryIO, start: int, end: int, *path: bytes) -> int | None:
    """Go to the beginning of the box at *path* between *start* and *end*, and tell its end; None without it."""
    stream.seek(start)
    for wanted in path:
        found = next((after for name, after in boxes(stream, end) if name == wanted), None)
        if found is None:
            return None
        end = found
    return end
