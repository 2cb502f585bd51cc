"""
Makes the videos again, each from the storyboard beside it, in the running product.

``python -m tests.browser.videos`` makes all, with names behind it only these, such as ``find-and-rate``. It needs
Chromium and ffmpeg. What a storyboard publishes or rates stays for the ones after it.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser

from publishing.videos.files import read_video
from publishing.videos.recordings import SCREENS_SUFFIX, STORYBOARD_SUFFIX, recorded_from
from tests.browser.acts import ACTS
from tests.browser.film import Cue, webvtt, write_film
from tests.browser.recording import Performer, read_storyboard
from tests.browser.shipped import PROJECT, ShippedHelpCentre
from tests.browser.stage import set_stage
from tests.browser.studio import report, studio

VIDEOS = PROJECT / "content" / "videos"
MAX_VIDEO_BYTES = 2_000_000
POSTER_DELAY_SECONDS = 1.5


def main(names: list[str]) -> None:
    """Make what *names* name, or everything."""
    with studio() as (browser, centre):
        for storyboard in sorted(VIDEOS.glob(f"*{STORYBOARD_SUFFIX}")):
            if not names or storyboard.name.removesuffix(STORYBOARD_SUFFIX) in names:
                record(browser, centre, storyboard)


def record(browser: Browser, centre: ShippedHelpCentre, storyboard_file: Path) -> None:
    """Play a storyboard and write its video, poster, captions and chapters."""
    context = browser.new_context(color_scheme="light")
    storyboard = read_storyboard(storyboard_file)
    set_stage(context, centre, storyboard)
    acts = {name: partial(act, centre) for name, act in ACTS.items()}
    performer = Performer(context.new_page(), centre.url, acts)
    film = performer.play(storyboard)
    context.close()
    target = VIDEOS / storyboard_file.name.removesuffix(STORYBOARD_SUFFIX)
    target.with_suffix(SCREENS_SUFFIX).write_text("\n".join([*performer.screens.lines, ""]), encoding="utf-8")
    poster_at = film.chapters[storyboard["poster"] - 1].start + POSTER_DELAY_SECONDS
    write_film(film, target, poster_at, note=recorded_from(storyboard_file.read_bytes()))
    for suffix in (".webm", ".mp4"):
        report(target.with_suffix(suffix), MAX_VIDEO_BYTES)
    retime_translations(target)


def retime_translations(target: Path) -> None:
    """Give translated captions and chapters the times of those that were just written, line by line."""
    video = read_video(target.parent, target.name)
    for original, *translations in (video.captions, video.chapters):
        for track in translations:
            if len(track.cues) != len(original.cues):
                sys.exit(
                    f"error: {track.file} has {len(track.cues)} lines, {original.file} has {len(original.cues)}.\n"
                    "hint: Translate it line by line, then record the video again."
                )
            timed = zip(original.cues, track.cues, strict=True)
            cues = [Cue(at.start_ms / 1000, at.end_ms / 1000, translated.text) for at, translated in timed]
            (target.parent / track.file).write_text(webvtt(cues), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
