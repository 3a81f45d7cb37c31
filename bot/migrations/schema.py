"""Migrates the schema of a database to the step that this version of Kaiken needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive.database import Database
from retrieval.errors import UnusableDatabaseError

if TYPE_CHECKING:
    from alembic.config import Config

# The newest step. It stands here so that a start need not load Alembic to know it.
NEWEST = "0017"
_BEFORE = "base"
_TABLE = "alembic_version"
# Any number that no other lock has: PostgreSQL's lock for migrations.
_LOCK = 4_653_901


async def require_schema(database: Database) -> None:
    """Migrate the schema to the newest step, if it is not there yet.

    Raises:
        UnusableDatabaseError: it was made by a newer version of Kaiken.
    """
    if await load_step(database) != NEWEST:
        await migrate(database)


async def load_step(database: Database) -> str | None:
    """Load the step at which a schema is; None for an empty database."""
    async with database.read() as connection:
        return await connection.run_sync(read_step)


async def leads_down(database: Database, to: str) -> bool:
    """Say whether the way to a step deletes what later steps keep.

    Raises:
        UnusableDatabaseError: the step is unknown, or the database is at an unknown step.
    """
    at = await load_step(database)
    steps = _known_steps(database.name, at, to)
    return steps.index(to) < steps.index(at or _BEFORE)


async def migrate(database: Database, to: str = NEWEST) -> None:
    """Migrate up or down to a step: all of the way or, after an error, none of it.

    "base" is before the first step.

    Raises:
        UnusableDatabaseError: the step is unknown, or the database is at an unknown step.
    """
    async with database.write() as connection:
        await _lock(connection)
        await connection.run_sync(_migrate, database.name, to)


def read_step(connection: Connection) -> str | None:
    """Read the step at which a schema is; None for an empty database."""
    if not inspect(connection).has_table(_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {_TABLE}")).scalar()  # noqa: S608 - ours


async def _lock(connection: AsyncConnection) -> None:
    """Let one process migrate at a time; on SQLite the transaction began IMMEDIATE, which does."""
    if connection.dialect.name == "postgresql":
        # Other locks are not waited for as long as another process may take to migrate.
        await connection.execute(text("SET LOCAL lock_timeout = 0"))
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _migrate(connection: Connection, name: str, to: str) -> None:
    from alembic import command  # noqa: PLC0415 - 0.2 s, only if there is something to migrate

    at = read_step(connection)
    steps = _known_steps(name, at, to)
    config = _config()
    config.attributes["connection"] = connection
    if steps.index(to) >= steps.index(at or _BEFORE):
        command.upgrade(config, to)
    else:
        command.downgrade(config, to)


def _known_steps(name: str, at: str | None, to: str) -> list[str]:
    """Return all steps in order; the step `at` which a schema is and that `to` go to are known."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - as Alembic itself

    known = [step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()]
    if at is not None and at not in known:
        raise UnusableDatabaseError(name, f"made by a newer Kaiken (step {at}); upgrade this one")
    steps = [_BEFORE, *reversed(known)]
    if to not in steps:
        raise UnusableDatabaseError(name, f"no step {to!r}; there are: {', '.join(steps)}")
    return steps


def _config() -> Config:
    from alembic.config import Config  # noqa: PLC0415 - as Alembic itself

    config = Config()
    config.set_main_option("script_location", "bot:migrations")
    config.set_main_option("recursive_version_locations", "true")
    return config
