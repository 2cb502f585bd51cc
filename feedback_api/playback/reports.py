"""
What players report, turned into seconds: which were played, gone back over, or paused at.

Nothing here knows who watched. Seconds are whole seconds of the video; a set of them is a `Seconds`, one bit a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, WithJsonSchema

from publishing.catalogue import ArticleId

MAX_EVENTS = 200
MAX_SECOND = 4 * 3600
# The files of one video end some frames apart, and each browser rounds its length in its own way.
BEYOND_THE_END_SECONDS = 1
# Going further back is looking for another place; landing here is starting over.
SHORTEST_REWIND_SECONDS = 1
LONGEST_REWIND_SECONDS = 30
STARTING_OVER_SECONDS = 3
# Who steps back again after less was heard is still on the way: with the arrow keys each step may be half a second.
HEARD_BETWEEN_STEPS_SECONDS = 3

EventType = Literal["play", "rewind", "line", "pause"]
Second = Annotated[float, Field(ge=0, le=MAX_SECOND, allow_inf_nan=False, strict=True)]
Seconds = int


class PlaybackEvent(BaseModel):
    """
    One thing that happened: a stretch played, a step back by hand or to a line of the transcript, or a pause.

    A stretch runs from ``from`` on to ``at``; a ``rewind`` goes from ``from`` back to ``at``, and so does a ``line``,
    back to one that was heard already; a pause, while following along, began at ``from`` and went on at ``at`` or at a
    step before it. All are seconds of the video.
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

    def refuse(self, field_name: str, error: str) -> None:
        """Name what is wrong, and of very many only that there are more."""
        if len(self.refused) < MAX_EVENTS:
            self.refused.append(Refusal(field_name, error))
        elif len(self.refused) == MAX_EVENTS:
            self.refused.append(Refusal(field_name, "from here on, wrong events are not named one by one"))


def check_events(events: list[Any], *, length_seconds: float) -> Checked:
    """
    Check each event by itself; what runs a little beyond the end of the video ends with it.

    ``MAX_EVENTS`` of the good ones are taken, wherever they stand, and as many of the wrong ones named.
    """
    checked = Checked()
    for number, event in enumerate(events):
        if len(checked.events) == MAX_EVENTS:
            checked.refuse(f"events.{number}", f"only the first {MAX_EVENTS} events were taken")
            break
        try:
            parsed = _EVENT.validate_python(event)
        except ValidationError as error:
            problem = error.errors(include_url=False)[0]
            place = ".".join(map(str, ("events", number, *problem["loc"])))
            checked.refuse(place, str(problem["msg"]).removesuffix(_CLASS_NAME))
            continue
        wrong = _wrong_field(parsed, length_seconds)
        if wrong:
            checked.refuse(f"events.{number}.{wrong[0]}", wrong[1])
        else:
            checked.events.append(_within(parsed, length_seconds))
    return checked


def hear(events: Iterable[PlaybackEvent]) -> Heard:
    """Turn the events of one play into seconds; starting over, and looking for another place, are no rewinds."""
    heard = Heard()
    steps: list[PlaybackEvent] = []
    for event in events:
        if event.type == "play":
            heard |= Heard(played=stretch(int(event.from_), int(event.at)))
        elif event.type == "pause":
            heard |= Heard(paused=stretch(int(event.at), int(event.from_)))
        else:
            steps.append(event)
    return reduce(or_, map(_gone_back_over, _rewinds(steps)), heard)


def stretch(first: int, last: int) -> Seconds:
    """Give the seconds from *first* to *last*, both among them."""
    return (1 << (last + 1)) - (1 << first)


def each_second(seconds: Seconds) -> Iterator[int]:
    """Name each of *seconds*, in order."""
    while seconds:
        lowest = seconds & -seconds
        yield lowest.bit_length() - 1
        seconds ^= lowest


def _rewinds(steps: Iterable[PlaybackEvent]) -> list[PlaybackEvent]:
    """Make one of steps back that hardly anything is heard between: from where the first began to the last place."""
    whole: list[PlaybackEvent] = []
    for step in steps:
        if whole and abs(step.from_ - whole[-1].at) <= HEARD_BETWEEN_STEPS_SECONDS:
            step = step.model_copy(update={"from_": max(whole.pop().from_, step.from_)})  # noqa: PLW2901 - it grows
        whole.append(step)
    return whole


def _gone_back_over(rewind: PlaybackEvent) -> Heard:
    """Tell what is heard again. The place of a line is the page's choice and not the reader's: it is no landing."""
    start, end = int(rewind.from_), int(rewind.at)
    is_one = rewind.from_ - rewind.at >= SHORTEST_REWIND_SECONDS and start - end <= LONGEST_REWIND_SECONDS
    if not is_one or end < STARTING_OVER_SECONDS:
        return Heard()
    return Heard(replayed=stretch(end, start), landed=stretch(end, end) if rewind.type == "rewind" else 0)


_EVENT = TypeAdapter(PlaybackEvent)
_CLASS_NAME = f" or instance of {PlaybackEvent.__name__}"  # nothing to a reader of the message


def _wrong_field(event: PlaybackEvent, length_seconds: float) -> tuple[str, str] | None:
    """Say which field does not fit, and why."""
    beyond = f"the video ends at {length_seconds:g} seconds"
    if event.from_ > length_seconds + BEYOND_THE_END_SECONDS:
        return "from", beyond
    if event.at > length_seconds + BEYOND_THE_END_SECONDS:
        return "at", beyond
    if event.type == "play" and event.at < event.from_:
        return "at", "a stretch is played forwards: 'at' is before 'from'"
    if event.type != "play" and event.at > event.from_:
        return "at", f"'{event.type}' goes back: 'at' is after 'from'"
    return None


def _within(event: PlaybackEvent, length_seconds: float) -> PlaybackEvent:
    """Let *event* end with the video."""
    seconds = {"from_": min(event.from_, length_seconds), "at": min(event.at, length_seconds)}
    return event.model_copy(update=seconds)
