"""HC041: every chapter begins where something is said."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.rules.page_videos import page_videos
from publishing.source.page import SourcePage

CODE = "HC041"
_NEAR_MS = 1000


def check(page: SourcePage) -> Iterator[Finding]:
    """Find chapters that begin where no caption begins: their link would lead into the words before."""
    for line, video in page_videos(page):
        for track in video.chapters if video.captions else ():
            starts = [cue.start_ms for cue in video.captions_for(track.lang)[0][1].cues]
            for chapter in track.cues:
                if all(abs(start_ms - chapter.start_ms) > _NEAR_MS for start_ms in starts):
                    yield Finding(
                        page.path,
                        line,
                        CODE,
                        f"{video.folder / track.file}:{chapter.line}: "
                        f"the chapter '{chapter.text}' begins where no caption begins.",
                        "Let it begin with a caption: its link leads to those words.",
                    )
