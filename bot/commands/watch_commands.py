"""Commands that watch the sources, and show their state."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.console import (
    INTERRUPTED,
    AsJson,
    dumps,
    load_settings,
    open_archive,
    print_message,
    print_result,
    terminal_width,
)
from bot.process.garbage import collect_as_usual

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.setup.settings import Settings
    from retrieval.archive.database import Database
    from retrieval.sources.watch.check import Checked

UNSEEN = 1


class HeldNewsAction(StrEnum):
    """What to do with news that is held."""

    RELEASE = "release"
    DROP = "drop"


def watch(
    *,
    once: Annotated[bool, typer.Option("--once", help="Check once, not again and again.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be announced, and to how many.")
    ] = False,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m"], help="Read the archives back to this month; announces nothing."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Look for new words on the publishers' sites, again and again; or read their archives."""
    if since is not None and (once or dry_run):
        raise typer.BadParameter("--since goes without --once and --dry-run")
    if dry_run and not once:
        raise typer.BadParameter("--dry-run needs --once")
    from bot.setup.logs import configure_logs  # noqa: PLC0415 - see the package

    settings = load_settings()
    configure_logs(settings.log)
    with open_archive() as (runner, database):
        try:
            if since is not None:
                runner.run(_backfill(settings, database, since.replace(tzinfo=UTC).date()))
            elif once:
                checked = runner.run(_check(settings, database, is_dry=dry_run))
                runner.run(_show(checked, database, is_dry=dry_run, as_json=as_json))
                if any(one.row.unseen and not one.row.counts for one in checked):
                    raise typer.Exit(UNSEEN)
            else:
                collect_as_usual()
                runner.run(_watch_forever(settings, database))
        except KeyboardInterrupt:
            print_message("stopped; the same command goes on from there")
            raise typer.Exit(INTERRUPTED) from None


def sources(
    action: Annotated[
        HeldNewsAction | None, typer.Argument(help="release or drop the news that is held")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Show when the sources were seen last, what could not be, and what news is held."""
    with open_archive() as (runner, database):
        if action is not None:
            count = runner.run(_settle_held(database, action))
            print_result(
                dumps({action.value: count}) if as_json else f"{action.value}: {count} held news"
            )
            return
        runner.run(_show_state(database, as_json=as_json))


async def _check(settings: Settings, database: Database, *, is_dry: bool) -> list[Checked]:
    from bot.process.fetching import open_fetch  # noqa: PLC0415 - see the package
    from bot.setup.services import now_utc  # noqa: PLC0415 - see the package
    from retrieval.sources.watch.check import Watch  # noqa: PLC0415 - see the package
    from retrieval.sources.watch.publishers import load_sources  # noqa: PLC0415 - see the package

    async with open_fetch(settings) as fetch:
        return await Watch(database, fetch, load_sources(), is_dry=is_dry).check(now_utc)


async def _show(checked: list[Checked], database: Database, *, is_dry: bool, as_json: bool) -> None:
    from bot.rendering.operators.as_json import checked_as_json  # noqa: PLC0415 - see the package
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package
    from bot.setup.services import now_utc  # noqa: PLC0415 - see the package
    from bot.store.outbox.audience import count_recipients  # noqa: PLC0415 - see the package

    def count(connection: Connection) -> list[int]:
        return [count_recipients(connection, news, now_utc()) for news in one.news]

    for one in checked:
        async with database.read() as connection:
            readers = await connection.run_sync(count)
        shown = checked_as_json(one, readers)
        print_result(
            dumps(shown)
            if as_json
            else PlainRenderer(terminal_width()).checked(shown, is_dry=is_dry)
        )


async def _watch_forever(settings: Settings, database: Database) -> None:
    from bot.process.fetching import open_fetch  # noqa: PLC0415 - see the package
    from bot.setup.services import now_utc  # noqa: PLC0415 - see the package
    from bot.setup.settings import DEFAULT_WATCH_INTERVAL  # noqa: PLC0415 - see the package
    from retrieval.sources.watch.check import Watch  # noqa: PLC0415 - see the package
    from retrieval.sources.watch.publishers import load_sources  # noqa: PLC0415 - see the package
    from retrieval.sources.watch.schedule import (  # noqa: PLC0415 - see the package
        Rhythm,
        watch_forever,
    )

    async def show(checked: Checked) -> None:
        await _show([checked], database, is_dry=False, as_json=False)

    async with open_fetch(settings) as fetch:
        watching = Watch(database, fetch, load_sources())
        await watch_forever(
            watching,
            database,
            Rhythm(settings.watch_every or DEFAULT_WATCH_INTERVAL, now_utc),
            show,
        )


async def _backfill(settings: Settings, database: Database, since: date) -> None:
    from bot.process.fetching import open_fetch  # noqa: PLC0415 - see the package
    from bot.setup.services import now_utc  # noqa: PLC0415 - see the package
    from retrieval.errors import KaikenError  # noqa: PLC0415 - see the package
    from retrieval.sources.watch.backfill import BackfillClock, backfill  # noqa: PLC0415 - see the package
    from retrieval.sources.watch.publishers import load_sources  # noqa: PLC0415 - see the package

    clock = BackfillClock(now_utc, asyncio.sleep)
    async with open_fetch(settings) as fetch:
        for source in load_sources():
            try:
                async for filled in backfill(database, fetch, source, since, clock):
                    print_result(
                        f"{filled.month:%Y-%m}  {filled.name}: {filled.listed} listed, "
                        f"{filled.read} read, {len(filled.unseen)} could not be read"
                    )
            except KaikenError:
                print_message("stopped; the same command goes on from there")
                raise


async def _settle_held(database: Database, action: HeldNewsAction) -> int:
    from bot.setup.services import now_utc  # noqa: PLC0415 - see the package
    from retrieval.sources.watch.check_log import settle_held_news  # noqa: PLC0415 - see the package
    from retrieval.sources.watch.decisions import NewsState  # noqa: PLC0415 - see the package

    state = NewsState.DUE if action is HeldNewsAction.RELEASE else NewsState.DROPPED
    async with database.write() as connection:
        return await settle_held_news(connection, state, now_utc())


async def _show_state(database: Database, *, as_json: bool) -> None:
    from bot.rendering.operators.as_json import standing_as_json  # noqa: PLC0415 - see the package
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package
    from retrieval.sources.watch.publishers import load_sources  # noqa: PLC0415 - the same
    from retrieval.sources.watch.watch_status import (  # noqa: PLC0415 - the same
        load_held,
        load_standing,
    )

    async with database.read() as connection:
        found = [await load_standing(connection, source) for source in load_sources()]
        held = await load_held(connection)
    shown = standing_as_json(found, held)
    print_result(dumps(shown) if as_json else PlainRenderer(terminal_width()).sources(shown))
