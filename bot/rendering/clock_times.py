"""Times of day and moments as people read them, in the time zone of a chat."""

from __future__ import annotations

from datetime import datetime

from bot.store.chats.zones import zone_of

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MINUTES_AN_HOUR = 60


def clock(minute: int) -> str:
    """Return a minute of the day, 0 to 1439, as a time: "07:30"."""
    hour, rest = divmod(minute, _MINUTES_AN_HOUR)
    return f"{hour:02}:{rest:02}"


def moment(at: datetime, zone: str) -> str:
    """Return a moment in a time zone, to the minute: "Mon 23 Nov 2026, 08:00"."""
    shown = at.astimezone(zone_of(zone))
    return f"{shown:%a} {shown.day} {shown:%b %Y, %H:%M}"
