"""
A Python-Markdown extension for video pages: one line puts in the player and the transcript.

``!video[Find an answer](find-an-answer)`` on a line of its own plays ``find-an-answer.webm`` (and ``.mp4``) with the
poster, captions and chapters that lie beside the page under the same name, and writes the captions below as text whose
every cue can be linked to: ``#t=83`` is second 83.
"""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.util import AtomicString

from publishing.articles.text import clock
from publishing.markup.lines import without_code
from publishing.theme.folders import REVISION_TOKEN
from publishing.translations import said
from publishing.videos.cut import cut_of, file_version
from publishing.videos.files import FRONT_MATTER_FIELD, SOURCE_TYPES, Video, read_video
from publishing.videos.hosts import hosted_html
from publishing.videos.webvtt import Cue

EXTENSION_NAME = "publishing.video"
_VIDEO_MARK = "!video["
_VIDEO_LINE = re.compile(r"^!video\[(?P<title>[^\]\n]+)\]\((?P<name>[^)\s]+)\)[ \t]*$", re.MULTILINE)
# Below code blocks (80) and lists, above paragraphs (10): an indented example stays an example.
_PRIORITY = 65
_ZENSICAL_PAGE = "rendering_context"


class VideoExtension(Extension):
    """Registers the video line; the MkDocs plugin sets folder, base_url and lang for each page."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "folder": [".", "folder on disk that the names of videos are relative to"],
            "base_url": ["", "what leads from the built page to that folder, empty or with a slash at the end"],
            "published_name": [str, "what leads on the site to a file that is named from that folder"],
            "lang": ["en", "language of the page, and of the captions that carry none in their name"],
            "written_in": ["", "language of the page's words where nobody translated them, else empty"],
            "video": [{}, "the field 'video' of the page's front matter: files that are called otherwise"],
            "hosts": [[], "video hosts whose player may open in the page: vimeo, wistia, youtube"],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the video line with *md*."""
        md.parser.blockprocessors.register(_VideoLine(md.parser, self.getConfigs()), "help_centre_video", _PRIORITY)


def makeExtension(**kwargs: Any) -> VideoExtension:  # noqa: N802 - Python-Markdown's name
    """Make the extension under its dotted name."""
    return VideoExtension(**kwargs)


def video_lines(markdown: str) -> list[re.Match[str]]:
    """Find the video lines of a page, without those that stand in code; each has ``title`` and ``name``."""
    return video_lines_of_prose(without_code(markdown)) if _VIDEO_MARK in markdown else []


def video_lines_of_prose(prose: str) -> list[re.Match[str]]:
    """Find the video lines as `video_lines` does in *prose*, the text of a page without its code."""
    return list(_VIDEO_LINE.finditer(prose)) if _VIDEO_MARK in prose else []


def folder_url(folder: str, page_url: str) -> str:
    """Return what leads from the built page to *folder*, both relative to the site."""
    up = posixpath.relpath(folder or ".", posixpath.dirname(page_url) or ".")
    return f"{up}/"


@dataclass(frozen=True)
class Place:
    """
    Where a page lies: its folder on disk, what leads to that from the built page, and its language.

    ``link_url`` leads there in ``href`` and ``src``, which some generators put right themselves. ``told`` is what its
    front matter tells of its video; ``written_in`` is the language of its words where that is another than ``lang``.
    A file that is named from the folder has its ``published_name`` on the site.
    """

    folder: Path
    base_url: str
    link_url: str
    lang: str
    told: object = None
    written_in: str = ""
    published_name: Callable[[str], str] = str

    def url_of(self, file: str, leading: str) -> str:
        """
        Lead with *leading* to *file*, ready for an attribute.

        What is in the file is part of its address: a browser that keeps the last cut asks for the next one all the
        same, whatever the host of the site says of how long files may be kept.
        """
        return escape(f"{leading}{quote(self.published_name(file))}?v={file_version(self.folder / file)}")


def player_html(video: Video, title: str, place: Place) -> str:
    """
    Write the player of *video*; nothing of it but the poster is loaded before the reader presses play.

    It says where a link leads to a moment of it. The cut stands there for what reads the built page, and the revision
    for what tells of plays, once the page is finished.
    """

    def url(name: str) -> str:
        return place.url_of(name, place.link_url)

    poster = f' poster="{place.url_of(video.poster, place.base_url)}"' if video.poster else ""
    # The shape holds from the first moment on, whatever that of the poster is.
    shape = f'style="aspect-ratio:{video.width}/{video.height}"'
    size = f'width="{video.width}" height="{video.height}" {shape}'
    cut = cut_of([place.folder / name for name in video.sources])
    length = "" if cut.seconds is None else f' data-seconds="{cut.seconds:g}"'
    begin_at = escape(said("Press play to begin at {time}.", place.lang))
    told = f'data-cut="{cut.name}" data-revision="{REVISION_TOKEN}"{length}'
    parts = [
        f'<help-centre-video {told} data-say-from="{begin_at}">',
        f'<video class="hc-video" controls playsinline preload="none" {size}{poster} aria-label="{escape(title)}">',
    ]
    parts += [f'<source src="{url(name)}" type="{SOURCE_TYPES[Path(name).suffix]}">' for name in video.sources]
    for number, (lang, track) in enumerate(video.captions_for(place.lang, place.written_in)):
        default = "" if number else " default"
        parts.append(f'<track kind="captions" src="{url(track.file)}" srclang="{escape(lang)}"{default}>')
    if chapters := video.chapters_for(place.lang, place.written_in):
        lang, track = chapters
        parts.append(f'<track kind="chapters" src="{url(track.file)}" srclang="{escape(lang)}">')
    parts.append(f'<a href="{url(video.sources[0])}">{escape(title)}</a></video></help-centre-video>')
    return "\n".join(parts)


