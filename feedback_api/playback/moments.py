"""A rough moment of a video as people read it: when, what is said there, and how many plays are behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from feedback_api.playback.readings import read_revision, spoken_words
from feedback_api.playback.rough_moments import MOMENT_POLICY, Moment, Playback, weigh_seconds
from publishing.articles.text import clock


class MomentAccount(BaseModel):
    """A moment that people go back over."""

    model_config = ConfigDict(frozen=True)

    second: int
    time: Annotated[str, Field(description="the second as people say it, such as 1:23")]
    words: Annotated[str, Field(description="what is said there")]
    anchor: Annotated[str, Field(description="where the video's page leads to it, such as t=83")]
    plays: Annotated[int, Field(description="distinct plays that reached it")]
    replays: Annotated[int, Field(description="distinct plays that went back over it")]


@dataclass(frozen=True)
class Replays:
    """The moment that an item is about, and the share of plays that went back over each second of its revision."""

    moments: list[MomentAccount]
    curve: list[float]


def replays_of(connection: Connection, article_id: str, revision: str, second: int | None, now: datetime) -> Replays:
    """Tell what is said at *second*, and how the revision is played."""
    playback = read_revision(connection, article_id, revision, MOMENT_POLICY, now=now)
    weighed = weigh_seconds(playback, MOMENT_POLICY)
    said = spoken_words(connection, article_id, revision)
    here = [weighed[second]] if second is not None and second < len(weighed) else []
    return Replays([_account(moment, said) for moment in here], _curve(playback))


def _account(moment: Moment, said: dict[int, str]) -> MomentAccount:
    begun = max((second for second in said if second <= moment.second), default=None)
    return MomentAccount(
        second=moment.second,
        time=clock(moment.second),
        words="" if begun is None else said[begun],
        anchor="" if begun is None else f"t={begun}",
        plays=moment.plays,
        replays=moment.replays,
    )


def _curve(playback: Playback) -> list[float]:
    return [
        round(min(1.0, replays / plays), 4) if plays else 0.0
        for plays, replays in zip(playback.plays.tolist(), playback.replays.tolist(), strict=True)
    ]
