"""
Words of mails, a file a kind, which the gettext catalogues translate; the first line is the subject.

Templates are plain text, without markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from publishing.translations import said, said_many, spoken_languages

FOLDER = Path(__file__).parent / "texts"
FALLBACK = "en"


@dataclass(frozen=True)
class Written:
    """A mail's subject and words, and the language that they are in."""

    subject: str
    text: str
    lang: str


def write_mail(kind: str, lang: str | None, **values: Any) -> Written:
    """Write the mail of this *kind* in *lang* such as ``de-AT``, or in English where it was never translated."""
    spoken = language_of(lang)
    filled = (
        _environment()
        .get_template(f"{kind}.txt")
        .render(values, t=partial(_said, spoken), tn=partial(_said_many, spoken))
    )
    subject, _, text = filled.partition("\n")
    return Written(" ".join(subject.split()), text.strip() + "\n", spoken)


def language_of(lang: str | None) -> str:
    """Give the language that mails are written in for who reads *lang*."""
    primary = (lang or "").partition("-")[0].lower()
    return primary if primary in spoken_languages() else FALLBACK


def _said(lang: str, text: str, **values: object) -> str:
    return said(text, lang).format(**values) if values else said(text, lang)


def _said_many(lang: str, one: str, many: str, number: int) -> str:
    return said_many(one, many, number, lang)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - plain text
        trim_blocks=True,
        lstrip_blocks=True,
    )
