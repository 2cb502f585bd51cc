"""Whether a video file is one, and all of it: read from its outermost parts, without decoding what they hold."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import BinaryIO

from publishing.videos.container import CLUSTER, EBML, SEGMENT, boxes, elements

LFS_POINTER = b"version https://git-lfs.github.com/spec/"
_NAMES = {".webm": "WebM", ".mp4": "MP4"}
_EBML_HEAD = EBML.to_bytes(4, "big")
_FIRST_BOX = slice(4, 8)
_FAULT = tuple[str, str]


def why_not_whole(file: Path) -> _FAULT | None:
    """
    Say what is wrong with a WebM or MP4 *file*, and what to do; None when its parts are all there.

    Nothing is decoded: pictures that were damaged within are not noticed.
    """
    with file.open("rb") as stream:
        end = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        head = stream.read(len(LFS_POINTER))
        stream.seek(0)
        if not end:
            return "the video is empty.", "Export or copy it again: a file of 0 bytes plays nothing."
        if head == LFS_POINTER:
            return (
                "Git LFS has left its pointer in the place of the video.",
                "Run 'git lfs pull'; where a machine builds the site, let its checkout fetch LFS files.",
            )
        is_webm = file.suffix == ".webm"
        if not (head.startswith(_EBML_HEAD) if is_webm else head[_FIRST_BOX] == b"ftyp"):
            return (
                f"the file is no {_NAMES[file.suffix]} video.",
                "Encode the video in that format; another suffix alone does not change what a file holds.",
            )
        if not _is_whole(stream, end, is_webm=is_webm):
            return "the video ends too early.", "Export or copy it again: a part of it is missing."
    return None


def _is_whole(stream: BinaryIO, end: int, *, is_webm: bool) -> bool:
    try:
        return _is_whole_webm(stream, end) if is_webm else _is_whole_mp4(stream, end)
    except (struct.error, ValueError, OverflowError):
        return False


def _is_whole_webm(stream: BinaryIO, end: int) -> bool:
    """Look for the segment, its end, and pictures in it; one that was recorded live tells no end."""
    for identity, after in elements(stream, end):
        if identity == SEGMENT:
            return after <= end and any(part == CLUSTER and its_end <= end for part, its_end in elements(stream, after))
    return False


def _is_whole_mp4(stream: BinaryIO, end: int) -> bool:
    """Look for the table of the film and its pictures, and that nothing goes on beyond the file."""
    found = set()
    for name, after in boxes(stream, end):
        if after > end:
            return False
        found.add(name)
    return b"moov" in found and bool(found & {b"mdat", b"moof"})
