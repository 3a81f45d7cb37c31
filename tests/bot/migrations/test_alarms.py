"""The step that gave alarms a beginning and an end: what was told before is not told again."""

from datetime import UTC, datetime

from sqlalchemy import insert, select, text

from bot.migrations.schema import migrate
from retrieval.archive.database import Database
from retrieval.archive.tables import alarms, indexes

TOLD_AT = datetime(2026, 11, 20, 3, tzinfo=UTC)


async def test_a_source_that_operators_were_told_of_is_an_alarm_that_is_told(
    empty_url: str,
) -> None:
    database = Database.at(empty_url)
    await migrate(database, "0014")
    state = {"source": "mofa", "fault": "refused", "reason": "HTTP 403"}
    rows = [
        {**state, "name": "news", "told_at": TOLD_AT},
        {**state, "name": "archive", "told_at": TOLD_AT},
        {**state, "name": "news", "source": "whitehouse", "told_at": None},
    ]
    untold = text("INSERT INTO alarms (said, raised_at) VALUES ('said', :at)")
    async with database.write() as connection:
        await connection.execute(insert(indexes), rows)
        await connection.execute(untold, {"at": TOLD_AT})
    await migrate(database)
    async with database.read() as connection:
        [alarm] = await connection.execute(select(alarms))
    assert (alarm.kind, alarm.subject, alarm.said) == ("source", "mofa", "HTTP 403")
    assert (alarm.raised_at, alarm.over_at, alarm.is_told) == (TOLD_AT, None, True)
    await migrate(database, "0014")
    await migrate(database)
    await database.close()
