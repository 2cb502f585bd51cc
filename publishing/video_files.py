"""The files of a video: they lie beside its page and share one name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import imagesize

from publishing.errors import HelpCentreError
from publishing.video_hosts import HOSTED_SUFFIX, HostedVideo, read_hosted
from publishing.webvtt import Cue, read_cues

SOURCE_TYPES = {".webm": "video/webm", ".mp4": "video/mp4"}
POSTER_SUFFIXES = (".webp", ".jpg", ".png")
CAPTIONS_SUFFIX = ".vtt"
CHAPTERS_SUFFIX = ".chapters.vtt"
_DEFAULT_SIZE = (1280, 720)
_LANG_SUFFIX = re.compile(r"\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)\.vtt")


class VideoError(HelpCentreError):
    """A page shows a video whose files are missing or cannot be used."""

    exit_status = 1


@dataclass(frozen=True)
class Video:
    """
    What was found for one video: file names, and what is said in it.

    ``captions`` and ``chapters`` are empty without their files. ``translations`` maps a language to its caption file.
    ``width`` and ``height`` are those of the poster, in pixels. ``hosted`` is set where no file is there to play
    but one that names a video of a host.
    """

    name: str
    sources: tuple[str, ...]
    poster: str | None
    captions: tuple[Cue, ...]
    chapters: tuple[Cue, ...]
    width: int
    height: int
    translations: dict[str, str] = field(default_factory=dict)
    hosted: HostedVideo | None = None


def read_video(folder: Path, name: str) -> Video:
    """
    Gather the files ``<name>.webm``, ``.mp4``, ``.jpg`` (or other picture), ``.vtt`` and ``.chapters.vtt`` in *folder*.

    Where neither WebM nor MP4 is there, ``<name>.hosted`` may name a video of a host.

    *name* may lead into another folder and may carry the suffix of the video.

    Raises:
        VideoError: there is nothing to play.
        HostedVideoError: the file that names a hosted video cannot be understood.
        WebVTTError: captions or chapters cannot be read; the message names file and line.

    """
    stem = name.removesuffix(Path(name).suffix) if Path(name).suffix in SOURCE_TYPES else name
    sources = tuple(stem + suffix for suffix in SOURCE_TYPES if (folder / (stem + suffix)).is_file())
    hosted = None if sources else _hosted(folder / (stem + HOSTED_SUFFIX))
    if not sources and hosted is None:
        raise VideoError(
            f"{folder / stem}.webm: the video does not exist.",
            "Put the video beside the page, as .webm or .mp4, or correct its name on the page.",
        )
    poster = next((stem + suffix for suffix in POSTER_SUFFIXES if (folder / (stem + suffix)).is_file()), None)
    width, height = _size(folder / poster) if poster else _DEFAULT_SIZE
    return Video(
        name=stem,
        sources=sources,
        poster=poster,
        captions=_cues(folder, stem + CAPTIONS_SUFFIX),
        chapters=_cues(folder, stem + CHAPTERS_SUFFIX),
        width=width,
        height=height,
        translations=_translations(folder, stem),
        hosted=hosted,
    )


def _hosted(file: Path) -> HostedVideo | None:
    return read_hosted(file.read_text(encoding="utf-8", errors="replace"), str(file)) if file.is_file() else None


def _cues(folder: Path, name: str) -> tuple[Cue, ...]:
    path = folder / name
    return read_cues(path.read_bytes(), str(path)) if path.is_file() else ()


def _translations(folder: Path, stem: str) -> dict[str, str]:
    base = Path(stem)
    found = {}
    for path in sorted((folder / base.parent).glob(f"{base.name}.*.vtt")):
        lang = _LANG_SUFFIX.fullmatch(path.name.removeprefix(base.name))
        if lang:
            found[lang[1]] = (base.parent / path.name).as_posix()
    return found


def _size(poster: Path) -> tuple[int, int]:
    size: tuple[int, int] = imagesize.get(poster)
    if min(size) <= 0:
        raise VideoError(
            f"{poster}: the picture cannot be read.", "Save it as JPEG, PNG or WebP under its right suffix."
        )
    return size
