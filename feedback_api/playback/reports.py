"""
What players report, turned into seconds: which were played, gone back over, or paused at.

Nothing here knows who watched. Seconds are whole seconds of the video; a set of them is a `Seconds`, one bit a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, WithJsonSchema

from publishing.catalogue import ArticleId

MAX_EVENTS = 200
MAX_SECOND = 4 * 3600
# Going further back is looking for another place; landing here is starting over.
LONGEST_REWIND_SECONDS = 30
STARTING_OVER_SECONDS = 3

EventType = Literal["play", "rewind", "pause"]
Second = Annotated[float, Field(ge=0, le=MAX_SECOND, allow_inf_nan=False, strict=True)]
Seconds = int


class PlaybackEvent(BaseModel):
    """
    One thing that happened: a stretch that was played, a step back by hand, or a pause while following along.

    A stretch runs from ``from`` on to ``at``; a rewind goes from ``from`` back to ``at``; a pause began at ``from`` and
    went on at ``at`` or at a step before it. All are seconds of the video.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: EventType
    from_: Annotated[Second, Field(alias="from")]
    at: Second


class PlaybackBody(BaseModel):
    """What happened in a player since it last told; nothing about who watches."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Annotated[
        UUID, Field(description="made by the page when it opens, one for each play; the same play counts once")
    ]
    article_id: ArticleId
    revision: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z._-]+$")]
    events: Annotated[
        list[Any],
        Field(min_length=1, description=f"at most {MAX_EVENTS} are taken; each is checked by itself"),
        WithJsonSchema({"type": "array", "minItems": 1, "items": PlaybackEvent.model_json_schema()}),
    ]


@dataclass(frozen=True)
class Refusal:
    """An event that was not taken, by the field that is wrong."""

    field: str
    error: str


@dataclass(frozen=True)
class Heard:
    """The seconds of one play: played at all, gone back over, landed on by going back, paused at."""

    played: Seconds = 0
    replayed: Seconds = 0
    landed: Seconds = 0
    paused: Seconds = 0

    def __or__(self, other: Heard) -> Heard:
        """Put two parts of one play together."""
        return Heard(
            self.played | other.played,
            self.replayed | other.replayed,
            self.landed | other.landed,
            self.paused | other.paused,
        )

    def without(self, known: Heard) -> Heard:
        """
        Leave out what was counted before.

        A step back that covers no new second lands nowhere new: it is the same person, going round.
        """
        replayed = self.replayed & ~known.replayed
        return Heard(
            self.played & ~known.played,
            replayed,
            self.landed & ~known.landed if replayed else 0,
            self.paused & ~known.paused,
        )


@dataclass
class Checked:
    """A batch after it was looked at: the events that count, and those that were refused."""

    events: list[PlaybackEvent] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def check_events(events: list[Any], *, last_second: int) -> Checked:
    """Check each event by itself; *last_second* is the last that the video can have."""
    checked = Checked()
    for number, event in enumerate(events[:MAX_EVENTS]):
        try:
            parsed = _EVENT.validate_python(event)
        except ValidationError as error:
            problem = error.errors(include_url=False)[0]
            place = ".".join(map(str, ("events", number, *problem["loc"])))
            checked.refused.append(Refusal(place, str(problem["msg"]).removesuffix(_CLASS_NAME)))
            continue
        wrong = _wrong_field(parsed, last_second)
        if wrong:
            checked.refused.append(Refusal(f"events.{number}.{wrong[0]}", wrong[1]))
        else:
            checked.events.append(parsed)
    if len(events) > MAX_EVENTS:
        checked.refused.append(Refusal(f"events.{MAX_EVENTS}", f"only the first {MAX_EVENTS} events were taken"))
    return checked


def hear(events: Iterable[PlaybackEvent]) -> Heard:
    """Turn the events of one play into seconds; starting over, and looking for another place, are no rewinds."""
    heard = Heard()
    for event in events:
        start, end = int(event.from_), int(event.at)
        if event.type == "play":
            heard |= Heard(played=stretch(start, end))
        elif event.type == "pause":
            heard |= Heard(paused=stretch(end, start))
        elif end >= STARTING_OVER_SECONDS and start - end <= LONGEST_REWIND_SECONDS:
            heard |= Heard(replayed=stretch(end, start), landed=stretch(end, end))
    return heard


def stretch(first: int, last: int) -> Seconds:
    """Give the seconds from *first* to *last*, both among them."""
    return (1 << (last + 1)) - (1 << first)


def each_second(seconds: Seconds) -> Iterator[int]:
    """Name each of *seconds*, in order."""
    while seconds:
        lowest = seconds & -seconds
        yield lowest.bit_length() - 1
        seconds ^= lowest


_EVENT = TypeAdapter(PlaybackEvent)
_CLASS_NAME = f" or instance of {PlaybackEvent.__name__}"  # nothing to a reader of the message


def _wrong_field(event: PlaybackEvent, last_second: int) -> tuple[str, str] | None:
    """Say which field does not fit, and why."""
    beyond = f"the video has no second after {last_second}"
    if event.from_ > last_second + 1:
        return "from", beyond
    if event.at > last_second + 1:
        return "at", beyond
    if event.type == "play" and event.at < event.from_:
        return "at", "a stretch is played forwards: 'at' is before 'from'"
    if event.type != "play" and event.at > event.from_:
        return "at", f"a {event.type} goes back: 'at' is after 'from'"
    return None
