"""Dataclasses of arrays as files, one each: written once, then mapped into the memory that all workers share."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, get_origin, get_type_hints

import numpy as np
import numpy.typing as npt

from search_service.index.line_files import LineFile

Dataclass = TypeVar("Dataclass")
Arrays = dict[str, npt.NDArray[Any]]

# What a file holds: the length of its head, in so many bytes; the head, in JSON, which gives type, shape and place of
# each array; the arrays. They begin at multiples of what processors and vector instructions read at once.
LENGTH_BYTES = 8
ALIGNMENT = 64
_hints_of = lru_cache(get_type_hints)


def save(value: Any, folder: Path, name: str) -> None:
    """Write a dataclass of arrays, lists of lines and such dataclasses to one file in *folder*."""
    arrays = dict(_arrays(value))
    places, size = {}, 0
    for part, array in arrays.items():
        places[part] = (array.dtype.str, array.shape, size)
        size += _aligned(array.nbytes)
    head = json.dumps(places).encode()
    with arrays_file(folder, name).open("wb") as file:
        _write(file, len(head).to_bytes(LENGTH_BYTES, "little") + head)
        for array in arrays.values():
            # As it is: a copy of the largest would take what a whole worker may take.
            _write(file, np.ascontiguousarray(array).data)


def load(kind: type[Dataclass], folder: Path, name: str) -> Dataclass:
    """Open what `save` wrote of a *kind*; it is mapped, so that nothing is read before it is needed."""
    value: Dataclass = _value(kind, _open(arrays_file(folder, name)), "")
    return value


def arrays_file(folder: Path, name: str) -> Path:
    """Name the file that `save` writes."""
    return folder / f"{name}.arrays"


def save_lines(lines: Iterable[str], folder: Path, name: str) -> None:
    """Write *lines* to a file of text in *folder*."""
    (folder / f"{name}.txt").write_text(_text(lines), encoding="utf-8", newline="\n")


def load_lines(folder: Path, name: str) -> list[str]:
    """Read what `save_lines` wrote."""
    return (folder / f"{name}.txt").read_text(encoding="utf-8").split("\n")[:-1]


def _arrays(value: Any, name: str = "") -> Iterator[tuple[str, npt.NDArray[Any]]]:
    """Give every array in *value* with the names that lead to it; lines are one of bytes."""
    if isinstance(value, np.ndarray):
        yield name, value
    elif isinstance(value, Sequence):
        yield name, np.frombuffer(_text(value).encode(), dtype=np.uint8)
    else:
        for part in fields(value):
            yield from _arrays(getattr(value, part.name), f"{name}.{part.name}")


def _value(hint: Any, arrays: Arrays, name: str) -> Any:
    if get_origin(hint) is np.ndarray:
        return arrays[name]
    if get_origin(hint) is list:
        return arrays[name].tobytes().decode().split("\n")[:-1]
    if get_origin(hint) is Sequence:
        return LineFile(arrays[name])
    return hint(**{part: _value(of, arrays, f"{name}.{part}") for part, of in _hints_of(hint).items()})


def _open(path: Path) -> Arrays:
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    ends = LENGTH_BYTES + int.from_bytes(mapped[:LENGTH_BYTES], "little")
    begin = _aligned(ends)
    return {
        part: np.ndarray(shape, dtype, buffer=mapped, offset=begin + offset)
        for part, (dtype, shape, offset) in json.loads(mapped[LENGTH_BYTES:ends]).items()
    }


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _aligned(size: int) -> int:
    return -(-size // ALIGNMENT) * ALIGNMENT


def _write(file: BinaryIO, content: bytes | memoryview) -> None:
    """Write *content*, and what is lacking up to where the next may begin."""
    written = file.write(content)
    file.write(bytes(_aligned(written) - written))
