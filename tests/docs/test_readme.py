"""What the README has to tell: every setting as it is, every command."""

from pathlib import Path

import pytest
import settings_lists
import typer

from bot.cli import app

README = Path(__file__).parents[2].joinpath("README.md").read_text("utf-8")
COMMANDS = sorted(typer.main.get_group(app).commands)


def test_the_table_of_settings_is_made_of_the_settings() -> None:
    assert settings_lists.with_table(README) == README


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"`kaiken {command}" in README


def test_there_are_commands_to_stand_in_the_readme() -> None:
    assert {"ask", "eval", "import", "release", "serve", "try"} <= set(COMMANDS)
