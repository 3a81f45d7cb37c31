"""Commands that show what is on record."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.commands.console import AsJson, dumps, open_archive, print_result, terminal_width

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from retrieval.archive.census import Count, Totals
    from retrieval.archive.database import Database
    from retrieval.model.release import Release

Found = TypeVar("Found")
_SAVED_AS = (".html", ".htm", ".txt", ".md")


def release(
    id_or_file: Annotated[
        str | None,
        typer.Argument(help="An id, such as mofa-kaiken24e_000077, or a saved page."),
    ] = None,
    *,
    version: Annotated[
        int | None, typer.Option(min=1, help="An old version; by default the one that stands.")
    ] = None,
    as_json: AsJson = False,
    text: Annotated[bool, typer.Option("--text", help="Print the text raw.")] = False,
    unread: Annotated[
        bool, typer.Option("--unread", help="Show also what is nobody's words, and as what.")
    ] = False,
) -> None:
    """Show a release, or a saved page, as it was read; without one, list what is on record."""
    from bot.rendering.as_json import release_as_json  # noqa: PLC0415 - see the package
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package

    if id_or_file is None:
        if version or text or unread:
            raise typer.BadParameter("--version, --text and --unread need the id of a release")
        _list_releases(as_json=as_json)
        return
    found = _find_release(id_or_file, version)
    if text:
        sys.stdout.write(found.text)
    elif as_json:
        print_result(dumps(release_as_json(found, unread=unread)))
    else:
        print_result(PlainRenderer(terminal_width()).release(found, unread=unread))


def people(*, as_json: AsJson = False) -> None:
    """Show who speaks in the record, in which offices, how often and when."""
    from bot.rendering.as_json import person_as_json  # noqa: PLC0415 - see the package
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package
    from retrieval.archive.census import list_turns  # noqa: PLC0415 - see the package
    from retrieval.people.identity import find_people  # noqa: PLC0415 - see the package

    found = find_people(_query(list_turns))
    json_text = dumps([person_as_json(person) for person in found]) if as_json else None
    print_result(json_text or PlainRenderer(terminal_width()).people(found))


def topics(*, as_json: AsJson = False) -> None:
    """Show the headings of the record, how much stands under them and when."""
    from bot.rendering.as_json import topic_as_json  # noqa: PLC0415 - see the package
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package
    from retrieval.archive.census import list_topics  # noqa: PLC0415 - see the package

    found = _query(list_topics)
    json_text = dumps([topic_as_json(topic) for topic in found]) if as_json else None
    print_result(json_text or PlainRenderer(terminal_width()).topics(found))


def stats(*, as_json: AsJson = False) -> None:
    """Show how much is on record, by source, kind and year."""
    from bot.rendering.as_json import stats_as_json  # noqa: PLC0415 - see the package
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package
    from retrieval.archive.census import count_releases, load_totals  # noqa: PLC0415 - see the package

    async def count(connection: AsyncConnection) -> tuple[list[Count], Totals]:
        return await count_releases(connection), await load_totals(connection)

    counts, totals = _query(count)
    json_text = dumps(stats_as_json(counts, totals)) if as_json else None
    print_result(json_text or PlainRenderer(terminal_width()).stats(counts, totals))


def _list_releases(*, as_json: bool) -> None:
    from bot.rendering.as_json import listed_as_json  # noqa: PLC0415 - see the package
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package
    from retrieval.archive.census import list_releases  # noqa: PLC0415 - see the package

    found = _query(list_releases)
    json_text = dumps([listed_as_json(listed) for listed in found]) if as_json else None
    print_result(json_text or PlainRenderer(terminal_width()).releases(found))


def _query(query: Callable[[AsyncConnection], Awaitable[Found]]) -> Found:
    """Query the database; no search engine is built for it."""

    async def run(database: Database) -> Found:
        async with database.read() as connection:
            return await query(connection)

    with open_archive() as (runner, database):
        return runner.run(run(database))


def _find_release(id_or_file: str, version: int | None) -> Release:
    """Return a release on record, or a saved page if the argument names a file."""
    is_file = os.path.isfile(id_or_file)  # noqa: PTH113 - a name too long for a file is no error
    if not is_file and not id_or_file.endswith(_SAVED_AS):
        from retrieval.archive.load import find_release  # noqa: PLC0415 - see the package

        return _query(lambda connection: find_release(connection, id_or_file, version))
    from retrieval.sources.files.readers import read_file  # noqa: PLC0415 - see the package

    return read_file(Path(id_or_file), datetime.now(UTC).date())
