"""
How text becomes words: the one analysis of articles, queries, spelling, completion and excerpts.

A *chunk* is what stands between spaces and punctuation (``wi-fi``, ``robots.txt``, ``C++``). Its *words* are folded:
lower case, without accents. A chunk with inner punctuation gives its parts and, so that ``wifi`` finds ``wi-fi``,
the parts joined. Scripts that do not put spaces between words give pairs of neighbouring characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from search_service.words.german import APART, DIGRAPHS

MAX_WORD_CHARS = 64
MAX_JOINED_PARTS = 4

# Thai to Khmer, kana, Han and their extensions, kana of half width: written without spaces between words.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
# A letter with what may follow it as a character of its own: the sound mark of kana of half width.
UNSPACED_LETTER = re.compile(r".[\uff9e\uff9f]?", re.DOTALL)
# Letters and digits, with the accents and invisible joiners that may follow them; the underscore joins like a hyphen.
LETTERS = rf"[^\W_{UNSPACED}]+(?:[\u0300-\u036f\u00ad\u200c\u200d]+[^\W_{UNSPACED}]*)*"
LANGUAGE_NAME = r"(?<![^\W_])[a-zA-Z](?:\+\+|#)(?![^\W_])"
CHUNK = re.compile(rf"{LANGUAGE_NAME}|{LETTERS}(?:[-_.'\u2019/+:@&]{LETTERS})*|[{UNSPACED}]+")
PART = re.compile(rf"{LANGUAGE_NAME}|{LETTERS}(?:['\u2019]{LETTERS})*|[{UNSPACED}]+")
IS_UNSPACED = re.compile(f"[{UNSPACED}]")
DROPPED = dict.fromkeys([*range(0x300, 0x370), 0xAD, 0x200C, 0x200D, ord("'"), 0x2019])


Span = tuple[str, int, int]
"""A word, where it starts in a text, and where it ends."""


@dataclass(frozen=True)
class LocatedWords:
    """The words of a text in order, where each starts in it, and how many characters it has there."""

    words: Sequence[str]
    starts: Sequence[int]
    lengths: Sequence[int]


def words_of(text: str) -> list[str]:
    """Give every word of *text* in order, folded; a chunk's joined form follows its parts."""
    return [word for chunk in CHUNK.findall(text) for word in chunk_words(chunk)]


def located_words_of(text: str) -> LocatedWords:
    """Give every word of *text* as `words_of` does, with its place; a joined form has the place of its whole chunk."""
    words: list[str] = []
    starts: list[int] = []
    lengths: list[int] = []
    for chunk in CHUNK.finditer(text):
        offset = chunk.start()
        for word, start, end in chunk_spans(chunk.group()):
            words.append(word)
            starts.append(offset + start)
            lengths.append(end - start)
    return LocatedWords(words, starts, lengths)


@lru_cache(maxsize=50_000)
def chunk_words(chunk: str) -> tuple[str, ...]:
    """Give the folded words of one chunk: its parts and, when there are several, their joined form."""
    return tuple(word for word, _, _ in chunk_spans(chunk))


@lru_cache(maxsize=50_000)
def chunk_spans(chunk: str) -> tuple[Span, ...]:
    """Give the words of one chunk with their places in it."""
    parts = list(PART.finditer(chunk))
    spans = [span for part in parts for span in _part_spans(part.group(), part.start())]
    if 1 < len(parts) <= MAX_JOINED_PARTS and not is_unspaced(chunk):
        spans.append((fold("".join(part.group() for part in parts)), 0, len(chunk)))
    return tuple(spans)


def fold(word: str) -> str:
    """
    Write *word* in lower case, without accents, apostrophes and invisible characters.

    Scripts without spaces keep their marks: there a mark makes another letter.
    """
    # A voiced sound mark of its own becomes a space and a mark, which then joins the letter before.
    closed_up = "".join(unicodedata.normalize("NFKC", word).split())
    if is_unspaced(closed_up):
        return unicodedata.normalize("NFKC", closed_up).casefold()
    if not closed_up.isascii():
        word = APART.sub(lambda letter: letter[0].translate(DIGRAPHS), closed_up.casefold())
    return unicodedata.normalize("NFKD", word).casefold().translate(DROPPED)[:MAX_WORD_CHARS]


def is_unspaced(word: str) -> bool:
    """Tell whether *word* is of a script that writes no spaces."""
    return bool(IS_UNSPACED.match(word))


def _part_spans(part: str, offset: int) -> list[Span]:
    if is_unspaced(part):
        starts = [letter.start() for letter in UNSPACED_LETTER.finditer(part)]
        ends = [*starts[2:], len(part)]
        spans = [(fold(part[at:end]), offset + at, offset + end) for at, end in zip(starts, ends, strict=False)]
        return [span for span in spans if span[0]]
    folded = fold(part)
    return [(folded, offset, offset + len(part))] if folded else []
