"""
How long a video is, read from the head of its file without decoding it.

WebM tells it in Segment, Info, Duration; MP4 in moov, mvhd. A file that does not say, as a browser's own recording may
not, has no known length.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from publishing.videos.container import SEGMENT, boxes, elements, vint

_INFO, _TIMESTAMP_SCALE, _DURATION = 0x1549A966, 0x2AD7B1, 0x4489
_USUAL_SCALE_NS = 1_000_000
_MAX_ELEMENT_BYTES = 1_000_000


def video_length_ms(file: Path) -> int | None:
    """Return the length of a WebM or MP4 file in milliseconds; None when the file does not say."""
    with file.open("rb") as stream:
        end = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        try:
            return _webm_ms(stream, end) if file.suffix == ".webm" else _mp4_ms(stream, end)
        except (struct.error, ValueError, OverflowError):
            return None


def _webm_ms(stream: BinaryIO, end: int) -> int | None:
    for segment in _elements(stream, end, SEGMENT):
        for info in _elements(stream, segment, _INFO):
            fields = dict(_values(stream, info))
            if _DURATION not in fields:
                return None
            number = fields[_DURATION]
            (duration,) = struct.unpack(">f" if len(number) == struct.calcsize(">f") else ">d", number)
            scale = int.from_bytes(fields.get(_TIMESTAMP_SCALE, _USUAL_SCALE_NS.to_bytes(4, "big")), "big")
            return round(float(duration) * scale / 1e6)
    return None


def _elements(stream: BinaryIO, end: int, wanted: int) -> Iterator[int]:
    """Yield the end of each element *wanted*, with *stream* at its beginning."""
    return (after for identity, after in elements(stream, end) if identity == wanted)


def _values(stream: BinaryIO, end: int) -> Iterator[tuple[int, bytes]]:
    while stream.tell() < end:
        identity, size = vint(stream, keep_marker=True), vint(stream)
        if identity is None or size is None or size > _MAX_ELEMENT_BYTES:
            return
        yield identity, stream.read(size)


def _mp4_ms(stream: BinaryIO, end: int) -> int | None:
    for movie in _boxes(stream, end, b"moov"):
        for _ in _boxes(stream, movie, b"mvhd"):
            version = stream.read(4)[0]
            layout = ">16xIQ" if version else ">8xII"
            scale, duration = struct.unpack(layout, stream.read(struct.calcsize(layout)))
            return round(int(duration) * 1000 / int(scale)) if scale else None
    return None


def _boxes(stream: BinaryIO, end: int, wanted: bytes) -> Iterator[int]:
    """Yield the end of each box *wanted*, with *stream* at its beginning."""
    return (after for name, after in boxes(stream, end) if name == wanted)
