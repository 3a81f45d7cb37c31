"""What every command shares: the settings, the open services, and what is said to whom."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

if TYPE_CHECKING:
    from bot.setup.services import Services
    from bot.setup.settings import Settings
    from retrieval.archive.database import Database

Opened = TypeVar("Opened")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def settings() -> Settings:
    """The settings in the environment.

    Raises:
        SettingsError: at least one will not do.
    """
    from bot.setup.settings import read_settings  # noqa: PLC0415 - see the package

    return read_settings(os.environ)


@contextmanager
def opened(
    what: AbstractAsyncContextManager[Opened],
) -> Iterator[tuple[asyncio.Runner, Opened]]:
    """What was opened, and what runs coroutines on the loop that it was opened on."""
    with asyncio.Runner() as runner:
        entered = runner.run(what.__aenter__())
        try:
            yield runner, entered
        finally:
            runner.run(what.__aexit__(None, None, None))


@contextmanager
def open_services() -> Iterator[tuple[asyncio.Runner, Services]]:
    """The services; seeds that could not be read are named on standard error."""
    from bot.setup import services  # noqa: PLC0415 - see the package

    with opened(services.open_services(settings())) as (runner, entered):
        for fault in entered.unreadable_seeds:
            tell(f"not loaded: {fault}")
        yield runner, entered


@contextmanager
def open_archive() -> Iterator[tuple[asyncio.Runner, Database]]:
    """The database with at least the seeds on record; those not read are named as above."""
    from bot.setup import services  # noqa: PLC0415 - see the package

    with opened(services.open_archive(settings())) as (runner, (database, faults)):
        for fault in faults:
            tell(f"not loaded: {fault}")
        yield runner, database


def width() -> int | None:
    """The columns of the terminal; None where there is none, so that no quotation is broken."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def dumps(data: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """The data as one line of JSON."""
    return json.dumps(data, ensure_ascii=False)


def say(words: str) -> None:
    """Print what was asked for."""
    sys.stdout.write(f"{words}\n")


def tell(words: str) -> None:
    """Print what else there is to know, apart from what was asked for."""
    sys.stderr.write(f"kaiken: {words}\n")
