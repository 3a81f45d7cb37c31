"""Everyday words: they are in texts of every kind, and matter less than their rarity suggests.

"Current", "decide", "early": a question is about its other words. The list has the words that are
in at least one of 500 paragraphs of speeches and of scientific abstracts, and in six of 1,000 of an
encyclopedia. It leaves out subjects of a ministry's record, such as trade or nuclear. A second list
has the words that could stand in a question about anything.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from retrieval.text.stems import stem


def is_everyday(name: Sequence[str]) -> bool:
    """Tell whether a name, as its terms, consists of everyday words."""
    return _everyday().issuperset(name)


def is_everyday_word(word: str) -> bool:
    """Tell whether a folded word is an everyday word in this very form: "change", not "Chang"."""
    return word in _words()


@cache
def _everyday() -> frozenset[str]:
    return frozenset(map(stem, _words()))


@cache
def _words() -> frozenset[str]:
    table = tomllib.loads(files("seeds").joinpath("everyday.toml").read_text("utf-8"))
    return frozenset(f"{table['words']} {table['ordinary']}".split())
