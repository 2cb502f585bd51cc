"""
The files of a video: they lie beside its page and share one name, unless the page's front matter names them.

``video: {files: [...], poster: ..., captions: {en: ...}, chapters: ...}`` names those that are called otherwise; what
it leaves out is looked for under the name in the video line.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import imagesize
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from publishing.errors import HelpCentreError
from publishing.files.there import is_file
from publishing.videos.hosts import HOSTED_SUFFIX, HostedVideo, read_hosted
from publishing.videos.pictures import read_pictures, why_not_played
from publishing.videos.webvtt import Cue, read_cues
from publishing.videos.whole import why_not_whole

FRONT_MATTER_FIELD = "video"
SOURCE_TYPES = {".webm": "video/webm", ".mp4": "video/mp4"}
POSTER_SUFFIXES = (".webp", ".jpg", ".png")
CAPTIONS_SUFFIX = ".vtt"
CHAPTERS_SUFFIX = ".chapters.vtt"
_DEFAULT_SIZE = (1280, 720)
_PROBLEMS = {"extra_forbidden": "there is no such field", "model_type": "it holds no fields"}
_LANG = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?"
CAPTIONS_IN_LANGUAGE = re.compile(rf"\.({_LANG})\.vtt$")


class VideoError(HelpCentreError):
    """A page shows a video whose files are missing or cannot be used."""

    exit_status = 1


@dataclass(frozen=True)
class Track:
    """Captions or chapters: their file, what they say, and their language, empty where the file's name tells none."""

    file: str
    cues: tuple[Cue, ...]
    lang: str = ""


@dataclass(frozen=True)
class Video:
    """
    What was found for one video: file names relative to the folder of its page, and what is said in it.

    ``captions`` and ``chapters`` hold one track a language, the one without a language first. ``width`` and ``height``
    are those that the film is shown in, in pixels, and those of the poster where its files do not tell. ``hosted`` is
    set where no file is there to play but one that names a video of a host.
    """

    name: str
    sources: tuple[str, ...]
    poster: str | None
    captions: tuple[Track, ...]
    chapters: tuple[Track, ...]
    width: int
    height: int
    poster_size: tuple[int, int] | None = None
    hosted: HostedVideo | None = None
    folder: Path = Path()

    def captions_for(self, lang: str, written_in: str = "") -> list[tuple[str, Track]]:
        """
        Give the captions that a page in *lang* offers, each with its language, the page's own first.

        A file that names no language speaks that of the page, unless another file does: the language that its words
        are *written_in*, where nobody translated them.
        """
        return _own_first(self.captions, lang, written_in or lang)

    def chapters_for(self, lang: str, written_in: str = "") -> tuple[str, Track] | None:
        """Give the chapters that a page in *lang* shows, with their language, as for captions."""
        return next(iter(_own_first(self.chapters, lang, written_in or lang)), None)


def _own_first(tracks: tuple[Track, ...], lang: str, written_in: str) -> list[tuple[str, Track]]:
    own = [(lang, track) for track in tracks if track.lang == lang]
    own = own or [(written_in, track) for track in tracks if not track.lang]
    return own + [(track.lang, track) for track in tracks if track.lang not in ("", lang)]


def _with_suffix(*suffixes: str) -> AfterValidator:
    def check(file: str) -> str:
        if Path(file).suffix not in suffixes:
            raise ValueError(f"must end in {' or '.join(suffixes)}")
        return file

    return AfterValidator(check)


_Captions = Annotated[str, _with_suffix(CAPTIONS_SUFFIX)]


