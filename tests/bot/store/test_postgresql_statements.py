"""What is said to PostgreSQL alone, as it is written: no server is needed to read that."""

from typing import Any, Self, cast

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql

from bot.store import lanes
from bot.store.outbox import audience
from bot.store.running import shared_pace
from bot.store.running.shared_pace import RecentSends

_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]  # it has no types


class Recording:
    """A connection that notes each statement, and answers with the same row each time."""

    dialect = _DIALECT

    def __init__(self, *row: object) -> None:
        self.said: list[str] = []
        self.row = row

    def execute(self, statement: Any) -> Self:
        self.said.append(" ".join(str(statement.compile(dialect=_DIALECT)).split()))
        return self

    def one(self) -> tuple[object, ...]:
        return self.row


def recording(*row: object) -> tuple[Connection, list[str]]:
    made = Recording(*row)
    return cast("Connection", made), made.said


def test_adding_to_lanes_and_promoting_lock_each_other_out_and_several_may_promote() -> None:
    connection, said = recording()
    lanes.lock_to_add(connection)
    lanes.lock_to_promote(connection)
    assert said == [
        "SELECT pg_advisory_xact_lock(4653902)",
        "SELECT pg_advisory_xact_lock_shared(4653902)",
    ]


def test_the_shared_clock_is_read_after_the_lock_is_taken() -> None:
    connection, said = recording([[1.5, 7]], 9.0, 12)
    found = shared_pace.lock(connection, ())
    assert found == (RecentSends([(1.5, 7)], {}, 9.0), 12.0)
    assert len(said) == 1
    assert said[0].startswith("WITH locked AS (SELECT")
    assert "FOR UPDATE)" in said[0]
    assert "clock_timestamp()" in said[0].partition("FOR UPDATE)")[2]


def test_many_subscriptions_are_named_by_one_parameter() -> None:
    connection, _ = recording()
    compiled = audience._is_one_of(connection, [3, 1]).compile(dialect=_DIALECT)
    assert str(compiled) == "subscriptions.id = any(%(param_1)s::BIGINT[])"
    assert compiled.params == {"param_1": [3, 1]}
