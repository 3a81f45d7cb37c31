"""Commands that show how Kaiken is set up."""

from __future__ import annotations

import asyncio
import os
from importlib.metadata import version

import typer

from bot.commands import console


def config(*, as_json: console.AsJson = False) -> None:
    """Show every setting, what it is now and which variable gave it; no secret is shown."""
    from bot.setup.environment import show_settings  # noqa: PLC0415 - see the package

    console.load_settings()
    shown = show_settings(os.environ)
    if as_json:
        rows = [
            {"name": one.setting.name, "type": one.setting.kind, "value": one.value}
            | {"given_by": one.given_by or None, "is_secret": one.setting.is_secret}
            | {"meaning": one.setting.meaning}
            for one in shown
        ]
        console.print_result(console.dumps(rows))
        return
    width = max(len(one.setting.name) for one in shown)
    for one in shown:
        source = one.given_by or "default"
        console.print_result(f"{one.setting.name:{width}}  {one.value}  ({source})")


def check(*, as_json: console.AsJson = False) -> None:
    """Look for what is wrong, and say what to do: the machine, the database, Telegram.

    The exit code is 0 if all is well, 1 if something needs somebody, 2 if something does not work.
    """
    settings = console.load_settings()
    from bot.checkup.checkup import check_all  # noqa: PLC0415 - loads telegram
    from bot.checkup.finding import Level  # noqa: PLC0415 - see the package
    from bot.setup.services import now_utc  # noqa: PLC0415 - see the package

    findings = asyncio.run(check_all(settings, os.environ, now_utc))
    if as_json:
        rows = [
            {
                "part": one.part,
                "level": one.level.name.lower(),
                "found": one.found,
                "remedy": one.remedy or None,
            }
            for one in findings
        ]
        console.print_result(console.dumps(rows))
    else:
        for one in findings:
            console.print_result(f"{one.level.name.lower():8} {one.part}: {one.found}")
            if one.remedy:
                console.print_result(f"{'':8} → {one.remedy}")
    raise typer.Exit(max((one.level for one in findings), default=Level.OK))


def print_version(is_asked: bool) -> None:  # noqa: FBT001 - as Typer calls it
    """Print the version of Kaiken and end, if that is asked."""
    if is_asked:
        console.print_result(f"kaiken {version('kaiken')}")
        raise typer.Exit
