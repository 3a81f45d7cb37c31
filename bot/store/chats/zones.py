"""Time zones of chats, also if the system's list has changed since a chat chose one."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Asia/Tokyo"


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """Return the zone of this name, or the default one if it is not known here (any more)."""
    try:
        return ZoneInfo(name)
    # ZoneInfoNotFoundError is a KeyError; names that are folders or no paths raise the others.
    except (KeyError, OSError, ValueError):
        return ZoneInfo(DEFAULT_ZONE)
