"""Migrates the schema of a database to the step that this version of Kaiken needs."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive.database import Database
from retrieval.errors import UnusableDatabaseError

# The newest step. It stands here so that a start need not load Alembic to know it.
NEWEST = "0007"
_TABLE = "alembic_version"
# Any number that no other lock has: PostgreSQL's lock for migrations.
_LOCK = 4_653_901


async def require_schema(database: Database) -> None:
    """Migrate the schema to the newest step, if it is not there yet.

    Raises:
        UnusableDatabaseError: it was made by a newer version of Kaiken.
    """
    async with database.read() as connection:
        step = await connection.run_sync(_read_step)
    if step != NEWEST:
        await migrate(database)


async def migrate(database: Database, to: str = NEWEST) -> None:
    """Migrate up or down to a step: all of the way or, after an error, none of it.

    "base" is before the first step.

    Raises:
        UnusableDatabaseError: the step is unknown, or the database is at an unknown step.
    """
    async with database.write() as connection:
        await _lock(connection)
        await connection.run_sync(_migrate, database.name, to)


def _read_step(connection: Connection) -> str | None:
    """Read the step at which a schema is; None for an empty database."""
    if not inspect(connection).has_table(_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {_TABLE}")).scalar()  # noqa: S608 - ours


async def _lock(connection: AsyncConnection) -> None:
    """Let one process migrate at a time; on SQLite the transaction began IMMEDIATE, which does."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _migrate(connection: Connection, name: str, to: str) -> None:
    from alembic import command  # noqa: PLC0415 - 0.2 s, only if there is something to migrate
    from alembic.config import Config  # noqa: PLC0415 - the same
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - the same

    config = Config()
    config.set_main_option("script_location", "bot:migrations")
    config.attributes["connection"] = connection
    known = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    at = _read_step(connection)
    if at is not None and at not in known:
        raise UnusableDatabaseError(name, f"made by a newer Kaiken (step {at}); upgrade this one")
    steps = ["base", *reversed(known)]
    if to not in steps:
        raise UnusableDatabaseError(name, f"no step {to!r}; there are: {', '.join(steps)}")
    if steps.index(to) >= steps.index(at or "base"):
        command.upgrade(config, to)
    else:
        command.downgrade(config, to)
