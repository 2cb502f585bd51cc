"""A JSON export of Zendesk Guide, as its API hands out categories, sections, articles, translations and votes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from publishing.importing.arrivals import ImportRefused
from publishing.importing.zendesk_completeness import ListedPage, listed_page, what_is_cut_off

ARTICLE = "Article"
# Of a title in the report.
MAX_TITLE_CHARS = 80


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")
    id: int

    @model_validator(mode="before")
    @classmethod
    def _null_is_nothing(cls, fields: Any) -> Any:
        """Read a field that is null as one that is not there: which of both is written differs by version."""
        return (
            {name: value for name, value in fields.items() if value is not None} if isinstance(fields, dict) else fields
        )


def shortened(title: str) -> str:
    """Return as much of *title* as tells it apart."""
    return title if len(title) <= MAX_TITLE_CHARS else f"{title[:MAX_TITLE_CHARS]}..."


class Category(_Part):
    """The top level of the old help centre."""

    name: str
    html_url: str = ""
    position: int = 0


class GuideSection(_Part):
    """A section of a category, or of another section."""

    name: str
    html_url: str = ""
    category_id: int | None = None
    parent_section_id: int | None = None
    position: int = 0


class GuideArticle(_Part):
    """
    An article in its first language.

    ``user_segment_id`` is set when only some people may read it; ``edited_at`` is when its words were last changed.
    """

    title: str
    body: str | None = None
    html_url: str = ""
    section_id: int | None = None
    locale: str = ""
    label_names: tuple[str, ...] = ()
    draft: bool = False
    user_segment_id: int | None = None
    position: int = 0
    edited_at: str = ""
    updated_at: str = ""

    @property
    def called(self) -> str:
        """What the report calls the article."""
        return f"article {self.id} '{shortened(self.title)}'"


class Translation(_Part):
    """An article in one of its languages."""

    source_id: int
    source_type: str = ARTICLE
    locale: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")]
    title: str
    body: str | None = None
    html_url: str = ""
    draft: bool = False
    outdated: bool = False
    updated_at: str = ""


class Vote(_Part):
    """What a reader said of an article: 1 when it helped, -1 when it did not."""

    item_id: int
    item_type: str = ARTICLE
    value: int
    created_at: str


class Export(BaseModel):
    """
    Everything that was found in an export.

    ``missing`` names the kinds of which there was nothing, ``cut_off`` says of which lists there is a part alone,
    ``contradictions`` what came twice with one number and is not the same, and ``wrong`` which parts cannot be read.
    """

    model_config = ConfigDict(frozen=True)
    categories: tuple[Category, ...] = ()
    sections: tuple[GuideSection, ...] = ()
    articles: tuple[GuideArticle, ...] = ()
    translations: tuple[Translation, ...] = ()
    votes: tuple[Vote, ...] = ()
    missing: tuple[str, ...] = Field(default=(), exclude=True)
    cut_off: tuple[str, ...] = Field(default=(), exclude=True)
    contradictions: tuple[str, ...] = Field(default=(), exclude=True)
    wrong: tuple[str, ...] = Field(default=(), exclude=True)


_KINDS: Mapping[str, type[_Part]] = {
    "categories": Category,
    "sections": GuideSection,
    "articles": GuideArticle,
    "translations": Translation,
    "votes": Vote,
}


def read_export(place: Path) -> Export:
    """
    Read every JSON file at or below *place*: objects with ``categories``, ``sections`` and so on, a page each or all.

    What comes twice counts once, the last time; a part that is not what Zendesk writes is left out and named.

    Raises:
        ImportRefused: nothing to read, not JSON, or no article that can be read; file and part are named.

    """
    found: dict[str, dict[int, _Part]] = {kind: {} for kind in _KINDS}
    files = sorted(place.rglob("*.json")) if place.is_dir() else [place]
    pages: list[ListedPage] = []
    contradictions: list[str] = []
    wrong: list[str] = []
    for file in files:
        whole, lists = _lists(file)
        for kind, listed in lists.items():
            read = [_checked(kind, fields, file) for fields in listed]
            parts_of_file = [part for part in read if not isinstance(part, str)]
            problems = [part for part in read if isinstance(part, str)]
            wrong += problems
            for part in parts_of_file:
                before = found[kind].setdefault(part.id, part)
                if part != before:
                    contradictions.append(f"{file}: {_differing(kind, before, part)}")
                    found[kind][part.id] = part
            owned = [(_owner(part), part.id) for part in parts_of_file]
            # What cannot be read is there, too.
            owned += [(owned[0][0] if owned else 0, -number) for number in range(1, len(problems) + 1)]
            pages.append(listed_page(kind, owned, whole, is_alone=len(lists) == 1))
    if not found["articles"]:
        problem = wrong[0] if wrong else f"{place} holds no articles."
        raise ImportRefused(problem, "Export them with /api/v2/help_center/articles.json.")
    parts: dict[str, Any] = {kind: tuple(by_id.values()) for kind, by_id in found.items()}
    missing = tuple(kind for kind, by_id in found.items() if not by_id)
    cut_off = tuple(what_is_cut_off(pages))
    return Export(**parts, missing=missing, cut_off=cut_off, contradictions=tuple(contradictions), wrong=tuple(wrong))


def _differing(kind: str, before: _Part, after: _Part) -> str:
    called = [str(getattr(part, "title", None) or getattr(part, "name", "")) for part in (before, after)]
    names = f", '{shortened(called[0])}' and '{shortened(called[1])}'" if called[0] != called[1] else ""
    return f"two of the {kind} have the id {after.id} and are not the same{names}; only the last came."


def _owner(part: _Part) -> int:
    """Return the number of the article that *part* belongs to; 0 for what stands alone."""
    if isinstance(part, Translation):
        return part.source_id
    return part.item_id if isinstance(part, Vote) else 0


def _lists(file: Path) -> tuple[Mapping[str, Any], Mapping[str, list[Any]]]:
    """Return what *file* says of itself, and the list of each kind in it."""
    try:
        read = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise ImportRefused(f"{file} cannot be read as JSON.", "Export it again, or take it out.") from error
    whole = read if isinstance(read, dict) else {file.stem.partition("-")[0].partition(".")[0]: read}
    return whole, {kind: listed for kind, listed in whole.items() if kind in _KINDS and isinstance(listed, list)}


def _checked(kind: str, fields: Any, file: Path) -> _Part | str:
    """Return the part that *fields* are, or what is wrong with them."""
    try:
        return _KINDS[kind].model_validate(fields)
    except ValidationError as error:
        problem = error.errors()[0]
        number = fields.get("id") if isinstance(fields, dict) else None
        which = f"one of the {kind}" + ("" if number is None else f" (id {str(number)[:80]})")
        place = ".".join(map(str, problem["loc"])) or "the shape"
        return f"{file}: {place} of {which} is wrong ({problem['msg']})."
