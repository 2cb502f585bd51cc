"""Articles in HTML as Markdown, by markdownify, with what help centres have and it does not know."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markdownify import MarkdownConverter

_LANGUAGE = re.compile(r"(?:lang(?:uage)?|brush:)-?\s*([\w+-]+)")
_MANY_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass
class Converted:
    """The Markdown of an article, and what a person has to look at."""

    markdown: str = ""
    embedded: list[str] = field(default_factory=list)
    without_words: int = 0


def to_markdown(html: str, *, link: Callable[[str], str], image: Callable[[str], str]) -> Converted:
    """
    Turn *html* into Markdown; *link* and *image* say where an address of the old help centre leads now.

    Headings begin at the second level, since the title is the first. What plays inside a frame becomes a link.
    """
    converted = Converted()
    converter = _Converter(converted, link, image)
    text = converter.convert(html)
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    converted.markdown = _MANY_BLANK_LINES.sub("\n\n", lines).strip()
    return converted


class _Converter(MarkdownConverter):
    def __init__(self, converted: Converted, link: Callable[[str], str], image: Callable[[str], str]) -> None:
        super().__init__(heading_style="ATX", bullets="-", code_language_callback=_language)
        self._converted = converted
        self._link = link
        self._image = image

    def _usual(self, element: str, *arguments: Any) -> str:
        """Convert as markdownify does; its stubs do not name these methods."""
        text: str = getattr(super(), f"convert_{element}")(*arguments)
        return text

    def convert_hN(self, n: int, el: Any, text: str, parent_tags: Any) -> str:  # noqa: N802 - markdownify's name
        """Leave the first level to the title."""
        return self._usual("hN", max(n, 2), el, text, parent_tags)

    def convert_a(self, el: Any, text: str, parent_tags: Any) -> str:
        """Lead to where the page is now; an anchor without an address is left to its words."""
        if not el.get("href"):
            return text
        el["href"] = self._link(el["href"])
        el.attrs.pop("title", None)
        return self._usual("a", el, text, parent_tags)

    def convert_img(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002 - markdownify's signature
        """Show the picture from where it is now."""
        words = " ".join((el.get("alt") or "").replace("[", "(").replace("]", ")").split())
        self._converted.without_words += not words
        return f"![{words}]({self._image(el['src'])})" if el.get("src") else ""

    def convert_iframe(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002 - see above
        """Link to what a frame shows: no page here loads anything from elsewhere."""
        address = el.get("src") or ""
        address = f"https:{address}" if address.startswith("//") else address
        self._converted.embedded.append(address)
        return f"\n\n[{el.get('title') or 'Watch the video'}]({address})\n\n" if address else ""

    def convert_script(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002 - see above
        """Leave out what no reader sees."""
        return ""

    convert_style = convert_script

    def convert_td(self, el: Any, text: str, parent_tags: Any) -> str:
        """Keep bars inside a cell from ending it."""
        return self._usual("td", el, text.replace("|", "\\|"), parent_tags)

    def convert_th(self, el: Any, text: str, parent_tags: Any) -> str:
        """Keep bars inside a cell from ending it."""
        return self._usual("th", el, text.replace("|", "\\|"), parent_tags)


def _language(el: Any) -> str | None:
    """Find the language that a code block says it is in, on itself or on the code inside."""
    inner = el.find("code")
    classes = [*(el.get("class") or []), *((inner.get("class") or []) if inner else [])]
    found = next(filter(None, (_LANGUAGE.search(name) for name in classes)), None)
    return found[1] if found else None
