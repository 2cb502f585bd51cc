"""Pictures of the old help centre: fetched beside the pages, or listed for somebody to fetch."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePosixPath
from posixpath import relpath
from urllib.parse import unquote, urlsplit

import urllib3

MAX_BYTES = 20_000_000
TIMEOUT_SECONDS = 20.0
SUFFIX_OF_TYPE = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}


class Pictures:
    """
    Where each picture is shown from: its old address, or a file below *folder* once it was fetched into *store*.

    ``listed`` are the addresses that pages still show; ``fetched`` maps paths below the folder of pages to files.
    """

    def __init__(self, folder: str, store: Path | None) -> None:
        self._folder = folder
        self._store = store
        self._known: dict[str, str | None] = {}
        self.fetched: dict[str, Path] = {}
        self.problems: list[str] = []

    @property
    def listed(self) -> list[str]:
        """The addresses of pictures that are not here."""
        return [address for address, path in self._known.items() if path is None]

    def shown_from(self, address: str, page_path: str) -> str:
        """Return what leads from the page at *page_path* to the picture that was at *address*."""
        if address not in self._known:
            self._known[address] = self._fetched(address) if self._store else None
        path = self._known[address]
        return address if path is None else relpath(path, str(PurePosixPath(page_path).parent))

    def _fetched(self, address: str) -> str | None:
        assert self._store is not None, "asked only when pictures are fetched"
        try:
            content, suffix = _fetch(address)
        except (urllib3.exceptions.HTTPError, ValueError) as error:
            self.problems.append(f"{address}: not fetched ({error}).")
            return None
        stem = re.sub(r"[^\w-]+", "-", PurePosixPath(unquote(urlsplit(address).path)).stem).strip("-") or "picture"
        name = f"{stem}-{hashlib.sha256(content).hexdigest()[:8]}{suffix}"
        file = self._store / name
        file.write_bytes(content)
        path = str(PurePosixPath(self._folder, name))
        self.fetched[path] = file
        return path


def _fetch(address: str) -> tuple[bytes, str]:
    """Fetch a picture of at most `MAX_BYTES`, and say which suffix its type has."""
    if urlsplit(address).scheme not in {"http", "https"}:
        raise ValueError("not a web address")
    answer = urllib3.request(
        "GET", address, timeout=TIMEOUT_SECONDS, retries=urllib3.Retry(2, redirect=3), preload_content=False
    )
    with answer:
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if answer.status != 200 or kind not in SUFFIX_OF_TYPE:  # noqa: PLR2004 - HTTP's word for success
            raise ValueError(f"status {answer.status}, {kind or 'no type'}")
        content = answer.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ValueError(f"more than {MAX_BYTES:,} bytes")
    return content, SUFFIX_OF_TYPE[kind]
