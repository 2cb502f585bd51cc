"""Items that take in other causes of an article: its own item, or the one that this was merged into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback_api.queue.causes import CAUSES, HOST_KINDS
from feedback_api.revisions.published import ArticleKey
from feedback_api.work_items.life import WorkItem
from feedback_api.work_items.names import Kind
from search_service.words.languages import base_language


@dataclass(frozen=True)
class Host:
    """The number of an item at work, and the kind by which it takes in other causes of one article."""

    id: int
    kind: Kind


Hosts = Mapping[ArticleKey, Host]
"""For each article the item at work that takes in its other causes."""


def hosts_among(items: Sequence[WorkItem], merged: Sequence[WorkItem]) -> dict[ArticleKey, Host]:
    """
    Find what takes in other causes of each article; of several, the one of poor ratings, or the first.

    *items* are at work; what would belong to a *merged* one goes along to where that was merged, directly or in steps.
    """
    kinds: Sequence[Kind] = [cause.kind for cause in CAUSES if cause.kind in HOST_KINDS]
    here = {item.id: item.id for item in items} | roots(items, merged)
    hosts: dict[ArticleKey, Host] = {}
    for item in (*sorted(items, key=lambda item: item.id), *sorted(merged, key=lambda item: item.id)):
        if item.kind not in kinds or item.id not in here:
            continue
        article = article_of(item.evidence.answer_id or item.article_id, item.lang)
        held = hosts.get(article)
        if held is None or kinds.index(item.kind) < kinds.index(held.kind):
            hosts[article] = Host(here[item.id], item.kind)
    return hosts


def roots(items: Sequence[WorkItem], merged: Sequence[WorkItem]) -> dict[int, int]:
    """Give for each of the *merged* items which of the *items* at work it is one with, if it still is."""
    at_work = {item.id for item in items}
    into = {item.id: item.merged_into for item in merged}
    found: dict[int, int] = {}
    for number in into:
        root: int | None = number
        while root in into:
            root = into[root]
        if root in at_work and root is not None:
            found[number] = root
    return found


def article_of(article_id: str, lang: str) -> ArticleKey:
    """Tell an article from others, whatever its language is called: those who search name theirs in their own way."""
    return article_id, base_language(lang)
