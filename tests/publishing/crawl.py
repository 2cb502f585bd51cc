"""Following an old link through a built site, as a browser with scripts does."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_TO_PAGE = re.compile(r'location\.replace\("([^"]*)" \+ location\.search')
_TO_SECTIONS = re.compile(r'const sections=new Map\((\[.*?\])\),\[page,anchor\]=.*?\?\?"([^"]*)"\)\.split')
_MOVED = re.compile(r'<p id="([^"]+)" class="hc-moved">[^<]*<a href="([^"]*)">')
_MAX_STEPS = 5


@dataclass(frozen=True)
class Arrival:
    """Where a link ends: the address with its fragment, the page, and how many steps led on from the first."""

    address: str
    html: str
    steps: int

    @property
    def lands(self) -> bool:
        """Whether the page has what the fragment names."""
        anchor = self.address.partition("#")[2]
        return not anchor or f'id="{unquote(anchor)}"' in self.html


def follow(site: Path, link: str) -> Arrival:
    """
    Follow *link*, relative to the folder *site*, until a page stays.

    Raises:
        AssertionError: a page is missing, or the way does not end.

    """
    address = f"http://site/{link}"
    for step in range(_MAX_STEPS):
        path = unquote(urlsplit(address).path).lstrip("/")
        file = site / path / "index.html" if path.endswith("/") or not path else site / path
        assert file.is_file(), f"{link}: 404 at {address}"
        html = file.read_text(encoding="utf-8")
        following = _next(html, address)
        if following is None:
            return Arrival(address.removeprefix("http://site/"), html, step)
        address = following
    raise AssertionError(f"{link}: a loop, or a long chain")


def _next(html: str, address: str) -> str | None:
    page, _, anchor = address.partition("#")
    for moved in _MOVED.finditer(html):
        if moved[1] == anchor:
            return urljoin(page, str(moved[2]))
    if by_section := _TO_SECTIONS.search(html):
        to = str(dict(json.loads(by_section[1])).get(anchor, by_section[2]))
        return urljoin(page, to if "#" in to or not anchor else f"{to}#{anchor}")
    if plain := _TO_PAGE.search(html):
        return urljoin(page, str(plain[1])) + (f"#{anchor}" if anchor else "")
    return None
