"""Settings: one dataclass, read once, each with help."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from publishing.settings import SettingDescription, SettingError, describe_settings, read_settings, setting


@dataclass(frozen=True)
class Kitchen:
    """Settings to test with."""

    oven: Path = setting(Path("oven"), "where it is hot", Path)
    plates: int = setting(4, "how many may come", int)
    cook: str | None = setting(None, "who cooks")


def test_settings_are_read_by_their_names() -> None:
    """Each field is one variable, and an empty one counts as not set."""
    environ = {"HELP_CENTRE_OVEN": "/hot", "HELP_CENTRE_PLATES": " 6 ", "HELP_CENTRE_COOK": "", "OVEN": "/cold"}

    assert read_settings(Kitchen, environ) == Kitchen(Path("/hot"), 6, None)


def test_without_an_environment_the_defaults_hold() -> None:
    """Nothing needs to be set."""
    assert read_settings(Kitchen, {}) == Kitchen()


def test_a_value_that_cannot_be_understood_is_named() -> None:
    """The message names the variable, and the hint what it is for."""
    with pytest.raises(SettingError, match="HELP_CENTRE_PLATES: 'many' cannot be understood") as caught:
        read_settings(Kitchen, {"HELP_CENTRE_PLATES": "many"})

    assert "how many may come" in caught.value.hint


def test_settings_describe_themselves() -> None:
    """The operators' guide is held against this list."""
    assert describe_settings(Kitchen) == [
        SettingDescription("HELP_CENTRE_OVEN", "oven", "where it is hot"),
        SettingDescription("HELP_CENTRE_PLATES", "4", "how many may come"),
        SettingDescription("HELP_CENTRE_COOK", "", "who cooks"),
    ]
