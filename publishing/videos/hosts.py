"""
Videos that lie with a video host: a file beside the page names host and video, such as ``vimeo 76979871``.

The site's own files come first; a host is asked for nothing before the reader presses play, and only where the site's
configuration allows its player.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from publishing.errors import HelpCentreError
from publishing.translations import said
from publishing.videos.cut import cut_name

HOSTED_SUFFIX = ".hosted"
_LINE = re.compile(r"(?P<host>[a-z]+)[ \t]+(?P<id>[A-Za-z0-9_-]{3,40})\s*")


class HostedVideoError(HelpCentreError):
    """The file that names a hosted video cannot be understood."""

    exit_status = 1


@dataclass(frozen=True)
class VideoHost:
    """A host's name, the address of a video's own page, and of its player; ``{second}`` is where the player begins."""

    name: str
    page: str
    player: str

    @property
    def origin(self) -> str:
        """What a page that shows the player must let in."""
        parts = urlsplit(self.player)
        return f"{parts.scheme}://{parts.netloc}"


HOSTS = {
    "vimeo": VideoHost(
        "Vimeo", "https://vimeo.com/{id}", "https://player.vimeo.com/video/{id}?autoplay=1&dnt=1#t={second}s"
    ),
    "wistia": VideoHost(
        "Wistia",
        "https://fast.wistia.net/embed/iframe/{id}",
        "https://fast.wistia.net/embed/iframe/{id}?autoPlay=true&doNotTrack=true&time={second}",
    ),
    "youtube": VideoHost(
        "YouTube",
        "https://www.youtube.com/watch?v={id}",
        "https://www.youtube-nocookie.com/embed/{id}?autoplay=1&start={second}",
    ),
}


@dataclass(frozen=True)
class HostedVideo:
    """A video with a host."""

    host: str
    id: str

    @property
    def page(self) -> str:
        """The address of its own page at the host."""
        return HOSTS[self.host].page.replace("{id}", self.id)

    @property
    def player(self) -> str:
        """The address of its player, with ``{second}`` where the player begins."""
        return HOSTS[self.host].player.replace("{id}", self.id)


def read_hosted(content: str, name: str) -> HostedVideo:
    """
    Read the file that names a hosted video; *name* stands for the file in errors.

    Raises:
        HostedVideoError: not one line of a known host and the video's id.

    """
    line = _LINE.fullmatch(content)
    if line is None or line["host"] not in HOSTS:
        raise HostedVideoError(
            f"{name}:1: the line does not name a video of a host.",
            f"Write the host, which is one of {', '.join(HOSTS)}, a space, and the id of the video.",
        )
    return HostedVideo(line["host"], line["id"])


def hosted_html(video: HostedVideo, title: str, *, poster_html: str, lang: str, allowed: Collection[str]) -> str:
    """Write the picture that leads to the video: in its place where the host is *allowed*, else at the host."""
    words = escape(
        said("Play with {host}, which then learns of your visit", lang).replace("{host}", HOSTS[video.host].name)
    )
    player = f' data-player="{escape(video.player)}"' if video.host in allowed else ""
    return (
        f'<help-centre-hosted-video{player} data-cut="{cut_name((video.host, video.id))}" aria-label="{escape(title)}">'
        f'<a class="hc-hosted" href="{escape(video.page)}" rel="noreferrer">{poster_html}'
        f"<span>{words}</span></a></help-centre-hosted-video>"
    )
