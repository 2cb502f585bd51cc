"""
Are rough moments of videos found, and nothing else? Measured on simulated plays.

Run ``python -m tests.benchmarks.moments``, or with other seeds behind it: it prints the table of all together and what
came of each, and fails when either misses a floor.

45 videos of 40 to 150 seconds with chapters. People begin at the start or at a moment of a link, leave at any second,
and go back now and then for reasons of their own. A third of the videos have no rough moment, the others one or two: of
those who hear one, 13 to 35 % go back to hear it again, some more than once: they drag, press arrow keys that step
less than a second or several, or click a line of the transcript. Innocent peaks are planted beside them: starting over,
the starts of chapters (by hand, so that they look like any rewind, and by the line that begins there), lines clicked
for no reason of the video, steps to follow along at, and single people who go round dozens of times. What happens goes
through the service's own counting of events.

A moment is found when one is reported within ``NEAR_SECONDS`` of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, field

import numpy as np
from numpy.typing import NDArray

from feedback_api.playback.reports import Heard, PlaybackEvent, hear
from feedback_api.playback.rough_moments import MOMENT_POLICY, Playback, rough_moments, weigh_seconds

SEEDS = range(3)
VIDEOS = 45
PLAYS = 1000
STEPS = (50, 100, 200, 400, 700, PLAYS)
NEAR_SECONDS = 6
MIN_PRECISION = 0.9
MIN_RECALL = 0.9
MIN_GAP_SECONDS = 20


@dataclass(frozen=True)
class Video:
    """A video and how people watch it; ``rough`` maps a second to the share that goes back because of it."""

    seconds: int
    rough: dict[int, float]
    chapters: dict[int, float]
    steps: dict[int, float]
    looped: tuple[int, ...]
    lines: tuple[int, ...]
    restless: float
    starting_over: float


@dataclass
class Play:
    """One person in front of one video, and what their player reports."""

    video: Video
    random: np.random.Generator
    at: int = 0
    events: list[PlaybackEvent] = field(default_factory=list)
    done: set[object] = field(default_factory=set)

    def tell(self, kind: str, start: float, end: float) -> None:
        """Report an event."""
        self.events.append(PlaybackEvent.model_validate({"type": kind, "from": float(start), "at": float(end)}))

    def once(self, what: object, probability: float) -> bool:
        """Say whether they do *what* now, which nobody does twice."""
        does = what not in self.done and self.random.random() < probability
        if does:
            self.done.add(what)
        return does

    def back(self, length: float) -> int:
        """Go back by *length* seconds."""
        return self.back_to(self.at - length)

    def back_to(self, second: float, kind: str = "rewind") -> int:
        """Go back to *second*."""
        landing = max(0.0, second)
        self.tell(kind, max(self.at, landing), landing)
        return int(landing)

    def step_back(self, length: float) -> int:
        """Go back by about *length* seconds in small steps, each a hundredth of the video, hearing a little between."""
        step, place = self.video.seconds / 100, float(self.at)
        for _ in range(max(1, round(length / step))):
            landing = max(0.0, place - step)
            self.tell("rewind", place, landing)
            place = landing + float(self.random.uniform(0, min(0.3, step / 2)))
            self.tell("play", landing, place)
        return int(place)

    def back_to_line(self, before: float) -> int:
        """Click the line of the transcript that is said at *before*."""
        return self.back_to(max(line for line in self.video.lines if line <= max(0, before)), "line")


def make_video(random: np.random.Generator) -> Video:
    """Draw a video."""
    seconds = int(random.integers(40, 151))
    rough = _apart(random, int(random.choice([0, 1, 1, 2])), 8, seconds - 8)
    chapters = [0, *np.cumsum(random.integers(12, 40, 12)).tolist()]
    chapters = [start for start in chapters if start < seconds - 5]
    popular = [start for start in chapters[1:] if random.random() < 0.6]
    steps = [second for second in _apart(random, 2, 8, seconds - 4) if all(abs(second - r) > 12 for r in rough)]
    return Video(
        seconds,
        {second: float(random.uniform(0.13, 0.35)) for second in rough},
        {start: float(random.uniform(0.06, 0.22)) for start in popular},
        {second: float(random.uniform(0.15, 0.45)) for second in steps},
        tuple(int(second) for second in random.integers(12, seconds, 3)),
        tuple(sorted({*chapters, *np.cumsum(random.integers(3, 8, 50)).tolist()})),
        float(random.uniform(0.0005, 0.004)),
        float(random.uniform(0.03, 0.25)),
    )


def _apart(random: np.random.Generator, count: int, first: int, last: int) -> list[int]:
    """Draw up to *count* seconds that are not near each other."""
    drawn: list[int] = []
    for second in random.integers(first, last, 3 * count):
        if len(drawn) < count and all(abs(int(second) - other) >= MIN_GAP_SECONDS for other in drawn):
            drawn.append(int(second))
    return drawn


def watch(video: Video, random: np.random.Generator) -> Heard:
    """Let one person watch *video*; gives what the service counts of it."""
    play = Play(video, random)
    play.at = int(random.integers(0, video.seconds)) if random.random() < 0.15 else 0
    begun, reactions = play.at, {second: second + int(random.integers(1, 7)) for second in video.rough}
    if random.random() < 0.004:
        _go_round(play)
    for _ in range(4 * video.seconds):
        if play.at >= video.seconds or random.random() < 0.004:
            break
        landing = _goes_back(play, reactions)
        if landing is None:
            play.at += 1
            continue
        play.tell("play", begun, play.at)
        play.at = begun = landing
    if play.at > begun:
        play.tell("play", begun, min(play.at, video.seconds))
    return hear(play.events)


def _goes_back(play: Play, reactions: dict[int, int]) -> int | None:
    """Decide whether the person goes back now, and say where to; the first reason counts."""
    for because in (_did_not_follow, _wants_a_chapter, _follows_along, _starts_over, _is_restless):
        landing = because(play, reactions)
        if landing is not None:
            return landing
    return None


def _did_not_follow(play: Play, reactions: dict[int, int]) -> int | None:
    """Go back over a rough moment, once they notice; a second time less often."""
    for rough, reaction in reactions.items():
        again = 0.3 if rough in play.done else 1
        if play.at == reaction and play.random.random() < play.video.rough[rough] * again:
            play.done.add(rough)
            way = play.random.random()
            if way < 0.2:  # with arrow keys that step far
                return play.back(float(play.random.choice([5, 10])))
            if way < 0.4:
                return play.step_back(float(play.random.uniform(3, 10)))
            if way < 0.55:
                return play.back_to_line(rough - float(play.random.uniform(0, 5)))
            return play.back(float(play.random.uniform(3, 16)))
    return None


def _wants_a_chapter(play: Play, _: dict[int, int]) -> int | None:
    """Want to be at a chapter's start, at any time while it plays and a while after."""
    for start, share in play.video.chapters.items():
        if 3 <= play.at - start < 28 and play.once(("chapter", start), share / 25):
            if play.random.random() < 0.2:
                return play.back_to(start, "line")
            return play.back_to(start + float(play.random.uniform(-0.5, 0.5)))
    return None


