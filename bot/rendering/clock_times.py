"""Times of day and moments as people read them, in the time zone of a chat."""

from __future__ import annotations

from datetime import date, datetime

from bot.language.english import DAY, SHORT_WEEKDAY, WEEKDAY
from bot.language.spoken import gettext, spoken
from bot.store.chats.zones import zone_of

# As they are typed, also in the data of buttons.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MINUTES_AN_HOUR = 60
_A_MONDAY = date(2024, 1, 1)


def clock(minute: int) -> str:
    """Return a minute of the day, 0 to 1439, as a time: "07:30"."""
    hour, rest = divmod(minute, _MINUTES_AN_HOUR)
    return f"{hour:02}:{rest:02}"


def weekday(number: int) -> str:
    """Return how a day of the week is called, Monday as 0."""
    return spoken().date(_A_MONDAY.replace(day=1 + number), WEEKDAY)


def short_weekday(number: int) -> str:
    """Return the short name of a day of the week, Monday as 0: "Mon"."""
    return spoken().date(_A_MONDAY.replace(day=1 + number), SHORT_WEEKDAY)


def moment(at: datetime, zone: str) -> str:
    """Return a moment in a time zone, to the minute: "Mon 23 Nov 2026, 08:00"."""
    shown = at.astimezone(zone_of(zone))
    return gettext(
        "%(weekday)s %(day)s, %(time)s",
        weekday=spoken().date(shown, SHORT_WEEKDAY),
        day=spoken().date(shown, DAY),
        time=f"{shown:%H:%M}",
    )
