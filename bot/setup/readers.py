"""Readers of settings: each makes a value of a text, and raises ValueError with what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from retrieval.errors import UnusableDatabaseError

Value = TypeVar("Value")
Read = Callable[[str], Value]

_MAX_PORT = 65_535
_MINUTES = range(5, 1_441)
_MOST_CHATS = 20


def of_form(form: str, fault: str, make: Read[Value]) -> Read[Value]:
    """Make a reader of texts of a form, a regular expression, whatever is then made of them."""

    def read(given: str) -> Value:
        if not re.fullmatch(form, given):
            raise ValueError(fault)
        return make(given)

    return read


def reachable(fault: str, make: Read[Value]) -> Read[Value]:
    """Make a reader of addresses whose host and port can be: a port from 1 to 65535, or none."""

    def read(given: str) -> Value:
        try:
            parts = urlsplit(given)
            can_be = bool(parts.hostname) and parts.port != 0
        except ValueError as cause:
            raise ValueError(fault) from cause
        if not can_be:
            raise ValueError(fault)
        return make(given)

    return read


def of_database(make: Read[Value]) -> Read[Value]:
    """Make a reader of addresses of databases, whatever is wrong with them: a port, a password."""

    def read(given: str) -> Value:
        from retrieval.archive.address import read_address  # noqa: PLC0415 - loads SQLAlchemy

        try:
            read_address(given)
        except UnusableDatabaseError as cause:
            raise ValueError(f"cannot be used: {cause.reason}") from None
        return make(given)

    return read


def up_to(maximum: int) -> Read[int]:
    """Make a reader of whole numbers from 1."""

    def read(given: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", given) or not 1 <= int(given) <= maximum:
            raise ValueError(f"is not a number from 1 to {maximum}")
        return int(given)

    return read


def host_and_port(make: Callable[[str, int], Value], alone: str = "") -> Read[Value]:
    """Make a reader of a host and a port, with a colon between them.

    With `alone`, a host, the port may stand alone.
    """

    def read(given: str) -> Value:
        host, _, port = given.rpartition(":")
        host = host or (alone if ":" not in given else "")
        if not host or not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > _MAX_PORT:
            raise ValueError("is not a host and a port")
        return make(host.strip("[]"), int(port))

    return read


def chat(given: str) -> int:
    """Read the id of a chat."""
    if not re.fullmatch(r"-?[1-9][0-9]{0,15}", given):
        raise ValueError("is not the id of a chat")
    return int(given)


def chats(given: str) -> frozenset[int]:
    """Read the ids of some chats, with commas between them."""
    try:
        read = frozenset(chat(one.strip()) for one in given.split(","))
    except ValueError:
        raise ValueError("has what is not the id of a chat") from None
    if len(read) > _MOST_CHATS:
        raise ValueError(f"has more than {_MOST_CHATS} chats")
    return read


def search_urls(given: str) -> tuple[str, ...]:
    """Read the addresses of the nodes of a cluster, all with TLS or all without."""
    urls = tuple(one.strip().rstrip("/") for one in given.split(","))
    for one in urls:
        if not re.fullmatch(r"https?://[^\s/@?#]+", one):
            raise ValueError("has what is not the address of a node")
        reachable("has what is not the address of a node", str)(one)
    if len({one.partition(":")[0] for one in urls}) > 1:
        raise ValueError("has nodes with TLS and nodes without")
    return urls


def folder(given: str) -> Path:
    """Read the path of a folder."""
    try:
        return Path(given).expanduser()
    except RuntimeError as cause:
        raise ValueError("names the home of a user that is not known here") from cause


def on_or_off(given: str) -> bool:
    """Read a yes or no."""
    if given not in {"on", "off"}:
        raise ValueError("is neither on nor off")
    return given == "on"


def minutes(given: str) -> timedelta | None:
    """Read a number of minutes, or None for "off"."""
    if given == "off":
        return None
    if not (given.isascii() and given.isdecimal()) or int(given) not in _MINUTES:
        raise ValueError("is not a number of minutes from 5 to 1440, nor off")
    return timedelta(minutes=int(given))
