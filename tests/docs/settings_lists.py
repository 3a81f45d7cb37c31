"""Writes what is told of settings in README.md and deploy/env.example, as the class has it.

Run by `make settings`.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import fill

from bot.setup.settings import SETTINGS

TREE = Path(__file__).parents[2]
README = TREE / "README.md"
EXAMPLE = TREE / "deploy" / "env.example"
HEAD = "| variable | type | what it is | default |\n|---|---|---|---|\n"
OF_COMPOSE = """\
# Only for compose.yaml with the profile postgres: the password that it gives its database.
# POSTGRES_PASSWORD=
"""
# In a container and under systemd.
FOLDER = "/var/lib/kaiken"


def with_table(readme: str) -> str:
    """Return the README with the table of settings as it has to be."""
    before, _, rest = readme.partition("## Settings\n\n")
    after = rest[rest.index("\n\n") :]
    rows = "\n".join(
        f"| `{one.name}` | {one.kind}{', secret' if one.is_secret else ''} | {one.meaning} "
        f"| {one.otherwise} |"
        for one in SETTINGS.values()
    )
    return f"{before}## Settings\n\n{HEAD}{rows}{after}"


def environment_example() -> str:
    """Return a file for the environment with every setting: what has a default is commented out."""
    parts = []
    for name, one in SETTINGS.items():
        told = f"{one.meaning[0].upper()}{one.meaning[1:]} (default: {one.otherwise})."
        line = {"token": f"{one.name}=", "data_path": f"{one.name}={FOLDER}"}.get(name)
        comment = fill(told, 98, initial_indent="# ", subsequent_indent="# ")
        parts.append(f"{comment}\n{line or f'# {one.name}={one.example}'}\n")
    return "\n".join([*parts, OF_COMPOSE])


def main() -> None:
    """Write both files."""
    README.write_text(with_table(README.read_text("utf-8")), "utf-8")
    EXAMPLE.write_text(environment_example(), "utf-8")


if __name__ == "__main__":
    main()
