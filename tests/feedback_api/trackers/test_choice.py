"""The settings of the tracker, and where nothing is ever sent."""

from collections.abc import Mapping

import pytest

from feedback_api.trackers.choice import chosen_tracker
from feedback_api.trackers.settings import TrackerSettings
from publishing.settings import SettingError, read_settings

TOKEN = {"HELP_CENTRE_TRACKER_TOKEN": "token"}
WRONG: dict[str, tuple[Mapping[str, str], str]] = {
    "no token": ({"HELP_CENTRE_TRACKER": "github:acme/help"}, "there is no token"),
    "no GitLab token": ({"HELP_CENTRE_TRACKER": "gitlab:acme/help"}, "there is no token"),
    "no secret": ({"HELP_CENTRE_TRACKER": "webhook:https://hooks.example.com/"}, "there is no token"),
    "a short secret": ({"HELP_CENTRE_TRACKER": "webhook:https://hooks.example.com/", **TOKEN}, "at least 24 bytes"),
    "another tracker": ({"HELP_CENTRE_TRACKER": "paper:desk", **TOKEN}, "cannot be understood"),
    "no place": ({"HELP_CENTRE_TRACKER": "github", **TOKEN}, "cannot be understood"),
    "half a place": ({"HELP_CENTRE_TRACKER": "github:acme", **TOKEN}, "cannot be understood"),
    "a way out of the path": ({"HELP_CENTRE_TRACKER": "github:acme/help/../../user", **TOKEN}, "cannot be understood"),
    "a token of two lines": (
        {"HELP_CENTRE_TRACKER": "github:acme/help", "HELP_CENTRE_TRACKER_TOKEN": "a\nb"},
        "characters that no token has",
    ),
    "no address": (
        {"HELP_CENTRE_TRACKER": "github:acme/help", "HELP_CENTRE_TRACKER_API": "nowhere", **TOKEN},
        "no address of a service",
    ),
    "a wrong port": (
        {"HELP_CENTRE_TRACKER": "github:acme/help", "HELP_CENTRE_TRACKER_API": "https://a.example:port", **TOKEN},
        "no address of a service",
    ),
    "no encryption": (
        {"HELP_CENTRE_TRACKER": "github:acme/help", "HELP_CENTRE_TRACKER_API": "http://git.example.com", **TOKEN},
        "unencrypted",
    ),
    "neither yes nor no": ({"HELP_CENTRE_TRACKER_PRIVATE": "maybe"}, "HELP_CENTRE_TRACKER_PRIVATE"),
}


@pytest.mark.parametrize(("environ", "said"), WRONG.values(), ids=WRONG)
def test_wrong_settings_are_errors_with_a_hint(environ: Mapping[str, str], said: str) -> None:
    """What cannot work is said before anything is sent."""
    with pytest.raises(SettingError, match=said) as caught:
        chosen_tracker(read_settings(TrackerSettings, environ))
    assert caught.value.hint


def test_without_a_tracker_there_is_none() -> None:
    """The staff pages are the queue."""
    assert chosen_tracker(read_settings(TrackerSettings, {})) is None


def test_the_same_place_on_two_servers_is_two_places() -> None:
    """What was filed on one server is not taken for filed on another."""
    environ = {"HELP_CENTRE_TRACKER": "gitlab:acme/help", **TOKEN}
    public = chosen_tracker(read_settings(TrackerSettings, environ))
    environ["HELP_CENTRE_TRACKER_API"] = "https://gitlab.example.com/api/v4"
    own = chosen_tracker(read_settings(TrackerSettings, environ))
    assert public is not None
    assert own is not None
    assert public.key != own.key
