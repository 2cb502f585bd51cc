"""HC014: a video page has one video, and it can be played."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.articles.meta import kind_of
from publishing.errors import HelpCentreError
from publishing.rules.finding import Finding
from publishing.source.page import SourcePage

CODE = "HC014"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find videos and captions that cannot be played, second videos, and pages of the kind ``video`` without any."""
    for line, video in page.videos:
        if isinstance(video, HelpCentreError):
            yield Finding(page.path, line, CODE, video.message, video.hint)
    for line, _ in page.videos[1:]:
        yield Finding(
            page.path,
            line,
            CODE,
            "the page shows a second video: links to a moment, and what is counted, could not tell the two apart.",
            "Make a page of its own for it.",
        )
    if kind_of(page.front_matter) == "video" and not page.videos:
        yield Finding(
            page.path,
            page.line_of("kind"),
            CODE,
            "the page is of the kind 'video' and shows none.",
            "Add a line such as !video[Find an answer](find-an-answer), or write 'kind: guide'.",
        )
