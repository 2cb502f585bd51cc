"""Settings that cannot work are named before any process of the service is started."""

import pytest

from feedback_api.preparation import check_settings
from publishing.settings import SettingError

WRONG = {
    "HELP_CENTRE_CONTACT_HOURS": ("Mo-Fr 9-17", "Mon 25:00-26:00", "Mon 09:00-24:30", "Mon 17:00-09:00"),
    "HELP_CENTRE_CONTACT_TIME_ZONE": ("Mars/Base", "../../etc/passwd", "Europe", "a\x01b"),
    "HELP_CENTRE_CONTACT_HOLIDAYS": ("2026-13-45", "25.12.2026"),
    "HELP_CENTRE_CONTACT_LIMIT": ("-1", "five"),
    "HELP_CENTRE_CONTACT_TO": ("team@example.com",),
    "HELP_CENTRE_CONTACT_WEBHOOK": ("https://example.com/", "http://[bad"),
    "HELP_CENTRE_MAIL_SERVER": ("smtp://[::1", "smtp://mail.example.com", "mail.example.com"),
    "HELP_CENTRE_WEEK_TO": ("everybody", "ada@example.com"),
    "HELP_CENTRE_SERVICE_URL": ("http://[bad", "help.example.com"),
    "HELP_CENTRE_TRACKER": ("somewhere",),
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_setting_that_cannot_work_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """What is wrong, or what is missing beside it, is an error with a hint."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match="HELP_CENTRE_") as error:
        check_settings()
    assert error.value.hint
