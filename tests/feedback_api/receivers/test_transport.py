"""The way to services of others: what is asked, and what is never asked."""

import pytest

from feedback_api.receivers.problems import ReceiverProblemError
from feedback_api.receivers.transport import Transport, is_public


@pytest.mark.parametrize("text", ["token", "whsec_secret"])
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
