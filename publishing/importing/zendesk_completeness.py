"""Whether an export has every page of what Zendesk listed, by what the pages themselves say: pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

_WHAT_HELPS = "'next_page' in a file leads to what follows. Undo this import, save that beside it, and import again."

# A part of a list: the article that a translation or a vote belongs to, 0 for what stands alone, and its number.
Owned = tuple[int, int]


@dataclass(frozen=True)
class ListedPage:
    """
    A page of a list of one *kind*, as one file has it, and what it says of the whole list.

    ``address`` is the list's, empty where the page names no other page; ``count`` how many it has, 0 where none says.
    """

    kind: str
    parts: frozenset[Owned]
    address: str
    count: int
    has_next: bool

    @property
    def owners(self) -> frozenset[int]:
        """What the parts belong to."""
        return frozenset(owner for owner, _ in self.parts)


def listed_page(kind: str, parts: Iterable[Owned], said: Mapping[str, Any], *, is_alone: bool) -> ListedPage:
    """
    Read what *said*, the fields of an answer of the API, tells of the list that *parts* are from.

    Unless it *is_alone* in the answer, its address tells whether it is the one that is meant: others came along.
    """
    links, meta = _fields(said, "links"), _fields(said, "meta")
    following = said.get("next_page") or (links.get("next") if meta.get("has_more") else None)
    address = _path(following or said.get("previous_page") or links.get("prev"))
    if not is_alone and PurePosixPath(address).stem != kind:
        return ListedPage(kind, frozenset(parts), "", 0, has_next=False)
    count = said.get("count")
    return ListedPage(kind, frozenset(parts), address, count if type(count) is int else 0, bool(following))


def _fields(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    fields = said.get(name)
    return fields if isinstance(fields, dict) else {}


def _path(address: Any) -> str:
    try:
        return urlsplit(address).path if isinstance(address, str) else ""
    except ValueError:
        return ""


def what_is_cut_off(pages: Iterable[ListedPage]) -> Iterator[str]:
    """Say of each list that is not whole how much of it is there; a page without an address may belong to any."""
    lists: dict[tuple[str, str, frozenset[int]], list[ListedPage]] = {}
    loose: dict[str, set[Owned]] = {}
    for page in pages:
        lists.setdefault((page.kind, page.address, frozenset() if page.address else page.owners), []).append(page)
        if not page.address:
            loose.setdefault(page.kind, set()).update(page.parts)
    for (kind, address, _), of_list in lists.items():
        owners = frozenset[int]().union(*(page.owners for page in of_list))
        there = frozenset[Owned]().union(*(page.parts for page in of_list))
        there |= {part for part in loose.get(kind, ()) if part[0] in owners}
        count = max(page.count for page in of_list)
        called = f"{kind}, as {address} lists them" if address else kind
        if len(there) < count:
            yield f"The export has {len(there)} of {count} {called}: {_WHAT_HELPS}"
        elif not count and all(page.has_next for page in of_list):
            yield f"The export has {len(there)} of the {called}, and not the last page of them: {_WHAT_HELPS}"
