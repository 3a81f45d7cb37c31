"""Commands that show how Kaiken is set up."""

from __future__ import annotations

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


def print_version(is_asked: bool) -> None:  # noqa: FBT001 - as Typer calls it
    """Print the version of Kaiken and end, if that is asked."""
    if is_asked:
        console.print_result(f"kaiken {version('kaiken')}")
        raise typer.Exit
