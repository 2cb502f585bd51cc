"""Video pages: one line of Markdown, the player, chapters and the transcript."""

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from markdown import Markdown
from markdown.preprocessors import Preprocessor
from selectolax.lexbor import LexborHTMLParser

from publishing.video import folder_url, video_lines
from publishing.videos.files import Track, Video, VideoError, read_video
from publishing.videos.webvtt import WebVTTError
from tests.publishing.small_videos import mp4, webm

CAPTIONS = """WEBVTT

00:00.500 --> 00:02.000
Press *Save* & see http://example.com

00:02.100 --> 00:02.400
then

00:02.500 --> 00:04.000
wait.

01:23.000 --> 01:25.000
Done <i>already</i>.
"""
CHAPTERS = """WEBVTT

00:00.000 --> 00:10.000
Begin

00:50.000 --> 01:25.000
End
"""
# A PNG of 640 x 360 pixels as far as its header tells.
POSTER = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (360).to_bytes(4, "big") + b"\x08\x02\0\0\0"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a video and all that belongs to it."""
    (tmp_path / "save.webm").write_bytes(webm(90))
    (tmp_path / "save.png").write_bytes(POSTER)
    (tmp_path / "save.vtt").write_text(CAPTIONS)
    (tmp_path / "save.de.vtt").write_text(CAPTIONS)
    (tmp_path / "save.chapters.vtt").write_text(CHAPTERS)
    return tmp_path


VERSION = re.compile(r"\?v=[0-9a-f]{12}(?=\")")


def render(text: str, folder: Path, **options: Any) -> LexborHTMLParser:
    """Render Markdown with the extension, and leave out of addresses what tells the contents of files apart."""
    return LexborHTMLParser(VERSION.sub("", html_of(text, folder, **options)))


def html_of(text: str, folder: Path, **options: Any) -> str:
    """Render Markdown with the extension, as any generator that runs Python-Markdown does."""
    options = {"folder": str(folder), "base_url": "../"} | options
    extensions = ["publishing.video", "toc", "fenced_code"]
    return Markdown(extensions=extensions, extension_configs={"publishing.video": options}).convert(text)


def test_one_line_puts_in_the_whole_player(folder: Path) -> None:
    """Size, poster, source, captions in two languages and chapters are there, and nothing loads before play."""
    page = render("# Save\n\n!video[How to save](save)\n", folder)

    player = page.css_first("video")
    assert player is not None
    attributes = player.attributes
    assert {name: attributes[name] for name in ("width", "height", "style", "poster", "preload", "aria-label")} == {
        "width": "640", "height": "360", "style": "aspect-ratio:640/360", "poster": "../save.png",
        "preload": "none", "aria-label": "How to save",
    }  # fmt: skip
    assert {"controls", "playsinline"} <= attributes.keys()
    assert [source.attributes for source in player.css("source")] == [{"src": "../save.webm", "type": "video/webm"}]
    assert [track.attributes for track in player.css("track")] == [
        {"kind": "captions", "src": "../save.vtt", "srclang": "en", "default": None},
        {"kind": "captions", "src": "../save.de.vtt", "srclang": "de"},
        {"kind": "chapters", "src": "../save.chapters.vtt", "srclang": "en"},
    ]


def test_what_is_in_a_file_is_part_of_its_address(folder: Path) -> None:
    """Each file of the player has an address that changes with its content alone: nobody is shown the last cut."""

    def addresses() -> dict[str, str]:
        html = html_of("!video[How to save](save)", folder)
        versioned = re.findall(r'(?:src|poster|href)="\.\./([^"?]+)\?v=([0-9a-f]{12})"', html)
        assert len(versioned) == len(re.findall(r'"\.\./', html)) == 6
        return dict(versioned)

    before = addresses()
    said = CAPTIONS.replace("Done", "Saved").encode()
    for name, content in (("save.webm", webm(91)), ("save.png", POSTER + b"new"), ("save.vtt", said)):
        (folder / name).touch()
        assert addresses() == before
        (folder / name).write_bytes(content)
        after = addresses()
        assert {file for file in before if before[file] != after[file]} == {name}
        before = after


def test_the_transcript_can_be_read_and_linked_without_scripts(folder: Path) -> None:
    """Every cue carries its second as an id; cues within one second share it, and their words are taken as they are."""
    page = render("!video[How to save](save)", folder)

    assert [(cue.id, cue.text()) for cue in page.css("ol.hc-transcript li")] == [
        ("t=0", "0:00 Press *Save* & see http://example.com"),
        ("t=2", "0:02 then wait."),
        ("t=83", "1:23 Done already."),
    ]
    assert page.css_first("h2#transcript") is not None


def test_chapters_lead_to_the_words_that_are_said_there(folder: Path) -> None:
    """A chapter links to the cue that is heard when it begins."""
    page = render("!video[How to save](save)", folder)

    links = [(link.attributes["href"], link.text()) for link in page.css("ol.hc-chapters a")]
    assert links == [("#t=0", "0:00 Begin"), ("#t=2", "0:50 End")]


def test_text_around_the_line_stays_where_it_is(folder: Path) -> None:
    """A paragraph directly above or below the line is a paragraph of its own."""
    page = render("Above\n!video[How to save](save.webm)\nBelow", folder, lang="de")

    body = page.body
    assert body is not None
    assert [node.tag for node in body.iter()] == ["p", "div", "ol", "h2", "ol", "p"]
    assert page.css_first("h2").text() == "Gesprochener Text"  # type: ignore[union-attr] # counted above


def test_the_words_around_a_video_are_in_the_language_of_the_site_in_zensical_too(folder: Path) -> None:
    """Zensical tells its extensions page and configuration; what a reader sees is what MkDocs shows."""

    class Told(Preprocessor):
        page = SimpleNamespace(path="save.md", url="save/", meta={})
        config: ClassVar = {"docs_dir": str(folder), "theme": {"language": "de"}}

        def run(self, lines: list[str]) -> list[str]:
            return lines

    markdown = Markdown(extensions=["publishing.video", "toc"])
    markdown.preprocessors.register(Told(), "rendering_context", 0)
    read = LexborHTMLParser(markdown.convert("!video[Sichern](save)"))

    expected = render("!video[Sichern](save)", folder, lang="de")
    for selector, attribute in (("h2", "id"), ("help-centre-video", "data-say-from")):
        (shown,), (usual,) = read.css(selector), expected.css(selector)
        assert (shown.text(), shown.attributes[attribute]) == (usual.text(), usual.attributes[attribute])
    assert [heading.text() for heading in read.css("h2")] == ["Gesprochener Text"]


@pytest.mark.parametrize("text", ["```\n!video[x](nothing)\n```", "    !video[x](nothing)", "`!video[x](nothing)`"])
def test_an_example_in_code_shows_no_video(text: str, tmp_path: Path) -> None:
    """Writers can be shown the line without a video behind it."""
    assert video_lines(text) == []
    assert "!video[x](nothing)" in render(text, tmp_path).html.replace("&quot;", '"')  # type: ignore[union-attr] # a document


def test_names_and_titles_cannot_break_out_of_the_player(tmp_path: Path) -> None:
    """A quote in a title or a file name stays within its attribute."""
    (tmp_path / 'a"b.mp4').write_bytes(mp4(9))

    player = render('!video[Say "hi" <b>](a"b)', tmp_path).css_first("video")

    assert player is not None
    assert player.attributes["aria-label"] == 'Say "hi" <b>'
    assert player.css_first("source").attributes["src"] == "../a%22b.mp4"  # type: ignore[union-attr] # one is required


def test_a_missing_video_is_an_error_and_no_dead_player(tmp_path: Path) -> None:
    """The message names the file that should be there."""
    with pytest.raises(VideoError, match=r"lost\.webm: the video does not exist"):
        render("!video[x](lost)", tmp_path)


def test_malformed_captions_are_named_with_file_and_line(folder: Path) -> None:
    """The page is not built with captions that players reject."""
    (folder / "save.vtt").write_text("WEBVTT\n\n00:02.000 --> 00:01.000\nx\n")

    with pytest.raises(WebVTTError, match=r"save\.vtt:3: the cue ends before it starts"):
        render("!video[x](save)", folder)


def test_a_poster_that_is_no_picture_is_an_error(folder: Path) -> None:
    """A page without a known size would jump when the poster arrives."""
    (folder / "save.png").write_bytes(b"not a picture")

    with pytest.raises(VideoError, match=r"save\.png: the picture cannot be read"):
        read_video(folder, "save")


def test_a_page_speaks_its_own_language_where_captions_do(folder: Path) -> None:
    """On a German page the German captions come first and make the transcript; others are offered by language."""
    (folder / "save.de.vtt").write_text("WEBVTT\n\n00:00.500 --> 00:02.000\nAuf Sichern.\n")
    (folder / "save.fr.vtt").write_text("WEBVTT\n\n00:00.500 --> 00:02.000\nEnregistrez.\n")
    (folder / "save.de.chapters.vtt").write_text("WEBVTT\n\n00:00.500 --> 00:02.000\nAnfang\n")

    page = render("!video[Sichern](save)", folder, lang="de")

    assert [cue.text() for cue in page.css("ol.hc-transcript li")] == ["0:00 Auf Sichern."]
    assert [chapter.text() for chapter in page.css("ol.hc-chapters li")] == ["0:00 Anfang"]
    assert [track.attributes for track in page.css("track[kind=captions]")] == [
        {"kind": "captions", "src": "../save.de.vtt", "srclang": "de", "default": None},
        {"kind": "captions", "src": "../save.fr.vtt", "srclang": "fr"},
    ]


def test_captions_in_another_language_alone_are_better_than_none(folder: Path) -> None:
    """They make the transcript, under their own language."""
    (folder / "save.vtt").unlink()
    page = render("!video[Save](save)", folder)
    assert [track.attributes["srclang"] for track in page.css("track[default]")] == ["de"]
    assert page.css("ol.hc-transcript li")


def test_the_front_matter_may_name_files_that_are_called_otherwise(folder: Path) -> None:
    """What it names is taken, what it leaves out is looked for under the name in the line."""
    (folder / "final cut.mp4").write_bytes(mp4(9))
    (folder / "said.vtt").write_text(CAPTIONS)
    told = {"files": ["final cut.mp4"], "captions": {"en": "said.vtt", "de": "save.de.vtt"}}

    page = render("!video[How to save](save)", folder, video=told)

    assert [source.attributes["src"] for source in page.css("source")] == ["../final%20cut.mp4"]
    assert [track.attributes["src"] for track in page.css("track")] == [
        "../said.vtt", "../save.de.vtt", "../save.chapters.vtt",
    ]  # fmt: skip
    assert page.css_first("video").attributes["poster"] == "../save.png"  # type: ignore[union-attr] # asserted elsewhere


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"poster": "lost.png"}, r"lost\.png: the file does not exist, and 'video\.poster' names it"),
        ({"captions": "save.vtt"}, r"the field 'video\.captions' of the front matter is wrong"),
        ({"captions": {"English": "save.vtt"}}, r"the field 'video\.captions\.English"),
        ({"files": ["save.avi"]}, r"the field 'video\.files\.0' .* must end in \.webm or \.mp4"),
        ({"sound": "save.mp3"}, r"the field 'video\.sound'"),
        ("save.webm", r"the field 'video' of the front matter is wrong"),
    ],
)
def test_a_wrong_name_in_the_front_matter_is_an_error(folder: Path, told: object, message: str) -> None:
    """The message names the field, or the file that should be there."""
    with pytest.raises(VideoError, match=message):
        read_video(folder, "save", told)


def test_captions_in_every_language_are_read(folder: Path) -> None:
    """A translation that players reject is found as the original is."""
    (folder / "save.de.vtt").write_text("WEBVTT\n\n00:02.000 --> 00:01.000\nx\n")

    with pytest.raises(WebVTTError, match=r"save\.de\.vtt:3: the cue ends before it starts"):
        read_video(folder, "save")


def test_without_poster_and_captions_the_player_stands_alone(tmp_path: Path) -> None:
    """A video can be tried before everything about it is ready; the content rules ask for the rest."""
    (tmp_path / "a.mp4").write_bytes(mp4(9))

    page = render("!video[x](a)", tmp_path)

    assert page.css_first("video").attributes["width"] == "640"  # type: ignore[union-attr] # asserted elsewhere
    assert page.css("track, h2, ol, [poster]") == []


@pytest.mark.parametrize(
    ("folder", "page_url", "leads_back"),
    [
        ("videos", "videos/save/", "../"),
        ("videos", "videos/", "./"),
        ("videos", "videos/save.html", "./"),
        ("", "save/", "../"),
        ("", "", "./"),
    ],
)
def test_files_are_found_from_the_built_page(folder: str, page_url: str, leads_back: str) -> None:
    """Addresses hold with and without addresses that end in a slash."""
    assert folder_url(folder, page_url) == leads_back


def test_captions_of_a_page_that_nobody_translated_keep_their_language() -> None:
    """Among German pages an English one has English captions, unless a file is in German."""
    plain, german = Track("save.vtt", ()), Track("save.de.vtt", (), "de")
    video = Video("save", ("save.mp4",), None, (plain,), (plain,), 1280, 720)

    assert video.captions_for("de", "en") == [("en", plain)]
    assert video.chapters_for("de", "en") == ("en", plain)
    assert replace(video, captions=(plain, german)).captions_for("de", "en") == [("de", german)]
    assert video.captions_for("de") == [("de", plain)]