class _Named(BaseModel):
    """The files that the front matter names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    files: list[Annotated[str, _with_suffix(*SOURCE_TYPES)]] = []
    poster: Annotated[str, _with_suffix(*POSTER_SUFFIXES)] | None = None
    captions: dict[Annotated[str, Field(pattern=f"^{_LANG}$")], _Captions] = {}
    chapters: _Captions | None = None

    def every(self) -> Iterator[tuple[str, str]]:
        """Give the field and the name of each file."""
        yield from (("files", file) for file in self.files)
        yield from (("captions", file) for file in self.captions.values())
        yield from (("poster", file) for file in [self.poster] if file)
        yield from (("chapters", file) for file in [self.chapters] if file)


def folder_of_video(folders: Sequence[Path], name: str) -> Path:
    """Return the first of *folders* that holds something to play as *name*; the first of all when none does."""
    stem = _stem(name)
    ends = (*SOURCE_TYPES, HOSTED_SUFFIX)
    return next((folder for folder in folders if any(_there(folder, stem, *ends))), folders[0])


def _stem(name: str) -> str:
    return name.removesuffix(Path(name).suffix) if Path(name).suffix in SOURCE_TYPES else name


def read_video(folder: Path, name: str, told: object = None) -> Video:
    """
    Gather the files ``<name>.webm``, ``.mp4``, ``.jpg`` (or other picture), ``.vtt`` and ``.chapters.vtt`` in *folder*.

    Where neither WebM nor MP4 is there, ``<name>.hosted`` may name a video of a host. *told* is the field ``video`` of
    the page's front matter. *name* may lead into another folder and may carry the suffix of the video.

    Raises:
        VideoError: there is nothing to play, a video file is broken, or the front matter names what is not there.
        HostedVideoError: the file that names a hosted video cannot be understood.
        WebVTTError: captions or chapters cannot be read; the message names file and line.

    """
    stem = _stem(name)
    named = _named(folder, told)
    sources = tuple(named.files) or tuple(_there(folder, stem, *SOURCE_TYPES))
    hosted = None if sources else _hosted(folder / (stem + HOSTED_SUFFIX))
    if not sources and hosted is None:
        raise VideoError(
            f"{folder / stem}.webm: the video does not exist.",
            "Put the video beside the page, as .webm or .mp4, or correct its name on the page.",
        )
    for source in sources:
        _must_be_playable(folder / source)
    poster = named.poster or next(_there(folder, stem, *POSTER_SUFFIXES), None)
    poster_size = _size(folder / poster) if poster else None
    width, height = _film_size(folder, sources) or poster_size or _DEFAULT_SIZE
    captions = named.captions.items() or _in_languages(folder, stem, CAPTIONS_SUFFIX)
    chapters = [("", named.chapters)] if named.chapters else _in_languages(folder, stem, CHAPTERS_SUFFIX)
    return Video(
        name=stem,
        sources=sources,
        poster=poster,
        captions=tuple(_track(folder, file, lang) for lang, file in captions),
        chapters=tuple(_track(folder, file, lang) for lang, file in chapters),
        width=width,
        height=height,
        poster_size=poster_size,
        hosted=hosted,
        folder=folder,
    )


def _named(folder: Path, told: object) -> _Named:
    """Read the field of the front matter, and see that what it names is there."""
    try:
        named = _Named.model_validate({} if told is None else told)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        field = ".".join(map(str, (FRONT_MATTER_FIELD, *problem["loc"])))
        message = _PROBLEMS.get(problem["type"]) or str(problem["msg"]).removeprefix("Value error, ")
        raise VideoError(
            f"the field '{field}' of the front matter is wrong: {message}.",
            "Write 'files', 'poster', 'captions' by language and 'chapters', or leave it out.",
        ) from error
    for field, file in named.every():
        if not is_file(folder / file):
            raise VideoError(
                f"{folder / file}: the file does not exist, and '{FRONT_MATTER_FIELD}.{field}' names it.",
                "Put it there, or correct its name in the front matter.",
            )
    return named


def _must_be_playable(source: Path) -> None:
    fault = why_not_whole(source) or why_not_played(source)
    if fault:
        raise VideoError(f"{source}: {fault[0]}", fault[1])


def _there(folder: Path, stem: str, *suffixes: str) -> Iterator[str]:
    return (stem + suffix for suffix in suffixes if is_file(folder / (stem + suffix)))


def _hosted(file: Path) -> HostedVideo | None:
    return read_hosted(file.read_text(encoding="utf-8", errors="replace"), str(file)) if is_file(file) else None


def _in_languages(folder: Path, stem: str, suffix: str) -> list[tuple[str, str]]:
    """Find ``<stem><suffix>``, and ``<stem>.<language><suffix>`` by language."""
    base = Path(stem)
    found = [("", file) for file in _there(folder, stem, suffix)]
    for path in sorted((folder / base.parent).glob(f"{glob.escape(base.name)}.*{suffix}")):
        lang = path.name[len(base.name) + 1 : -len(suffix)]
        if re.fullmatch(_LANG, lang):
            found.append((lang, (base.parent / path.name).as_posix()))
    return found


def _track(folder: Path, file: str, lang: str) -> Track:
    path = folder / file
    return Track(file, read_cues(path.read_bytes(), str(path)), lang)


def _film_size(folder: Path, sources: tuple[str, ...]) -> tuple[int, int] | None:
    for source in sources:
        pictures = read_pictures(folder / source)
        if pictures and pictures.width and pictures.height:
            return pictures.width, pictures.height
    return None


def _size(poster: Path) -> tuple[int, int]:
    size: tuple[int, int] = imagesize.get(poster)
    if min(size) <= 0:
        raise VideoError(
            f"{poster}: the picture cannot be read.", "Save it as JPEG, PNG or WebP under its right suffix."
        )
    return size
