"""The catalogue: the one contract between the built site and the services."""

from __future__ import annotations

import gzip
import json
import re
import urllib.request
import zlib
from datetime import date
from http.client import HTTPException
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

from publishing.errors import HelpCentreError
from publishing.files.atomic import write_atomically

SCHEMA_VERSION: Literal[1] = 1
# Stands for the address of a site that does not tell it; links between its pages are relative anyway.
UNKNOWN_SITE_URL = "http://127.0.0.1:8000/"
DOWNLOAD_TIMEOUT_SECONDS = 20
MAX_DOWNLOAD_BYTES = 512 * 1024 * 1024
GZIP_MAGIC = b"\x1f\x8b"

# An id names a folder of the site: no separators, and no leading dot, which could lead out of it.
ARTICLE_ID_PATTERN = r"^[^\s/?#%\\.][^\s/?#%\\]*$"
ArticleId = Annotated[str, Field(max_length=200, pattern=ARTICLE_ID_PATTERN)]


def _relative(url: str) -> str:
    """Refuse what would lead out of the site."""
    parts = urlsplit(url)
    if parts.scheme or parts.netloc or url.startswith("/") or ".." in parts.path.split("/") or "\\" in url:
        raise ValueError("is not relative to site_url")
    return url


MINOR = "minor"
SUBSTANTIVE = "substantive"
EDIT_PATTERN = rf"^({MINOR}|{SUBSTANTIVE})( [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})?$"
RelativeUrl = Annotated[str, Field(max_length=2000), AfterValidator(_relative)]
Kind = Literal["guide", "video", "page"]
Support = Literal["full", "best-effort", "none"]
NOT_SUPPORTED: Support = "none"
INSTEAD_ANCHOR = "instead"
"""The section in which an article that is not supported says what can be done."""


class CatalogueError(HelpCentreError):
    """The catalogue cannot be read, or a field of it is missing or wrong."""

    http_status = 503


class Section(BaseModel):
    """A heading and the plain text below it, up to the next heading; the first section has neither anchor nor title."""

    model_config = ConfigDict(frozen=True)

    anchor: str
    title: str
    text: str


