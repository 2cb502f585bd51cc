"""HC011: every video has captions."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.rules.page_videos import page_videos
from publishing.source_page import SourcePage
from publishing.video_files import CAPTIONS_SUFFIX

CODE = "HC011"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find videos without a caption file beside them."""
    for line, video in page_videos(page):
        if not video.captions:
            yield Finding(
                page.path,
                line,
                CODE,
                f"the video '{video.name}' has no captions.",
                f"Put {video.name}{CAPTIONS_SUFFIX} beside the video: the transcript is made of it, and the search.",
            )
