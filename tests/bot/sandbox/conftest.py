from collections.abc import Callable

import pytest

from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.visitor import Visitor


@pytest.fixture
def api(clock: Callable[[], float]) -> BotApi:
    return BotApi(clock)


@pytest.fixture
def visitor(api: BotApi) -> Visitor:
    return Visitor(api, 42)
