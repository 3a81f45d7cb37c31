"""What the errors of a database's driver mean, and which work fails at the moment."""

import sqlite3
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import DBAPIError, InvalidRequestError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from retrieval.archive.address import read_address
from retrieval.archive.faults import Condition, name_fault
from retrieval.errors import DatabaseFault, UnusableDatabaseError

ADDRESS = read_address("postgresql://u:secret@h/n")
GIVEN = "what somebody asked"


class OperationalError(Exception):
    """An error of a server's driver, by the name that tells that it is of connecting."""


class OtherError(Exception):
    """Another error of a server's driver."""


def of_sqlite(said: str, code: str | None = None) -> sqlite3.Error:
    fault = sqlite3.OperationalError(said)
    if code is not None:
        fault.sqlite_errorname = code
    return fault


def of_server(code: str | None, said: str = "said", **details: str) -> Exception:
    fault = OtherError(said)
    fault.sqlstate = code  # type: ignore[attr-defined]
    fault.diag = SimpleNamespace(**details)  # type: ignore[attr-defined]
    return fault


@pytest.mark.parametrize(
    "error, fault, reason",
    [
        (of_sqlite("is locked", "SQLITE_BUSY_SNAPSHOT"), DatabaseFault.BUSY, "is locked"),
        (of_sqlite("no room", "SQLITE_FULL"), DatabaseFault.DISK, "no room"),
        (of_sqlite("moved", "SQLITE_READONLY_DBMOVED"), DatabaseFault.LOST, "moved"),
        (of_sqlite("read only", "SQLITE_READONLY"), DatabaseFault.READ_ONLY, "read only"),
        (of_sqlite("odd", "SQLITE_MISUSE"), DatabaseFault.OTHER, "odd"),
        (of_sqlite("uncoded"), DatabaseFault.OTHER, "uncoded"),
        (of_sqlite("no such table: a", "SQLITE_ERROR"), DatabaseFault.SCHEMA, "no such table: a"),
        (of_sqlite("no such column: a"), DatabaseFault.SCHEMA, "no such column: a"),
        (of_sqlite("table a has no column b"), DatabaseFault.SCHEMA, "table a has no column b"),
        (of_sqlite("a is no such table"), DatabaseFault.OTHER, "a is no such table"),
        (of_sqlite(GIVEN, "SQLITE_CONSTRAINT_TRIGGER"), DatabaseFault.RULE, "by a trigger"),
        (of_sqlite("UNIQUE a.b", "SQLITE_CONSTRAINT_UNIQUE"), DatabaseFault.RULE, "UNIQUE a.b"),
        (
            DBAPIError("SELECT", GIVEN, of_sqlite("is locked", "SQLITE_LOCKED")),
            DatabaseFault.BUSY,
            "is locked",
        ),
        (NoConnectionError(GIVEN), DatabaseFault.BUSY, "TimeoutError"),
        (InvalidRequestError(GIVEN), DatabaseFault.OTHER, "InvalidRequestError"),
        (OperationalError("reset by secret"), DatabaseFault.AWAY, "reset by [hidden]"),
        (OperationalError("pg_hba says no"), DatabaseFault.REFUSED, "pg_hba says no"),
        (OtherError("too many clients"), DatabaseFault.AWAY, "too many clients"),
        (OtherError("it\n is odd"), DatabaseFault.OTHER, "it is odd"),
        (of_server(None, "does not exist"), DatabaseFault.LOST, "does not exist"),
        (of_server("40P01"), DatabaseFault.BUSY, "OtherError, 40P01"),
        (of_server("42501", message_primary="no"), DatabaseFault.REFUSED, "no, 42501"),
        (of_server("42P01", message_primary="no"), DatabaseFault.SCHEMA, "no, 42P01"),
        (of_server("99999"), DatabaseFault.OTHER, "OtherError, 99999"),
        (
            of_server("23505", GIVEN, message_primary=GIVEN, constraint_name="c", table_name="t"),
            DatabaseFault.RULE,
            "23505 at c",
        ),
        (
            of_server("22001", GIVEN, message_primary=GIVEN, table_name="t"),
            DatabaseFault.RULE,
            "22001 at t",
        ),
        (of_server("23505", GIVEN, message_primary=GIVEN), DatabaseFault.RULE, "23505"),
        (of_server("P0001", GIVEN, message_primary=GIVEN), DatabaseFault.OTHER, "P0001"),
        (
            of_server("57014", GIVEN, message_primary=GIVEN, source_function="exec_stmt_raise"),
            DatabaseFault.BUSY,
            "57014",
        ),
        (
            of_server("57014", GIVEN, message_primary="no", source_function="other"),
            DatabaseFault.BUSY,
            "no, 57014",
        ),
    ],
)
def test_an_error_has_its_name_and_a_reason_that_shows_nothing_it_was_given(
    error: Exception, fault: DatabaseFault, reason: str
) -> None:
    named = name_fault(error, ADDRESS)
    assert (named.database, named.fault, named.reason) == ("postgresql://h/n", fault, reason)


@pytest.fixture
def observed() -> list[str | None]:
    return []


@pytest.fixture
def condition(observed: list[str | None]) -> Condition:
    return Condition(observe=lambda fault: observed.append(fault.reason if fault else None))


def fail(condition: Condition, name: str, *, is_seldom: bool = False) -> None:
    fault = UnusableDatabaseError("record.db", f"{name} fails", DatabaseFault.DISK)
    with (
        pytest.raises(UnusableDatabaseError, match=name),
        condition.routine(name, is_seldom=is_seldom),
    ):
        raise fault
    assert condition.failing[name] is fault


def test_a_fault_lasts_until_the_same_routine_succeeds(
    condition: Condition, observed: list[str | None]
) -> None:
    with condition.routine("saving"):
        assert observed == []
    assert observed == []
    fail(condition, "saving")
    fail(condition, "sending")
    with condition.routine("sending"):
        assert set(condition.failing) == {"saving", "sending"}
    assert set(condition.failing) == {"saving"}
    assert observed == ["saving fails", "sending fails"]
    with condition.routine("sending"):
        pass
    with condition.routine("saving"):
        pass
    with condition.routine("saving"):
        pass
    assert not condition.failing
    assert observed == ["saving fails", "sending fails", None]


def test_where_all_is_well_what_is_done_seldom_counts_as_working(
    condition: Condition, observed: list[str | None]
) -> None:
    fail(condition, "sending")
    fail(condition, "watching", is_seldom=True)
    condition.note_all_is_well()
    assert set(condition.failing) == {"sending"}
    condition.note_success("sending")
    fail(condition, "watching", is_seldom=True)
    condition.note_all_is_well()
    assert not condition.failing
    assert observed == ["sending fails", "watching fails", None, "watching fails", None]


def test_a_routine_that_fails_for_another_reason_is_no_fault_of_the_database(
    condition: Condition,
) -> None:
    with pytest.raises(ValueError, match="other"), condition.routine("saving"):
        raise ValueError("other")
    assert not condition.failing
