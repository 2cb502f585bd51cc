"""A page as it stands in its Markdown file: front matter with lines, body with the lines of the file."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import Any

from publishing.errors import HelpCentreError
from publishing.files.there import is_there
from publishing.markup.blocks import PassedBy, heading_like_lines, without_marks_in_html
from publishing.markup.converted_page import ConvertedPage, convert
from publishing.markup.lines import without_code
from publishing.markup.printable import is_printable
from publishing.markup.site_markdown import SiteMarkdown
from publishing.source.front_matter import FrontMatterProblem, parse_fields
from publishing.source.headings import (
    Heading,
    HeadingLine,
    Headings,
    headings_as_converted,
    headings_of,
    lines_like_headings,
    section_anchors,
)
from publishing.source.ids import (
    anchors_beside_headings,
    has_notes,
    meant_as_ids,
    only_a_build_tells,
    transcript_anchors,
)
from publishing.source.languages import PageLanguages
from publishing.source.page_links import Link, links_of, references_of, undefined_references_of, wordless_links_of
from publishing.video import video_lines_of_prose
from publishing.videos.files import FRONT_MATTER_FIELD, Video, folder_of_video, read_video

MAX_PAGE_BYTES = 1_000_000
# The same as MkDocs'; below it, a first field without an end that was probably meant to be one.
_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_MATTER_ENDS = ("---", "...")
_UNCLOSED = re.compile(r"-{3}[ \t]*\n\w[\w-]*:([ \t]|\n)")


_USUAL_MARKDOWN = SiteMarkdown()


class Unreadable(HelpCentreError):  # noqa: N818 - named for what the file is
    """A file that is no page: not text, too large, or a link that leads nowhere."""

    exit_status = 1


@dataclass(frozen=True)
class SourcePage:
    """
    A page to check.

    ``path`` is relative to the folder of all pages, ``folder`` is where the page and its files lie on disk.
    ``body`` has blank lines in the place of the front matter, so that lines agree with those of ``source``, the whole
    file. ``lang`` is the language that the site gives the page, empty where that is not known; ``other_folders`` are
    where files of it are looked for next, on a site with a folder for each language. Of a page that is not
    ``built_by_mkdocs`` nobody knows what its generator makes of Markdown within HTML; of any other, ``markdown`` tells.
    """

    path: str
    folder: Path
    body: str
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    field_lines: Mapping[str, int] = field(default_factory=dict)
    front_matter_problem: FrontMatterProblem | None = None
    source: str = ""
    lang: str = ""
    built_by_mkdocs: bool = True
    markdown: SiteMarkdown = _USUAL_MARKDOWN
    other_folders: tuple[Path, ...] = ()

    def file_at(self, name: str) -> Path:
        """Return where the file *name* lies that the page shows; beside the page where it is nowhere."""
        places = [folder / name for folder in (self.folder, *self.other_folders)]
        return next((file for file in places if is_there(file)), places[0])

    def line_of(self, name: str, word: str = "") -> int:
        """Return the line of a field of the front matter, or of *word* in its value; 1 when it is not there."""
        start = self.field_lines.get(name, 1)
        if not word:
            return start
        return next((start + offset for offset, line in enumerate(self.lines_of(name)) if word in line), start)

    def lines_of(self, name: str) -> list[str]:
        """Return the lines of a field of the front matter, without their ends; none when it is not there."""
        start = self.field_lines.get(name)
        if start is None:
            return []
        end = min((line for line in self.field_lines.values() if line > start), default=None)
        lines = self.source.split("\n")[start - 1 : end and end - 1]
        return list(takewhile(lambda line: line.rstrip(" \t") not in _FRONT_MATTER_ENDS, lines))

    @cached_property
    def passed_by(self) -> PassedBy:
        """What of it Markdown reads, and what HTML it passes by."""
        prose = without_code(self.body)
        return without_marks_in_html(prose, self.body, self.markdown) if self.built_by_mkdocs else PassedBy(prose)

    @property
    def prose(self) -> str:
        """The body without code, nor the marks that stand in HTML, line by line."""
        return self.passed_by.prose

    @cached_property
    def _like_headings(self) -> tuple[HeadingLine, ...]:
        return lines_like_headings(self.prose, self.body, by_markdown=self.built_by_mkdocs)

    @cached_property
    def _converted(self) -> ConvertedPage | None:
        """The page as its site builds it, where its file alone does not tell what links may lead to."""
        if not (self.built_by_mkdocs and self._is_in_doubt) or self.markdown.lacking:
            return None
        return convert(self.body, [each.place for each in self._like_headings], self.markdown)

    @property
    def is_half_read(self) -> bool:
        """Whether its file does not tell what links may lead to, and nothing here can build it."""
        return self.built_by_mkdocs and self._is_in_doubt and self._converted is None

    @cached_property
    def _is_in_doubt(self) -> bool:
        if not (self.markdown.names_headings_as_usual and (self.markdown.reads_html or " markdown" not in self.body)):
            return True
        if self.markdown.may_name_blocks(self.prose) or not all(each.kept for each in self._like_headings):
            return True
        in_note = has_notes(self.prose) and not all(each.certain for each in self._like_headings)
        return in_note or only_a_build_tells(self.prose, self.body, reads_braces=self.markdown.reads_braces)

    @cached_property
    def _headings(self) -> Headings:
        if self._converted:
            return headings_as_converted(self._like_headings, self._converted)
        markdown = self.markdown if self.built_by_mkdocs else None
        return headings_of(self.prose, self.body, self._like_headings, markdown=markdown, named=self.passed_by.named)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings, the title among them."""
        return self._headings.built

    @cached_property
    def refused_headings(self) -> tuple[int, ...]:
        """The lines that look like a heading and are built as none."""
        in_html = heading_like_lines(self.passed_by, self.body)
        return tuple(sorted({*self._headings.refused, *in_html}))

    @cached_property
    def written_anchors(self) -> frozenset[str]:
        """What is written on it that a link may lead to, beside its headings; ids that are written out are among it."""
        lines = self.prose.split("\n")
        for line in self._headings.refused:
            lines[line - 1] = ""
        written = anchors_beside_headings("\n".join(lines))
        if self._converted is None:
            return written
        ids = self._converted.ids
        beside = ids - {heading.anchor for heading in self.headings}
        return (written & ids) | beside | transcript_anchors(self.prose)

    @cached_property
    def unbuilt_ids(self) -> tuple[tuple[int, str], ...]:
        """Line and text of each id in braces that the site builds as text, which readers see."""
        seen = self._converted.words if self._converted else ""
        found = meant_as_ids(self.prose) if seen else ()
        return tuple((line, braces) for line, braces in found if braces in seen and line not in self.refused_headings)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Everything on it that a link may lead to."""
        headings = {heading.anchor for heading in self.headings if heading.anchor}
        shown = [video for _, video in self.videos if isinstance(video, Video)]
        lines = {cue.anchor for video in shown for track in video.captions for cue in track.cues}
        return self.written_anchors | headings | lines

    @cached_property
    def section_anchors(self) -> tuple[str, ...]:
        """The anchors of its sections."""
        return section_anchors(self.headings)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Its links and pictures."""
        return tuple(links_of(self.prose, self.body))

    @cached_property
    def references(self) -> tuple[Link, ...]:
        """Its links whose target is defined elsewhere on the page."""
        return tuple(references_of(self.prose, self.body))

    @cached_property
    def wordless_links(self) -> tuple[int, ...]:
        """The lines of its links that have an address and no words."""
        return tuple(wordless_links_of(self.prose, self.body))

    @cached_property
    def undefined_references(self) -> tuple[tuple[int, str], ...]:
        """Line and name of each ``[words][name]`` whose name the page does not define."""
        return tuple(undefined_references_of(self.prose, self.body))

    @cached_property
    def videos(self) -> tuple[tuple[int, Video | HelpCentreError], ...]:
        """Each line that shows a video, with the video or with why it cannot be shown."""
        return tuple(self._attempted_videos())

    def _attempted_videos(self) -> Iterator[tuple[int, Video | HelpCentreError]]:
        for found in video_lines_of_prose(self.prose):
            line = self.prose.count("\n", 0, found.start()) + 1
            try:
                folder = folder_of_video((self.folder, *self.other_folders), found["name"])
                yield line, read_video(folder, found["name"], self.front_matter.get(FRONT_MATTER_FIELD))
            except HelpCentreError as error:
                yield line, error


