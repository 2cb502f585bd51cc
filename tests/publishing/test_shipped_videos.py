"""The videos that the project ships, as files."""

from pathlib import Path

import pytest

from publishing.videos.files import read_video
from publishing.videos.length import video_length_ms
from publishing.videos.recordings import STORYBOARD_SUFFIX, is_stale
from tests.browser.film import MAX_POSTER_BYTES

VIDEOS = Path(__file__).parents[2] / "content" / "videos"
NAMES = sorted(path.name.removesuffix(STORYBOARD_SUFFIX) for path in VIDEOS.glob(f"*{STORYBOARD_SUFFIX}"))
MAX_VIDEO_BYTES = 2_000_000


def test_there_are_five() -> None:
    """Find an answer, rate and ask a person, write a guide, work the queue, link an article in a reply."""
    assert len(NAMES) >= 5


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_video_is_whole(name: str) -> None:
    """It plays for 30 to 120 seconds, weighs less than 2 MB, and has captions, chapters and a poster that is light."""
    video = read_video(VIDEOS, name)

    assert len(video.sources) == 2
    for source in video.sources:
        assert (VIDEOS / source).stat().st_size < MAX_VIDEO_BYTES
        assert 30_000 <= (video_length_ms(VIDEOS / source) or 0) <= 120_000
    assert video.poster
    assert (VIDEOS / video.poster).stat().st_size <= MAX_POSTER_BYTES
    assert len(video.captions[0].cues) >= 5
    assert len(video.chapters[0].cues) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_video_was_made_from_its_storyboard(name: str) -> None:
    """What is said in it is what the storyboard says now."""
    assert not is_stale((VIDEOS / f"{name}{STORYBOARD_SUFFIX}").read_bytes(), (VIDEOS / f"{name}.vtt").read_bytes())
