"""Rough moments, told apart from what is ordinary."""

import numpy as np
import pytest

from feedback_api.playback.rough_moments import (
    MOMENT_POLICY,
    Playback,
    rough_moments,
    roughest,
    unusual_replays,
    weigh_seconds,
)

SECONDS = 90
PLAYS = 400


def playback(plays: int = PLAYS, usual: int = 0) -> Playback:
    """Let *plays* hear all of a video, and *usual* of them go back over each second."""
    full = np.full(SECONDS, plays)
    return Playback(full, np.full(SECONDS, usual), np.zeros(SECONDS, int), np.zeros(SECONDS, int))


def go_back(watched: Playback, around: int, by: int) -> Playback:
    """Let *by* plays go back over the ten seconds around *around*, landing here and there before it."""
    for number in range(by):
        landing = around - 9 + number % 7
        watched.replays[landing : around + 2] += 1
        watched.landings[landing] += 1
    return watched


def land_on(watched: Playback, second: int, by: int) -> Playback:
    """Let *by* plays go back to the same second, from wherever they are in the half minute after it."""
    for number in range(by):
        watched.replays[second : second + 3 + number % 25] += 1
        watched.landings[second] += 1
    return watched


def found(watched: Playback) -> list[int]:
    """Give the seconds of the rough moments."""
    return [moment.second for moment in rough_moments(weigh_seconds(watched, MOMENT_POLICY), MOMENT_POLICY)]


def test_a_moment_that_many_go_back_over_is_rough() -> None:
    """Eighty of four hundred plays going back around 50 are one moment, near 50."""
    (second,) = found(go_back(playback(), 50, 80))
    assert abs(second - 50) <= 6


def test_two_moments_are_two() -> None:
    """Moments of one video are reported each by itself, in its order."""
    first, second = found(go_back(go_back(playback(), 70, 120), 30, 80))
    assert (abs(first - 30) <= 6, abs(second - 70) <= 6) == (True, True)


def test_the_start_of_a_chapter_is_no_rough_moment() -> None:
    """Where many land on one second, it is a place to be at, however many they are."""
    assert found(land_on(playback(), 40, 90)) == []


def test_a_rough_moment_inside_a_chapter_is_found() -> None:
    """What people go back over stands out beside a chapter that they like to be at."""
    (second,) = found(go_back(land_on(playback(), 30, 60), 48, 90))
    assert abs(second - 48) <= 6


def test_following_along_is_no_rough_moment() -> None:
    """Where more people pause than go back, they do what the video shows."""
    watched = go_back(playback(), 50, 60)
    watched.pauses[49:52] += 40
    assert found(watched) == []


def test_a_restless_video_is_not_rough_everywhere() -> None:
    """What is usual all over a video says nothing about a moment of it."""
    assert found(playback(usual=60)) == []


@pytest.mark.parametrize("plays", [0, 1, 29])
def test_a_few_plays_say_nothing(plays: int) -> None:
    """Below the least number of plays nothing is rough, even if all of them went back."""
    assert found(go_back(playback(plays), 50, plays)) == []


def test_nothing_played_is_nothing_weighed() -> None:
    """A video that nobody played has no roughest second."""
    empty = np.zeros(0, int)
    assert roughest(weigh_seconds(Playback(empty, empty, empty, empty), MOMENT_POLICY)) is None


def test_nobody_goes_back_more_often_than_they_play() -> None:
    """Whatever was reported, those who went back are some of those who played."""
    watched = playback(10)
    watched.replays[40:50] += 500
    assert unusual_replays(watched).max() == 10