def _follows_along(play: Play, _: dict[int, int]) -> int | None:
    """Pause at a step to do it; some pause too briefly to be told from those who did not understand."""
    for step, share in play.video.steps.items():
        if play.at == step + int(play.random.integers(0, 3)) and play.once(("step", step), share):
            back = float(play.random.uniform(0, 5)) if play.random.random() < 0.5 else 0.0
            play.tell("pause", play.at, max(0.0, play.at - back))
            if play.random.random() < 0.15:
                return play.back(float(play.random.uniform(2, 6)))
    return None


def _starts_over(play: Play, _: dict[int, int]) -> int | None:
    """Begin again, having looked away."""
    if 5 <= play.at <= 25 and play.once(("start", 0), play.video.starting_over / 20):
        return play.back_to(float(play.random.uniform(0, 2)))
    return None


def _is_restless(play: Play, _: dict[int, int]) -> int | None:
    """Go back or pause for no reason of the video."""
    if play.random.random() < play.video.restless:
        play.tell("pause", play.at, play.at)
    if play.random.random() < play.video.restless:
        if play.random.random() < 0.3:
            return play.back_to_line(play.at - float(play.random.uniform(2, 25)))
        return play.back(float(play.random.uniform(2, 25)))
    return None


def _go_round(play: Play) -> None:
    """Let one person go round and round, as children and testers do."""
    end = int(play.random.choice(play.video.looped))
    for _ in range(int(play.random.integers(20, 80))):
        start = max(0, end - int(play.random.integers(4, 9)))
        play.tell("rewind", end, start)
        play.tell("play", start, end)


