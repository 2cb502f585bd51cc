"""
Can the queue be trusted, and does an item close only on proof? Measured on simulated help centres.

Run ``python -m tests.benchmarks.queue``; it prints the tables and fails when a floor is missed.

The base case: 600 articles, 15 % of them poor, visited by Zipf's law, 380 ratings a day, looked at daily for 90 days.
An item is a false alarm when its article in truth helped at least the target share of its readers on the day it opened.
Coverage is the part of the readers whom poor articles leave unhelped at the end that visits an article with an item.
Each rule opens an item once. Floors stand for the base case; the harder worlds are printed for what they are.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np

from feedback_api.evidence.weighing import Counts, learn_prior, spread_of, undecided_prior, weigh
from feedback_api.queue.causes import CAUSES
from feedback_api.queue.review import decide
from feedback_api.ratings.readings import ArticleCounts
from feedback_api.work_items.life import Reading, WorkItem, make_evidence, next_step
from feedback_api.work_items.names import State
from tests.benchmarks.queue_worlds import DAYS, POLICY, WORLDS, Bools, Floats, Ints, Ratings, World, make_world, rate
from tests.benchmarks.report import Floor, at_least, at_most, percent, say, say_table, verdict

SEEDS = range(5)
FEW_SEEDS = range(2)
ONE_SEED = range(1)
WEEK_DAYS = 7
WILSON_Z = 1.645
MAX_FALSE_ALARMS = 0.10
MIN_COVERAGE = 0.85
MAX_VERIFIED_IN_VAIN = 0.05
MIN_VERIFIED = 0.90
MAX_REOPENED_IN_VAIN = 0.05
MAX_REPAIR_RATINGS = 200
REPAIRS = 400
REPAIRED_SHARES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.85)
FEW_ARTICLES = 600
OURS = "ours"
HARDER: tuple[tuple[str, float, int, Sequence[int]], ...] = (
    ("base", 0.05, FEW_ARTICLES, SEEDS),
    ("base", 0.30, FEW_ARTICLES, SEEDS),
    *((name, 0.15, FEW_ARTICLES, FEW_SEEDS) for name in WORLDS if name != "base"),
    *(("base", poor, 5000, ONE_SEED) for poor in (0.05, 0.15, 0.30)),
)
START = datetime(2026, 1, 1, tzinfo=UTC)

POOR_RATINGS = replace(CAUSES[0], policy=POLICY)

Rule = Callable[["Ratings"], Bools]


@dataclass(frozen=True)
class Outcome:
    """What one rule did in one world."""

    opened: int
    false: int
    coverage: float
    recall: float
    median_day: float
    median_ratings: float


def ours(ratings: Ratings) -> Bools:
    """Open what the review opens."""
    recent = [ratings.counts(days) for days in POLICY.change_days]
    rows = _rows(*ratings.counts(), recent, ratings.again.sum(axis=0))
    opened = {int(key[0]) for key, _ in decide(POOR_RATINGS, rows, [], {}, {}).opened}
    return np.array([number in opened for number in range(len(rows))])


def more_no_than_yes(ratings: Ratings) -> Bools:
    """Open what had more no than yes in the last week."""
    helpful, unhelpful = ratings.counts(WEEK_DAYS)
    return unhelpful > helpful


def five_votes(ratings: Ratings) -> Bools:
    """Open what has five votes or more, under the target share of them helpful."""
    helpful, unhelpful = ratings.counts()
    total = helpful + unhelpful
    return (total >= 5) & (helpful < POLICY.target_share * total)


def wilson(ratings: Ratings) -> Bools:
    """Open what has the upper end of Wilson's 90 % interval below the target (Wilson, JASA 1927)."""
    helpful, unhelpful = ratings.counts()
    total = np.maximum(1, helpful + unhelpful)
    share, squared = helpful / total, WILSON_Z**2
    half = WILSON_Z * np.sqrt(share * (1 - share) / total + squared / (4 * total**2))
    upper: Bools = (share + squared / (2 * total) + half) / (1 + squared / total) < POLICY.target_share
    return upper


def single_beta(ratings: Ratings) -> Bools:
    """Open as ours does, with one beta distribution for a prior, fitted by moments (Kleinman, JASA 1973)."""
    helpful, unhelpful = ratings.counts()
    prior = _fitted_beta(helpful, helpful + unhelpful)
    counts = [Counts(int(yes), int(no)) for yes, no in zip(helpful, unhelpful, strict=True)]
    below = np.array([posterior.below_target for posterior in weigh(counts, prior, POLICY)])
    clear: Bools = (1 - below <= POLICY.false_alarm) & (helpful + unhelpful >= POLICY.min_ratings_to_open)
    return clear


