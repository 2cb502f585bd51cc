"""HC012: every video has a poster, in the shape of the film."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.rules.page_videos import page_videos
from publishing.source.page import SourcePage

CODE = "HC012"
# So little is a matter of whole pixels.
_ALLOWED_SHARE = 0.02


def check(page: SourcePage) -> Iterator[Finding]:
    """Find videos without the picture that stands in their place before they are played, and those it does not fit."""
    for line, video in page_videos(page):
        if video.poster is None:
            yield Finding(
                page.path,
                line,
                CODE,
                f"the video '{video.name}' has no poster.",
                f"Put {video.name}.jpg (or .webp, .png) beside the video, as large as the video is.",
            )
        elif video.poster_size and not _fits(video.poster_size, (video.width, video.height)):
            width, height = video.poster_size
            yield Finding(
                page.path,
                line,
                CODE,
                f"the poster '{video.poster}' has another shape than its video: "
                f"{width} x {height} pixels, and {video.width} x {video.height}.",
                "Take a picture of the video itself as its poster, or cut it to that shape.",
            )


def _fits(poster: tuple[int, int], film: tuple[int, int]) -> bool:
    shape, wanted = poster[0] / poster[1], film[0] / film[1]
    return abs(shape - wanted) <= _ALLOWED_SHARE * wanted