class Article(BaseModel):
    """One guide, video page or other page, as it was published."""

    model_config = ConfigDict(frozen=True)

    id: ArticleId
    kind: Kind
    lang: Annotated[str, Field(pattern=r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$")]
    title: Annotated[str, Field(min_length=1)]
    summary: str
    url: RelativeUrl
    source_path: str | None
    revision: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z._-]+$")]
    updated: date
    owner: str | None
    review_by: date | None
    support: Support | None
    edit: Annotated[str, Field(pattern=EDIT_PATTERN)] | None = None
    """What the writer says of the last edit; catalogues of other makers need not know the field."""
    original_changed: date | None = None
    """The day on which the original of a translation was changed after it; other makers need not know the field."""
    cut: Annotated[str, Field(max_length=64, pattern=r"^[0-9a-z]+$")] | None = None
    """Names the recording that a video page shows; another one starts new evidence. None where none is shown."""
    length_seconds: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    """How long that is; None where its files do not tell."""
    tags: tuple[str, ...]
    keywords: tuple[str, ...]
    answers: tuple[str, ...]
    sections: tuple[Section, ...]
    section_support: dict[str, Support] = {}
    """The level of sections that have their own, by their anchors; other makers need not know the field."""
    breadcrumbs: tuple[str, ...] | None = None
    """The titles above the article in the navigation, from the top; where nobody knows, its folders stand in."""


class Catalogue(BaseModel):
    """Every article of one published site."""

    model_config = ConfigDict(frozen=True)

    schema_version: Literal[1]
    site_url: Annotated[str, Field(pattern=r"^https?://[^\s]+/$")]
    built_at: AwareDatetime
    articles: tuple[Article, ...]
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words that find one another; catalogues of other makers need not know the field."""

    @model_validator(mode="after")
    def _articles_are_unique(self) -> Catalogue:
        seen: set[tuple[str, str]] = set()
        for article in self.articles:
            if (article.id, article.lang) in seen:
                raise ValueError(f"two articles have the id '{article.id}' in the language '{article.lang}'")
            seen.add((article.id, article.lang))
        return self


def read_catalogue(source: str | Path) -> Catalogue:
    """
    Read a catalogue from a path or an ``http(s)`` URL, plain or gzip.

    Raises:
        CatalogueError: unreachable, not JSON, or a field is missing or wrong; the message names article and field.

    """
    return parse_catalogue(fetch_catalogue(str(source)), str(source))


def parse_catalogue(content: bytes, source: str) -> Catalogue:
    """
    Turn the bytes of a catalogue, plain or gzip, into a `Catalogue`; *source* only names it in errors.

    Raises:
        CatalogueError: not gzip, not JSON, or a field is missing or wrong.

    """
    try:
        text = gzip.decompress(content) if content.startswith(GZIP_MAGIC) else content
        return Catalogue.model_validate_json(text)
    except (OSError, EOFError, zlib.error) as error:
        raise CatalogueError(
            f"{source}: the file is damaged ({error}).", "Build or download the catalogue again."
        ) from error
    except ValidationError as error:
        raise CatalogueError(
            f"{source}: {_describe(error, text)}.", "Build the site again with 'help-centre build'."
        ) from error


def write_catalogue(catalogue: Catalogue, path: Path) -> None:
    """Write *catalogue* as UTF-8 JSON to *path*, replacing the old file in one step."""
    write_atomically(path, (catalogue.model_dump_json() + "\n").encode())


def fetch_catalogue(source: str) -> bytes:
    """
    Give the bytes of the catalogue at a path or an ``http(s)`` URL, unread.

    Raises:
        CatalogueError: unreachable.

    """
    if re.match(r"https?://", source):
        return _download(source)
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise CatalogueError(
            f"{source}: the catalogue cannot be read ({error.strerror}).",
            "Build the site with 'help-centre build', or name the catalogue with HELP_CENTRE_CATALOGUE.",
        ) from error


def _download(url: str) -> bytes:
    headers = {"Accept-Encoding": "gzip", "User-Agent": "help-centre"}
    try:
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 - fetch_catalogue lets only http(s) through
        with urllib.request.urlopen(request, timeout=DOWNLOAD_TIMEOUT_SECONDS) as response:  # noqa: S310
            content: bytes = response.read(MAX_DOWNLOAD_BYTES + 1)
    # What is no address at all is a ValueError, what does not speak HTTP an HTTPException.
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise CatalogueError(
            f"{url}: the catalogue cannot be downloaded ({reason}).",
            "Check the address and that the site is published.",
        ) from error
    if len(content) > MAX_DOWNLOAD_BYTES:
        raise CatalogueError(f"{url}: the catalogue is larger than {MAX_DOWNLOAD_BYTES} bytes.", "Check the address.")
    return content


def _describe(error: ValidationError, text: bytes) -> str:
    """Say which article and field the first problem of *error* is about."""
    problem = error.errors()[0]
    path = problem["loc"]
    if problem["type"] == "json_invalid":
        return f"not valid JSON ({problem['ctx']['error']})"
    is_of_article = path[:1] == ("articles",) and len(path) > 1
    field = ".".join(str(step) for step in (path[2:] if is_of_article else path))
    message = str(problem["msg"]).removeprefix("Value error, ")
    if is_of_article:
        article = f"article {_article_name(text, path[1])}"
        return f"{article}: field '{field}': {message}" if field else f"{article}: {message}"
    return f"field '{field}': {message}" if field else message


def _article_name(text: bytes, position: Any) -> str:
    articles = json.loads(text)["articles"]
    named = articles[position].get("id") if isinstance(articles[position], dict) else None
    return f"'{named}'" if isinstance(named, str) else f"number {position + 1}"
