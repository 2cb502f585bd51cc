"""
Where a video is rough: moments that people go back over, told apart from what is ordinary.

Every play that reaches a second either goes on or goes back over it: two counts, weighed as those of ratings are
(`feedback_api.evidence.weighing`). Before that, the ordinary is taken away:

- *starting over* and *looking for another place* are never counted as going back (`feedback_api.playback.reports`);
- *one person who goes round* counts once a play (`feedback_api.playback.store`);
- *landmarks*, such as the start of a chapter, are where many land on the very same second; who goes back because of
  what was just said lands anywhere in the seconds before it;
- *following along* is where more people pause than go back;
- *restless videos* have their usual share of going back at every second: only what stands out from it counts.

Everything here is a pure function: no clock, no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feedback_api.evidence.policy import Policy
from feedback_api.evidence.weighing import Counts, Floats, Posterior, spread_of, weigh
from feedback_api.playback.reports import LONGEST_REWIND_SECONDS

Ints = NDArray[np.int_]

# Nearly always, nearly everybody goes on; now and then a moment loses one in five.
MOMENT_PRIOR: Floats = 0.95 * spread_of(48, 2) + 0.05 * spread_of(8, 2)
# One in ten who go back is too many. They notice at different times and go back differently far, so that of five hardly
# more than four hear the very same second again: that second shows one in twelve.
MOMENT_POLICY = Policy(target_share=0.92, min_ratings_to_open=30, min_ratings_to_close=30)
# A landmark is at most two seconds wide, so that two seconds away nobody lands any more.
LANDMARK_REACH_SECONDS = 2
LANDMARK_SIGMAS = 3.0
PAUSES_FROM_SECONDS, PAUSES_TO_SECONDS = -3, 6
MOMENT_REACH_SECONDS = 12


@dataclass(frozen=True)
class Playback:
    """How many plays heard each second of a video, went back over it, landed on it by going back, or paused at it."""

    plays: Ints
    replays: Ints
    landings: Ints
    pauses: Ints


@dataclass(frozen=True)
class Moment:
    """
    A second of a video and what its plays say.

    ``plays`` reached it and ``replays`` of them went back over it; ``counts`` are those that went on and those that
    went back beyond what is ordinary.
    """

    second: int
    plays: int
    replays: int
    counts: Counts
    posterior: Posterior


def weigh_seconds(playback: Playback, policy: Policy, prior: Floats = MOMENT_PRIOR) -> list[Moment]:
    """Weigh every second of a video, in order."""
    back = unusual_replays(playback)
    counts = [Counts(int(plays - less), int(less)) for plays, less in zip(playback.plays, back, strict=True)]
    posteriors = weigh(counts, prior, policy)
    return [
        Moment(second, int(playback.plays[second]), int(playback.replays[second]), counted, posterior)
        for second, (counted, posterior) in enumerate(zip(counts, posteriors, strict=True))
    ]


def roughest(moments: Sequence[Moment]) -> Moment | None:
    """Find the second that most probably is rough; of equals, the one that more went back over."""
    return max(moments, key=lambda moment: (moment.posterior.below_target, moment.counts.unhelpful), default=None)


def rough_moments(moments: Sequence[Moment], policy: Policy) -> list[Moment]:
    """Find the moments that are rough beyond doubt, each by its peak, in the order of the video."""
    left = sorted(
        (moment for moment in moments if is_rough(moment, policy)), key=lambda moment: -moment.counts.unhelpful
    )
    peaks: list[Moment] = []
    while left:
        peak = left[0]
        peaks.append(peak)
        left = [moment for moment in left if abs(moment.second - peak.second) > MOMENT_REACH_SECONDS]
    return sorted(peaks, key=lambda moment: moment.second)


def is_rough(moment: Moment, policy: Policy) -> bool:
    """Say whether the evidence is strong enough to open a work item."""
    return moment.counts.total >= policy.min_ratings_to_open and 1 - moment.posterior.below_target <= policy.false_alarm


def unusual_replays(playback: Playback) -> Ints:
    """Count, for each second, the plays that went back over it beyond what is ordinary."""
    if not playback.plays.size:
        return playback.plays
    back = playback.replays - _because_of_landmarks(playback.landings)
    plays = np.maximum(playback.plays, 1)
    usual = np.median(back.clip(0) / plays)
    back = np.where(_followed_along(playback.pauses, back), 0, back - usual * plays)
    counted: Ints = np.minimum(back.clip(0).round().astype(int), playback.plays)
    return counted


def _because_of_landmarks(landings: Ints) -> Floats:
    """
    Estimate how many plays went back over each second because they wanted to be at a landmark before it.

    Departures for a landmark are spread over the longest rewind, so that ever fewer of them cover what comes later.
    """
    reach = LANDMARK_REACH_SECONDS
    padded = np.pad(landings, reach)
    beside = np.maximum(padded[: -2 * reach], padded[2 * reach :])
    surplus = landings - beside
    surplus = np.where(surplus >= LANDMARK_SIGMAS * np.sqrt(beside + 1), surplus, 0)
    fading = 1 - np.arange(LONGEST_REWIND_SECONDS) / LONGEST_REWIND_SECONDS
    because: Floats = np.convolve(surplus, fading)[: landings.size]
    return because


def _followed_along(pauses: Ints, back: Floats) -> NDArray[np.bool_]:
    """Say for each second whether more people paused around it, beyond what is usual, than went back over it."""
    unusual = (pauses - np.median(pauses)).clip(0)
    padded = np.pad(unusual, (-PAUSES_FROM_SECONDS, PAUSES_TO_SECONDS))
    around = np.lib.stride_tricks.sliding_window_view(padded, PAUSES_TO_SECONDS - PAUSES_FROM_SECONDS + 1).sum(axis=1)
    following: NDArray[np.bool_] = around > back
    return following
