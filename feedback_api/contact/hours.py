"""When a person answers, as pure decisions and in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from publishing.translations import said
from publishing.translations.days_and_numbers import day_of_week, weekday

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS_LOOKED_AHEAD = 370
END_OF_DAY = 24, 0
_SPAN = re.compile(r"([a-z]{3})(?:\s*-\s*([a-z]{3}))?\s+(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")


@dataclass(frozen=True)
class Span:
    """From when to when a person answers on these days of the week, 0 for Monday; ``first`` to ``last``."""

    first: int
    last: int
    begin: time
    end: time

    def holds(self, weekday: int) -> bool:
        """Say whether it is about this day of the week; a span may go over the weekend."""
        if self.first <= self.last:
            return self.first <= weekday <= self.last
        return weekday >= self.first or weekday <= self.last


@dataclass(frozen=True)
class Hours:
    """When a person answers: never when there are no spans, which promises nothing."""

    spans: tuple[Span, ...]
    zone: tzinfo
    zone_name: str
    holidays: frozenset[date]

    def is_open(self, now: datetime) -> bool:
        """Say whether a person answers at *now*."""
        here = now.astimezone(self.zone)
        return any(span.begin <= here.time() < span.end for span in self._of(here.date()))

    def opens_next(self, now: datetime) -> datetime | None:
        """Give when a person answers next after *now*, in the zone; None when that is more than a year away."""
        here = now.astimezone(self.zone)
        for ahead in range(DAYS_LOOKED_AHEAD):
            day = here.date() + timedelta(days=ahead)
            begins = sorted(datetime.combine(day, span.begin, self.zone) for span in self._of(day))
            for begin in begins:
                if begin > here:
                    return begin
        return None

    def _of(self, day: date) -> list[Span]:
        if day in self.holidays:
            return []
        return [span for span in self.spans if span.holds(day.weekday())]


def hours_in_words(hours: Hours, lang: str, *, now: datetime) -> str:
    """Say when a person answers, and whether one does at *now*; nothing when no hours are set."""
    if not hours.spans:
        return ""
    spans = ", ".join(_span_in_words(span, lang) for span in hours.spans)
    usual = said("A person answers {spans} ({zone}).", lang).format(spans=spans, zone=hours.zone_name)
    return f"{usual} {_now_in_words(hours, lang, now)}"


def read_hours(spans: str, zone: str, holidays: str) -> Hours:
    """
    Read hours like ``Mon-Fri 09:00-17:00, Sat 10:00-14:00``, a zone like ``Europe/Berlin``, days like ``2026-12-25``.

    Raises:
        ValueError: one of them cannot be understood.

    """
    read = tuple(_read_span(text.strip().lower()) for text in spans.split(",") if text.strip())
    days = frozenset(date.fromisoformat(text.strip()) for text in holidays.split(",") if text.strip())
    try:
        found: tzinfo = UTC if zone == "UTC" else ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"there is no time zone '{zone}'") from error
    return Hours(read, found, zone, days)


def _read_span(text: str) -> Span:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(f"'{text}' is no span")
    first, last, *clock = found.groups()
    days = DAY_NAMES.index(first), DAY_NAMES.index(last or first)
    begin_hour, begin_minute, end_hour, end_minute = map(int, clock)
    begin = time(begin_hour, begin_minute)
    end = time.max if (end_hour, end_minute) == END_OF_DAY else time(end_hour, end_minute)
    if begin >= end:
        raise ValueError(f"'{text}' ends before it begins")
    return Span(*days, begin, end)


def _span_in_words(span: Span, lang: str) -> str:
    days = weekday(span.first, lang)
    if span.first != span.last:
        days = said("{first} to {last}", lang).format(first=days, last=weekday(span.last, lang))
    end = "24:00" if span.end == time.max else f"{span.end:%H:%M}"
    return said("{days}, {begin} to {end}", lang).format(days=days, begin=f"{span.begin:%H:%M}", end=end)


def _now_in_words(hours: Hours, lang: str, now: datetime) -> str:
    if hours.is_open(now):
        return said("Somebody is there now.", lang)
    begin = hours.opens_next(now)
    if begin is None:
        return said("Nobody is there at present.", lang)
    pattern = said("Nobody is there now: questions are answered again from {date} at {time} on.", lang)
    return pattern.format(date=day_of_week(begin.date(), lang), time=f"{begin:%H:%M}")
