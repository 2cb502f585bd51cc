"""The videos of a page, for the rules about them."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.errors import HelpCentreError
from publishing.source_page import SourcePage
from publishing.video import video_lines_of_prose
from publishing.video_files import Video, read_video


def page_videos(page: SourcePage) -> Iterator[tuple[int, Video]]:
    """Yield each video that can be shown, with the line that shows it."""
    for line, video in attempted_videos(page):
        if isinstance(video, Video):
            yield line, video


def attempted_videos(page: SourcePage) -> Iterator[tuple[int, Video | HelpCentreError]]:
    """Yield each line that shows a video, with the video or with why it cannot be shown."""
    for found in video_lines_of_prose(page.prose):
        line = page.body.count("\n", 0, found.start()) + 1
        try:
            yield line, read_video(page.folder, found["name"])
        except HelpCentreError as error:
            yield line, error
