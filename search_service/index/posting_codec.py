"""How Whoosh writes postings here: each term's in one piece beside it, for they are written once and read whole."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo
from whoosh.system import pack_ushort

from search_service.index.mapped_storage import MappedStorage

TermPostings = tuple[str, bytes, list[int], list[float]]
"""A field, a term of it, the sections that have the term, ascending, and the weights beside them."""


class WholePostingsCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's own codec without blocks to skip and without lengths of fields, which ranking counts itself."""

    # Else Whoosh looks up the length of the section at every posting.
    length_stats = False

    def terms_reader(self, storage: Any, segment: Any) -> Any:
        """Open the terms of a segment where they are mapped."""
        return super().terms_reader(MappedStorage(storage), segment)

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        """Open what is stored of a segment's sections where it is mapped."""
        return super().per_document_reader(MappedStorage(storage), segment)

    def field_writer(self, storage: Any, segment: Any) -> W3FieldWriter:
        """Give Whoosh what writes the terms of `PostingPool`."""
        return WholePostingsWriter(self, storage, segment)


class _FieldPostings:
    """The postings of a field, in the order of sections; terms are numbered as they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._terms = array("i")
        self._sections = array("i")
        self._weights = array("d")

    def add(self, section: int, weights: Mapping[str, float]) -> None:
        numbers = self._numbers
        self._terms.extend([numbers.setdefault(term, len(numbers)) for term in weights])
        self._sections.extend([section] * len(weights))
        self._weights.extend(weights.values())

    def by_term(self) -> Iterator[tuple[bytes, list[int], list[float]]]:
        terms = np.array(self._terms, dtype=np.int32)
        # Those of a term stay in the order they came in, which is that of sections.
        order = np.argsort(terms, kind="stable")
        ends = np.cumsum(np.bincount(terms, minlength=len(self._numbers))).tolist()
        sections, weights = np.array(self._sections)[order], np.array(self._weights)[order]
        for term, number in sorted((term.encode(), number) for term, number in self._numbers.items()):
            chosen = slice(ends[number - 1] if number else 0, ends[number])
            yield term, sections[chosen].tolist(), weights[chosen].tolist()


class PostingPool:
    """
    Takes postings section by section, and gives them term by term.

    Whoosh's own pool keeps an object for each posting: a large build fills its memory, and writes and reads every
    posting once more through files. Numbers side by side need a twentieth of the room, and no file.
    """

    def __init__(self) -> None:
        self._fields = defaultdict[str, _FieldPostings](_FieldPostings)

    def add(self, posting: tuple[str, bytes, int, float, bytes]) -> None:
        """Take a posting as Whoosh gives it, sections in ascending order."""
        field, term, section, weight, _ = posting
        self._fields[field].add(section, {term.decode(): weight})

    def add_section(self, field: str, section: int, weights: Mapping[str, float]) -> None:
        """Take at once the words of a section with their weights, which Whoosh would give one by one."""
        self._fields[field].add(section, weights)

    def iter_postings(self) -> Iterator[TermPostings]:
        """Yield the postings of each term, in the order of fields and terms."""
        for field, postings in sorted(self._fields.items()):
            yield from ((field, *each) for each in postings.by_term())

    def cleanup(self) -> None:
        """Leave nothing behind: there are no files."""


class WholePostingsWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes the postings of a term as a part of what is known of the term."""

    def add_postings(self, schema: Any, _lengths: Any, items: Iterable[TermPostings]) -> None:
        """Write every term of *items*, which come field by field."""
        for field, terms in groupby(items, key=itemgetter(0)):
            self.start_field(field, schema[field])
            for _, term, sections, weights in terms:
                self._tindex.add(pack_ushort(self._fieldid) + term, _about(sections, weights).to_bytes())
            self.finish_field()


def _about(sections: list[int], weights: list[float]) -> W3TermInfo:
    about = W3TermInfo(
        weight=sum(weights), df=len(sections), maxweight=max(weights), minid=sections[0], maxid=sections[-1]
    )
    about.set_inlined(sections, weights, ())
    return about
