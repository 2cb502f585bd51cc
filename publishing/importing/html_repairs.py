"""What editors of help centres leave in their HTML, put right where Markdown could not say it."""

from __future__ import annotations

from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

STRONG, EMPHASIS, CODE = ("b", "strong"), ("em", "i"), ("code", "kbd", "samp")
LISTS = ("ol", "ul")
_BLOCKS = (
    *("address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figure", "footer", "form"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table"),
    *("td", "th", "tr", "ul"),
)


def repair(soup: BeautifulSoup) -> None:
    """
    Let lists stand in items, marks around words and links around no other link, and tables begin with a row, in place.

    Browsers show all of it as if it were written so, but for marks around whole blocks: the marks are left out.
    """
    _repair_tables(soup)
    for item in _found(soup, ("li",)):
        _into_list(item)
    for inner in _found(soup, LISTS):
        _into_item(inner)
    _repair_links(soup)
    _repair_marks(soup)


def _repair_tables(soup: BeautifulSoup) -> None:
    for part in _found(soup, ("col", "colgroup", "thead")):
        if not part.find(["td", "th"]):
            part.decompose()
    for table in _found(soup, ("table",)):
        if table.find("table"):
            _open_up(table)


def _repair_links(soup: BeautifulSoup) -> None:
    for link in _found(soup, ("a",)):
        if link.find_parent("a"):
            link.unwrap()
        else:
            _unwrap(link.find_all(_BLOCKS))


def _repair_marks(soup: BeautifulSoup) -> None:
    for kind in (STRONG, EMPHASIS, CODE):
        for mark in _found(soup, kind):
            if mark.find_parent(kind) or mark.find(_BLOCKS):
                mark.unwrap()
            else:
                _join(mark, kind)


def _found(soup: BeautifulSoup, names: Iterable[str]) -> list[Tag]:
    return list(soup.find_all(list(names)))


def _open_up(table: Tag) -> None:
    """Show what a table holds one below the other: only layout holds a table in a table, and Markdown cannot."""
    for part in table.find_all(["tbody", "thead", "tfoot", "tr", "td", "th"]):
        if part.find_parent("table") is table:
            part.name = "div"
    table.name = "div"


def _into_list(item: Tag) -> None:
    """Give an item that stands in no list one, together with such items before it."""
    if item.parent is None or item.parent.name in LISTS:
        return
    before = item.find_previous_sibling()
    if before is not None and before.get("data-made"):
        before.append(item.extract())
    else:
        item.wrap(BeautifulSoup("", "html.parser").new_tag("ul", attrs={"data-made": "1"}))


def _into_item(inner: Tag) -> None:
    """Put a list that stands in a list itself into the item before it."""
    if inner.parent is None or inner.parent.name not in LISTS:
        return
    item = inner.find_previous_sibling("li")
    if item is None:
        inner.wrap(BeautifulSoup("", "html.parser").new_tag("li"))
    else:
        item.append(inner.extract())


def _unwrap(blocks: Iterable[Tag]) -> None:
    for block in blocks:
        block.insert_before(" ")
        block.insert_after(" ")
        block.unwrap()


def _join(mark: Tag, kind: tuple[str, ...]) -> None:
    """Take what follows *mark* at once and is marked alike into it: two marks between words would end neither."""
    while True:
        after = mark.next_sibling
        if not (isinstance(after, Tag) and after.name in kind) or after.find(_BLOCKS):
            return
        after.extract()
        for part in list(after.contents):
            mark.append(part.extract())


def touches_mark(mark: Tag) -> bool:
    """Tell whether other marked words follow or precede *mark*, or hold it or are held, without a blank between."""
    marks = (*STRONG, *EMPHASIS)
    beside = (mark.previous_sibling, mark.next_sibling)
    return (
        mark.find_parent(marks) is not None
        or mark.find(marks) is not None
        or any(isinstance(one, Tag) and one.name in marks for one in beside)
    )


def follows_list(inner: Tag) -> bool:
    """Tell whether nothing but white space stands between the list *inner* and another list before it."""
    before = inner.previous_sibling
    while isinstance(before, NavigableString) and not before.strip():
        before = before.previous_sibling
    return isinstance(before, Tag) and before.name in LISTS
