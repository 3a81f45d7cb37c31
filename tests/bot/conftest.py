from datetime import UTC, datetime

import pytest

from bot.services import Services, open_services


@pytest.fixture(scope="session")
def services() -> Services:
    return open_services(now=lambda: datetime(2022, 6, 1, 9, 0, tzinfo=UTC))