def _fitted_beta(helpful: Ints, total: Ints) -> Floats:
    """Fit mean and spread of the shares to the articles that were rated more than once."""
    rated = total > 1
    if not rated.any():
        return spread_of(1, 1)
    numbers, shares = total[rated], helpful[rated] / total[rated]
    mean = float(np.average(shares, weights=numbers).clip(0.01, 0.99))
    observed = float(np.average((shares - mean) ** 2, weights=numbers))
    noise = mean * (1 - mean) * len(numbers) / float(numbers.sum())
    spread = np.clip((observed - noise) / (mean * (1 - mean)), 0.005, 0.5)
    strength = 1 / spread - 1
    return spread_of(float(mean * strength), float((1 - mean) * strength))


RULES: dict[str, Rule] = {
    "no > yes in the last week": more_no_than_yes,
    "under 60 % with five votes": five_votes,
    "Wilson bound": wilson,
    "single beta prior": single_beta,
    OURS: ours,
}


def watch(world: World, ratings: Ratings, rule: Rule) -> Outcome:
    """Look at the end of each day, and remember when each article got its item."""
    opened_on = np.full(len(world.visits), DAYS + 1)
    for day in range(1, DAYS + 1):
        opened_on = np.where(rule(ratings.until(day)), np.minimum(opened_on, day), opened_on)
    opened = opened_on <= DAYS
    so_far = (ratings.helpful + ratings.unhelpful).cumsum(axis=0)
    rated_by = so_far[np.minimum(opened_on, DAYS) - 1, np.arange(len(opened))]
    poor_then = world.poor[np.minimum(opened_on, DAYS) - 1, np.arange(len(opened))]
    unhelped = world.visits * (1 - world.shares[-1]) * world.poor[-1]
    found = opened & world.poor[-1]
    return Outcome(
        opened=int(opened.sum()),
        false=int((opened & ~poor_then).sum()),
        coverage=float(unhelped[opened].sum() / unhelped.sum()),
        recall=float(found.sum() / world.poor[-1].sum()),
        median_day=float(np.median(opened_on[found])) if found.any() else float(DAYS),
        median_ratings=float(np.median(rated_by[found])) if found.any() else 0.0,
    )


