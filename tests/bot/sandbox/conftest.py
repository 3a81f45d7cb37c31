import pytest

from bot.sandbox.api import BotApi
from bot.sandbox.visitor import Visitor


class Clock:
    """Seconds that only a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def api(clock: Clock) -> BotApi:
    return BotApi(clock)


@pytest.fixture
def visitor(api: BotApi) -> Visitor:
    return Visitor(api, 42)
