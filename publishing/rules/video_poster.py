"""HC012: every video has a poster."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.rules.page_videos import page_videos
from publishing.source_page import SourcePage

CODE = "HC012"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find videos without the picture that stands in their place before they are played."""
    for line, video in page_videos(page):
        if video.poster is None:
            yield Finding(
                page.path,
                line,
                CODE,
                f"the video '{video.name}' has no poster.",
                f"Put {video.name}.jpg (or .webp, .png) beside the video, as large as the video is.",
            )
