"""What holds questions, or the token, is for its owner alone, whatever folder it stands in."""

import os
import stat
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from bot.setup.logs import ChatNames
from bot.setup.services import open_services
from bot.setup.settings import Secret, Settings
from bot.store.running.single_server import lock_single_server
from retrieval.sources.files.seeds import Seeds

TREE = Path(__file__).parents[2]
OTHERS = stat.S_IRWXG | stat.S_IRWXO


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    """The files below a folder, and who may do what with each."""
    return {one.name: one.stat().st_mode for one in folder.rglob("*") if one.is_file()}


@pytest.mark.parametrize("is_named", [False, True], ids=["in the data folder", "elsewhere"])
async def test_a_database_in_a_folder_that_was_there_is_for_its_owner_alone(
    tmp_path: Path, is_named: bool
) -> None:
    folder, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    folder.mkdir(mode=0o755)
    elsewhere.mkdir(mode=0o755)
    url = Secret(f"sqlite:///{elsewhere / 'other.db'}") if is_named else None
    settings = Settings(None, folder, "", url, engine="disk")
    async with open_services(settings, seeds=Seeds((), ())) as services:
        with lock_single_server(services.database.file):
            ChatNames.in_folder(folder)
            found = modes(tmp_path)
    assert len(found) > 3
    assert [name for name, mode in found.items() if mode & OTHERS] == []


def test_the_file_that_the_token_is_put_into_is_not_for_git() -> None:
    ignored = (TREE / ".gitignore").read_text().split()
    names = ("deploy/.env", ".env")
    assert any(fnmatch(name, one.lstrip("/")) for one in ignored for name in names)
