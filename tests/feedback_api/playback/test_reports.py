"""What players report becomes seconds."""

import math
from typing import Any

import pytest

from feedback_api.playback.reports import MAX_EVENTS, Heard, check_events, each_second, hear, stretch


def heard(*events: tuple[str, float, float]) -> Heard:
    """Hear events of (type, from, at), all of which must be right."""
    checked = check_events(
        [{"type": kind, "from": start, "at": end} for kind, start, end in events], length_seconds=100
    )
    assert checked.refused == []
    return hear(checked.events)


def test_a_stretch_counts_each_of_its_seconds() -> None:
    """What was played from 3.2 to 6.7 are the seconds 3, 4, 5 and 6."""
    assert list(each_second(heard(("play", 3.2, 6.7)).played)) == [3, 4, 5, 6]


def test_a_rewind_counts_what_is_heard_again() -> None:
    """Who goes back from 45 to 38 hears 38 to 45 again, and landed on 38."""
    back = heard(("rewind", 45, 38))
    assert (back.replayed, back.landed, back.played) == (stretch(38, 45), stretch(38, 38), 0)


@pytest.mark.parametrize(("start", "end"), [(20, 0), (20, 2.9), (80, 40)], ids=["to the start", "nearly", "far away"])
def test_looking_for_another_place_is_no_rewind(start: float, end: float) -> None:
    """Starting over, and going back further than half a minute, say nothing about what was heard last."""
    assert heard(("rewind", start, end)) == Heard()


def test_a_pause_is_no_rewind_even_with_a_step_back() -> None:
    """Who pauses to follow along and goes on a step before is counted as pausing there."""
    assert heard(("pause", 31, 28)) == Heard(paused=stretch(28, 31))


def test_going_round_counts_once() -> None:
    """What a play has counted already is left out, and so is landing when nothing new is covered."""
    first = heard(("rewind", 45, 38))
    again = heard(("rewind", 45, 38), ("rewind", 44, 40))
    assert again.without(first) == Heard()
    assert heard(("rewind", 47, 38)).without(first).replayed == stretch(46, 47)


def test_small_steps_within_seconds_are_one_rewind_of_their_sum() -> None:
    """Six steps of half a second, each heard for a moment, go back from where the first began to where the last led."""
    steps = [("rewind", 45 - 0.3 * step, 44.5 - 0.3 * step) for step in range(10)]
    between = [("play", at, at + 0.2) for _, _, at in steps]
    together = heard(*(event for pair in zip(steps, between, strict=True) for event in pair))
    assert (together.replayed, together.landed) == (stretch(41, 45), stretch(41, 41))


def test_one_small_step_is_no_rewind() -> None:
    """Less than a second says nothing, and two such steps far apart do not add up."""
    assert heard(("rewind", 45, 44.4), ("rewind", 60, 59.2)) == Heard()


def test_many_steps_to_another_place_are_no_rewind() -> None:
    """Eight steps of five seconds look for another place, as one of forty seconds does."""
    assert heard(*(("rewind", 80 - 5 * step, 75 - 5 * step) for step in range(8))) == Heard()


def test_who_goes_round_goes_back_each_time() -> None:
    """What was heard for longer than between two steps is a rewind of its own."""
    assert heard(("rewind", 45, 38), ("rewind", 43, 33)).landed == stretch(38, 38) | stretch(33, 33)


def test_a_line_that_was_heard_is_gone_back_over_and_is_no_landmark() -> None:
    """The words count as heard again; that many land where a line begins is the page's doing."""
    assert heard(("line", 45, 38)) == Heard(replayed=stretch(38, 45))


def test_what_runs_a_little_beyond_the_end_ends_with_the_video() -> None:
    """Files of one video differ by some frames: a second more is taken, and nothing is counted beyond the end."""
    assert heard(("play", 98, 101)).played == stretch(98, 100)
    assert heard(("rewind", 100.9, 95)).replayed == stretch(95, 100)


@pytest.mark.parametrize(
    ("event", "field"),
    [
        ({"type": "play", "from": 9, "at": 8}, "at"),
        ({"type": "rewind", "from": 8, "at": 9}, "at"),
        ({"type": "pause", "from": 8, "at": 9}, "at"),
        ({"type": "play", "from": 0, "at": 101.1}, "at"),
        ({"type": "line", "from": 8, "at": 9}, "at"),
        ({"type": "rewind", "from": 1e9, "at": 9}, "from"),
        ({"type": "play", "from": -1, "at": 9}, "from"),
        ({"type": "play", "from": 0, "at": math.nan}, "at"),
        ({"type": "play", "from": 0, "at": math.inf}, "at"),
        ({"type": "play", "from": 0, "at": "9"}, "at"),
        ({"type": "play", "from": 0, "at": True}, "at"),
        ({"type": "play", "at": 9}, "from"),
        ({"type": "jump", "from": 0, "at": 9}, "type"),
        ({"type": "play", "from": 0, "at": 9, "who": "me"}, "who"),
    ],
)
def test_a_wrong_event_is_refused_by_its_field(event: dict[str, Any], field: str) -> None:
    """Backwards in time, out of range, not a number, unknown: the field is named, and the rest is taken."""
    checked = check_events([{"type": "play", "from": 0, "at": 5}, event], length_seconds=100)
    assert [refusal.field for refusal in checked.refused] == [f"events.1.{field}"]
    assert len(checked.events) == 1


@pytest.mark.parametrize("event", [None, 3, "play", []])
def test_what_is_no_event_is_refused_by_its_place(event: object) -> None:
    """Anything else in the list is refused as a whole."""
    assert [refusal.field for refusal in check_events([event], length_seconds=100).refused] == ["events.0"]


def test_of_thousands_the_first_are_taken() -> None:
    """A request with far too many events loses those that are too many."""
    checked = check_events([{"type": "play", "from": 0, "at": 5}] * 5000, length_seconds=100)
    assert len(checked.events) == MAX_EVENTS
    assert [refusal.field for refusal in checked.refused] == [f"events.{MAX_EVENTS}"]
