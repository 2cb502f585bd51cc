"""HC028: pictures and videos are small enough for a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publishing.files.there import is_file
from publishing.rules.files_present import shown_files
from publishing.rules.finding import Finding
from publishing.rules.page_videos import page_videos
from publishing.source.page import SourcePage
from publishing.source.settings import ContentSettings
from publishing.source.site import ContentSite

CODE = "HC028"
_BYTES_A_MB = 1_000_000


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find pictures and videos that cost a reader on a phone more than they tell; the settings say how much that is."""
    for page in site.texts:
        yield from _check(page, site.settings)


def _check(page: SourcePage, settings: ContentSettings) -> Iterator[Finding]:
    for link, file in shown_files(page):
        hint = "Make the picture smaller, or cut out what matters."
        yield from _judge(page, link.line, file, settings.max_image_mb, hint)
    for line, video in page_videos(page):
        if video.poster:
            hint = "Save the poster smaller: it is loaded before anybody presses play."
            yield from _judge(page, line, video.folder / video.poster, settings.max_image_mb, hint)
        for name in video.sources:
            hint = "Encode it again with fewer bits, or make a video of each question."
            yield from _judge(page, line, video.folder / name, settings.max_video_mb, hint)


def _judge(page: SourcePage, line: int, file: Path, limit_mb: float, hint: str) -> Iterator[Finding]:
    size_bytes = file.stat().st_size if is_file(file) else 0
    if size_bytes > limit_mb * _BYTES_A_MB:
        problem = f"'{file.name}' has {size_bytes / _BYTES_A_MB:.1f} MB, more than {limit_mb:g}."
        yield Finding(page.path, line, CODE, problem, hint)
