"""Releases and excerpts are made as the tests of rendering make them."""

from tests.bot.rendering.conftest import excerpt, release

__all__ = ["excerpt", "release"]
