"""Types of columns, the same on each database."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[dt.datetime]):
    """A point in time: takes any zone, stores and returns UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Convert the moment to UTC; SQLite stores no zone."""
        if value is None:
            return None
        moment = value.astimezone(dt.UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(
        self, value: dt.datetime | None, dialect: Dialect
    ) -> dt.datetime | None:
        """Return the moment, with its zone."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.replace(tzinfo=dt.UTC)


class JsonList(TypeDecorator[Any]):
    """Lists of strings and numbers as compact JSON: equal lists give the same text.

    A text that is no JSON is read as None: one such row must not keep all others from being read.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:  # noqa: ANN401 - JSON
        """Write the lists as text."""
        if value is None:
            return None
        return msgspec.json.encode(value).decode()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:  # noqa: ANN401 - JSON
        """Read the lists."""
        try:
            return None if value is None else msgspec.json.decode(value)
        except ValueError:
            return None
