"""The settings of the tracker, and where nothing is ever sent."""

from collections.abc import Mapping

import pytest

from feedback_api.receivers.problems import ReceiverProblemError
from feedback_api.receivers.transport import Transport, is_public
from feedback_api.trackers.choice import chosen_tracker
from feedback_api.trackers.settings import TrackerSettings
from publishing.settings import SettingError, read_settings
from tests.feedback_api.trackers.test_webhook import SECRET

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


@pytest.mark.parametrize("text", ["token", SECRET])
def test_a_token_is_never_shown(text: str) -> None:
    """What a tracker's parts look like in a log holds no token."""
    assert text not in repr(Transport("Name", "https://example.com", False, {"Authorization": text}))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *(
            "::1",
            "::",
            "fe80::1%eth0",
            "fc00::1",
            "::ffff:10.0.0.1",
            "64:ff9b::10.0.0.1",
            "2002:0a00:0001::1",
            "224.0.0.1",
            "ff02::1",
        ),
    ],
)
def test_private_addresses_are_refused(address: str) -> None:
    """Nothing is sent into the network of the machine, however its address is written."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses_are_asked(address: str) -> None:
    """The open internet is where trackers are."""
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"])
def test_nothing_is_sent_to_a_private_address(host: str) -> None:
    """A name, or a number in another notation, that leads to this machine is refused before anything is sent."""
    transport = Transport("The webhook", f"https://{host}/", False, {})
    with pytest.raises(ReceiverProblemError, match=r"private address|cannot be found"):
        transport.send("POST", "", "take a work item", body=b"{}")


def test_a_name_that_does_not_exist_is_said() -> None:
    """A misspelled host is a problem that says so."""
    with pytest.raises(ReceiverProblemError, match="cannot be found"):
        Transport("GitHub", "https://tracker.invalid", False, {}).send("GET", "/", "list issues")
