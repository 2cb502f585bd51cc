"""A question to a person: what is asked, and what the customer chose to pass on of this visit."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal
from uuid import UUID, uuid5

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from feedback_api.mails.addresses import EMAIL_PATTERN, MAX_EMAIL_CHARS, address, one_line
from feedback_api.personal.wording import empty_is_none
from publishing.catalogue import ArticleId

MAX_QUESTION_CHARS = 4000
MAX_NAME_CHARS = 100
MAX_QUERY_CHARS = 200
MAX_VISIT = 40
RECEIPT_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No letter or figure that is read as another one on the telephone."""
RECEIPT_CHARS = 8


def _one_line(value: Any) -> Any:
    return one_line(value) if isinstance(value, str) else value


def _written(value: Any) -> Any:
    """Read what a box of the plain form carries: the same object, as text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError) as error:
        raise ValueError("is no JSON") from error


class VisitEntry(BaseModel):
    """Something that the customer did in this visit: searched, read, or rated."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["search", "page", "rating"]
    words: Annotated[str, Field(max_length=MAX_QUERY_CHARS), BeforeValidator(_one_line)] = ""
    found: Annotated[int | None, Field(ge=0, le=10**6, description="how many articles a search found")] = None
    article_id: ArticleId | None = None
    revision: Annotated[str, Field(max_length=64, pattern=r"^[0-9A-Za-z._-]*$")] = ""
    helpful: bool | None = None


class QuestionBody(BaseModel):
    """A question to a person; sending the same words again under the same key is the same question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Annotated[UUID, Field(description="made by the browser; the same words under one key are one question")]
    goal: Annotated[
        str,
        Field(min_length=1, max_length=MAX_QUESTION_CHARS, description="what the customer is trying to do"),
        BeforeValidator(empty_is_none),
    ]
    email: Annotated[
        str,
        Field(
            max_length=MAX_EMAIL_CHARS,
            description="where the answer goes",
            json_schema_extra={"pattern": EMAIL_PATTERN},
        ),
        BeforeValidator(empty_is_none),
    ]
    name: Annotated[str, Field(max_length=MAX_NAME_CHARS), BeforeValidator(_one_line)] = ""
    lang: Annotated[str, Field(max_length=40, pattern=r"^[0-9A-Za-z-]*$")] = ""
    visit: Annotated[
        tuple[Annotated[VisitEntry, BeforeValidator(_written)], ...],
        Field(max_length=MAX_VISIT, description="what the customer passes on of this visit, in order"),
    ] = ()
    website: Annotated[str, Field(max_length=2000, description="people do not see this field: leave it empty")] = ""

    @field_validator("email")
    @classmethod
    def _is_address(cls, value: str) -> str:
        address(value)
        return value

    @property
    def identity(self) -> UUID:
        """
        What the question is known by: its key and its words.

        Whoever got no answer and corrected the words meanwhile sends another question, and not one that is lost.
        """
        return uuid5(self.key, json.dumps([self.goal, self.email, self.name]))

    @property
    def by_a_machine(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.website)

    @property
    def read(self) -> list[tuple[str, str]]:
        """The articles that were read before asking, and in which revision, the last one first."""
        pages = [entry for entry in self.visit if entry.kind == "page"]
        return [(entry.article_id, entry.revision) for entry in reversed(pages) if entry.article_id]


def receipt_of(key: UUID) -> str:
    """Make the number that the customer is given, such as ``7KQ2-M4XA``: always the same for the same key."""
    number = int.from_bytes(hashlib.sha256(key.bytes).digest()[:8])
    letters = []
    for _ in range(RECEIPT_CHARS):
        number, rest = divmod(number, len(RECEIPT_LETTERS))
        letters.append(RECEIPT_LETTERS[rest])
    half = RECEIPT_CHARS // 2
    return f"{''.join(letters[:half])}-{''.join(letters[half:])}"
