"""The name of a language, as the catalogue writes it."""

from __future__ import annotations

import re

_DEFAULT = "en"
_TAG = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


def language_tag(told: str) -> str:
    """Return the language that HTML or a setting has *told* as the catalogue writes it; English for what is none."""
    lang = told.replace("_", "-")
    return lang if _TAG.fullmatch(lang) else _DEFAULT
