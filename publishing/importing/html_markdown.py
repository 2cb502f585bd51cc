"""Articles in HTML as Markdown, by markdownify, with what help centres have and it does not know."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from bs4 import Tag
from markdownify import MarkdownConverter
from selectolax.lexbor import LexborHTMLParser

from publishing.importing.html_anchors import HEADINGS, KEPT_NAME, keep_anchors
from publishing.importing.html_repairs import follows_list, repair, touches_mark
from publishing.importing.markdown_text import as_address, as_words

_LANGUAGE = re.compile(r"(?:lang(?:uage)?|brush:)-?\s*([\w+-]+)")
_MANY_BLANK_LINES = re.compile(r"\n{3,}")
_BACKTICKS = re.compile(r"`{3,}")
# Python-Markdown takes what is indented by less for a part of the list around it.
_INDENT = " " * 4
_NOTHING = "<!-- -->"
_BLANK = "\n\n"
_APART = f"{_BLANK}{_NOTHING}{_BLANK}"
# What cannot stand in the line of a bullet, if it has several lines itself.
_LAST_BREAKS = re.compile(r"(?:\s*<br>)+\s*$")
_BEGINS_BLOCK = re.compile(r">|`{3,}\w*\n|\| |-   |\d+\.  ")
_INSIDE_A_LINE = frozenset(
    (
        *("a", "abbr", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins"),
        *("kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "u"),
    )
)


@dataclass
class Converted:
    """
    The Markdown of an article, and what a person has to look at.

    ``is_words_alone`` says that the article's parts stand in one another too deep for anything but its words;
    ``anchors`` are the names of places on it, ``lost_anchors`` those that cannot be written.
    """

    markdown: str = ""
    embedded: list[str] = field(default_factory=list)
    without_words: int = 0
    is_words_alone: bool = False
    anchors: frozenset[str] = frozenset()
    lost_anchors: tuple[str, ...] = ()


Leads = Callable[[str], str | None]


def to_markdown(html: str, *, link: Leads, image: Leads, linked: Collection[str] = ()) -> Converted:
    """
    Turn *html* into Markdown; *link* and *image* say where an address of the old help centre leads now.

    Of what leads nowhere, which is None, the words stay. Headings keep their names, and so does what is *linked* to.

    Headings begin at the second level, since the title is the first. What plays inside a frame becomes a link.
    """
    converted = Converted()
    converter = _Converter(converted, link, image, linked)
    html = _as_browsers_read(html)
    try:
        text = converter.convert(html)
    except RecursionError:
        converted.is_words_alone = True
        text = as_words(LexborHTMLParser(html).text(separator="\n"), begins_line=True)
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    converted.markdown = _MANY_BLANK_LINES.sub("\n\n", lines).strip()
    return converted


def _as_browsers_read(html: str) -> str:
    """Close what was left open where browsers close it."""
    body = LexborHTMLParser(f"<body><div>{html}</div>").body
    return (body.html or "") if body else ""


class _Converter(MarkdownConverter):
    def __init__(self, converted: Converted, link: Leads, image: Leads, linked: Collection[str]) -> None:
        super().__init__(
            heading_style="ATX",
            bullets=["-  "],  # type: ignore[arg-type] # any sequence of bullets will do
            code_language_callback=_language,
            autolinks=False,  # an address that leads to a page here would become a tag
            sub_symbol="<sub>",
            sup_symbol="<sup>",
        )
        self._begins_line = True
        self._converted = converted
        self._link = link
        self._linked = linked
        self._image = image

    def convert_soup(self, soup: Any) -> str:
        """Repair the HTML first."""
        self._converted.anchors, self._converted.lost_anchors = keep_anchors(soup, self._linked)
        repair(soup)
        text: str = super().convert_soup(soup)
        return text

    def _usual(self, element: str, *arguments: Any) -> str:
        """Convert as markdownify does; its stubs do not name these methods."""
        text: str = getattr(super(), f"convert_{element}")(*arguments)
        return text

    def process_text(self, el: Any, parent_tags: Any = None) -> str:
        """Note whether these words begin a line; a link after ``!`` would be a picture."""
        self._begins_line = _begins_line(el)
        text: str = super().process_text(el, parent_tags=parent_tags)  # type: ignore[misc] # its stubs lack the method
        before_link = getattr(el.next_element, "name", None) in {"a", "span"}
        return f"{text[:-1]}\\!" if before_link and text.endswith("!") and "_noformat" not in parent_tags else text

    def escape(self, text: str, parent_tags: Any) -> str:
        """Let words be words, whatever they look like."""
        in_heading = not parent_tags.isdisjoint(HEADINGS)
        in_cell = _in_cell(parent_tags)
        return as_words(text, begins_line=self._begins_line, in_cell=in_cell, in_heading=in_heading)

    def convert_hN(self, n: int, el: Any, text: str, parent_tags: Any) -> str:  # noqa: N802 - markdownify's name
        """Leave the first level to the title, and say the heading's name behind its words."""
        heading = self._usual("hN", max(n, 2), el, text, parent_tags)
        name = el.get(KEPT_NAME)
        if name is None or not text.strip():
            return heading if text.strip() else f"{_BLANK}{_anchor(name) if name else ''}{_BLANK}"
        return f"{_anchor(name)}{heading}" if "_inline" in parent_tags else f"{heading.rstrip()} {{#{name}}}{_BLANK}"

    def convert_a(self, el: Any, text: str, parent_tags: Any) -> str:
        """Lead to where the page is now; an anchor is a tag, which needs no extension."""
        if el.get(KEPT_NAME):
            return _anchor(el[KEPT_NAME])
        address = self._link(el["href"]) if el.get("href") else None
        if address is None:
            return text
        el["href"] = as_address(address)
        el.attrs.pop("title", None)
        return self._usual("a", el, text, parent_tags)

    def convert_img(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002 - markdownify's signature
        """Show the picture from where it is now."""
        words = " ".join((el.get("alt") or "").replace("[", "(").replace("]", ")").split())
        self._converted.without_words += not words
        words = as_words(words, begins_line=False, in_cell=_in_cell(parent_tags))
        address = self._image(el["src"]) if el.get("src") else None
        if address is None:
            return words if el.get("src") else ""
        return f"![{words}]({as_address(address)})"

    def convert_iframe(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002 - see above
        """Link to what a frame or a player shows: no page here loads anything from elsewhere."""
        inner = el.find("source", src=True)
        address = el.get("src") or (inner["src"] if inner else "")
        address = f"https:{address}" if address.startswith("//") else address
        led = self._link(address) if address else None
        if led is None:
            return ""
        self._converted.embedded.append(led)
        words = as_words(" ".join((el.get("title") or "Watch the video").split()), begins_line=False)
        return f"\n\n[{words}]({as_address(led)})\n\n"

    convert_video = convert_audio = convert_iframe

    def convert_script(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002 - see above
        """Leave out what no reader sees."""
        return ""

    convert_style = convert_script

    def convert_code(self, el: Any, text: str, parent_tags: Any) -> str:
        """Keep code inside a line on one line: a tag that begins the next one would end it."""
        return self._usual("code", el, text if "pre" in parent_tags else text.replace("\n", " "), parent_tags)

    convert_kbd = convert_samp = convert_code

    def convert_b(self, el: Any, text: str, parent_tags: Any) -> str:
        """Mark words with tags where stars would meet other stars."""
        stands_out = touches_mark(el) and "_noformat" not in parent_tags and text.strip()
        return f"<strong>{text}</strong>" if stands_out else self._usual("b", el, text, parent_tags)

    convert_strong = convert_b

    def convert_em(self, el: Any, text: str, parent_tags: Any) -> str:
        """Mark words with tags where stars would meet other stars."""
        stands_out = touches_mark(el) and "_noformat" not in parent_tags and text.strip()
        return f"<em>{text}</em>" if stands_out else self._usual("em", el, text, parent_tags)

    convert_i = convert_em

    def convert_br(self, el: Any, text: str, parent_tags: Any) -> str:
        """Break a line with its tag, since white space at the end of lines is taken away."""
        if _in_cell(parent_tags):
            return "<br>"
        if "_inline" in parent_tags:
            return self._usual("br", el, text, parent_tags)
        return "\n" if "_noformat" in parent_tags else "<br>\n"

    def convert_del(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002 - see above
        """Strike words with a tag: waves need an extension."""
        return text if "_noformat" in parent_tags or not text.strip() else f"<del>{text}</del>"

    convert_s = convert_strike = convert_del

    def convert_li(self, el: Any, text: str, parent_tags: Any) -> str:
        """Indent what stands inside a numbered step as far as in other lists; what has paragraphs ends as one."""
        if _in_cell(parent_tags):
            return f"• {text.strip().removesuffix('<br>')}<br>"
        text = f"{_NOTHING}\n\n{text.lstrip()}" if _BEGINS_BLOCK.match(text.strip()) else text
        item = self._usual("li", el, text, parent_tags)
        item = f"{item}\n" if "\n\n" in item.strip() else item
        number, dot, words = item.partition(". ")
        if not (el.parent is not None and el.parent.name == "ol" and number.isdigit()):
            return item
        narrow = len(number) + len(dot)
        wide = max(narrow, len(_INDENT))
        return f"{number}.".ljust(wide) + words.replace("\n" + " " * narrow, "\n" + " " * wide)

    def convert_ul(self, el: Any, text: str, parent_tags: Any) -> str:
        """Keep a list apart from one right before it, and from what comes after it in an item."""
        apart = _APART if follows_list(el) and not _in_cell(parent_tags) else ""
        return f"{apart}{self._usual('list', el, text, parent_tags)}{_BLANK if 'li' in parent_tags else ''}"

    convert_ol = convert_ul

    def convert_dt(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002 - see above
        """Write a term as a paragraph: lists of definitions need an extension."""
        return f"\n\n**{text.strip()}**\n\n" if text.strip() else ""

    def convert_dd(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002 - see above
        """Write what a term means as a paragraph."""
        return f"\n\n{text.strip()}\n\n"

    def convert_p(self, el: Any, text: str, parent_tags: Any) -> str:
        """Break lines between the paragraphs of a cell, which has room for one."""
        if _in_cell(parent_tags):
            return f"{text.strip()}<br>" if text.strip() else ""
        return self._usual("p", el, text, parent_tags)

    convert_div = convert_p

    def convert_hr(self, el: Any, text: str, parent_tags: Any) -> str:
        """Leave the rule out of a cell, where it would be three hyphens."""
        return "<br>" if _in_cell(parent_tags) else self._usual("hr", el, text, parent_tags)

    def convert_td(self, el: Any, text: str, parent_tags: Any) -> str:
        """Leave out the break after the last paragraph of a cell."""
        return self._usual("td", el, _LAST_BREAKS.sub("", text), parent_tags)

    convert_th = convert_td

    def convert_pre(self, el: Any, text: str, parent_tags: Any) -> str:
        """Fence code with more backticks than it has itself; in a cell its lines are code each."""
        if _in_cell(parent_tags):
            lines = (as_words(line, begins_line=False, in_cell=True) for line in text.strip("\n").split("\n"))
            return "".join(f"<code>{line.replace(' ', '&#160;')}</code><br>" for line in lines)
        block = self._usual("pre", el, text, parent_tags)
        fence = "`" * (1 + max((len(found) for found in _BACKTICKS.findall(text)), default=2))
        opening, closing = block.find("```"), block.rfind("```")
        return block[:opening] + fence + block[opening + 3 : closing] + fence + block[closing + 3 :] if block else ""


def _anchor(name: str) -> str:
    return f'<a id="{name}"></a>'


def _in_cell(parent_tags: Any) -> bool:
    return not {"td", "th"}.isdisjoint(parent_tags)


def _begins_line(el: Any) -> bool:
    """Tell whether what *el* says may stand first in a line; after a bare number its dot would make a list."""
    before = el.previous_sibling
    while before is not None:
        if isinstance(before, Tag) and before.name not in _INSIDE_A_LINE:
            return True
        if words := before.get_text().strip():
            return bool(words.isdigit())
        before = before.previous_sibling
    return True


def _language(el: Any) -> str | None:
    """Find the language that a code block says it is in, on itself or on the code inside."""
    inner = el.find("code")
    classes = [*(el.get("class") or []), *((inner.get("class") or []) if inner else [])]
    found = next(filter(None, (_LANGUAGE.search(name) for name in classes)), None)
    return found[1] if found else None
