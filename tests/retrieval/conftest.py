import datetime as dt
from collections.abc import AsyncIterator

import pytest

from bot.services import Services, open_services
from bot.settings import read_settings

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
async def services(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Services]:
    """The seeds on record, opened as the command opens them, on 22 November 2026."""
    settings = read_settings({"KAIKEN_DATA": str(tmp_path_factory.mktemp("seeds"))})
    async with open_services(settings, lambda: NOW) as opened:
        yield opened
