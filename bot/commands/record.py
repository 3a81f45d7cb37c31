"""Commands that show what is on record."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.console import AsJson, dumps, open_services, say, width

if TYPE_CHECKING:
    from retrieval.model import Release

_SAVED_AS = (".html", ".htm", ".txt", ".md")


def release(
    id_or_file: Annotated[
        str, typer.Argument(help="An id, such as mofa-kaiken24e_000077, or a saved page.")
    ],
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
    """Show a release, or a saved page, as it was read."""
    from bot.rendering.as_json import release_as_json  # noqa: PLC0415 - see the package
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package

    found = _find_release(id_or_file, version)
    if text:
        sys.stdout.write(found.text)
    elif as_json:
        say(dumps(release_as_json(found, unread=unread)))
    else:
        say(PlainRenderer(width()).release(found, unread=unread))


def _find_release(id_or_file: str, version: int | None) -> Release:
    """A release on record, or a saved page: whatever is a file is read as one."""
    is_file = os.path.isfile(id_or_file)  # noqa: PTH113 - a name too long for a file is no error
    if not is_file and not id_or_file.endswith(_SAVED_AS):
        with open_services() as (runner, services):
            return runner.run(services.record.release(id_or_file, version))
    from retrieval.sources.files import read_file  # noqa: PLC0415 - see the package

    return read_file(Path(id_or_file), datetime.now(UTC).date())
