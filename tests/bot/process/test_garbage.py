"""A command that ends soon does not look for what can be freed; one that lasts does."""

import gc
from collections.abc import Iterator

import pytest

from bot.process.garbage import collect_as_usual, collect_rarely


@pytest.fixture
def usual() -> Iterator[tuple[int, int, int]]:
    """How often Python collects, which is restored at the end."""
    before = gc.get_threshold()
    yield before
    gc.set_threshold(*before)
    gc.unfreeze()


def test_a_command_that_ends_soon_collects_rarely(usual: tuple[int, int, int]) -> None:
    collect_rarely()
    assert gc.get_threshold()[0] > 100 * usual[0]


def test_a_command_that_lasts_collects_as_usual_what_is_new(usual: tuple[int, int, int]) -> None:
    collect_rarely()
    collect_as_usual()
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() > 1_000
