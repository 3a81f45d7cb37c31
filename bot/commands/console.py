"""What all commands share: settings, open services, results and messages, exit codes."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, ExitStack, contextmanager
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from bot.commands.indexing import indexing_progress

if TYPE_CHECKING:
    from bot.setup.services import Services
    from bot.setup.settings import Settings
    from retrieval.archive.database import Database

# As shells report a command that Ctrl-C ended: 128 and the number of the signal.
INTERRUPTED = 130
Opened = TypeVar("Opened")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def load_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        SettingsError: at least one setting is wrong.
    """
    from bot.setup.environment import read_settings  # noqa: PLC0415 - see the package

    return read_settings(os.environ)


@contextmanager
def open_with_runner(
    resource: AbstractAsyncContextManager[Opened],
) -> Iterator[tuple[asyncio.Runner, Opened]]:
    """Open a resource; yield the runner of its event loop, and what was opened."""
    with asyncio.Runner() as runner:
        entered = runner.run(resource.__aenter__())
        try:
            yield runner, entered
        finally:
            runner.run(resource.__aexit__(None, None, None))


@contextmanager
def open_services() -> Iterator[tuple[asyncio.Runner, Services]]:
    """Open the services; on standard error show the index grow, and name seeds not read."""
    from bot.setup import services  # noqa: PLC0415 - see the package

    with ExitStack() as progress:
        report = progress.enter_context(indexing_progress(print_message))
        opening = services.open_services(load_settings(), report=report)
        with open_with_runner(opening) as (runner, entered):
            # Whatever is printed from now on has the terminal to itself.
            progress.close()
            for fault in entered.unreadable_seeds:
                print_message(f"not loaded: {fault}")
            yield runner, entered


@contextmanager
def open_archive() -> Iterator[tuple[asyncio.Runner, Database]]:
    """Open the database with at least the seeds on record; name seeds that could not be read."""
    from bot.setup import services  # noqa: PLC0415 - see the package

    with open_with_runner(services.open_archive(load_settings())) as (runner, (database, faults)):
        for fault in faults:
            print_message(f"not loaded: {fault}")
        yield runner, database


def terminal_width() -> int | None:
    """Return the columns of the terminal; None without one, so that no quotation is broken."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def agrees(question: str) -> bool:
    """Ask on standard error; an end of the input is no."""
    try:
        return typer.confirm(question, err=True)
    except typer.Abort:
        return False


def dumps(data: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """Return the data as one line of JSON."""
    return json.dumps(data, ensure_ascii=False)


def print_result(words: str) -> None:
    """Print a result of the command on standard output."""
    sys.stdout.write(f"{words}\n")


def print_message(words: str) -> None:
    """Print a message on standard error, apart from the results."""
    sys.stderr.write(f"kaiken: {words}\n")
