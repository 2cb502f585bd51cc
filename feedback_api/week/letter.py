"""The week's page as a mail, once for each week and each address that wants it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urljoin

from feedback_api.database import Database
from feedback_api.mails.writing import write_mail
from feedback_api.outbox.messages import queue_message
from feedback_api.week.reading import read_week


def last_full_week(today: date) -> date:
    """Give the last day, a Sunday, of the week before the one of *today*."""
    return today - timedelta(days=today.weekday() + 1)


def send_week(database: Database, readers: Iterable[str], service_url: str, *, now: datetime) -> int:
    """
    Queue the mail of the last full week for those of *readers* that it was not queued for; say how many those are.

    Raises:
        DatabaseUnavailableError: nothing was queued.

    """
    last = last_full_week(now.date())
    with database.reading() as connection:
        week = read_week(connection, last)
    link = urljoin(service_url, f"staff/?until={last}")
    written = write_mail("week", "en", week=week, first=week.first, last=last, link=link)
    queued = 0
    with database.writing() as connection:
        for reader in readers:
            mail = {"to": reader, "subject": written.subject, "text": written.text}
            queued += queue_message(connection, f"week {last} {reader}"[:120], "mail", "week", mail, now=now)
    return queued
