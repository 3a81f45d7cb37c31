"""What is loaded stays; what comes after it is thrown away soon."""

import gc
import weakref

from bot.process.memory import keep_what_is_loaded


class Circle:
    """Something that only the collector can throw away."""

    def __init__(self) -> None:
        self.me = self


def test_a_full_collection_looks_at_what_came_since() -> None:
    before, loaded = gc.get_freeze_count(), Circle()
    old = weakref.ref(Circle())
    try:
        keep_what_is_loaded()
        assert gc.get_freeze_count() - before > 10_000
        # What nobody held was thrown away first, and is not kept for ever.
        assert old() is None
        assert not any(one is loaded for one in gc.get_objects())
        new = weakref.ref(Circle())
        gc.collect()
        assert new() is None
    finally:
        gc.unfreeze()
