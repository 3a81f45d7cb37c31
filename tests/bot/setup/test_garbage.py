"""What the record learns stays in memory; garbage does not stay along with it."""

import gc
import weakref
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from bot.setup.services import Services

Opening = Callable[..., AbstractAsyncContextManager[Services]]


class Circle:
    """Something that only the collector can throw away."""

    def __init__(self) -> None:
        self.me = self


async def test_garbage_is_not_kept_when_the_record_learns_again(services_over: Opening) -> None:
    async with services_over() as opened:
        gc.freeze()
        gc.disable()
        try:
            garbage = weakref.ref(Circle())
            await opened.record._learn_again()
            assert garbage() is None
            assert gc.get_freeze_count()
        finally:
            gc.enable()
            gc.unfreeze()
