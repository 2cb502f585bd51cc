"""A film: frames and words with their times, written as video, poster, captions and chapters; needs ffmpeg."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

FRAMES_A_SECOND = 25
# Three quarters of the size are sharp enough to invite a click.
POSTER = ("-frames:v", "1", "-vf", "scale=960:-2", "-c:v", "libwebp", "-quality")
POSTER_QUALITIES = (35, 30, 25, 20, 15, 10)
# With such a poster a page weighs less than 120 kB, response headers and all, and has room for a longer transcript.
MAX_POSTER_BYTES = 21_000
VP9 = ("-c:v", "libvpx-vp9", "-crf", "38", "-b:v", "0", "-g", "100", "-row-mt", "1", "-cpu-used", "2")
H264 = ("-c:v", "libx264", "-crf", "30", "-preset", "slow", "-g", "100", "-movflags", "+faststart")


@dataclass(frozen=True)
class Frame:
    """One picture of the screen, as JPEG, and when it was shown, in seconds since the film began."""

    seconds: float
    jpeg: bytes


@dataclass(frozen=True)
class Cue:
    """Words and when they are said, in seconds since the film began."""

    start: float
    end: float
    text: str


@dataclass
class Film:
    """What a storyboard became."""

    frames: list[Frame] = field(default_factory=list)
    captions: list[Cue] = field(default_factory=list)
    chapters: list[Cue] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.captions[-1].end


def write_film(film: Film, target: Path, poster_at: float, *, note: str) -> None:
    """
    Write *target* with the suffixes .webm, .mp4, .webp (the poster), .vtt (captions) and .chapters.vtt.

    The poster is the picture at *poster_at* seconds; *note* stands above the captions.
    """
    target.with_suffix(".vtt").write_text(webvtt(film.captions, note), encoding="utf-8")
    target.with_suffix(".chapters.vtt").write_text(webvtt(film.chapters), encoding="utf-8")
    movie = target.with_suffix(".mp4")
    with tempfile.TemporaryDirectory() as folder:
        frames = _write_frames(film, Path(folder))
        source = ("-f", "concat", "-i", str(frames), "-vf", f"fps={FRAMES_A_SECOND}", "-pix_fmt", "yuv420p")
        ffmpeg(*source, *VP9, str(target.with_suffix(".webm")))
        ffmpeg(*source, *H264, str(movie))
    write_poster(movie, poster_at, target.with_suffix(".webp"))


def write_poster(movie: Path, at_seconds: float, poster: Path) -> None:
    """Write the picture at *at_seconds* of *movie* as well as ``MAX_POSTER_BYTES`` let it be: much text is heavy."""
    for quality in POSTER_QUALITIES:
        ffmpeg("-ss", str(at_seconds), "-i", str(movie), *POSTER, str(quality), str(poster))
        if poster.stat().st_size <= MAX_POSTER_BYTES:
            return


def ffmpeg(*arguments: str) -> None:
    """Run ffmpeg; what it complains of goes to standard error."""
    subprocess.run(["ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin", "-y", *arguments], check=True)


def webvtt(cues: list[Cue], note: str = "") -> str:
    """Write *cues* as a WebVTT file, below *note*."""
    blocks = [f"{_timestamp(cue.start)} --> {_timestamp(cue.end)}\n{cue.text}" for cue in cues]
    return "\n\n".join(filter(None, ["WEBVTT", note, *blocks])) + "\n"


def _write_frames(film: Film, folder: Path) -> Path:
    """Write the frames and the list that tells ffmpeg how long each is shown."""
    ends = [frame.seconds for frame in film.frames[1:]] + [film.seconds]
    lines = ["ffconcat version 1.0"]
    for number, (frame, end) in enumerate(zip(film.frames, ends, strict=True)):
        picture = folder / f"{number:05}.jpg"
        picture.write_bytes(frame.jpeg)
        lines += [f"file {picture.name}", f"duration {max(end - frame.seconds, 0.001):.4f}"]
    listing = folder / "frames.txt"
    # ffmpeg drops the duration of the last entry, so the last picture is named twice.
    listing.write_text("\n".join([*lines, lines[-2]]) + "\n", encoding="utf-8")
    return listing


def _timestamp(seconds: float) -> str:
    minutes, rest_ms = divmod(round(seconds * 1000), 60_000)
    return f"{minutes:02}:{rest_ms // 1000:02}.{rest_ms % 1000:03}"
