"""HC042: a recording was made from its storyboard as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.files.there import is_file
from publishing.rules.finding import Finding
from publishing.rules.page_videos import page_videos
from publishing.source.page import SourcePage
from publishing.videos.files import CAPTIONS_SUFFIX
from publishing.videos.recordings import STORYBOARD_SUFFIX, is_stale

CODE = "HC042"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find videos whose storyboard has changed since they were recorded."""
    for line, video in page_videos(page):
        storyboard = video.folder / f"{video.name}{STORYBOARD_SUFFIX}"
        captions = video.folder / f"{video.name}{CAPTIONS_SUFFIX}"
        if is_file(storyboard) and is_file(captions) and is_stale(storyboard.read_bytes(), captions.read_bytes()):
            yield Finding(
                page.path,
                line,
                CODE,
                f"the video '{video.name}' was recorded from another state of {storyboard.name}.",
                "Record it again with 'make videos'.",
            )
