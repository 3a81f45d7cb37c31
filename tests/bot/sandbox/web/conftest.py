from collections.abc import AsyncIterator

import pytest

from tests.bot.sandbox.web.opened import OpenPage, open_one


@pytest.fixture
async def page() -> AsyncIterator[OpenPage]:
    """Open a page in which nobody has written yet."""
    async with open_one() as opened:
        yield opened
