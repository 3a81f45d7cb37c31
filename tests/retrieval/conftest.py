import datetime as dt

import pytest

from bot.services import Services, open_services
from retrieval.model import Release

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def services() -> Services:
    """The seeds, opened as the command opens them."""
    return open_services(now=lambda: NOW)


@pytest.fixture(scope="session")
def conference(services: Services) -> Release:
    """The press conference of 13 November 2021."""
    return services.release("mofa-kaiken24e_000077")
