"""What is kept: the database, its schema, the index, the sources, what waits or was put aside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, text

from bot.checkup.finding import Finding, fault, ok, warning
from bot.migrations.schema import NEWEST, read_step
from bot.setup.services import IndexState, read_index_state
from bot.setup.settings import Settings
from bot.store.outbox.holding import held_since
from bot.store.outbox.put_aside import PutAside, load_put_aside
from bot.store.retention.retention import InboxSummary, summarise
from retrieval.archive.database import Database
from retrieval.errors import IndexFaultError, KaikenError, UnusableDatabaseError
from retrieval.sources.fetching.faults import Fault
from retrieval.sources.watch.check_log import News
from retrieval.sources.watch.publishers import load_sources
from retrieval.sources.watch.watch_status import Standing, load_held, load_standing

# What the statements need: RETURNING and partial indexes; PostgreSQL's oldest that is maintained.
_OLDEST_SQLITE = (3, 35)
_OLDEST_POSTGRESQL = (14,)
_LONG_WAIT = timedelta(minutes=5)
_LONG_UNSEEN = timedelta(days=1)
# Reading again does not help: the site does not want this visitor.
_REFUSALS = (Fault.REFUSED, Fault.CHALLENGED, Fault.DISALLOWED)


async def check_stored(settings: Settings, database: Database, now: datetime) -> list[Finding]:
    """Look at the database and at all that is in it; stop at what keeps the rest from being seen.

    A SQLite file that is not there is not made.
    """
    if database.file is not None and not database.file.exists():
        remedy = "if Kaiken was never started, the first start makes it; else restore a backup"
        return [warning("database", f"{database.file} is not there", remedy)]
    try:
        return await _look(settings, database, now)
    except UnusableDatabaseError as unusable:
        return [fault("database", f"{unusable.database}: {unusable.reason}", unusable.fault)]


async def _look(settings: Settings, database: Database, now: datetime) -> list[Finding]:
    async with database.read() as connection:
        kind = connection.dialect.name
        step = await connection.run_sync(read_step)
        version = await connection.run_sync(_read_version)
    await database.check_pages()
    findings = [check_version(kind, version), check_schema(step)]
    if step != NEWEST:
        return findings
    async with database.read() as connection:
        standing = [await load_standing(connection, source) for source in load_sources()]
        held = await load_held(connection)
        inbox = await connection.run_sync(summarise)
        aside = await connection.run_sync(load_put_aside)
        hold = await connection.run_sync(held_since)
    is_watched = settings.watch_every is not None
    findings += check_sources(standing, held, now, is_watched=is_watched)
    findings += check_inbox(inbox, aside, now)
    findings += [] if hold is None else [check_hold(hold)]
    return [*findings, await _look_at_index(settings, database)]


async def _look_at_index(settings: Settings, database: Database) -> Finding:
    try:
        return check_index(await read_index_state(settings, database))
    except (IndexFaultError, KaikenError) as unusable:
        return fault("index", str(unusable), "mend that, or run `kaiken index rebuild`")


def check_version(kind: str, version: tuple[int, ...]) -> Finding:
    """Judge the version of a database of a kind, "sqlite" or "postgresql"."""
    name, oldest = (
        ("SQLite", _OLDEST_SQLITE) if kind == "sqlite" else ("PostgreSQL", _OLDEST_POSTGRESQL)
    )
    found = f"{name} {_dotted(version)}"
    if version < oldest:
        return fault("database", f"{found} is too old", f"upgrade it to {_dotted(oldest)} or newer")
    return ok("database", found)


def check_schema(step: str | None) -> Finding:
    """Judge the step at which the schema is; None is a database without tables."""
    if step is None:
        return warning("schema", "there are no tables", "the first start makes them")
    if step > NEWEST:
        remedy = "install that version again, or restore a backup that this one made"
        return fault("schema", f"step {step} is of a newer Kaiken (this has {NEWEST})", remedy)
    if step < NEWEST:
        return warning("schema", f"step {step}, older than {NEWEST}", "run `kaiken migrate`")
    return ok("schema", f"step {step}")


def check_index(state: IndexState) -> Finding:
    """Judge the index."""
    if state.fault:
        return fault(
            "index", state.fault, "it is built again when it is used; or run `kaiken index rebuild`"
        )
    if state.engine == "okapi":
        return ok("index", "in memory")
    behind = state.record_revision - state.revision
    if behind:
        remedy = "whatever runs next takes them in; or run `kaiken index rebuild`"
        return warning("index", f"{behind} changes of the record are not in it", remedy)
    return ok("index", f"{state.passages:,} passages, as the record is")


def check_sources(
    standing: Iterable[Standing], held: Iterable[News], now: datetime, *, is_watched: bool
) -> list[Finding]:
    """Judge when the sources were seen, and whether news is held until somebody decides."""
    findings = [_check_source(one, now, is_watched=is_watched) for one in standing]
    if count := len(list(held)):
        remedy = "look at `kaiken sources`, then `kaiken sources release` or `drop`"
        findings.append(warning("sources", f"{count} news are held", remedy))
    return findings


def _check_source(standing: Standing, now: datetime, *, is_watched: bool) -> Finding:
    name = f"source {standing.source}"
    refused = next((one for one in standing.indexes if one.fault in _REFUSALS), None)
    if refused is not None:
        remedy = "save its pages in a browser and `kaiken import` them; or watch from elsewhere"
        return fault(name, f"it refuses this machine: {refused.reason}", remedy)
    seen = [one.seen_at for one in standing.indexes if one.seen_at is not None]
    if not seen:
        if not is_watched:
            return ok(name, "not watched by this process, and never seen")
        return warning(name, "it was never seen", "start `kaiken serve`, or `kaiken watch --once`")
    age = now - min(seen)
    found = f"last seen {age.total_seconds() / 3600:.1f} hours ago"
    if age > _LONG_UNSEEN:
        reason = next((one.reason for one in standing.indexes if one.reason), "nobody looked")
        remedy = "look at `kaiken sources`, and whether `kaiken serve` or `kaiken watch` runs"
        return fault(name, f"{found}: {reason}", remedy)
    return ok(name, found)


def check_hold(since: datetime) -> Finding:
    """Judge that all notices are held since a moment."""
    found = f"all are held since {since:%d %b %Y %H:%M} UTC, by /hold"
    return warning("notices", found, "an operator sends them by /resume")


def check_inbox(inbox: InboxSummary, aside: Iterable[PutAside], now: datetime) -> list[Finding]:
    """Judge how long updates wait for an answer, and what was put aside."""
    findings = []
    if inbox.oldest_at is not None and now - inbox.oldest_at > _LONG_WAIT:
        count = inbox.waiting + inbox.claimed
        waits = f"the oldest of {count} updates waits since {inbox.oldest_at:%d %b %H:%M} UTC"
        findings.append(fault("inbox", waits, "look whether `kaiken serve` runs, and at its log"))
    if inbox.aside:
        found = f"{len(inbox.aside)} updates were put aside, the last: {inbox.aside[-1].reason}"
        findings.append(warning("inbox", found, "look at `kaiken inbox`: --retry or --drop"))
    findings += [
        warning("rows", f"{one.count} {one.what}", "look at `kaiken notices`") for one in aside
    ]
    return findings or [ok("inbox", f"{inbox.waiting + inbox.claimed} updates wait for an answer")]


def _read_version(connection: Connection) -> tuple[int, ...]:
    is_sqlite = connection.dialect.name == "sqlite"
    asked = "SELECT sqlite_version()" if is_sqlite else "SHOW server_version_num"
    told = str(connection.scalar(text(asked)))
    if is_sqlite:
        return tuple(int(part) for part in told.split("."))
    return divmod(int(told), 10_000)


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
