"""HC040: captions and chapters end with their video."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.rules.page_videos import page_videos
from publishing.source.page import SourcePage
from publishing.videos.length import video_length_ms

CODE = "HC040"
# The last words may stay a moment longer than the last picture.
_ALLOWED_MS = 1000


def check(page: SourcePage) -> Iterator[Finding]:
    """Find caption and chapter files with a cue past the end of the shortest file of their video."""
    for line, video in page_videos(page):
        lengths = [length for name in video.sources if (length := video_length_ms(video.folder / name)) is not None]
        if not lengths:
            continue
        for track in (*video.captions, *video.chapters):
            beyond = next((cue for cue in track.cues if cue.end_ms > min(lengths) + _ALLOWED_MS), None)
            if beyond:
                yield Finding(
                    page.path,
                    line,
                    CODE,
                    f"{video.folder / track.file}:{beyond.line}: the cue ends at {beyond.end_ms / 1000:.1f} s, "
                    f"after the video, which is {min(lengths) / 1000:.1f} s long.",
                    "Correct its times, or put the right caption file beside the video.",
                )
