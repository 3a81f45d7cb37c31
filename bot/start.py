"""The beginning of the `kaiken` command: it hears a stop before anything slow is imported."""

from __future__ import annotations

from bot.commands.stop import hear_stop
from bot.process.garbage import collect_rarely


def main() -> None:
    """Run the command."""
    hear_stop()
    collect_rarely()
    from bot.cli import main as run_command  # noqa: PLC0415 - takes a quarter of a second

    run_command()
