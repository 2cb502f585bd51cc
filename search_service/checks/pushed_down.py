"""HC032, of a change: what it pushes down is found before readers miss it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from publishing.rules.finding import Finding
from search_service.checks.editions import Editions
from search_service.checks.question_ranks import CODE, answered, is_found


def pushed_down(editions: Editions, *, leave_out: Collection[str]) -> Iterator[Finding]:
    """
    Ask the questions that the change may move, but for those of the pages *leave_out*, which are asked anyway.

    Found are the articles that were among the first for their own question before, and no longer are.
    """
    claims = (
        (article, question)
        for article in editions.catalogue.articles
        for question in article.answers
        if editions.site.articles[article.id].path not in leave_out
    )
    for article, question in editions.touched.worth_asking(claims).claims:
        if is_found(editions.after, question, article.id) or not is_found(editions.before, question, article.id):
            continue  # as it was before
        page = editions.site.articles[article.id]
        found = answered(editions.after, question)
        above = f", below {found.above}" if found.above else ""
        yield Finding(
            page.path,
            page.line_of("answers"),
            CODE,
            f"since this change search finds this article {found.stands(article.id)} for its question "
            f"'{question}'{above}.",
            "Let the page that you changed speak of its own subject, or let it take the question over.",
        )
