"""Segments of Whoosh read from where they are mapped: Whoosh itself copies them into the memory of each worker."""

from __future__ import annotations

import io
from typing import Any

from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import OverlayStorage
from whoosh.filedb.structfile import BufferFile


class MappedStorage:
    """A storage as Whoosh knows it; what lies in a segment's one file is read there, all else as ever."""

    def __init__(self, storage: Any) -> None:
        self._storage = storage

    def __getattr__(self, name: str) -> Any:
        """Leave everything else to the storage."""
        return getattr(self._storage, name)

    def open_file(self, name: str, *options: Any, **named: Any) -> Any:
        """Open the file with a *name*."""
        segment = self._storage.a if isinstance(self._storage, OverlayStorage) else None
        mapped = getattr(segment, "_source", None)
        if not isinstance(segment, CompoundStorage) or mapped is None or not segment.file_exists(name):
            return self._storage.open_file(name, *options, **named)
        offset, length = segment.range(name)
        return MappedFile(memoryview(mapped)[offset : offset + length], name)


class MappedFile(BufferFile):  # type: ignore[misc]
    """A file that lies somewhere in memory."""

    def __init__(self, view: memoryview, name: str) -> None:
        super().__init__(b"", name=name)
        self._buf = view
        self.file = io.BufferedReader(_View(view))


class _View(io.RawIOBase):
    """Reads bytes of *view* one after the other."""

    def __init__(self, view: memoryview) -> None:
        super().__init__()
        self._view = view
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        begins = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: len(self._view)}
        self._place = begins[whence] + offset
        return self._place

    def readinto(self, buffer: Any) -> int:
        found = self._view[self._place : self._place + len(buffer)]
        buffer[: len(found)] = found
        self._place += len(found)
        return len(found)
