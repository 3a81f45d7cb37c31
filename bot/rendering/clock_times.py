"""Hours and moments as people read them: on the clock of a chat."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOUR = 60


def clock(minute: int) -> str:
    """A minute of the day on the clock: "07:30"."""
    hour, rest = divmod(minute, _HOUR)
    return f"{hour:02}:{rest:02}"


def moment(at: datetime, zone: str) -> str:
    """A moment on the clock of a zone, to the minute: "Mon 23 Nov 2026, 08:00"."""
    shown = at.astimezone(ZoneInfo(zone))
    return f"{shown:%a} {shown.day} {shown:%b %Y, %H:%M}"
