"""HC043: the files of a video hold one film."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.rules.page_videos import page_videos
from publishing.source.page import SourcePage
from publishing.videos.length import video_length_ms

CODE = "HC043"
# Encoders end a film some frames apart.
_ALLOWED_MS = 1000


def check(page: SourcePage) -> Iterator[Finding]:
    """Find videos of which one format is longer than the other: most likely only one of them was replaced."""
    for line, video in page_videos(page):
        lengths = {name: length for name in video.sources if (length := video_length_ms(video.folder / name))}
        if lengths and max(lengths.values()) - min(lengths.values()) > _ALLOWED_MS:
            told = ", ".join(f"'{name}' {length / 1000:.1f} s" for name, length in lengths.items())
            yield Finding(
                page.path,
                line,
                CODE,
                f"the files of the video '{video.name}' are not one film: {told}.",
                "Export every format from the same cut; browsers choose which of them they play.",
            )
