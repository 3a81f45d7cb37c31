"""The beginning of the `kaiken` command: it hears a stop before anything slow is imported."""

from __future__ import annotations

import gc

from bot.commands.stop import hear_stop

# What is imported stays: at the usual threshold of 700 new objects, an eighth of the time of
# `kaiken ask` goes into looking through it for what could be freed.
_NEW_OBJECTS = 50_000


def main() -> None:
    """Run the command."""
    hear_stop()
    gc.set_threshold(_NEW_OBJECTS)
    from bot.cli import main as run_command  # noqa: PLC0415 - takes a quarter of a second

    run_command()
