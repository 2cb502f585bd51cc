"""Settings of the feedback service."""

import pytest

from feedback_api.settings import FeedbackSettings
from publishing.settings import SettingError, read_settings


def test_defaults_need_no_environment() -> None:
    """Without a variable the service keeps its ratings beside the index and runs two workers."""
    settings = read_settings(FeedbackSettings, {})
    assert settings.database_url == "sqlite:///.help-centre/feedback.db"
    assert settings.workers == 2


@pytest.mark.parametrize(("text", "limit"), [("off", "off"), ("OFF", "off"), ("5 per second", "5 per second")])
def test_a_rate_limit_is_read(text: str, limit: str) -> None:
    """A limit is written in words, or switched off."""
    assert read_settings(FeedbackSettings, {"HELP_CENTRE_RATE_LIMIT": text}).rate_limit == limit


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("RATE_LIMIT", "many"),
        ("WORKERS", "0"),
        ("WORKERS", "two"),
        ("TRUSTED_PROXIES", "-1"),
        ("SHARED_ADDRESSES", "the office"),
        ("SHARED_ADDRESSES", "8.8.8.8, 10.0.0.0/24"),
    ],
)
def test_a_setting_that_cannot_be_understood_is_named(name: str, text: str) -> None:
    """A wrong value is an error that names its variable."""
    with pytest.raises(SettingError, match=f"HELP_CENTRE_{name}"):
        read_settings(FeedbackSettings, {f"HELP_CENTRE_{name}": text})
