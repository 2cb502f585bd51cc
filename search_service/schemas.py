"""What searches are asked and answered with: these models validate, document and serialise the HTTP interface."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from publishing.catalogue import Kind

MAX_QUERY_CHARS = 4000
MAX_HITS = 50
MAX_OFFSET = 10**9


def _none_when_blank(value: object) -> object:
    """Let an empty form field mean that nothing was chosen."""
    return None if value == "" else value


Language = Annotated[
    Annotated[str, Field(max_length=35)] | None,
    BeforeValidator(_none_when_blank),
    Field(description="The reader's language (BCP 47): its articles come first. Unknown ones are ignored."),
]
Text = Annotated[str, Field(json_schema_extra={"maxLength": MAX_QUERY_CHARS})]


class SearchQuery(BaseModel):
    """What to search for."""

    model_config = ConfigDict(frozen=True)

    q: str = Field(
        default="", description="Words as people type them.", json_schema_extra={"maxLength": MAX_QUERY_CHARS}
    )
    limit: int = Field(default=10, ge=1, le=MAX_HITS, description="How many results to return at most.")
    offset: int = Field(default=0, ge=0, le=MAX_OFFSET, description="How many results to skip.")
    lang: Language = None
    kind: Annotated[Kind | None, BeforeValidator(_none_when_blank)] = Field(
        default=None, description="Only articles of this kind."
    )
    partial: bool = Field(default=False, description="1 when the last word may be unfinished.")
    log: bool = Field(default=True, description="0 when the words are kept nowhere, as those of a form not yet sent.")


class ExcerptRun(BaseModel):
    """A stretch of text, marked when it matches the query."""

    model_config = ConfigDict(frozen=True)

    text: str
    match: bool


class SectionLink(BaseModel):
    """The best section of a found article; the introduction has neither title nor anchor."""

    model_config = ConfigDict(frozen=True)

    title: str
    anchor: str
    url: str = Field(description="Relative to the site's root, with the anchor as fragment.")


class Hit(BaseModel):
    """One found article."""

    model_config = ConfigDict(frozen=True)

    article_id: str
    revision: str
    kind: Kind
    lang: str = Field(description="The language of the article (BCP 47).")
    language: str | None = Field(
        default=None, description="What its language is called in the reader's, where that is another one."
    )
    title: str
    url: str = Field(description="Relative to the site's root.")
    summary: str
    breadcrumbs: list[str] = Field(description="What stands above the article in the navigation, from the top.")
    section: SectionLink
    excerpt: list[ExcerptRun]
    rank: int = Field(ge=1, description="Place among all results, from 1.")


class Nearest(BaseModel):
    """An article that does not match, but has words that look like those of the query."""

    model_config = ConfigDict(frozen=True)

    article_id: str
    kind: Kind
    title: str
    url: str = Field(description="Relative to the site's root.")


class SearchResponse(BaseModel):
    """The best articles for a query, one hit an article."""

    model_config = ConfigDict(frozen=True)

    search_id: str = Field(description="Names this search in clicks and ratings; 32 hexadecimal digits.")
    query: str
    total: int = Field(ge=0, description="How many articles match.")
    took_ms: float = Field(ge=0, description="Wall-clock milliseconds.")
    correction: str | None = Field(description="The query as it was probably meant, when a word is unknown.")
    results: list[Hit]
    completions: list[str] = Field(
        default=[], description="For an unfinished query: what others searched for with success that begins like it."
    )
    nearest: list[Nearest] = Field(
        default=[], description="When nothing matches: articles with words that look like those of the query."
    )


class SuggestQuery(BaseModel):
    """What has been typed so far."""

    model_config = ConfigDict(frozen=True)

    q: str = Field(
        default="", description="What has been typed so far.", json_schema_extra={"maxLength": MAX_QUERY_CHARS}
    )
    lang: Language = None


class Suggestion(BaseModel):
    """A completion of what was typed: the title of an article, or words that led others to it."""

    model_config = ConfigDict(frozen=True)

    text: str
    article_id: str
    kind: Kind
    url: str = Field(description="Relative to the site's root.")
    asked: bool = Field(default=False, description="Whether these are words that others searched for with success.")


class SuggestResponse(BaseModel):
    """Completions, best first."""

    model_config = ConfigDict(frozen=True)

    query: str
    suggestions: list[Suggestion]


class ErrorResponse(BaseModel):
    """What went wrong, in one sentence, and what to do about it."""

    model_config = ConfigDict(frozen=True)

    error: str
    hint: str


class FieldErrorResponse(ErrorResponse):
    """An error about one field of the request."""

    field: str


HttpMethod = Literal["get", "post", "put", "patch", "delete"]
