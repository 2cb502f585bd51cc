"""The list of every link that was ever published: ``published.yml`` in the folder of pages, kept in Git."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from publishing.articles.meta import accepted_id
from publishing.errors import HelpCentreError
from publishing.files.atomic import write_atomically
from publishing.links.site_paths import is_below_site
from publishing.markup.safe_yaml import SafeLoader

LIST_FILE = "published.yml"
HEADING = """\
# Every link that was published: article, source files, sections. 'help-centre check --fix' adds to it.
# Remove nothing that was published: it keeps leading to its answer.
"""
_COMMENT_ABOVE = re.compile(r"(?:#.*\n)+")
_MERGE_MARKER = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( .*)?$", re.MULTILINE)
_CONFLICT = re.compile(
    r"^<{7}.*\n(?P<ours>(?:.*\n)*?)(?:\|{7}.*\n(?:.*\n)*?)?={7}\n(?P<theirs>(?:.*\n)*?)>{7}.*\n?", re.MULTILINE
)


class ListUnreadable(HelpCentreError):  # noqa: N818 - named for what is wrong
    """The list of published links is not what it should be; ``line`` says where."""

    exit_status = 1

    def __init__(self, problem: str, hint: str, line: int = 1) -> None:
        super().__init__(f"{LIST_FILE}: {problem}", hint)
        self.problem = problem
        self.line = line


@dataclass(frozen=True)
class PublishedArticle:
    """The source paths that an article was ever published from, and the anchors that its sections ever had."""

    paths: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()

    def with_more(self, other: PublishedArticle) -> PublishedArticle:
        """Return both together, each path and anchor once, what was known first."""
        return PublishedArticle(
            tuple(dict.fromkeys(self.paths + other.paths)), tuple(dict.fromkeys(self.anchors + other.anchors))
        )


PublishedLinks = Mapping[str, PublishedArticle]


def read_published(folder: Path) -> PublishedLinks | None:
    """
    Read the list in the folder of pages; None when the site keeps none.

    Raises:
        ListUnreadable: not to be opened, merge markers, not YAML, or of another shape.

    """
    file = folder / LIST_FILE
    try:
        if file.exists() and not file.is_file():  # a pipe would be waited for
            raise ListUnreadable("this is no file that holds text.", "Restore it from Git.")
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ListUnreadable("the file cannot be read.", "Restore it from Git.") from error
    return parse_published(text)


def paths_of(links: PublishedLinks | None) -> dict[str, tuple[str, ...]]:
    """Return the paths that each listed article was published from, the latest first; nothing without a list."""
    return {article_id: article.paths[::-1] for article_id, article in (links or {}).items()}


@lru_cache(maxsize=1)
def parse_published(text: str) -> PublishedLinks:
    """
    Read the list from its *text*.

    Raises:
        ListUnreadable: merge markers, not YAML, of another shape, or with an id or a path that no page of a site can
            have.

    """
    marker = _MERGE_MARKER.search(text)
    if marker:
        raise ListUnreadable(
            "a merge was left unfinished.",
            "Run 'help-centre check --fix': it keeps what both sides list.",
            text.count("\n", 0, marker.start()) + 1,
        )
    try:
        listed = yaml.load(text, SafeLoader) or {}  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ListUnreadable(f"not YAML ({error.problem}).", "Restore it from Git.", line) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ListUnreadable("not YAML.", "Restore it from Git.") from error
    if not isinstance(listed, dict):
        raise ListUnreadable("it names no articles.", "Restore it from Git.")
    links = {str(article_id): _article(str(article_id), fields) for article_id, fields in listed.items()}
    _refuse_what_no_link_carries(links, text)
    _refuse_paths_outside(links, text)
    return links


def _article(article_id: str, fields: Any) -> PublishedArticle:
    if not isinstance(fields, dict) or not all(
        name in {"paths", "anchors"} and isinstance(values, list) for name, values in fields.items()
    ):
        raise ListUnreadable(f"'{article_id}' is not a list of paths and one of anchors.", "Restore it from Git.")
    return PublishedArticle(*(tuple(map(str, fields.get(name, ()))) for name in ("paths", "anchors")))


def _refuse_what_no_link_carries(links: PublishedLinks, text: str) -> None:
    for article_id in links:
        if accepted_id(article_id) is None:
            raise ListUnreadable(
                f"nothing was ever published as {article_id[:80]!r}: no link can carry that id.",
                "Take it out, or correct it.",
                text.count("\n", 0, max(text.find(article_id), 0)) + 1,
            )


def _refuse_paths_outside(links: PublishedLinks, text: str) -> None:
    paths = ((article_id, path) for article_id, article in links.items() for path in article.paths)
    for article_id, path in paths:
        if not is_below_site(path):
            raise ListUnreadable(
                f"'{article_id}' has the path {path[:80]!r}, which no page of a site can have.",
                "Take it out: a page that leads on from there would lie outside the site, or have no possible name.",
                text.count("\n", 0, max(text.find(path), 0)) + 1,
            )


def both_sides(text: str) -> PublishedLinks:
    """
    Return what both sides of an unfinished merge of the list name; nothing listed is ever taken away.

    Raises:
        ListUnreadable: one of the sides is no list.

    """
    sides = [_CONFLICT.sub(lambda conflict: str(conflict[side]), text) for side in ("ours", "theirs")]  # noqa: B023 - used at once
    return together(*map(parse_published, sides))


def together(*lists: PublishedLinks) -> PublishedLinks:
    """Return everything that any of *lists* names."""
    joined: dict[str, PublishedArticle] = {}
    for links in lists:
        for article_id, article in links.items():
            joined[article_id] = joined.get(article_id, PublishedArticle()).with_more(article)
    return joined


def write_published(links: PublishedLinks, folder: Path, *, heading: str = HEADING) -> None:
    """
    Write the list in the order of ids, one path or anchor a line, so that two branches seldom meet.

    It begins with the comment that it began with before; a new one with *heading*.
    """
    lines = [_comment_above(folder / LIST_FILE) or heading]
    for article_id, article in sorted(links.items()):
        lines.append(f"{_text(article_id)}:\n")
        lines += _list("paths", article.paths) + _list("anchors", article.anchors)
    write_atomically(folder / LIST_FILE, "".join(lines).encode())


def _comment_above(file: Path) -> str:
    try:
        found = _COMMENT_ABOVE.match(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""
    return found[0] if found else ""


def _list(name: str, values: tuple[str, ...]) -> list[str]:
    return [f"  {name}:\n", *(f"    - {_text(value)}\n" for value in values)] if values else []


def _text(value: str) -> str:
    """Write *value* so that YAML reads it as text again, whatever it looks like."""
    return yaml.safe_dump(value, allow_unicode=True, width=10_000).splitlines()[0]
