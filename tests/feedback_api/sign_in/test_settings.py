"""Ways to sign in are whole, or refused at the start."""

import pytest

from feedback_api.sign_in.settings import StaffSettings
from publishing.settings import SettingError, read_settings


@pytest.mark.parametrize(
    "environ",
    [
        {"OPENID_ISSUER": "https://login.example.com"},
        {"OPENID_ISSUER": "https://login.example.com", "OPENID_CLIENT_ID": "x"},
        {"STAFF_HEADER": "X-Remote-Email"},
    ],
    ids=["no client", "no secret", "nobody trusted"],
)
def test_half_a_way_to_sign_in_is_an_error(environ: dict[str, str]) -> None:
    """A missing secret is an error, never a default."""
    settings = read_settings(StaffSettings, {f"HELP_CENTRE_{name}": value for name, value in environ.items()})
    with pytest.raises(SettingError):
        settings.check()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STAFF_FRAME_ORIGINS", "*"),
        ("STAFF_FRAME_ORIGINS", "https://*.example.com"),
        ("STAFF_FRAME_ORIGINS", "https://desk.example.com/path"),
        ("STAFF_FRAME_ORIGINS", "desk.example.com"),
        ("STAFF_FRAME_ORIGINS", "https://desk.example.com;script-src"),
        ("STAFF_HEADER", "X Remote"),
        ("STAFF_HEADER_FROM", "proxy.example.com"),
        ("OPENID_ISSUER", "login.example.com"),
    ],
)
def test_what_cannot_be_understood_is_named(name: str, value: str) -> None:
    """Wildcards, paths and names where addresses are needed are refused."""
    with pytest.raises(SettingError, match=name):
        read_settings(StaffSettings, {f"HELP_CENTRE_{name}": value})


def test_several_origins_and_networks_are_read() -> None:
    """Origins stand between spaces, networks between commas."""
    settings = read_settings(
        StaffSettings,
        {
            "HELP_CENTRE_STAFF_FRAME_ORIGINS": "https://a.example.com http://127.0.0.1:9000",
            "HELP_CENTRE_STAFF_HEADER_FROM": "10.0.0.0/8, ::1",
        },
    )
    assert settings.staff_frame_origins == ("https://a.example.com", "http://127.0.0.1:9000")
    assert [str(network) for network in settings.staff_header_from] == ["10.0.0.0/8", "::1/128"]
