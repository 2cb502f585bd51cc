"""
What makes people unhelped, and how each cause is read from the database and judged; the life of an item is one.

A further kind is added here: its name in `feedback_api.work_items.names`, a row below, its words in
`feedback_api.work_items.kinds` and `feedback_api.work_items.sentences`. Rows have a key (the article's, or a name of
their own with a colon in it) and a revision.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from feedback_api.evidence.policy import Policy
from feedback_api.missing_pages.reports import LINK_POLICY, judge_missing_pages, read_missing_pages, step_on_silence
from feedback_api.playback.readings import judge_moments, read_moments
from feedback_api.playback.rough_moments import MOMENT_POLICY
from feedback_api.queue.asked_after import ASKED_POLICY, judge_questions, read_questions, step_on_questions
from feedback_api.queue.overdue_reviews import (
    REVIEW_POLICY,
    judge_review_dates,
    read_older_translations,
    read_review_dates,
)
from feedback_api.ratings.readings import judge, read_counts
from feedback_api.replies.flagged import FLAG_POLICY, judge_flags, opens_on_flags, read_flags
from feedback_api.revisions.published import ArticleKey
from feedback_api.search_causes.readings import (
    SEARCH_POLICY,
    judge_searches,
    opens_on_searches,
    read_searches,
    step_on_searches,
)
from feedback_api.work_items.life import Reading, Step, next_step, opens
from feedback_api.work_items.names import Kind
from feedback_api.work_items.plain_facts import opens_on_fact, step_on_fact

HOST_KINDS: frozenset[Kind] = frozenset({"poor-rating", "missing-answer"})
"""Items that take in other causes of the same article."""
ALONE: frozenset[Kind] = frozenset()


@dataclass(frozen=True)
class Cause:
    """
    One kind of work item.

    ``read`` gives a row for everything that can have such an item, ``judge`` turns rows into readings, with those under
    proof weighed without prejudice; ``policy`` says what is enough. ``opens`` and ``next_step`` are the decisions,
    ``hosts`` the kinds of items that take this cause in.
    """

    kind: Kind
    policy: Policy
    read: Callable[..., Sequence[Any]]
    judge: Callable[..., dict[ArticleKey, Reading]]
    opens: Callable[..., Step | None] = opens
    next_step: Callable[..., Step | None] = next_step
    hosts: frozenset[Kind] = HOST_KINDS


# In this order: what is one with the item of a poor article is known only once that has been reviewed.
CAUSES = (
    Cause("poor-rating", Policy(), read_counts, judge, hosts=ALONE),
    Cause("rough-moment", MOMENT_POLICY, read_moments, judge_moments, hosts=ALONE),
    Cause("missing-answer", SEARCH_POLICY, read_searches, judge_searches, opens_on_searches, step_on_searches),
    Cause("overdue-review", REVIEW_POLICY, read_review_dates, judge_review_dates, opens_on_fact, step_on_fact),
    Cause("older-translation", REVIEW_POLICY, read_older_translations, judge_review_dates, opens_on_fact, step_on_fact),
    Cause("asked-after", ASKED_POLICY, read_questions, judge_questions, opens_on_fact, step_on_questions),
    # Who makes an article easier to find does not look at what it says: such an item takes in no flags.
    Cause(
        "flagged",
        FLAG_POLICY,
        read_flags,
        judge_flags,
        opens_on_flags,
        step_on_fact,
        hosts=frozenset({"poor-rating"}),
    ),
    Cause(
        "broken-link",
        LINK_POLICY,
        read_missing_pages,
        judge_missing_pages,
        opens_on_fact,
        step_on_silence,
        hosts=ALONE,
    ),
)
POLICIES: dict[Kind, Policy] = {cause.kind: cause.policy for cause in CAUSES}
assert set(POLICIES) == set(get_args(Kind))
