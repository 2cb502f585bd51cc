"""
Which edits start new evidence, and which only correct the text that readers rated.

The text is compared word by word. An edit is *minor* when every difference is one of these: punctuation, case, white
space, links and looks; a filler word more or less; a word spelled better. Everything else is *substantive*: a word that
means something else, a step more or less or elsewhere, a changed number or unit, a negation.

When in doubt an edit is substantive: evidence that starts anew costs some ratings, but a repair that is taken for a
correction would leave a writer waiting for ever. A writer who knows better says so in the front matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain

from publishing.catalogue import MINOR, SUBSTANTIVE, Article

Words = tuple[str, ...]

# Scripts that are written without spaces: there, each character is a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
# Numbers with sign and separators; units and signs that change what a number means; words with what joins them.
_WORD = re.compile(
    r"(?:(?<!\S)[-+\u2212])?\d(?:[\d.,:]*\d)?"
    rf"|[%‰°$€£¥<=+]|[{_UNSPACED}]|[^\W\d_{_UNSPACED}]+(?:['\u2019.-]?\w+)*"
)
_JOINTS = re.compile(r"['\u2019.-]")
_MOMENT = re.compile(r"t=\d+")


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FILLERS = _these(
    "a an the this that these those which is are be been will your you we our it its and also now then please just "
    "simply very der die das den dem des ein eine einen einem einer bitte le la les un une des el los las il lo"
)
_NEGATIONS = _these(
    "not no never none neither nor without cannot unless except cant dont doesnt isnt arent wont shouldnt mustnt didnt "
    "wasnt hasnt havent couldnt wouldnt nicht nie niemals kein keine keinen keinem keiner ohne ne pas jamais sans "
    "aucun aucune nunca sin non mai niet geen nooit zonder nao sem"
)
_LEAST_CHARS_OF_A_SLIP = 4
_MOST_CHARS_OF_A_SLIP = 60
_CHARS_A_SLIP = 8
_MAX_WORDS_COMPARED = 400


def wording(article: Article) -> str:
    """Give the words that readers read, a line for each of the page's; the times in a transcript are none of them."""
    lines = [article.title]
    for section in article.sections:
        lines += [section.text] if _MOMENT.fullmatch(section.anchor) else [section.title, section.text]
    return "\n".join(line for line in lines if line)


def starts_anew(before: str, after: str, said: str | None = None) -> bool:
    """
    Decide whether an edit from the wording *before* to *after* is substantive.

    *said* is what the writer says of this edit, ``minor`` or ``substantive`` with anything behind; it decides.
    """
    if said is not None and said.startswith(SUBSTANTIVE):
        return True
    if said is not None and said.startswith(MINOR):
        return False
    old, new = _lines(before), _lines(after)
    kept = frozenset(chain.from_iterable(new))
    return not all(_only_corrected(*passage, kept) for passage in _changed(old, new))


def _lines(text: str) -> list[Words]:
    """Give the words of each line, without case and joints."""
    lines = unicodedata.normalize("NFKC", text).casefold().splitlines()
    found = [
        tuple(word if _is_number(word) else _JOINTS.sub("", word) for word in _WORD.findall(line)) for line in lines
    ]
    return [words for words in found if words]


def _changed(before: Sequence[Words], after: Sequence[Words]) -> Iterator[tuple[Words, Words]]:
    """Yield the passages that differ: line by line where there are as many, else all of them as one."""
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = before[start:end], after[new_start:new_end]
        if kind == "equal":
            continue
        if len(old) == len(new):
            yield from zip(old, new, strict=True)
        else:
            yield tuple(chain.from_iterable(old)), tuple(chain.from_iterable(new))


def _only_corrected(before: Words, after: Words, kept: Collection[str]) -> bool:
    """Compare two passages; a word that stands in the new text too, among those *kept*, was no slip."""
    if before == after:
        return True
    if max(len(before), len(after)) > _MAX_WORDS_COMPARED:
        return False  # nobody corrects that much at once, and comparing takes its square
    differences = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return all(
        kind == "equal" or _respelled(before[start:end], after[new_start:new_end], kept)
        for kind, start, end, new_start, new_end in differences
    )


def _respelled(before: Words, after: Words, kept: Collection[str]) -> bool:
    """Say whether *after* has the same words as *before* but for fillers: joined or split, or with slips corrected."""
    old, new = ([word for word in words if word not in _FILLERS] for words in (before, after))
    if "".join(old) == "".join(new):
        return not any(map(_is_number, old)) or old == new
    if any(map(_is_telling, (*before, *after))):
        return False
    return _slips_corrected(before, after, kept) or _slips_corrected(old, new, kept)


def _slips_corrected(before: Sequence[str], after: Sequence[str], kept: Collection[str]) -> bool:
    return len(before) == len(after) and all(
        old == new or (_is_slip(old, new) and old not in kept) for old, new in zip(before, after, strict=True)
    )


def _is_telling(word: str) -> bool:
    return _is_number(word) or word in _NEGATIONS


def _is_number(word: str) -> bool:
    return not word[-1].isalpha() or any(map(str.isdigit, word))


def _is_slip(old: str, new: str) -> bool:
    """Say whether *old* is *new* misspelled: letters out of order, or a slip for every eight letters begun."""
    if sorted(old) == sorted(new):
        return True
    shorter, longer = sorted((old, new), key=len)
    if not _LEAST_CHARS_OF_A_SLIP <= len(shorter) <= len(longer) <= _MOST_CHARS_OF_A_SLIP or longer.endswith(shorter):
        return False  # what comes before a word can turn it round: able, unable
    return _slips(old, new) <= 1 + len(shorter) // _CHARS_A_SLIP


def _slips(old: str, new: str) -> int:
    """Count the letters to add, drop, change or swap with their neighbour (optimal string alignment distance)."""
    rows = [list(range(len(new) + 1))]
    for i, letter in enumerate(old, start=1):
        row = [i]
        for j, other in enumerate(new, start=1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == new[j - 2] and old[i - 2] == other:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
