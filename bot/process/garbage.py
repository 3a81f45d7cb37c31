"""How often Python looks for objects that can be freed; imports nothing that takes time."""

from __future__ import annotations

import gc

# What is imported stays: at the usual 700, a tenth of the time of `kaiken ask` goes into looking
# through it.
_NEW_OBJECTS = 500_000
_USUAL = gc.get_threshold()


def collect_rarely() -> None:
    """Look after so many new objects that a command that ends soon does not look at all."""
    gc.set_threshold(_NEW_OBJECTS)


def collect_as_usual() -> None:
    """Look as often as Python does, but not at what is there now: for a command that lasts."""
    gc.freeze()
    gc.set_threshold(*_USUAL)
