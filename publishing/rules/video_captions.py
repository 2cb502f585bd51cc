"""HC011: every video has captions, in the language of its page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.rules.page_videos import page_videos
from publishing.source.page import SourcePage
from publishing.videos.files import CAPTIONS_SUFFIX, Video

CODE = "HC011"
_HINT = "beside the video: the transcript is made of it, and the search."


def check(page: SourcePage) -> Iterator[Finding]:
    """Find videos without a caption file beside them, and those whose captions all speak another language."""
    for line, video in page_videos(page):
        if not video.captions:
            problem = f"the video '{video.name}' has no captions."
            yield Finding(page.path, line, CODE, problem, f"Put {video.name}{CAPTIONS_SUFFIX} {_HINT}")
        elif page.lang and not _has_captions_in(page.lang, video):
            problem = f"the video '{video.name}' has no captions in the language of the page, which is '{page.lang}'."
            yield Finding(page.path, line, CODE, problem, f"Put {video.name}.{page.lang}{CAPTIONS_SUFFIX} {_HINT}")


def _has_captions_in(lang: str, video: Video) -> bool:
    """Tell whether captions speak *lang*, of whatever country, or name no language: then they speak the page's."""
    return any(not track.lang or _base(track.lang) == _base(lang) for track in video.captions)


def _base(lang: str) -> str:
    return re.split("[-_]", lang)[0].lower()