def poster_html(video: Video, place: Place) -> str:
    """Write the poster as a picture of the page; nothing when there is none."""
    if video.poster is None:
        return ""
    src = place.url_of(video.poster, place.link_url)
    width, height = video.poster_size or (video.width, video.height)
    return f'<img src="{src}" width="{width}" height="{height}" alt="">'


def _place_of(md: Markdown, options: dict[str, Any]) -> Place:
    """Ask Zensical, which tells its extensions the page; the MkDocs plugin has put the place into *options*."""
    if _ZENSICAL_PAGE not in md.preprocessors:
        base_url = options["base_url"]
        return Place(
            Path(options["folder"]),
            base_url,
            base_url,
            options["lang"],
            options["video"],
            options["written_in"],
            options["published_name"],
        )
    told: Any = md.preprocessors[_ZENSICAL_PAGE]
    folder = Path(told.config["docs_dir"], told.page.path).parent
    lang = told.config["theme"].get("language") or "en"
    return Place(
        folder,
        folder_url(posixpath.dirname(told.page.path), told.page.url),
        "",
        lang,
        told.page.meta.get(FRONT_MATTER_FIELD),
    )


class _VideoLine(BlockProcessor):
    """Turns a video line into player, chapters and transcript."""

    def __init__(self, parser: BlockParser, options: dict[str, Any]) -> None:
        super().__init__(parser)
        self._options = options

    def test(self, parent: ET.Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        return _VIDEO_LINE.search(block) is not None

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        line = _VIDEO_LINE.search(block)
        assert line is not None, "run follows a test that found it"
        if block[: line.start()].strip():
            self.parser.parseBlocks(parent, [block[: line.start()].rstrip("\n")])
        place = _place_of(self.parser.md, self._options)
        self._add(parent, line["title"], read_video(place.folder, line["name"], place.told), place)
        if block[line.end() :].strip():
            blocks.insert(0, block[line.end() :].lstrip("\n"))

    def _add(self, parent: ET.Element, title: str, video: Video, place: Place) -> None:
        if video.hosted:
            poster = poster_html(video, place)
            html = hosted_html(video.hosted, title, poster_html=poster, lang=place.lang, allowed=self._options["hosts"])
        else:
            html = player_html(video, title, place)
        ET.SubElement(parent, "div", {"class": "hc-player"}).text = self.parser.md.htmlStash.store(html)
        captions = video.captions_for(place.lang, place.written_in)
        spoken = captions[0][1].cues if captions else ()
        if chapters := video.chapters_for(place.lang, place.written_in):
            _add_moments(parent, chapters[1].cues, spoken, "hc-chapters")
        if spoken:
            heading = ET.SubElement(parent, "h2", {"id": "transcript"})
            heading.text = AtomicString(said("Transcript", place.lang))
            _add_transcript(parent, spoken)


def _add_moments(parent: ET.Element, chapters: tuple[Cue, ...], captions: tuple[Cue, ...], css_class: str) -> None:
    """List the chapters, each linked to the words that are said when it begins."""
    moments = ET.SubElement(parent, "ol", {"class": css_class})
    for chapter in chapters:
        begun = [cue.second for cue in captions if cue.second <= chapter.second] or [chapter.second]
        item = ET.SubElement(moments, "li")
        link = ET.SubElement(item, "a", {"href": f"#t={begun[-1]}"})
        ET.SubElement(link, "time", {"datetime": f"PT{chapter.second}S"}).text = AtomicString(clock(chapter.second))
        link[0].tail = AtomicString(f" {chapter.text}")


def _add_transcript(parent: ET.Element, captions: tuple[Cue, ...]) -> None:
    """Write the captions as text; cues that start within one second share its line, since its id can stand once."""
    transcript = ET.SubElement(parent, "ol", {"class": "hc-transcript"})
    words: ET.Element | None = None
    second = -1
    for cue in captions:
        if words is not None and cue.second == second:
            words.text = AtomicString(f"{words.text} {cue.text}")
            continue
        second = cue.second
        item = ET.SubElement(transcript, "li", {"id": f"t={second}"})
        link = ET.SubElement(item, "a", {"href": f"#t={second}"})
        ET.SubElement(link, "time", {"datetime": f"PT{second}S"}).text = AtomicString(clock(second))
        link.tail = " "
        words = ET.SubElement(item, "span")
        words.text = AtomicString(cue.text)