def add_up(heard: Iterable[Heard], seconds: int) -> NDArray[np.int_]:
    """Give running counts by play, kind (played, replayed, landed, paused) and second."""
    bits = [[h.played, h.replayed, h.landed, h.paused] for h in heard]
    counted = np.array([[[kind >> s & 1 for s in range(seconds)] for kind in play] for play in bits])
    running: NDArray[np.int_] = counted.cumsum(axis=0)
    return running


@dataclass
class Score:
    """How many moments were reported, how many of them are rough, and how many rough ones there are."""

    reported: int = 0
    right: int = 0
    found: int = 0
    planted: int = 0

    @property
    def precision(self) -> float:
        """The part of the reported moments that are rough."""
        return self.right / max(1, self.reported)

    @property
    def recall(self) -> float:
        """The part of the rough moments that are reported."""
        return self.found / max(1, self.planted)


def measure(seeds: Iterable[int], videos: int = VIDEOS, steps: tuple[int, ...] = STEPS) -> dict[int, Score]:
    """Score what is reported after each number of plays."""
    scores = {plays: Score() for plays in steps}
    for seed in seeds:
        random = np.random.default_rng(seed)
        for _ in range(videos):
            video = make_video(random)
            counted = add_up((watch(video, random) for _ in range(max(steps))), video.seconds)
            for plays, score in scores.items():
                _score(score, video, Playback(*counted[plays - 1]))
    return scores


def pooled(scores: Iterable[Score]) -> Score:
    """Add up what was found in several worlds."""
    return Score(*map(sum, zip(*map(astuple, scores), strict=True)))


def _score(score: Score, video: Video, playback: Playback) -> None:
    reported = [m.second for m in rough_moments(weigh_seconds(playback, MOMENT_POLICY), MOMENT_POLICY)]
    score.reported += len(reported)
    score.planted += len(video.rough)
    score.right += sum(any(abs(second - rough) <= NEAR_SECONDS for rough in video.rough) for second in reported)
    score.found += sum(any(abs(second - rough) <= NEAR_SECONDS for second in reported) for rough in video.rough)


def _row(score: Score) -> str:
    return f"{score.reported:>10}{score.precision:>11.1%}{score.recall:>8.1%}"


def main(seeds: Sequence[int] = SEEDS) -> int:
    """Print the table of all seeds together, and each by itself; exit status 1 when a floor is missed."""
    by_seed = {seed: measure([seed]) for seed in seeds}
    scores = {plays: pooled(by_seed[seed][plays] for seed in seeds) for plays in STEPS}
    sys.stdout.write(f"{len(seeds)} x {VIDEOS} videos\n{'plays':>8}{'reported':>10}{'precision':>11}{'recall':>8}\n")
    for plays, score in scores.items():
        sys.stdout.write(f"{plays:>8}{_row(score)}\n")
    sys.stdout.write(f"\nAfter {PLAYS} plays\n{'seed':>8}{'reported':>10}{'precision':>11}{'recall':>8}\n")
    for seed in seeds:
        sys.stdout.write(f"{seed:>8}{_row(by_seed[seed][PLAYS])}\n")
    kept = all(
        score.precision >= MIN_PRECISION and score.recall >= MIN_RECALL
        for score in (scores[PLAYS], *(by_seed[seed][PLAYS] for seed in seeds))
    )
    sys.stdout.write("\nFloors: " + ("kept.\n" if kept else "MISSED.\n"))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main([int(seed) for seed in sys.argv[1:]] or SEEDS))
