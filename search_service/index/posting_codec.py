"""How Whoosh writes postings here: each term's in one piece beside it, for they are written once and read whole."""

from __future__ import annotations

from typing import Any

from whoosh.codec.base import PostingsWriter
from whoosh.codec.whoosh3 import W3Codec, W3TermInfo

from search_service.index.mapped_storage import MappedStorage


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

    def postings_writer(self, _dbfile: Any, *_: Any, **__: Any) -> PostingsWriter:
        """Give Whoosh what takes the postings of one term after another."""
        return WholePostings()


class WholePostings(PostingsWriter):  # type: ignore[misc]
    """Collects the postings of a term, and hands them on as a part of what is known of the term."""

    def __init__(self) -> None:
        self._sections: list[int] = []
        self._weights: list[float] = []

    def start_postings(self, _format: Any, _about: W3TermInfo) -> None:
        """Begin a term."""
        self._sections = []
        self._weights = []

    def add_posting(self, id_: int, weight: float, _payload: bytes, _length: int | None = None) -> None:
        """Take the next posting, in the order of sections."""
        self._sections.append(id_)
        self._weights.append(weight)

    def finish_postings(self) -> W3TermInfo:
        """Give what is known of the term, its postings with it."""
        sections, weights = self._sections, self._weights
        about = W3TermInfo(
            weight=sum(weights), df=len(sections), maxweight=max(weights), minid=sections[0], maxid=sections[-1]
        )
        about.set_inlined(sections, weights, ())
        return about

    def written(self) -> bool:
        """Tell whether anything is in the file of postings: nothing ever is."""
        return False
