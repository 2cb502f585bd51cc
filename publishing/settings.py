"""Settings: read once from the environment into a frozen dataclass."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar
from urllib.parse import urlsplit

from publishing.errors import HelpCentreError

PREFIX = "HELP_CENTRE_"
YES_OR_NO = {"yes": True, "no": False}
Dataclass = TypeVar("Dataclass")


class SettingError(HelpCentreError):
    """A setting is missing or cannot be understood."""


def setting(default: Any, help: str, parse: Callable[[str], Any] = str) -> Any:
    """Declare a field of a settings dataclass: its default, one sentence of help, and how its text is read."""
    return field(default=default, metadata={"help": help, "parse": parse})


def count(text: str) -> int:
    """
    Read a number from 0 up.

    Raises:
        ValueError: it is below zero, or no whole number.

    """
    number = int(text)
    if number < 0:
        raise ValueError("is below zero")
    return number


def yes_or_no(text: str) -> bool:
    """
    Read yes or no, in capitals or not.

    Raises:
        ValueError: it is neither.

    """
    if text.lower() not in YES_OR_NO:
        raise ValueError("is neither yes nor no")
    return YES_OR_NO[text.lower()]


def origins(text: str) -> tuple[str, ...]:
    """
    Read origins one by one, such as ``https://desk.example.com``: a wildcard or a path is none.

    Raises:
        ValueError: one of them is no origin.

    """
    listed = tuple(text.split())
    for origin in listed:
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or origin != f"{parts.scheme}://{parts.netloc}" or "*" in origin:
            raise ValueError("is not an origin")
        if re.search(r"[;,'\"\s@]", parts.netloc) or not parts.hostname:
            raise ValueError("is not an origin")
    return listed


def positive_count(text: str) -> int:
    """
    Read a number from 1 up.

    Raises:
        ValueError: it is below one, or no whole number.

    """
    number = count(text)
    if number == 0:
        raise ValueError("is zero")
    return number


def read_settings(cls: type[Dataclass], environ: Mapping[str, str] | None = None) -> Dataclass:
    """
    Read every field of the settings dataclass *cls* from ``HELP_CENTRE_<FIELD>``; an empty value counts as not set.

    Raises:
        SettingError: a value cannot be understood; the message names the variable.

    """
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    for declared in fields(cls):  # type: ignore[arg-type]
        name = PREFIX + declared.name.upper()
        text = environ.get(name, "").strip()
        if text:
            values[declared.name] = _parse(name, text, declared.metadata["parse"], declared.metadata["help"])
    return cls(**values)


def _parse(name: str, text: str, parse: Callable[[str], Any], help: str) -> Any:
    try:
        return parse(text)
    except ValueError as error:
        raise SettingError(f"{name}: '{text}' cannot be understood.", f"{name} is: {help}") from error


@dataclass(frozen=True)
class SettingDescription:
    """A setting as it stands in the operators' guide: environment variable, default and help."""

    name: str
    default: str
    help: str


def describe_settings(cls: type[Any]) -> list[SettingDescription]:
    """List the settings of the dataclass *cls* for the documentation and its test."""
    return [
        SettingDescription(
            PREFIX + declared.name.upper(),
            _default(declared.default),
            declared.metadata["help"],
        )
        for declared in fields(cls)
    ]


def _default(value: object) -> str:
    """Write a default as it would be set."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value in (None, ()) else str(value)
