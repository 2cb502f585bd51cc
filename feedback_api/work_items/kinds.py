"""What people are told of each kind of work item, wherever items are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from feedback_api.work_items.names import Kind
from publishing.translations import noted


@dataclass(frozen=True)
class KindWords:
    """
    The name of a kind, who its unhelped are, and what closes an item.

    ``has_revision`` when it is about the text of an article; ``verified`` is said of an item that was.
    """

    label: str
    unhelped: str
    closes: str
    has_revision: bool = True
    verified: str = noted("The repair helps: those who met it have proven it. Nothing is left to do.")


READERS_DECIDE = noted(
    "Once the new text is published, its readers decide: the item closes when their ratings prove that it helps, and "
    "is reopened when they prove that it does not."
)
VIEWERS_DECIDE = noted(
    "Once the new text is published, its readers decide: the item closes when their plays prove that it helps, and "
    "is reopened when they prove that it does not."
)
KINDS: dict[Kind, KindWords] = {
    "poor-rating": KindWords(noted("Poor ratings"), noted("who rate it"), READERS_DECIDE),
    "rough-moment": KindWords(noted("Rough moment"), noted("whom the moment loses"), VIEWERS_DECIDE),
    "missing-answer": KindWords(
        noted("Searches without an answer"),
        noted("who search for it"),
        noted(
            "Once search finds something else for it, those who search decide: the item closes when they prove that "
            "they open what they find, and is reopened when they prove that they do not."
        ),
        has_revision=False,
    ),
    "overdue-review": KindWords(
        noted("Review overdue"),
        noted("who rate the article"),
        noted("It closes once the article is published with a later date of review, or with none."),
        has_revision=False,
        verified=noted("The article has been reviewed. Nothing is left to do."),
    ),
    "older-translation": KindWords(
        noted("Translation older than its original"),
        noted("who rate the translation"),
        noted(
            "It closes once the translation is published after the change of its original, or says 'reviewed:' with a "
            "later day."
        ),
        has_revision=False,
        verified=noted("The translation has been brought up to date. Nothing is left to do."),
    ),
    "broken-link": KindWords(
        noted("Broken link"),
        noted("who meet it"),
        noted("It closes once nobody meets the address for so long that it cannot be by chance."),
        has_revision=False,
        verified=noted("Nobody meets the address any more. Nothing is left to do."),
    ),
    "asked-after": KindWords(
        noted("Asked a person after reading"),
        noted("who ask a person after it"),
        noted(
            "Once the new text is published, silence decides: the item closes when nobody asks after reading it for so "
            "long that it cannot be by chance, and is reopened when people ask again."
        ),
    ),
    "flagged": KindWords(
        noted("Flagged by who answers customers"),
        noted("whose answer it was to be"),
        noted("It closes once another text of the article is published."),
        verified=noted("The text that was flagged is no longer published. Nothing is left to do."),
    ),
}
assert set(KINDS) == set(get_args(Kind))
COUNTED_IN_DAYS: frozenset[Kind] = frozenset({"overdue-review", "older-translation"})
"""Of what waits to be looked at the unhelped are days, and one more is no news."""
