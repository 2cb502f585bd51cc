"""What makes people unhelped, and how each cause is read from the database and judged; the life of an item is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from feedback_api.moment_readings import judge_videos, read_playback
from feedback_api.policy import Policy
from feedback_api.readings import ArticleKey, judge, read_counts
from feedback_api.rough_moments import MOMENT_POLICY
from feedback_api.work_items import Kind, Reading


@dataclass(frozen=True)
class Cause:
    """
    One kind of work item.

    ``read`` gives a row for every article that can have such an item, ``judge`` turns rows into readings, with those
    under proof weighed without prejudice; ``policy`` says what is enough.
    """

    kind: Kind
    policy: Policy
    read: Callable[..., Sequence[Any]]
    judge: Callable[..., dict[ArticleKey, Reading]]


CAUSES = (
    Cause("poor-rating", Policy(), read_counts, judge),
    Cause("rough-moment", MOMENT_POLICY, read_playback, judge_videos),
)
POLICIES: dict[Kind, Policy] = {cause.kind: cause.policy for cause in CAUSES}
assert set(POLICIES) == set(get_args(Kind))
