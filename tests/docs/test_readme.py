"""What the README has to tell: every setting, every command."""

from pathlib import Path

import pytest
import typer

from bot.cli import app
from bot.setup.settings import SETTINGS

README = Path(__file__).parents[2].joinpath("README.md").read_text("utf-8")
COMMANDS = sorted(typer.main.get_group(app).commands)


@pytest.mark.parametrize("name", [setting.name for setting in SETTINGS.values()])
def test_every_setting_stands_in_the_readme(name: str) -> None:
    assert f"| `{name}` |" in README


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"`kaiken {command}" in README


def test_there_are_commands_to_stand_in_the_readme() -> None:
    assert {"ask", "eval", "import", "release", "serve", "try"} <= set(COMMANDS)
