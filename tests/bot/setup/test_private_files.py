"""Files with questions are for their owner only: new ones, and those that stand there already."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.setup.private_files import keep_files_private
from bot.setup.services import connect, open_services
from bot.setup.settings import Settings
from retrieval.sources.files.seeds import Seeds

OTHERS = stat.S_IRWXG | stat.S_IRWXO


@pytest.fixture(autouse=True)
def _no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.rglob("*") if one.stat().st_mode & OTHERS)


async def serve_from(settings: Settings) -> None:
    async with open_services(settings, seeds=Seeds((), ())):
        assert open_to_others(settings.data_path) == []


async def test_what_an_older_version_left_open_is_closed_to_others(tmp_path: Path) -> None:
    settings = Settings(None, tmp_path / "data", "", None, engine="disk")
    await serve_from(settings)
    for one in settings.data_path.rglob("*"):
        one.chmod(0o777 if one.is_dir() else 0o666)
    await serve_from(settings)


async def test_files_that_were_copied_for_all_to_read_are_closed_to_others(tmp_path: Path) -> None:
    await serve_from(Settings(None, tmp_path / "data", "", None, engine="disk"))
    os.umask(0o022)
    shutil.copytree(tmp_path / "data", tmp_path / "copy", copy_function=shutil.copyfile)
    await serve_from(Settings(None, tmp_path / "copy", "", None, engine="disk"))


async def test_any_command_that_opens_the_database_closes_it_to_others(tmp_path: Path) -> None:
    (tmp_path / "kaiken.db").touch(mode=0o666)
    (tmp_path / "kaiken.db").chmod(0o664)
    async with connect(Settings(None, tmp_path, "", None)):
        assert open_to_others(tmp_path) == []


def test_the_folder_that_was_there_and_what_else_is_in_it_stay_as_they_are(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    other = tmp_path / "kaiken.db.txt"
    other.touch()
    other.chmod(0o644)
    keep_files_private(tmp_path / "kaiken.db", tmp_path / "index")
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    assert stat.S_IMODE(other.stat().st_mode) == 0o644


def test_an_owner_keeps_the_rights_that_he_has(tmp_path: Path) -> None:
    file = tmp_path / "kaiken.db"
    file.touch()
    file.chmod(0o440)
    keep_files_private(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o400
