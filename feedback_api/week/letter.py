"""The week's page as a mail, once for each week and each address that wants it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urljoin

from feedback_api.database.connections import Database
from feedback_api.mails.writing import write_mail
from feedback_api.outbox.messages import list_waiting, queue_message, withdraw
from feedback_api.revisions.published import first_language
from feedback_api.week.reading import read_week

HEX_DIGITS = 24


def last_full_week(today: date) -> date:
    """Give the last day, a Sunday, of the week before the one of *today*."""
    return today - timedelta(days=today.weekday() + 1)


def send_week(database: Database, readers: Iterable[str], service_url: str, *, now: datetime) -> int:
    """
    Queue the mail of the last full week for those of *readers* that it was not queued for; say how many those are.

    What waits for somebody who is no reader any more is withdrawn: the address may have been wrong.

    Raises:
        DatabaseUnavailableError: nothing was queued.

    """
    last, readers = last_full_week(now.date()), list(readers)
    _withdraw_from_others(database, readers)
    if not readers:
        return 0
    with database.reading() as connection:
        week = read_week(connection, last)
        lang = first_language(connection)
    link = urljoin(service_url, f"staff/?until={last}")
    written = write_mail("week", lang, week=week, first=week.first, last=last, link=link)
    queued = 0
    with database.writing() as connection:
        for reader in readers:
            mail = {"to": reader, "subject": written.subject, "text": written.text, "lang": written.lang}
            who = hashlib.sha256(reader.encode()).hexdigest()[:HEX_DIGITS]
            queued += queue_message(connection, f"week {last} {who}", "mail", "week", mail, now=now)
    return queued


def _withdraw_from_others(database: Database, readers: Iterable[str]) -> None:
    with database.writing() as connection:
        for message in list_waiting(connection, "mail"):
            if message.kind == "week" and message.content["to"] not in readers:
                withdraw(connection, message)
