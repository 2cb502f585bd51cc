"""
How text becomes words: the one analysis of articles, queries, spelling, completion and excerpts.

A *chunk* is what stands between spaces and punctuation (``wi-fi``, ``robots.txt``, ``C++``). Its *words* are folded:
lower case, without accents. A chunk with inner punctuation gives its parts and, so that ``wifi`` finds ``wi-fi``,
the parts joined. Scripts that do not put spaces between words give pairs of neighbouring characters.

Browsers split and fold alike while the service is away: ``words.js``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, compress, groupby

from search_service.words.german import APART, DIGRAPHS

MAX_WORD_CHARS = 64
MAX_JOINED_PARTS = 4


def _ranges(characters: Sequence[str]) -> str:
    """Write *characters*, which ascend, as ranges of a pattern."""
    runs = groupby(enumerate(characters), key=lambda one: ord(one[1]) - one[0])
    whole = ([character for _, character in run] for _, run in runs)
    return "".join(f"{run[0]}-{run[-1]}" for run in whole)


# Thai to Khmer, kana, Han and their extensions, kana of half width: written without spaces between words.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
# A letter with what may follow it as a character of its own: the sound mark of kana of half width.
UNSPACED_LETTER = re.compile(r".[\uff9e\uff9f]?", re.DOTALL)
# What belongs to the letter before it: accents, vowels of Indic scripts, points of Arabic and Hebrew.
# Ideographs, Hangul and cuneiform have none, and are not looked through.
_BLOCKS = (range(0x300, 0x3400), range(0xA000, 0xAC00), range(0xF900, 0x12000), range(0x16000, 0x17000))
_MAYBE_MARKS = "".join(map(chr, chain(*_BLOCKS, range(0x1B000, 0x1F000), range(0xE0100, 0xE01F0))))
MARKS = frozenset(compress(_MAYBE_MARKS, (category[0] == "M" for category in map(unicodedata.category, _MAYBE_MARKS))))
# Letters and digits, with the marks and invisible joiners that may follow them; the underscore joins like a hyphen.
PLAIN_LETTERS = r"[^\W_]+"
_MARKS_AND_MORE = rf"[{_ranges(sorted(MARKS))}\u00ad\u200c\u200d]+[^\W_{UNSPACED}]*"
LETTERS = rf"[^\W_{UNSPACED}]+(?:(?=[^\0-\x7f])(?:{_MARKS_AND_MORE})*|)"  # plain ones are followed by none: soon told
LANGUAGE_NAME = r"(?<![^\W_])[a-zA-Z](?:\+\+|#)(?![^\W_])"
CHUNK = re.compile(rf"{LANGUAGE_NAME}|{LETTERS}(?:[-_.'\u2019/+:@&]{LETTERS})*|[{UNSPACED}]+")
PART = re.compile(rf"{LANGUAGE_NAME}|{LETTERS}(?:['\u2019]{LETTERS})*|[{UNSPACED}]+")
# The same for ASCII, which most texts are, in half the time.
PLAIN_CHUNK = re.compile(rf"{LANGUAGE_NAME}|{PLAIN_LETTERS}(?:[-_.'/+:@&]{PLAIN_LETTERS})*", re.ASCII)
IS_UNSPACED = re.compile(f"[{UNSPACED}]")
# Marks that words are written without too, and the line that makes Arabic ones long; other marks are vowels.
ACCENTS = MARKS.intersection(map(chr, chain(range(0x300, 0x780), range(0x1DC0, 0x2100), range(0xFE00, 0xFE30))))
FOLDED = str.maketrans({"ß": "ss", "\u03c2": "\u03c3"} | dict.fromkeys((*ACCENTS, "\u0640"), ""))


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
    return [word for chunk in _chunk(text).findall(text) for word in chunk_words(chunk)]


def located_words_of(text: str) -> LocatedWords:
    """Give every word of *text* as `words_of` does, with its place; a joined form has the place of its whole chunk."""
    found = [
        (word, chunk.start() + start, end - start)
        for chunk in _chunk(text).finditer(text)
        for word, start, end in chunk_spans(chunk.group())
    ]
    words, starts, lengths = zip(*found, strict=True) if found else ((), (), ())
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
    if 1 < len(parts) <= MAX_JOINED_PARTS:
        spans.append((fold("".join(part.group() for part in parts)), 0, len(chunk)))
    return tuple(span for span in spans if span[0])


def fold(word: str) -> str:
    """
    Write *word* in lower case, without accents, apostrophes and invisible characters.

    Scripts without spaces keep their marks: there a mark makes another letter.
    """
    if word.isascii():
        return word.lower().replace("'", "")[:MAX_WORD_CHARS]
    # Joiners, apostrophes, and the line of ``½``, which stands for digits with it, are no letters of a word.
    written = unicodedata.normalize("NFKC", word).lower()
    plain = "".join(letter for letter in written if letter.isalnum() or letter in MARKS)
    if is_unspaced(plain):  # once more, for a voiced sound mark of its own was a space and a mark, which now joins
        return unicodedata.normalize("NFKC", plain)[:MAX_WORD_CHARS]
    apart = APART.sub(lambda letter: letter[0].translate(DIGRAPHS), plain)
    return unicodedata.normalize("NFKD", apart).translate(FOLDED)[:MAX_WORD_CHARS]


def is_unspaced(word: str) -> bool:
    """Tell whether *word* is of a script that writes no spaces."""
    return bool(IS_UNSPACED.match(word))


def _chunk(text: str) -> re.Pattern[str]:
    return PLAIN_CHUNK if text.isascii() else CHUNK


def _part_spans(part: str, offset: int) -> list[Span]:
    if is_unspaced(part):
        starts = [letter.start() for letter in UNSPACED_LETTER.finditer(part)]
        ends = [*starts[2:], len(part)]
        return [(fold(part[at:end]), offset + at, offset + end) for at, end in zip(starts, ends, strict=False)]
    return [(fold(part), offset, offset + len(part))]
