"""The videos of a page, for the rules about them."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.source.page import SourcePage
from publishing.videos.files import Video


def page_videos(page: SourcePage) -> Iterator[tuple[int, Video]]:
    """Yield each video that can be shown, with the line that shows it."""
    for line, video in page.videos:
        if isinstance(video, Video):
            yield line, video
