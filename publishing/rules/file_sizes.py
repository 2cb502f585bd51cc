"""HC028: pictures and videos are small enough for a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publishing.rules.files_present import shown_files
from publishing.rules.finding import Finding
from publishing.rules.page_videos import page_videos
from publishing.source_page import SourcePage

CODE = "HC028"
MAX_IMAGE_BYTES = 1_000_000
MAX_VIDEO_BYTES = 50_000_000


def check(page: SourcePage) -> Iterator[Finding]:
    """Find pictures and videos that cost a reader on a phone more than they tell."""
    for link, file in shown_files(page):
        yield from _judge(page, link.line, file, MAX_IMAGE_BYTES, "Make the picture smaller, or cut out what matters.")
    for line, video in page_videos(page):
        for name in video.sources:
            hint = "Encode it again with fewer bits, or make a video of each question."
            yield from _judge(page, line, page.folder / name, MAX_VIDEO_BYTES, hint)


def _judge(page: SourcePage, line: int, file: Path, limit_bytes: int, hint: str) -> Iterator[Finding]:
    size_bytes = file.stat().st_size if file.is_file() else 0
    if size_bytes > limit_bytes:
        problem = f"'{file.name}' has {size_bytes / 1e6:.1f} MB, more than {limit_bytes / 1e6:.0f}."
        yield Finding(page.path, line, CODE, problem, hint)
