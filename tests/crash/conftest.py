"""`kaiken serve` in processes of its own, over databases with the seeds on record."""

import asyncio
import multiprocessing
import runpy
import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from bot.setup.services import open_services
from bot.setup.settings import Secret, Settings

ENTRY = Path(__file__).with_name("serving_killed.py")

# Processes are forked from one that has loaded the bot but no test: loading takes longer than the
# rest of a start.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    ["bot.process.serving", "bot.setup.services", "bot.gateway.receiving.webhook", "psycopg"]
)


class Bot:
    """`kaiken serve` in a process of its own, which can be killed."""

    def __init__(self, given: dict[str, object]) -> None:
        run = (str(ENTRY), {"GIVEN": given}, "__main__")
        self._process = FORKS.Process(target=runpy.run_path, args=run, daemon=True)
        self._process.start()

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def kill(self) -> None:
        self._process.kill()

    def tell_to_stop(self) -> None:
        self._process.terminate()

    async def wait(self) -> int | None:
        while self.returncode is None:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.005)
        return self.returncode


async def plant(url: str, folder: Path) -> None:
    async with open_services(Settings(None, folder, "", Secret(url))):
        pass


@pytest.fixture(scope="session")
async def migrated_sqlite(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With the seeds on record, so that no process has to read them first."""
    planted = tmp_path_factory.mktemp("planted") / "record.db"
    shutil.copy(migrated_sqlite, planted)
    await plant(f"sqlite:///{planted}", planted.parent)
    return planted


@pytest.fixture(scope="session")
async def migrated_postgresql(
    migrated_postgresql: str,
    postgresql: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """The same, in a database of its own, since tests of other folders copy the empty one."""
    with psycopg.connect(postgresql("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE planted TEMPLATE {migrated_postgresql}")  # type: ignore[arg-type]
    await plant(postgresql("planted"), tmp_path_factory.mktemp("planted"))
    return "planted"


@pytest.fixture
def launch() -> Callable[[dict[str, object]], Bot]:
    """Starts a bot with these arguments."""
    return Bot
