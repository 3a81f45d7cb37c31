"""Faults of a database: what an error of its driver means, and which work fails at the moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from retrieval.archive.address import hide_secrets, name_of
from retrieval.errors import DatabaseFault, UnusableDatabaseError

# How the names of SQLite's errors begin (sqlite.org/rescode.html); the first that fits decides.
_OF_SQLITE: Mapping[str, DatabaseFault] = {
    "SQLITE_BUSY": DatabaseFault.BUSY,
    "SQLITE_LOCKED": DatabaseFault.BUSY,
    "SQLITE_FULL": DatabaseFault.DISK,
    "SQLITE_IOERR": DatabaseFault.DISK,
    "SQLITE_READONLY_DBMOVED": DatabaseFault.LOST,
    "SQLITE_READONLY": DatabaseFault.READ_ONLY,
    "SQLITE_CANTOPEN": DatabaseFault.REFUSED,
    "SQLITE_PERM": DatabaseFault.REFUSED,
    "SQLITE_AUTH": DatabaseFault.REFUSED,
    "SQLITE_CORRUPT": DatabaseFault.DAMAGED,
    "SQLITE_NOTADB": DatabaseFault.DAMAGED,
    "SQLITE_CONSTRAINT": DatabaseFault.RULE,
    "SQLITE_MISMATCH": DatabaseFault.RULE,
    "SQLITE_TOOBIG": DatabaseFault.RULE,
}
# How PostgreSQL's codes begin (postgresql.org/docs/current/errcodes-appendix.html).
_OF_POSTGRESQL: Mapping[str, DatabaseFault] = {
    "08": DatabaseFault.AWAY,
    "22": DatabaseFault.RULE,
    "23": DatabaseFault.RULE,
    "25006": DatabaseFault.READ_ONLY,
    "28": DatabaseFault.REFUSED,
    "3D": DatabaseFault.LOST,
    "3F": DatabaseFault.SCHEMA,
    "40": DatabaseFault.BUSY,
    "42501": DatabaseFault.REFUSED,
    "42": DatabaseFault.SCHEMA,
    "53300": DatabaseFault.AWAY,
    "53": DatabaseFault.DISK,
    "55": DatabaseFault.BUSY,
    "57014": DatabaseFault.BUSY,
    "57": DatabaseFault.AWAY,
    "58": DatabaseFault.DISK,
    "XX": DatabaseFault.DAMAGED,
}
# What has no code: the words by which a connection is refused.
_OF_CONNECTING: Mapping[str, DatabaseFault] = {
    "too many": DatabaseFault.AWAY,
    "authentication failed": DatabaseFault.REFUSED,
    "no password": DatabaseFault.REFUSED,
    "pg_hba": DatabaseFault.REFUSED,
    "not permitted": DatabaseFault.REFUSED,
    "permission denied": DatabaseFault.REFUSED,
    "does not exist": DatabaseFault.LOST,
}
# Words of these may quote what the statement was given; so may those that a function raises.
_QUOTING = ("22", "23", "P0")


def name_fault(error: Exception, address: URL) -> UnusableDatabaseError:
    """Name what the error of a database's driver means, without anything a statement was given."""
    cause = (error.orig or error) if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        fault, reason = _of_sqlite(cause)
    elif isinstance(cause, SQLAlchemyError):
        fault = DatabaseFault.BUSY if isinstance(cause, NoConnectionError) else DatabaseFault.OTHER
        reason = type(cause).__name__
    else:
        fault, reason = _of_server(cause)
    return UnusableDatabaseError(name_of(address), hide_secrets(reason, address), fault)


def _of_sqlite(cause: BaseException) -> tuple[DatabaseFault, str]:
    code, said = getattr(cause, "sqlite_errorname", None) or "", str(cause)
    is_of_schema = said.startswith(("no such table", "no such column")) or "has no column" in said
    found = DatabaseFault.SCHEMA if is_of_schema else _first(_OF_SQLITE, code.startswith)
    # The words of a trigger are whatever its author chose, perhaps what it was given.
    return found or DatabaseFault.OTHER, "by a trigger" if code.endswith("_TRIGGER") else said


def _of_server(cause: BaseException) -> tuple[DatabaseFault, str]:
    code = getattr(cause, "sqlstate", None)
    if code is None:
        said = str(cause)
        is_of_connecting = type(cause).__name__ in {"OperationalError", "ConnectionTimeout"}
        otherwise = DatabaseFault.AWAY if is_of_connecting else DatabaseFault.OTHER
        return _first(_OF_CONNECTING, said.__contains__) or otherwise, said
    fault = _first(_OF_POSTGRESQL, code.startswith) or DatabaseFault.OTHER
    details = getattr(cause, "diag", None)
    is_raised = (getattr(details, "source_function", None) or "").startswith("exec_stmt_raise")
    if is_raised or code.startswith(_QUOTING):
        where = getattr(details, "constraint_name", None) or getattr(details, "table_name", None)
        return fault, f"{code} at {where}" if where else code
    return fault, f"{getattr(details, 'message_primary', None) or type(cause).__name__}, {code}"


def _first(
    faults: Mapping[str, DatabaseFault], fits: Callable[[str], bool]
) -> DatabaseFault | None:
    return next((fault for part, fault in faults.items() if fits(part)), None)


@dataclass(slots=True)
class Condition:
    """Which routines, work that is done again and again, fail for the database at the moment.

    A fault of a routine lasts until the same routine succeeds. That of one that is done seldom also
    ends when all is found to be well.
    """

    failing: dict[str, UnusableDatabaseError] = field(default_factory=dict)
    # Called with a fault whenever one is met, and with None when all routines work again.
    observe: Callable[[UnusableDatabaseError | None], None] = lambda _: None
    _seldom: set[str] = field(default_factory=set)

    @contextmanager
    def routine(self, name: str, *, is_seldom: bool = False) -> Iterator[None]:
        """Note under the name of a routine that the work within succeeds, or its fault."""
        try:
            yield
        except UnusableDatabaseError as fault:
            self.note_fault(name, fault, is_seldom=is_seldom)
            raise
        self.note_success(name)

    def note_fault(
        self, name: str, fault: UnusableDatabaseError, *, is_seldom: bool = False
    ) -> None:
        """Note that a routine fails."""
        self.failing[name] = fault
        if is_seldom:
            self._seldom.add(name)
        self.observe(fault)

    def note_success(self, *names: str) -> None:
        """Note that routines work."""
        were_failing = [self.failing.pop(name, None) for name in names]
        if any(were_failing) and not self.failing:
            self.observe(None)

    def note_all_is_well(self) -> None:
        """Note that a look found all well: what is done seldom counts as working."""
        self.note_success(*self._seldom)
