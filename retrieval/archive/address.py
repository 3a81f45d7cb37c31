"""The address of a database: how it is read, and what of it is shown."""

from __future__ import annotations

from sqlalchemy import make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from retrieval.errors import UnusableDatabaseError

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}
_HIDDEN = "[hidden]"
# Options of libpq that may stand in an error.
_SHOWN = ("host", "hostaddr", "port", "dbname", "user")
_LONG = 8


def read_address(url: str) -> URL:
    """Read `sqlite:///path` or `postgresql://user:password@host/name`.

    Raises:
        UnusableDatabaseError: the address is neither.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        # Not chained: the cause may quote the address, and with it the password.
        raise UnusableDatabaseError("the database", "its address cannot be read") from None
    driver = _DRIVERS.get(address.drivername)
    if driver is None:
        raise UnusableDatabaseError(
            "the database", "its address begins with neither sqlite: nor postgresql:"
        )
    if address.drivername == "sqlite" and address.database in {None, "", ":memory:"}:
        raise UnusableDatabaseError("sqlite", "the address names no file")
    if driver != _DRIVERS["sqlite"] and "@" in (address.database or ""):
        # What is behind the slash of a password would be shown as the database's name.
        raise UnusableDatabaseError(
            "the database", "in its password @ / ? and # have to be written %40 %2F %3F and %23"
        )
    return _with_whole_password(address).set(drivername=driver)


def _with_whole_password(address: URL) -> URL:
    """Give a password its part behind an @ back, that was read as part of the host."""
    rest, at, host = (address.host or "").rpartition("@")
    if not at:
        return address
    return address.set(password=f"{address.password or ''}@{rest}", host=host)


def name_of(address: URL) -> str:
    """Return the name to show: the file, or the host and the name of the database."""
    if address.get_backend_name() == "sqlite":
        return str(address.database)
    host = address.host or _in_query(address, "host")
    port = f":{address.port}" if address.port else ""
    database = address.database or _in_query(address, "dbname")
    if host.startswith("/"):
        # A folder with the socket: libpq takes it only so.
        return f"postgresql:///{database}?host={host}"
    return f"postgresql://{host}{port}/{database}"


def hide_secrets(text: str, address: URL) -> str:
    """Return what a driver says on one line, without the passwords of the address."""
    options = {name: _in_query(address, name) for name in address.query if name not in _SHOWN}
    # Also what stands at the wrong option; short values are no passwords, but parts of words.
    secrets = [one for name, one in options.items() if "pass" in name or len(one) >= _LONG]
    for secret in filter(None, [str(address.password or ""), *secrets]):
        text = text.replace(secret, _HIDDEN)
    return " ".join(text.split())


def _in_query(address: URL, name: str) -> str:
    value = address.query.get(name, "")
    return value if isinstance(value, str) else ",".join(value)
