"""What counts as enough, decided in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """
    When evidence is strong enough to act on.

    The two error probabilities hold although the evidence is looked at after every rating: a posterior that is
    calibrated stays so wherever one stops (Berger, *Statistical Decision Theory and Bayesian Analysis*, 1985, 7.7),
    and a likelihood ratio passes 1/error under the wrong hypothesis with at most the probability *error*, however often
    one looks (Ville's inequality, 1939).
    """

    target_share: float = 0.6
    """An article does its job when at least this share of its readers says that it helped."""
    false_alarm: float = 0.1
    """An item opens when the probability that its article does its job is at most this."""
    wrong_verdict: float = 0.05
    """A repair counts as proven, or as failed, when the opposite is this many times less likely."""
    min_ratings_to_open: int = 5
    min_ratings_to_close: int = 8
    """Fewer ratings than these decide nothing, however clear they are."""
    window_days: int = 90
    """Older ratings no longer count: the product has changed since."""
    changes: float = 0.1
    """The part of articles that a change of the product makes better or worse while ratings count."""
    change_days: tuple[int, ...] = (7, 14, 21, 28, 42, 56, 70)
    """How long ago such a change may have been."""
    pace_days: int = 28
    """The days that say how many people rate an article in a week."""
    patience_days: int = 28
    """A repair that readers have not decided by then asks for another signal."""
    interval: float = 0.9
    """The probability that the share lies in the interval that is shown."""
    prior_articles: float = 30.0
    """How many articles of its own a help centre must have had rated before they outweigh the general prior."""
