"""The memory of a process that lives for long."""

from __future__ import annotations

import gc


def keep_what_is_loaded() -> None:
    """Let the collector of garbage look no more at what is loaded by now: it stays to the end.

    Otherwise a full collection waits until there is a quarter of that in new objects, for a quarter
    of an hour under load, and then looks at all of it at once.
    """
    gc.collect()
    gc.freeze()
