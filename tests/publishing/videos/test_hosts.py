"""Videos that lie with a host."""

from pathlib import Path

import pytest
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from publishing.videos.files import read_video
from publishing.videos.hosts import HOSTS, HostedVideoError
from tests.publishing.small_videos import webm


def render(folder: Path, **options: object) -> LexborHTMLParser:
    """Render a page with the video ``save``."""
    configs = {"publishing.video": {"folder": str(folder), "base_url": "../", **options}}
    html = Markdown(extensions=["publishing.video"], extension_configs=configs).convert("!video[How to save](save)")
    return LexborHTMLParser(html)


@pytest.mark.parametrize("host", HOSTS)
def test_a_hosts_player_waits_for_the_reader(tmp_path: Path, host: str) -> None:
    """Where the host is allowed the page knows its player, and loads nothing of it."""
    (tmp_path / "save.hosted").write_text(f"{host} 76979871\n")
    page = render(tmp_path, hosts=[host])
    element = page.css_first("help-centre-hosted-video")
    assert element is not None
    player = element.attributes["data-player"]
    assert player is not None
    assert player.startswith(HOSTS[host].origin + "/")
    assert "76979871" in player
    assert "{second}" in player
    assert page.css("iframe, video, script, [src]") == []


def test_without_configuration_there_is_a_link(tmp_path: Path) -> None:
    """A site that allows no host leads to the video's own page and embeds nothing."""
    (tmp_path / "save.hosted").write_text("vimeo 76979871")
    element = render(tmp_path).css_first("help-centre-hosted-video")
    assert element is not None
    assert "data-player" not in element.attributes
    assert element.css_first("a").attributes["href"] == "https://vimeo.com/76979871"  # type: ignore[union-attr]


def test_the_warning_speaks_the_language_of_the_page(tmp_path: Path) -> None:
    """Readers of a German page are told in German that the host learns of their visit."""
    (tmp_path / "save.hosted").write_text("vimeo 76979871")
    words = [render(tmp_path, lang=lang).css_first(".hc-hosted span").text() for lang in ("en", "de")]  # type: ignore[union-attr]
    assert words == [
        "Play with Vimeo, which then learns of your visit",
        "Mit Vimeo abspielen, das dann von Ihrem Besuch erfährt",
    ]


def test_own_files_come_first(tmp_path: Path) -> None:
    """With a file to play beside it, the host is not asked at all."""
    (tmp_path / "save.hosted").write_text("vimeo 76979871")
    (tmp_path / "save.webm").write_bytes(webm(9))
    assert read_video(tmp_path, "save").hosted is None


@pytest.mark.parametrize("content", ["", "vimeo", "elsewhere 76979871", 'vimeo 1"><script>', "vimeo 123\nvimeo 456"])
def test_what_names_no_video_is_an_error(tmp_path: Path, content: str) -> None:
    """The message names the file and its line."""
    (tmp_path / "save.hosted").write_text(content)
    with pytest.raises(HostedVideoError, match=r"save\.hosted:1: the line does not name a video"):
        read_video(tmp_path, "save")
