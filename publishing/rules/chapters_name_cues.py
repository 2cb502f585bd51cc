"""HC041: every chapter begins where something is said."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.rules.page_videos import page_videos
from publishing.source_page import SourcePage

CODE = "HC041"
_NEAR_MS = 1000


def check(page: SourcePage) -> Iterator[Finding]:
    """Find chapters that begin where no caption begins: their link would lead into the words before."""
    for line, video in page_videos(page):
        if not video.captions or not video.chapters:
            continue
        starts = [cue.start_ms for cue in video.captions[0].cues]
        for chapter in video.chapters.cues:
            if all(abs(start_ms - chapter.start_ms) > _NEAR_MS for start_ms in starts):
                yield Finding(
                    page.path,
                    line,
                    CODE,
                    f"{page.folder / video.chapters.file}:{chapter.line}: "
                    f"the chapter '{chapter.text}' begins where no caption begins.",
                    "Let it begin with a caption: its link leads to those words.",
                )
