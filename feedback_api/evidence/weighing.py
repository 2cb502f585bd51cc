"""
What ratings say about an article: counts in, probabilities out.

The share of readers whom an article helps is unknown; the ratings of all articles together say how such shares are
spread over this help centre, and that is the prior for each of them (empirical Bayes; Robbins, "An Empirical Bayes
Approach to Statistics", 1956). The spread is not forced into a shape: it is the mixing distribution of a binomial,
estimated on a grid of shares by EM (Laird, "Nonparametric Maximum Likelihood Estimation of a Mixing Distribution",
JASA 1978), with a general prior that counts as some articles more, so that a young help centre is judged sanely. A
single beta distribution cannot stand for "most articles are good, some are bad" and missed a tenth more of the readers
whom poor articles fail (``tests/benchmarks/queue.py`` prints the comparison).

Everything here is a pure function: no clock, no database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from feedback_api.evidence.policy import Policy

Floats = NDArray[np.float64]
Probability = TypeVar("Probability", float, NDArray[np.float64])

GRID_POINTS = 200
SHARES: Floats = (np.arange(GRID_POINTS) + 0.5) / GRID_POINTS
LOG_SHARES: Floats = np.log(SHARES)
LOG_REST: Floats = np.log1p(-SHARES)
MAX_EM_STEPS = 200
EM_TOLERANCE = 1e-4
MAX_MORE_RATINGS = 500
TINY = 1e-300


@dataclass(frozen=True)
class Counts:
    """How many readers said yes and no."""

    helpful: int
    unhelpful: int

    @property
    def total(self) -> int:
        """All who answered."""
        return self.helpful + self.unhelpful


@dataclass(frozen=True)
class Posterior:
    """What the counts make of the prior: the share helped lies between ``low`` and ``high``."""

    low: float
    high: float
    mean: float
    below_target: float
    """Probability that fewer than the target share of readers are helped."""


def spread_of(helpful: float, unhelpful: float) -> Floats:
    """Spread a beta distribution over the grid."""
    weights = np.exp((helpful - 1) * LOG_SHARES + (unhelpful - 1) * LOG_REST)
    spread: Floats = weights / weights.sum()
    return spread


# Four articles in five help three readers in four, one in five fails more than it helps: what counts until a help
# centre has ratings of its own.
GENERAL_PRIOR: Floats = 0.8 * spread_of(9, 3) + 0.2 * spread_of(4, 5)


def learn_prior(
    counts: Sequence[Counts], policy: Policy, *, max_steps: int = MAX_EM_STEPS, general: Floats = GENERAL_PRIOR
) -> Floats:
    """
    Estimate how the shares helped are spread over the articles of this help centre.

    Takes the counts of every article; returns the weight of each share in ``SHARES``, summing to 1. With *max_steps* of
    1 the estimate is blurred, but no article is counted for more than once. *general* is where it begins.
    """
    # Articles with the same counts say the same: a big help centre has far fewer pairs than articles.
    repeated = Counter((count.helpful, count.unhelpful) for count in counts if count.total)
    if not repeated:
        return general
    likelihoods = _likelihoods(np.array(list(repeated), dtype=np.float64))
    times = np.array(list(repeated.values()), dtype=np.float64)
    prior = general
    for _ in range(max_steps):
        joint = likelihoods * prior
        counted = (joint * (times / joint.sum(axis=1))[:, None]).sum(axis=0)
        better = (counted + policy.prior_articles * general) / (times.sum() + policy.prior_articles)
        change = float(np.abs(better - prior).sum())
        prior = better
        if change < EM_TOLERANCE:
            break
    return prior


def undecided_prior(prior: Floats, target_share: float) -> Floats:
    """
    Make *prior* neutral about the target: as likely below it as not, each side spread as before.

    A repaired article is no ordinary article of its help centre: nobody knows yet whether the repair worked. With even
    odds before, the odds afterwards are the likelihood ratio of "does its job" against "does not" (Bayes factor).
    """
    below = target_share > SHARES
    neutral: Floats = np.where(below, 0.5 * prior / prior[below].sum(), 0.5 * prior / prior[~below].sum())
    return neutral


def weigh(counts: Sequence[Counts], prior: Floats, policy: Policy) -> list[Posterior]:
    """Tell for each of *counts* what is to be believed about the share of readers who are helped."""
    if not counts:
        return []
    return _told(_posterior(_pairs(counts), prior), policy)


def weigh_with_changes(
    counts: Sequence[Counts], recent: Sequence[Sequence[Counts]], prior: Floats, policy: Policy
) -> list[Posterior]:
    """
    Tell for each of *counts* what is to be believed about the share that is helped now, which may have changed once.

    *recent* gives, for each, how many of its counts came in the last ``policy.change_days``. Before and after a change
    the share is drawn from the prior anew, so that ratings of before speak for the present only as far as nothing has
    changed (one change point; Chernoff and Zacks, "Estimating the Current Mean of a Normal Distribution which is
    Subjected to Changes in Time", 1964; Barry and Hartigan, JASA 1993).
    """
    if not counts:
        return []
    everything = _pairs(counts)
    log_prior = np.log(np.maximum(prior, TINY))
    logs = np.log1p(-policy.changes) + _log_likelihoods(everything)
    since = 0
    for place, days in enumerate(policy.change_days):
        after = _pairs([parts[place] for parts in recent])
        before = _log_likelihoods(everything - after)
        top = before.max(axis=1, keepdims=True)
        marginal = top + np.log(np.exp(before - top) @ prior)[:, None]
        chance = policy.changes * (days - since) / policy.change_days[-1]
        logs = np.logaddexp(logs, np.log(chance) + marginal + _log_likelihoods(after))
        since = days
    joint = np.exp(logs + log_prior - (logs + log_prior).max(axis=1, keepdims=True))
    return _told(joint / joint.sum(axis=1, keepdims=True), policy)


def widened(posteriors: Sequence[Posterior], blurred: Sequence[Posterior]) -> list[Posterior]:
    """
    Let the interval of each posterior hold that of its *blurred* one as well.

    The learned prior is taken for certain, although few alike articles make it as sharp as a needle: two that helped 0
    of 15 readers would help "0 % to 0 %". With both, nine intervals in ten hold the share, in help centres of 10 to
    1,000 articles, and grow by four hundredths.
    """
    return [
        replace(sharp, low=min(sharp.low, other.low), high=max(sharp.high, other.high))
        for sharp, other in zip(posteriors, blurred, strict=True)
    ]


def more_to_verify(counts: Counts, prior: Floats, policy: Policy) -> int | None:
    """
    Tell how many more ratings would prove a repair, if it made the article as good as the good ones here.

    *prior* is the neutral one. None when even ``MAX_MORE_RATINGS`` would not do.
    """
    good = np.where(policy.target_share <= SHARES, prior, 0)
    share = float(good @ SHARES / good.sum())
    more = np.arange(MAX_MORE_RATINGS + 1)
    below = _below_after(counts, share, more, prior, policy)
    enough = proven(below, policy) & (counts.total + more >= policy.min_ratings_to_close)
    return int(more[enough.argmax()]) if enough.any() else None


def more_to_decide(counts: Counts, posterior: Posterior, prior: Floats, policy: Policy) -> int | None:
    """
    Tell how many more ratings would say whether the article does its job, if readers go on as they began.

    None when its share is so near to the target that even ``MAX_MORE_RATINGS`` would not do.
    """
    more = np.arange(MAX_MORE_RATINGS + 1)
    below = _below_after(counts, posterior.mean, more, prior, policy)
    clear = (below >= 1 - policy.false_alarm) | (below <= policy.false_alarm)
    enough = clear & (counts.total + more >= policy.min_ratings_to_open)
    return int(more[enough.argmax()]) if enough.any() else None


def proven(opposite: Probability, policy: Policy) -> Any:
    """Say whether the odds against the *opposite*, given by its probability, have passed 1/``wrong_verdict``."""
    return (1 - opposite) * policy.wrong_verdict >= opposite


def _below_after(counts: Counts, share: float, more: NDArray[np.int_], prior: Floats, policy: Policy) -> Floats:
    """Give the probability of being below the target after *more* ratings, a *share* of them helpful."""
    imagined = np.stack([counts.helpful + more * share, counts.unhelpful + more * (1 - share)], axis=1)
    below: Floats = _posterior(imagined, prior)[:, policy.target_share > SHARES].sum(axis=1)
    return below


def _posterior(pairs: Floats, prior: Floats) -> Floats:
    joint = _likelihoods(pairs) * prior
    posterior: Floats = joint / joint.sum(axis=1, keepdims=True)
    return posterior


def _likelihoods(pairs: Floats) -> Floats:
    """Give the binomial likelihood of each share for each (helpful, unhelpful), up to a factor for each pair."""
    logs = _log_likelihoods(pairs)
    likelihoods: Floats = np.exp(logs - logs.max(axis=1, keepdims=True))
    return likelihoods


def _log_likelihoods(pairs: Floats) -> Floats:
    logs: Floats = pairs[:, :1] * LOG_SHARES + pairs[:, 1:] * LOG_REST
    return logs


def _pairs(counts: Sequence[Counts]) -> Floats:
    return np.array([(count.helpful, count.unhelpful) for count in counts], dtype=np.float64)


def _told(posterior: Floats, policy: Policy) -> list[Posterior]:
    """Sum up what is believed about each share."""
    cumulated = posterior.cumsum(axis=1)
    tail = (1 - policy.interval) / 2
    low = SHARES[(cumulated < tail).sum(axis=1)]
    high = SHARES[np.minimum((cumulated < 1 - tail).sum(axis=1), GRID_POINTS - 1)]
    mean = posterior @ SHARES
    below = posterior[:, policy.target_share > SHARES].sum(axis=1).clip(0, 1)
    return [Posterior(*map(float, row)) for row in zip(low, high, mean, below, strict=True)]
