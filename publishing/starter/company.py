"""What a company says of itself when it begins a help centre."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from publishing.errors import HelpCentreError
from publishing.rules.site_name_plain import SIGNS_OF_CODE
from publishing.starter.colours import accents

LOGO_SUFFIXES = (".svg", ".png", ".webp", ".jpg", ".jpeg")
LANGUAGES = ("en", "de")
DEFAULT_ADDRESS = "http://127.0.0.1:8000/"
MAX_NAME_CHARS = 100
_MAIL = re.compile(r"[^@\s<>()\[\]\"]+@[^@\s<>()\[\]\"]+\.[^@\s<>()\[\]\"]+")


class AnswerUnusable(HelpCentreError):  # noqa: N818 - named for what is wrong
    """What was said of the company cannot be used."""


@dataclass(frozen=True)
class Company:
    """
    Its name, and what is empty or None when it was not told.

    ``address`` is where the help centre will be found, ``colour`` an ``#rrggbb``, ``contact`` a mail address or a web
    page, ``tracker`` what ``HELP_CENTRE_TRACKER`` takes, ``language`` one of `LANGUAGES`, ``logo`` a picture here.
    """

    name: str
    address: str = ""
    colour: str = ""
    contact: str = ""
    tracker: str = ""
    language: str = "en"
    logo: Path | None = None

    def __post_init__(self) -> None:
        """
        Refuse what the files could not hold.

        Raises:
            AnswerUnusable: the name is empty, or address, contact or logo is none.
            ColourUnreadable: the colour is none.

        """
        for name, refuse_unusable in CHECKS.items():
            if (answer := getattr(self, name)) or name == "name":
                refuse_unusable(str(answer))

    @property
    def site_url(self) -> str:
        """The address of the pages, with a slash at its end."""
        return self.address.rstrip("/") + "/" if self.address else DEFAULT_ADDRESS

    @property
    def contact_link(self) -> str:
        """The contact as a link in Markdown; empty when none was told."""
        if is_web_address(self.contact):
            return f"[{urlsplit(self.contact).netloc}]({self.contact})"
        return f"[{self.contact}](mailto:{self.contact})" if self.contact else ""


def _refuse_unusable_name(name: str) -> None:
    if not name.strip():
        raise AnswerUnusable("The name of the help centre is empty.", "Name it with '--name'.")
    if not name.isprintable():
        raise AnswerUnusable("The name of the help centre is more than a line.", "Name it with '--name', in one line.")
    if len(name) > MAX_NAME_CHARS:
        raise AnswerUnusable(
            f"The name of the help centre has {len(name)} characters.", f"Name it in at most {MAX_NAME_CHARS}."
        )
    if SIGNS_OF_CODE.search(name):
        raise AnswerUnusable(
            "The name of the help centre has a sign that themes write into the code of every page.",
            'Leave out <, > and ".',
        )


def _refuse_unusable_address(address: str) -> None:
    if not is_web_address(address):
        raise AnswerUnusable(f"'{address}' is no web address.", "Write it as https://help.example.com/.")
    if "?" in address or "#" in address:
        raise AnswerUnusable(f"No page can lie below '{address}'.", "Leave out what begins with '?' or '#'.")


def _refuse_unusable_contact(contact: str) -> None:
    if not (_MAIL.fullmatch(contact) or is_web_address(contact)):
        raise AnswerUnusable(
            f"'{contact}' is neither a mail address nor a web page.",
            "Write help@example.com, or https://example.com/contact.",
        )


def _refuse_unusable_colour(colour: str) -> None:
    accents(colour)


def _refuse_unusable_logo(logo: str) -> None:
    file = Path(logo).expanduser()
    if file.suffix.lower() not in LOGO_SUFFIXES or not file.is_file():
        raise AnswerUnusable(f"{logo}: there is no picture.", f"Name a file in {', '.join(LOGO_SUFFIXES)}.")


# What may be wrong with an answer; one that is empty was left out.
CHECKS: Mapping[str, Callable[[str], None]] = {
    "name": _refuse_unusable_name,
    "address": _refuse_unusable_address,
    "contact": _refuse_unusable_contact,
    "colour": _refuse_unusable_colour,
    "logo": _refuse_unusable_logo,
}


def is_web_address(text: str) -> bool:
    """Tell whether *text* is an address that Markdown and YAML can hold as it is."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not re.search(r"[\s<>()\[\]\"']", text)
