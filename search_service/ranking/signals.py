"""
The signals that order the best candidates: one table, each a share between 0 and 1 times a weight.

The weights were fitted to one half of the searches made for several collections of real documentation, checked on the
other half, and rounded; each signal stands here because leaving it out was worse on the half it had not seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from search_service.index.postings import Floats
from search_service.ranking.evidence import Evidence


@dataclass(frozen=True)
class Signal:
    """One thing that speaks for a candidate: its name, its weight, why it counts, and its share (0 to 1)."""

    name: str
    weight: float
    reason: str
    share: Callable[[Evidence], Floats]


# The most that clicks and ratings can do: less than the words of a title or heading, whoever clicks how often.
EXPERIENCE_WEIGHT = 1.5

Explanation = list[tuple[Signal, float]]

SIGNALS = (
    Signal(
        "words", 7.0, "How well the best section answers the words, rare ones above all (BM25).", lambda of: of.bm25
    ),
    Signal(
        "title phrase", 2.5, "Words that stand side by side in the query do so in the title.",
        lambda of: of.phrase(of.title),
    ),
    Signal(
        "heading phrase", 2.5, "Words that stand side by side in the query do so in the section's heading.",
        lambda of: of.phrase(of.heading),
    ),
    Signal(
        "text phrase", 1.5, "Words that stand side by side in the query do so in the section's text.",
        lambda of: of.phrase(of.text),
    ),
    Signal(
        "address", 2.5, "The last part of the address names the topic in few words; the query asks for most of them.",
        lambda of: of.address_precision,
    ),
    Signal(
        "section", 2.0, "The section with its title and heading has all words, not one of them many times.",
        lambda of: of.coverage(of.title.words | of.heading.words | of.text.words),
    ),
    Signal(
        "title", 1.0, "The title is about what is asked for and little else.", lambda of: of.title_precision
    ),
    Signal(
        "keywords", 4.0, "The writer says that people look for the article by these words, or ask it this question.",
        lambda of: of.keywords,
    ),
    Signal(
        "headings", 1.0, "An article whose headings have the words treats them at length.",
        lambda of: of.coverage(of.headings.words),
    ),
    Signal(
        "breadcrumbs", 1.0, "The folders name the product or the area that the query names.",
        lambda of: of.coverage(of.breadcrumbs.words),
    ),
    Signal(
        "experience", EXPERIENCE_WEIGHT, "Others who asked the same opened the article, or said that it helped.",
        lambda of: of.experience,
    ),
)  # fmt: skip


def weigh(evidence: Evidence) -> Floats:
    """Give what each signal contributes to each candidate: an array (candidates, signals)."""
    return np.stack([signal.share(evidence) * np.float32(signal.weight) for signal in SIGNALS], axis=1)


def explain(contributions: Floats) -> Explanation:
    """Give what made the score of one candidate, the strongest first; what contributes nothing is left out."""
    named = [(signal, float(value)) for signal, value in zip(SIGNALS, contributions, strict=False) if value > 0]
    return sorted(named, key=lambda one: -one[1])
