"""
The parts that a WebM or MP4 file is made of, walked without decoding them.

Formats: WebM, https://www.matroska.org/technical/elements.html; MP4, ISO/IEC 14496-12.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

EBML, SEGMENT, CLUSTER = 0x1A45DFA3, 0x18538067, 0x1F43B675
_MAX_PARTS = 10_000


def elements(stream: BinaryIO, end: int) -> Iterator[tuple[int, int]]:
    """
    Yield each Matroska element up to *end*: what it is, and where it should end, with *stream* at its beginning.

    One of unknown size ends where everything does.

    Raises:
        ValueError, struct.error: there is something else.

    """
    for _ in range(_MAX_PARTS):
        if stream.tell() >= end:
            return
        identity, size = vint(stream, keep_marker=True), vint(stream)
        after = end if size is None else stream.tell() + size
        yield identity or 0, after
        stream.seek(after)


def vint(stream: BinaryIO, *, keep_marker: bool = False) -> int | None:
    """Read a number of Matroska's variable length; None stands for an unknown size."""
    (first,) = struct.unpack(">B", stream.read(1))
    length = 9 - first.bit_length()
    if first == 0:
        raise ValueError("the number is too long")
    rest = stream.read(length - 1)
    if len(rest) < length - 1:
        raise ValueError("the file ends too early")
    number = int.from_bytes(bytes([first]) + rest, "big")
    if keep_marker:
        return number
    number &= (1 << 7 * length) - 1
    return None if number == (1 << 7 * length) - 1 else number


def boxes(stream: BinaryIO, end: int) -> Iterator[tuple[bytes, int]]:
    """
    Yield each MP4 box up to *end*: its name, and where it should end, with *stream* at its beginning.

    Raises:
        ValueError, struct.error: there is something else.

    """
    for _ in range(_MAX_PARTS):
        start = stream.tell()
        if start >= end:
            return
        size, name = struct.unpack(">I4s", stream.read(8))
        if size == 1:
            (size,) = struct.unpack(">Q", stream.read(8))
        after = start + size if size else end
        if after <= start:
            raise ValueError("a box ends before it starts")
        yield name, after
        stream.seek(after)
