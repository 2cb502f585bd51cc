"""The open work items of an article, read from the database that keeps them; nothing is written to it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import make_url

from feedback_api.database.connections import Database, DatabaseUnavailableError
from feedback_api.database.sqlite import database_file
from feedback_api.trackers.text import key_of
from feedback_api.work_items.life import AT_WORK
from feedback_api.work_items.names import STATE_LABELS, Kind, State
from feedback_api.work_items.sentences import in_words
from feedback_api.work_items.store import list_items
from publishing.translations import said


class OpenItem(BaseModel):
    """A work item that is not closed yet."""

    model_config = ConfigDict(frozen=True)

    key: Annotated[str, Field(description="what a pull request names to take it, such as HC-12")]
    kind: Kind
    state: Annotated[str, Field(description="where it stands, in words")]
    sentence: Annotated[str, Field(description="the evidence in words")]


class OpenItems:
    """What the database at *url* knows; one that is not there, or of another version, knows nothing."""

    def __init__(self, url: str) -> None:
        """
        Prepare to read; nothing is opened yet.

        Raises:
            DatabaseMisconfiguredError: the URL cannot be understood.

        """
        self._database = Database(url)
        self._file = database_file(make_url(url)) if self._database.engine.dialect.name == "sqlite" else None

    def of(self, article_id: str, lang: str, *, written_in: str = "") -> list[OpenItem]:
        """
        List the open items of an article, what leaves most people unhelped first, in words of *lang*.

        Those about its text in another language than *written_in* are left out; empty: none is.
        """
        if self._file is not None and not self._file.is_file():
            return []
        try:
            with self._database.reading() as connection:
                found = list_items(connection, states=AT_WORK, article_id=article_id)
        except DatabaseUnavailableError:
            return []
        return [
            OpenItem(
                key=key_of(item.id),
                kind=item.kind,
                state=_within_a_sentence(said(STATE_LABELS[item.state], lang)),
                sentence=in_words(item.evidence, item.kind, under_proof=item.state is State.SHIPPED, lang=lang),
            )
            for item in found
            if not written_in or _is_of_language(item.lang, written_in)
        ]


def _within_a_sentence(label: str) -> str:
    return label[:1].lower() + label[1:]


def _is_of_language(lang: str, written_in: str) -> bool:
    """Tell whether a built page in *lang* may be the file *written_in*: themes may leave the country out."""
    built, written = (each.replace("_", "-").lower().split("-") for each in (lang, written_in))
    return all(one == other for one, other in zip(built, written, strict=False))