def read_source(docs_folder: Path, path: str) -> SourcePage:
    """
    Read the page at *path*, which is relative to *docs_folder*.

    Raises:
        Unreadable: not to be opened, larger than `MAX_PAGE_BYTES`, not UTF-8, or with a name that is not to be printed.

    """
    file = docs_folder / path
    if not is_printable(path):
        raise Unreadable("the file's name holds signs that no address can carry.", "Give it another name, in UTF-8.")
    try:
        facts = file.stat()
        size_bytes = facts.st_size
        if not stat.S_ISREG(facts.st_mode):
            raise Unreadable("this is no file that holds text.", "Remove it, or give it another name.")
        if size_bytes > MAX_PAGE_BYTES:
            raise Unreadable(
                f"the file has {size_bytes:,} bytes, more than the {MAX_PAGE_BYTES:,} a page may have.",
                "Split it into pages that each answer one question.",
            )
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Unreadable(f"the file cannot be opened ({error.strerror}).", "Repair or remove it.") from error
    except UnicodeDecodeError as error:
        raise Unreadable("the file is not UTF-8.", "Save it with the encoding UTF-8.") from error
    return parse_source(text, path=path, folder=file.parent)


def in_its_language(page: SourcePage, docs_folder: Path, languages: PageLanguages) -> SourcePage:
    """Return *page* with what *languages* tell of it."""
    opened = languages.opened_by(page.path, languages.language_of(page.path)) if languages.in_folders else (page.path,)
    beside = [(docs_folder / path).parent for path in opened]
    others = tuple(folder for folder in beside if folder != page.folder)
    return replace(page, lang=languages.language_of(page.path), other_folders=others)


def with_plain_ends(text: str) -> str:
    """Return *text* with the line ends of Unix, whatever system it was written on."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse_source(text: str, *, path: str, folder: Path) -> SourcePage:
    """Take the *text* of a page apart; what is wrong with its front matter stands in ``front_matter_problem``."""
    text = with_plain_ends(text)
    found = _FRONT_MATTER.match(text)
    if found is None:
        problem = None
        if _UNCLOSED.match(text):
            problem = FrontMatterProblem(1, "the front matter has no end.", "Write '---' on the line below its fields.")
        return SourcePage(path, folder, text, front_matter_problem=problem, source=text)
    body = "\n" * text.count("\n", 0, found.end()) + text[found.end() :]
    fields, lines, problem = parse_fields(found[1])
    return SourcePage(path, folder, body, fields, lines, problem, text)
