"""Time zones of chats, by the data of the package tzdata: a machine's own may lack some.

A zone is kept by its canonical name, or as hours from Greenwich: "Asia/Tokyo", "UTC+09:00".
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo

from retrieval.patterns import regex

_log = logging.getLogger(__name__)

DEFAULT_ZONE = "Asia/Tokyo"
_OFFSET = regex(r"UTC(?P<sign>[+-])(?P<hours>[01][0-9]):(?P<minutes>[0-5][0-9])")
_HOURS_OF_TZ = regex(r"Etc/GMT(?P<sign>[+-])(?P<hours>[0-9]{1,2})")
_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)
# What stands for a zone that was never set.
_NO_PLACES = {"Factory"}
_GREENWICH = {"Etc/UTC", "Etc/GMT", "UTC"}


def zone_of(name: str) -> tzinfo:
    """Return the zone of this name, or the default one if it is not known (any more)."""
    return find_zone(name) or _fall_back(name)


@lru_cache(maxsize=1024)
def find_zone(name: str) -> tzinfo | None:
    """Return the zone of a name that `canonical_name` gave or may have given; None for others."""
    if offset := _OFFSET.fullmatch(name):
        ahead = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"]))
        ahead = -ahead if offset["sign"] == "-" else ahead
        return timezone(ahead) if _WEST <= ahead <= _EAST else None
    if name not in zone_names():
        return None
    with _data().joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, name)


@lru_cache(maxsize=1024)
def _fall_back(name: str) -> tzinfo:
    """Return the default zone, and say so once for each name."""
    _log.error("the time zone %.40r of a chat is not known; %s counts", name, DEFAULT_ZONE)
    return find_zone(DEFAULT_ZONE) or UTC


@cache
def zone_names() -> frozenset[str]:
    """Return the names of all zones, also old ones."""
    return frozenset(_data().joinpath("zones").read_text().split()) - _NO_PLACES


def canonical_name(name: str) -> str:
    """Return the name under which a zone is kept: that of its own country, if it has one."""
    links, places = _links_and_places()
    if name not in places:
        name = links.get(name, name)
    if name in _GREENWICH:
        return "UTC"
    if behind := _HOURS_OF_TZ.fullmatch(name):
        # As POSIX has it: hours that Greenwich is ahead.
        return f"UTC{'-' if behind['sign'] == '+' else '+'}{int(behind['hours']):02}:00"
    return name


@cache
def _links_and_places() -> tuple[Mapping[str, str], frozenset[str]]:
    """Return the old and other names with what they mean, and the names that a country has."""
    lines = _data().joinpath("zoneinfo", "tzdata.zi").read_text().splitlines()
    links = {new: old for kind, old, new in (one.split() for one in lines if one[:2] == "L ")}
    table = _data().joinpath("zoneinfo", "zone.tab").read_text().splitlines()
    return links, frozenset(one.split("\t")[2] for one in table if not one.startswith("#"))


def _data() -> Traversable:
    return resources.files("tzdata")
