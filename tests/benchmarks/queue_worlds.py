"""
Simulated help centres for the benchmark of the queue: what articles do for readers, and what readers then say.

In every world some articles are poor and visits follow Zipf's law. What is hard about each stands beside its name.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feedback_api.evidence.policy import Policy
from feedback_api.sources.places import is_known_place, is_surplus

POLICY = Policy()
DAYS = 90
DECAYING = 0.1
TROLLED = 0.02
TROLLS_A_DAY = 3.0
SHARE_AFTER_DECAY = 0.35
Ints = NDArray[np.int_]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

WORLDS = {
    "base": "the poor help 40 % of their readers on average, the others 80 %",
    "even": "every share is as likely as any other, on its side of the target",
    "steady decay": "a tenth of the good articles gets worse day by day, down to 35 %",
    "sudden decay": "a tenth of the good articles falls to 35 % on one day",
    "one troll": "2 % of the good articles get three unearned noes a day, from one line each",
    "trolls": "2 % of the good articles get three unearned noes a day, each from another line",
    "loud noes": "who was not helped says so twice as often as who was",
}


@dataclass(frozen=True)
class World:
    """A help centre: the share of readers each article helps on each day, and each article's part of all visits."""

    name: str
    shares: Floats
    visits: Floats
    trolled: Bools

    @property
    def poor(self) -> Bools:
        """Which articles do not do their job, on each day."""
        poor: Bools = self.shares < POLICY.target_share
        return poor


@dataclass
class Ratings:
    """What counts of all that was rated so far, and how many of it came again: one row a day, one column an article."""

    helpful: Ints
    unhelpful: Ints
    again: Ints

    def until(self, day: int) -> Ratings:
        """Give what was rated until the end of *day*, the first being 1."""
        return Ratings(self.helpful[:day], self.unhelpful[:day], self.again[:day])

    def counts(self, days: int | None = None) -> tuple[Ints, Ints]:
        """Give yes and no of the last *days*, else of all."""
        since = 0 if days is None else -days
        return self.helpful[since:].sum(axis=0), self.unhelpful[since:].sum(axis=0)


def make_world(name: str, seed: int, articles: int = 600, poor: float = 0.15) -> World:
    """Draw the help centre *name*, one of `WORLDS`, with the part of its articles that is poor at the start."""
    random = np.random.default_rng(seed)
    is_poor = random.random(articles) < poor
    spread = {"even": (random.uniform(0.15, 0.6, articles), random.uniform(0.6, 0.95, articles))}
    low, high = spread.get(name, (random.beta(16, 24, articles), random.beta(32, 8, articles)))
    visits = random.permutation(1 / np.arange(1, articles + 1))
    start = np.where(is_poor, low, high)
    chosen = ~is_poor & (random.random(articles) < (TROLLED if "troll" in name else DECAYING))
    shares = np.tile(start, (DAYS, 1))
    if name == "steady decay":
        shares = np.where(chosen, np.linspace(start, SHARE_AFTER_DECAY, DAYS), shares)
    if name == "sudden decay":
        fallen = np.arange(DAYS)[:, None] >= random.integers(10, DAYS - 20, articles)
        shares = np.where(chosen & fallen, SHARE_AFTER_DECAY, shares)
    return World(name, shares, visits / visits.sum(), chosen & ("troll" in name))


def rate(world: World, seed: int, ratings_a_day: int = 380) -> Ratings:
    """Let readers rate for ``DAYS`` days."""
    random = np.random.default_rng([seed, 1])
    raters = np.stack([random.multinomial(random.poisson(ratings_a_day), world.visits) for _ in range(DAYS)])
    loudness = 2 if world.name == "loud noes" else 1
    said_yes = world.shares / (world.shares + loudness * (1 - world.shares))
    helpful = random.binomial(raters, said_yes)
    trolls = random.poisson(TROLLS_A_DAY, raters.shape) * world.trolled
    again = np.zeros_like(raters)
    if world.name == "one troll":
        trolls, again = _of_one_line(trolls, raters)
    return Ratings(helpful, raters - helpful + trolls, again)


def _of_one_line(trolls: Ints, raters: Ints) -> tuple[Ints, Ints]:
    """Give what counts of the noes of one line an article, and how many of those are taken for coming again."""
    counted, again = np.zeros_like(trolls), np.zeros_like(trolls)
    elsewhere = raters.cumsum(axis=0)
    for day, article in zip(*trolls.nonzero(), strict=True):
        for _ in range(trolls[day, article]):
            here, others = int(counted[:, article].sum()), int(elsewhere[day, article])
            if not is_surplus(here, others):
                again[day, article] += is_known_place(here, others)
                counted[day, article] += 1
    return counted, again
