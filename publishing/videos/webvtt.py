"""
WebVTT, the format of captions and chapters, read strictly.

Own code, because the libraries either accept what players reject or do not tell the line that is wrong.
Format: https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from publishing.errors import HelpCentreError

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+\S.*)?[ \t]*")
_HEADER = re.compile(r"WEBVTT([ \t].*)?")
_TAG = re.compile(r"<[^>]*>")
_NOT_CUES = ("NOTE", "STYLE", "REGION")


class WebVTTError(HelpCentreError):
    """A caption or chapter file cannot be played as it is written; the message names file and line."""

    exit_status = 1


@dataclass(frozen=True)
class Cue:
    """Words that are said, or a chapter that begins, from ``start_ms`` to ``end_ms``; ``line`` is that of its times."""

    start_ms: int
    end_ms: int
    text: str
    line: int

    @property
    def second(self) -> int:
        """The whole second that the cue starts in, by which links name it."""
        return self.start_ms // 1000

    @property
    def anchor(self) -> str:
        """What a link to it ends in."""
        return f"t={self.second}"


# Several rules and the page itself ask for the same captions.
@lru_cache(maxsize=64)
def read_cues(content: bytes, name: str) -> tuple[Cue, ...]:
    """
    Read the cues of a WebVTT file in the order of their times, with plain text; *name* stands for the file in errors.

    Raises:
        WebVTTError: not UTF-8, not WebVTT, no cue, or a cue without words, or with times that cannot be read, run
            backwards or overlap.

    """
    cues: list[Cue] = []
    for line, block in _blocks(_decoded(content, name), name):
        if block[0].split(maxsplit=1)[0] in _NOT_CUES and "-->" not in block[0]:
            continue
        cue = _cue(block, line, name)
        if cues and cue.start_ms < cues[-1].end_ms:
            raise _error(name, cue.line, "the cue starts before the one above it ends", "Let each cue follow the last.")
        cues.append(cue)
    if not cues:
        raise _error(name, 1, "there is no cue", "Write at least one: its times on one line, its words below.")
    return tuple(cues)


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _error(name, line, "the file is not UTF-8", "Save it with the encoding UTF-8.") from error


def _blocks(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each block of lines below the header, with the number of its first line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not _HEADER.fullmatch(lines[0]):
        raise _error(name, 1, "the first line is not 'WEBVTT'", "Begin the file with the line WEBVTT.")
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            first = number - len(block)
            if first > 1:
                yield first, block
            block = []


def _cue(block: list[str], line: int, name: str) -> Cue:
    position = next((index for index, text in enumerate(block[:2]) if "-->" in text), None)
    if position is None:
        raise _error(name, line, "the cue has no times", "Write them above its words: 00:01.000 --> 00:04.000")
    line += position
    times = _TIMING.fullmatch(block[position].strip())
    if times is None:
        raise _error(name, line, "the times cannot be read", "Write them like this: 00:01.000 --> 00:04.000")
    start_ms, end_ms = _milliseconds(times.groups()[:4]), _milliseconds(times.groups()[4:])
    if end_ms <= start_ms:
        raise _error(name, line, "the cue ends before it starts", "Put the earlier time first.")
    text = " ".join(html.unescape(_TAG.sub("", " ".join(block[position + 1 :]))).split())
    if not text:
        raise _error(name, line, "the cue has no words", "Write them below its times, or remove the cue.")
    if "-->" in text:
        raise _error(name, line, "the cue runs into the next one", "Put an empty line between the two.")
    return Cue(start_ms, end_ms, text, line)


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, milliseconds = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds


def _error(name: str, line: int, problem: str, hint: str) -> WebVTTError:
    return WebVTTError(f"{name}:{line}: {problem}.", hint)
