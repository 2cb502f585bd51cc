"""A REST API that speaks JSON in pages, as those of GitHub and GitLab do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, TypeAdapter, ValidationError

from feedback_api.receivers.problems import GONE, ReceiverProblemError, Scope
from feedback_api.receivers.transport import Transport
from feedback_api.trackers.problems import AWAY, IssueAwayError, problem_of

PER_PAGE = 100
MAX_PAGES = 100
LEAST_LOOKED_THROUGH, MOST_LOOKED_THROUGH = 1_000, 5_000
"""Of the issues filed last: so many whatever clocks say, for ours may have been ahead, and never more than so many."""
Shape = TypeVar("Shape")


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


Moment = Annotated[datetime, AfterValidator(_in_utc)]


class Part(BaseModel):
    """A part of an answer; what is not needed is not read."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Listed(Part):
    """An entry of a list, and when it was filed by the tracker's clock."""

    created_at: Moment


Entry = TypeVar("Entry", bound=Listed)


def filed_lately(newest_first: Iterable[Entry], *, since: datetime) -> Iterator[Entry]:
    """Give the entries that may have been filed at *since* or later by a clock that is not the tracker's."""
    for place, entry in enumerate(islice(newest_first, MOST_LOOKED_THROUGH)):
        if place >= LEAST_LOOKED_THROUGH and entry.created_at < since:
            return
        yield entry


class Rest:
    """Requests below one address; every method may raise ReceiverProblemError."""

    def __init__(self, transport: Transport) -> None:
        """Ask over *transport*."""
        self._transport = transport

    def ask(  # noqa: PLR0913 - the parts of a request
        self,
        shape: TypeAdapter[Shape],
        method: str,
        path: str,
        asked: str,
        *,
        now: datetime,
        query: Mapping[str, str | int] | None = None,
        fields: Mapping[str, object] | None = None,
    ) -> Shape:
        """Send one request, *asked* in words, and read the answer as *shape*."""
        name = self._transport.name
        body = None if fields is None else json.dumps(fields).encode()
        answer = self._transport.send(method, path, asked, query=query, body=body)
        problem = problem_of(answer, name, asked, now=now)
        if problem:
            raise problem
        try:
            return shape.validate_python(answer.content)
        except ValidationError as error:
            raise ReceiverProblemError(
                f"{name} answered with something else than its API does when asked to {asked}.",
                "Check HELP_CENTRE_TRACKER_API, and whether a proxy or a sign-in page stands in between.",
                unknown=True,
                status=answer.status,
            ) from error

    def change(  # noqa: PLR0913 - the parts of a request
        self,
        shape: TypeAdapter[Shape],
        method: str,
        path: str,
        fields: Mapping[str, object],
        *,
        has_issues: Callable[[], bool],
        now: datetime,
    ) -> Shape | None:
        """Bring an issue up to date; None when it is gone for good, though its place is there and *has_issues*."""
        try:
            return self.ask(shape, method, path, "update an issue", now=now, fields=fields)
        except ReceiverProblemError as problem:
            if problem.status not in AWAY or not has_issues():
                raise
        self._look_for(shape, path, now=now)
        return None

    def _look_for(self, shape: TypeAdapter[Shape], path: str, *, now: datetime) -> None:
        """
        Ask for one issue that could not be updated; return when it is gone for good.

        Raises:
            IssueAwayError: it is there all the same, or nothing says whether it comes back.

        """
        asked = "show an issue"
        try:
            self.ask(shape, "GET", path, asked, now=now)
        except ReceiverProblemError as problem:
            if problem.status == GONE:
                return
            if problem.status not in AWAY:
                raise
            raise IssueAwayError(
                problem.message,
                "It is asked for again; when it stays away for a day, it is taken for deleted or moved.",
                scope=Scope.ITEM,
                status=problem.status,
            ) from problem
        raise ReceiverProblemError(
            f"{self._transport.name} shows an issue that it does not find when asked to update it.",
            "It is tried again, less and less often.",
            scope=Scope.ITEM,
        )

    def pages(
        self, shape: TypeAdapter[list[Shape]], path: str, asked: str, *, now: datetime, query: Mapping[str, str]
    ) -> Iterator[Shape]:
        """Give what all pages of a list hold, as they are needed."""
        for page in range(1, MAX_PAGES + 1):
            counted: dict[str, str | int] = {**query, "per_page": PER_PAGE, "page": page}
            entries = self.ask(shape, "GET", path, asked, now=now, query=counted)
            yield from entries
            if len(entries) < PER_PAGE:
                return
        raise ReceiverProblemError(
            f"{self._transport.name} has more than {MAX_PAGES * PER_PAGE} entries when asked to {asked}.",
            "Name a place of its own for work items in HELP_CENTRE_TRACKER.",
        )