def compare(name: str, seeds: Iterable[int], articles: int = 600, poor: float = 0.15) -> dict[str, list[Outcome]]:
    """Let every rule watch the same ratings of the same worlds."""
    outcomes: dict[str, list[Outcome]] = {rule: [] for rule in RULES}
    for seed in seeds:
        world = make_world(name, seed, articles, poor)
        ratings = rate(world, seed, 380 * articles // 600)
        for rule, opens in RULES.items():
            outcomes[rule].append(watch(world, ratings, opens))
    return outcomes


def false_alarms(outcomes: list[Outcome]) -> float:
    """Give the part of all items that are false alarms."""
    return sum(outcome.false for outcome in outcomes) / max(1, sum(outcome.opened for outcome in outcomes))


def coverage(outcomes: list[Outcome]) -> float:
    """Give the mean coverage."""
    return float(np.mean([outcome.coverage for outcome in outcomes]))


@dataclass(frozen=True)
class Proof:
    """What became of repairs, looked at after every rating: parts, and medians of ratings and days to the end."""

    verified: float
    reopened: float
    median_ratings: float
    median_days: float


def prove(share: float, seed: int, repairs: int = REPAIRS) -> Proof:
    """Ship *repairs* of articles with an item, after which *share* of readers are helped, in the base case."""
    world = make_world("base", seed)
    rated = rate(world, seed)
    helpful, unhelpful = rated.counts()
    ratings_a_day = (helpful + unhelpful)[ours(rated)] / DAYS
    random = np.random.default_rng([seed, 2])
    others = _rows(helpful, unhelpful)
    verdicts: list[State] = []
    lengths: list[int] = []
    # The verdict rests on the counts alone: one table of all counts serves every repair.
    verdict = _verdicts(others)
    for _ in range(repairs):
        yes = np.cumsum(random.random(MAX_REPAIR_RATINGS) < share)
        steps = [verdict.get((int(count), number)) for number, count in enumerate(yes, start=1)]
        end = next((number for number, state in enumerate(steps) if state), None)
        verdicts.append(State.SHIPPED if end is None else steps[end] or State.SHIPPED)
        lengths.append(MAX_REPAIR_RATINGS if end is None else end + 1)
    return Proof(
        verified=verdicts.count(State.VERIFIED) / repairs,
        reopened=verdicts.count(State.REOPENED) / repairs,
        median_ratings=float(np.median(lengths)),
        median_days=float(np.median(np.array(lengths) / random.choice(ratings_a_day, repairs))),
    )


def _verdicts(others: list[ArticleCounts]) -> dict[tuple[int, int], State]:
    """Ask the state machine about every (yes, ratings) that a repair may come to have."""
    pairs = [(yes, total) for total in range(1, MAX_REPAIR_RATINGS + 1) for yes in range(total + 1)]
    counts = [Counts(yes, total - yes) for yes, total in pairs]
    neutral = undecided_prior(learn_prior([row.counts for row in others], POLICY), POLICY.target_share)
    verdicts = {}
    for pair, count, posterior in zip(pairs, counts, weigh(counts, neutral, POLICY), strict=True):
        evidence = make_evidence(count, posterior, ratings_a_week=1, more_ratings_needed=None)
        reading = Reading("new", evidence, posterior.below_target)
        item = WorkItem(1, "poor-rating", "article", "en", State.SHIPPED, "new", None, evidence, START, START)
        step = next_step(item, reading, POLICY)
        if step:
            verdicts[pair] = step.state
    return verdicts


def _rows(
    helpful: Ints, unhelpful: Ints, recent: Sequence[tuple[Ints, Ints]] = (), again: Ints | None = None
) -> list[ArticleCounts]:
    return [
        ArticleCounts(
            str(number),
            "en",
            "r",
            Counts(int(yes), int(no)),
            1.0,
            tuple(Counts(int(some[number]), int(others[number])) for some, others in recent),
            0 if again is None else int(again[number]),
        )
        for number, (yes, no) in enumerate(zip(helpful, unhelpful, strict=True))
    ]


BASE_HEAD = ("Rule", "Items", "False alarms", "Covered", "Recall", "Days to open", "Ratings to open")
WORLD_HEAD = ("World", *BASE_HEAD[1:], *(f"{rule}: false alarms, covered" for rule in RULES if rule != OURS))
PROOF_HEAD = ("Share helped after the repair", "Verified", "Reopened", "Ratings, median", "Days, median")


def report() -> list[Floor]:
    """Print every table."""
    say(f"600 articles, 15 % of them poor, looked at daily for {DAYS} days; {len(SEEDS)} seeds")
    base = compare("base", SEEDS)
    say_table(BASE_HEAD, [(rule, *_told(watched)) for rule, watched in base.items()])
    say("Harder worlds: ours, and beside it the other rules")
    say_table(WORLD_HEAD, [_row_of_world(*world) for world in HARDER])
    say(f"{REPAIRS} repairs, looked at after every rating, at most {MAX_REPAIR_RATINGS}")
    proofs = {share: prove(share, SEEDS[0]) for share in REPAIRED_SHARES}
    say_table(PROOF_HEAD, [_row_of_proof(share, proof) for share, proof in proofs.items()])
    return [
        at_most("False alarms in the base case", MAX_FALSE_ALARMS, false_alarms(base[OURS])),
        at_least("Unhelped readers covered in the base case", MIN_COVERAGE, coverage(base[OURS])),
        at_most("Repairs that did nothing (40 % helped) verified", MAX_VERIFIED_IN_VAIN, proofs[0.4].verified),
        at_least("Repairs that worked (75 % helped) verified", MIN_VERIFIED, proofs[0.75].verified),
        at_most("Repairs that worked reopened", MAX_REOPENED_IN_VAIN, proofs[0.75].reopened),
        at_most("Good articles (85 % helped) reopened", MAX_REOPENED_IN_VAIN, proofs[0.85].reopened),
    ]


def _told(watched: list[Outcome]) -> tuple[str, ...]:
    opened, recall, day, number = (
        float(np.mean([getattr(outcome, field) for outcome in watched]))
        for field in ("opened", "recall", "median_day", "median_ratings")
    )
    return (
        f"{opened:.0f}",
        percent(false_alarms(watched)),
        percent(coverage(watched)),
        percent(recall),
        f"{day:.0f}",
        f"{number:.0f}",
    )


def _row_of_world(name: str, poor: float, articles: int, seeds: Sequence[int]) -> tuple[str, ...]:
    outcomes = compare(name, seeds, articles, poor)
    others = [watched for rule, watched in outcomes.items() if rule != OURS]
    beside = [f"{percent(false_alarms(watched))}, {percent(coverage(watched))}" for watched in others]
    size = "" if articles == FEW_ARTICLES else f"{articles:,} articles; "
    said = f"{poor * 100:.0f} % poor" if name == "base" else WORLDS[name]
    return (f"{size}{said}", *_told(outcomes[OURS]), *beside)


def _row_of_proof(share: float, proof: Proof) -> tuple[str, ...]:
    ended = (percent(proof.verified), percent(proof.reopened))
    return (f"{share * 100:.0f} %", *ended, f"{proof.median_ratings:.0f}", f"{proof.median_days:.0f}")


if __name__ == "__main__":
    sys.exit(verdict(report()))
