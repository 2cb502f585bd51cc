"""The theme's link "Skip to content", which leads to the first heading of a page: so that it passes no answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from publishing.theme.folders import SHELL_TEMPLATE

TITLE_ANCHOR = "__title"
SLOT_ANCHOR = "help-centre-slot"


@dataclass(frozen=True)
class Start:
    """An entry of the first level in a table of contents: the theme shows but those below it, its ``children``."""

    title: str
    id: str
    children: list[Any]
    level: int = 1

    @property
    def url(self) -> str:
        """Where the link leads."""
        return f"#{self.id}"


def lead_to_the_start(page: Any, site_name: str) -> None:
    """
    Let the link lead to the title of *page* where the text has none, and on a page without text to what is put there.

    Without this it leads past the first words of a page whose title stands in its front matter, and is not there at
    all where no heading follows.
    """
    if page.meta.get("template") == SHELL_TEMPLATE:
        page.toc = [Start("", SLOT_ANCHOR, [])]
    elif "<h1" not in page.content:
        title = page.title or site_name
        page.content = f'<h1 id="{TITLE_ANCHOR}">{title}</h1>\n{page.content}'
        page.toc = [Start(title, TITLE_ANCHOR, list(page.toc))]
