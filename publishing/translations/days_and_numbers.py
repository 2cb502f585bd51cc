"""Days, times and numbers as people of a language write them."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date, format_datetime, get_day_names
from babel.numbers import format_decimal

from publishing.translations import said, spoken_languages


def long_day(day: date, lang: str) -> str:
    """Write *day* with the name of its month, such as "5 November 2026"."""
    return format_date(day, said("d MMMM yyyy", lang), _spoken(lang))


def day_of_week(day: date, lang: str) -> str:
    """Write *day* with the name that it has in the week, without its year, such as "Monday, 5 November"."""
    return format_date(day, said("EEEE, d MMMM", lang), _spoken(lang))


def weekday(number: int, lang: str) -> str:
    """Name a day of the week: 0 for Monday."""
    return str(get_day_names("wide", locale=_spoken(lang))[number])


def short_day(day: date, lang: str) -> str:
    """Write *day* with its month abbreviated, such as "5 Nov 2026"."""
    return format_date(day, said("d MMM yyyy", lang), _spoken(lang))


def moment(time: datetime, lang: str) -> str:
    """Write *time*, which is in UTC, to the minute."""
    return format_datetime(time, said("d MMM yyyy, HH:mm 'UTC'", lang), locale=_spoken(lang))


def decimal(number: float, lang: str, *, places: int | None = 1) -> str:
    """Write *number* with so many *places* after the point, or with as many as it needs, without grouping."""
    pattern = "0.######" if places is None else f"0.{'0' * places}"
    return format_decimal(number, pattern, _spoken(lang))


def _spoken(lang: str) -> str:
    """Name months as the words around them are said: in English where nobody has translated those."""
    base = lang.replace("_", "-").partition("-")[0].lower()
    return base if base in spoken_languages() else "en"
