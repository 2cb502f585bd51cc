"""Counts in, probabilities out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_api.evidence.policy import Policy
from feedback_api.evidence.weighing import (
    GENERAL_PRIOR,
    SHARES,
    Counts,
    learn_prior,
    more_to_decide,
    more_to_verify,
    proven,
    undecided_prior,
    weigh,
    weigh_with_changes,
    widened,
)

POLICY = Policy()
NEUTRAL = undecided_prior(GENERAL_PRIOR, POLICY.target_share)
counts = st.builds(Counts, st.integers(0, 5000), st.integers(0, 5000))


def test_without_ratings_the_general_prior_holds() -> None:
    """A help centre that nobody has rated is believed to be like help centres in general."""
    assert learn_prior([], POLICY) is GENERAL_PRIOR
    assert learn_prior([Counts(0, 0)], POLICY) is GENERAL_PRIOR


def test_the_prior_follows_the_articles_of_the_help_centre() -> None:
    """Where most articles are poor, an unrated article is believed to be poor."""
    poor = learn_prior([Counts(30, 70)] * 300, POLICY)
    good = learn_prior([Counts(90, 10)] * 300, POLICY)
    assert weigh([Counts(0, 0)], poor, POLICY)[0].below_target > 0.8
    assert weigh([Counts(0, 0)], good, POLICY)[0].below_target < 0.1


def test_few_alike_articles_are_not_known_to_the_percent() -> None:
    """Two articles that helped none of 15 readers each may well help one reader in ten; the verdict is the same."""
    alike = [Counts(0, 15)] * 2
    sharp = weigh(alike, learn_prior(alike, POLICY), POLICY)
    honest = widened(sharp, weigh(alike, learn_prior(alike, POLICY, max_steps=1), POLICY))
    assert sharp[0].high < 0.01
    assert 0.1 < honest[0].high < 0.3
    assert honest[0].below_target == sharp[0].below_target


def test_honest_intervals_hold_the_share_as_often_as_they_say() -> None:
    """Nine intervals in ten hold the true share, in a small help centre as in a big one."""
    random = np.random.default_rng(7)
    for articles, times in ((10, 60), (600, 1)):
        held = []
        for _ in range(times):
            shares = np.where(random.random(articles) < 0.8, random.beta(9, 3, articles), random.beta(2, 6, articles))
            totals = random.poisson(15, articles) + 1
            rated = [Counts(int(yes), int(no)) for yes, no in _answers(random.binomial(totals, shares), totals)]
            sharp = weigh(rated, learn_prior(rated, POLICY), POLICY)
            honest = widened(sharp, weigh(rated, learn_prior(rated, POLICY, max_steps=1), POLICY))
            held += [one.low <= share <= one.high for one, share in zip(honest, shares, strict=True)]
        assert np.mean(held) > 0.87


def _answers(yes: np.ndarray, totals: np.ndarray) -> np.ndarray:
    return np.stack([yes, totals - yes], axis=1)


def test_a_prior_can_have_two_humps() -> None:
    """Many good articles and a few poor ones are told apart, not averaged."""
    prior = learn_prior([Counts(85, 15)] * 255 + [Counts(35, 65)] * 45, POLICY)
    between = prior[(SHARES > 0.5) & (SHARES < 0.7)].sum()
    assert between < prior[SHARES < 0.5].sum() < prior[SHARES > 0.7].sum()


@given(counts)
def test_a_posterior_is_a_probability_within_its_interval(count: Counts) -> None:
    """Whatever the counts, bounds are in order and probabilities are probabilities."""
    posterior = weigh([count], GENERAL_PRIOR, POLICY)[0]
    assert 0 <= posterior.low <= posterior.high <= 1
    assert 0 <= posterior.below_target <= 1
    assert 0 < posterior.mean < 1


@given(counts)
def test_another_no_never_speaks_for_an_article(count: Counts) -> None:
    """One more "no" makes it at least as likely that an article is poor."""
    before, after = weigh([count, Counts(count.helpful, count.unhelpful + 1)], GENERAL_PRIOR, POLICY)
    assert after.below_target >= before.below_target - 1e-9


def test_many_ratings_outweigh_the_prior() -> None:
    """With thousands of ratings the interval lies close around the share that was counted."""
    posterior = weigh([Counts(4000, 6000)], GENERAL_PRIOR, POLICY)[0]
    assert posterior.low == pytest.approx(0.4, abs=0.02)
    assert posterior.high == pytest.approx(0.4, abs=0.02)


def test_the_neutral_prior_takes_no_side() -> None:
    """Without ratings a repair is as likely to have failed as to have worked."""
    assert NEUTRAL[POLICY.target_share > SHARES].sum() == pytest.approx(0.5)
    assert NEUTRAL.sum() == pytest.approx(1)


def test_the_number_of_ratings_that_is_asked_for_is_enough() -> None:
    """When the ratings that were said to be missing arrive and are good, the repair is proven."""
    more = more_to_verify(Counts(2, 0), NEUTRAL, POLICY)
    assert more is not None
    better = Counts(2 + more, 0)
    assert proven(weigh([better], NEUTRAL, POLICY)[0].below_target, POLICY)


def test_nothing_is_missing_once_it_is_decided() -> None:
    """An article with a clear verdict needs no more ratings."""
    posterior = weigh([Counts(2, 30)], GENERAL_PRIOR, POLICY)[0]
    assert more_to_decide(Counts(2, 30), posterior, GENERAL_PRIOR, POLICY) == 0


def test_a_share_at_the_target_is_said_to_be_undecidable() -> None:
    """Where even hundreds of ratings would not tell, no number is promised."""
    share = Counts(597, 403)
    posterior = weigh([share], GENERAL_PRIOR, POLICY)[0]
    assert more_to_decide(share, posterior, GENERAL_PRIOR, POLICY) is None


def test_weighing_nothing_gives_nothing() -> None:
    """A help centre without articles has no evidence."""
    assert weigh([], GENERAL_PRIOR, POLICY) == []


def test_proof_needs_the_odds_that_the_policy_names() -> None:
    """The odds against the opposite must pass one over the error."""
    opposite = np.array([1 / 22, 1 / 20])
    assert list(proven(opposite, POLICY)) == [True, False]


def test_what_readers_say_lately_outweighs_what_they_said_before() -> None:
    """An article that turned poor is found although most of its ratings are good; chance alone turns nothing."""
    counts = [Counts(60, 26), Counts(60, 26), Counts(0, 0)]
    spans = len(POLICY.change_days)
    turned = [Counts(0, 12)] * 2 + [Counts(6, 14)] * (spans - 2)
    steady = [Counts(60 * days // 90, 26 * days // 90) for days in POLICY.change_days]
    lately, as_ever, never = weigh_with_changes(counts, [turned, steady, [Counts(0, 0)] * spans], GENERAL_PRIOR, POLICY)
    (before,) = weigh(counts[:1], GENERAL_PRIOR, POLICY)
    assert lately.below_target > 1 - POLICY.false_alarm
    assert before.below_target < POLICY.false_alarm
    assert abs(as_ever.below_target - before.below_target) < 0.05
    assert never.low < POLICY.target_share < never.high


def test_without_earlier_ratings_nothing_can_have_changed() -> None:
    """A text that is younger than every span is weighed as it always was."""
    counts = [Counts(3, 9), Counts(11, 2)]
    young = [[count] * len(POLICY.change_days) for count in counts]
    changed, plain = weigh_with_changes(counts, young, GENERAL_PRIOR, POLICY), weigh(counts, GENERAL_PRIOR, POLICY)
    for one, other in zip(changed, plain, strict=True):
        assert one.below_target == pytest.approx(other.below_target)
        assert (one.low, one.high) == (other.low, other.high)
