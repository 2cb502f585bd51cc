"""
How text becomes words: the one analysis of articles, queries, spelling, completion and excerpts.

A *chunk* is what stands between spaces and punctuation (``wi-fi``, ``robots.txt``, ``C++``). Its *words* are folded:
lower case, without accents. A chunk with inner punctuation gives its parts and, so that ``wifi`` finds ``wi-fi``,
the parts joined. Scripts that do not put spaces between words give pairs of neighbouring characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MAX_WORD_CHARS = 64
MAX_JOINED_PARTS = 4

# Thai to Khmer, kana, Han and their extensions: written without spaces between words.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Letters, digits and the accents that may follow them; the underscore joins like a hyphen.
LETTER = rf"(?:[^\W_{UNSPACED}]|[\u0300-\u036f\u00ad\u200c\u200d])"
LANGUAGE_NAME = r"(?<![^\W_])[a-zA-Z](?:\+\+|#)(?![^\W_])"
CHUNK = re.compile(rf"{LANGUAGE_NAME}|{LETTER}+(?:[-_.'\u2019/+:@&]{LETTER}+)*|[{UNSPACED}]+")
PART = re.compile(rf"{LANGUAGE_NAME}|{LETTER}+(?:['\u2019]{LETTER}+)*|[{UNSPACED}]+")
IS_UNSPACED = re.compile(f"[{UNSPACED}]")
DROPPED = dict.fromkeys([*range(0x300, 0x370), 0xAD, 0x200C, 0x200D, ord("'"), 0x2019])


@dataclass(frozen=True)
class Span:
    """A word where it stands in a text: ``text[start:end]``."""

    word: str
    start: int
    end: int


def words_of(text: str) -> list[str]:
    """Give every word of *text* in order, folded; a chunk's joined form follows its parts."""
    return [word for chunk in CHUNK.findall(text) for word in chunk_words(chunk)]


def spans_of(text: str) -> Iterator[Span]:
    """Give the words of *text* with their places; a joined form spans its whole chunk and comes before its parts."""
    for chunk in CHUNK.finditer(text):
        joined = _joined(chunk.group())
        if joined:
            yield Span(joined, *chunk.span())
        for part in PART.finditer(chunk.group()):
            yield from _part_spans(part.group(), chunk.start() + part.start())


@lru_cache(maxsize=200_000)
def chunk_words(chunk: str) -> tuple[str, ...]:
    """Give the folded words of one chunk: its parts and, when there are several, their joined form."""
    words = [word for part in PART.findall(chunk) for word in _part_words(part)]
    joined = _joined(chunk)
    return (*words, joined) if joined else tuple(words)


def fold(word: str) -> str:
    """Write *word* in lower case, without accents, apostrophes and invisible characters."""
    return unicodedata.normalize("NFKD", word).casefold().translate(DROPPED)[:MAX_WORD_CHARS]


def is_unspaced(word: str) -> bool:
    """Tell whether *word* is of a script that writes no spaces."""
    return bool(IS_UNSPACED.match(word))


def _part_words(part: str) -> list[str]:
    if is_unspaced(part):
        return [part[start : start + 2] for start in range(max(len(part) - 1, 1))]
    folded = fold(part)
    return [folded] if folded else []


def _part_spans(part: str, start: int) -> Iterator[Span]:
    if is_unspaced(part):
        for offset, pair in enumerate(_part_words(part)):
            yield Span(pair, start + offset, start + offset + len(pair))
        return
    for word in _part_words(part):
        yield Span(word, start, start + len(part))


def _joined(chunk: str) -> str | None:
    parts = PART.findall(chunk)
    if not 1 < len(parts) <= MAX_JOINED_PARTS or is_unspaced(chunk):
        return None
    return fold("".join(parts))
