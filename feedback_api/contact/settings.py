"""What the environment says about the way to a person."""

from __future__ import annotations

from dataclasses import dataclass

from feedback_api.contact.hours import Hours, read_hours
from publishing.settings import SettingError, count, setting


def _hours(text: str) -> str:
    read_hours(text, "UTC", "")
    return text


def _holidays(text: str) -> str:
    read_hours("", "UTC", text)
    return text


@dataclass(frozen=True)
class ContactSettings:
    """When a person answers, and how many questions one source may send."""

    contact_hours: str = setting(
        "",
        "when a person answers, such as Mon-Fri 09:00-17:00, Sat 10:00-14:00; empty promises nothing",
        _hours,
    )
    contact_time_zone: str = setting("UTC", "time zone of the hours, such as Europe/Berlin")
    contact_holidays: str = setting("", "days on which nobody answers, such as 2026-12-25, 2027-01-01", _holidays)
    contact_limit: int = setting(
        5, "questions to a person that one source may send within an hour; 0 for no limit", count
    )

    def check(self) -> ContactSettings:
        """
        Give these settings, which can be worked with.

        Raises:
            SettingError: there is no such time zone.

        """
        assert self.hours.zone
        return self

    @property
    def hours(self) -> Hours:
        """
        Put the hours together.

        Raises:
            SettingError: there is no such time zone.

        """
        try:
            return read_hours(self.contact_hours, self.contact_time_zone, self.contact_holidays)
        except ValueError as error:
            raise SettingError(
                f"HELP_CENTRE_CONTACT_TIME_ZONE: {error}.",
                "Write it like Europe/Berlin; where no zone is known, install the package tzdata.",
            ) from error
