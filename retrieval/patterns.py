"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import AnyStr, Generic, cast

# What of a compiled pattern is used, and so is kept beside it: no call is dearer than that of `re`.
_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


class _LazyPattern(Generic[AnyStr]):
    """A pattern's source, which becomes the pattern at the first use of one of its methods."""

    __slots__ = ("flags", "groupindex", "groups", "pattern", "_given", *_METHODS)

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self._given = flags

    def __getattr__(self, name: str) -> object:
        if name not in self.__slots__:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._given)
        for one in ("flags", "groupindex", "groups", *_METHODS):
            setattr(self, one, getattr(compiled, one))
        return getattr(compiled, name)


class PatternOfWords:
    """A pattern that is tried, and compiled, only where a text has one of the words it needs."""

    __slots__ = ("_ignores_case", "_lazy", "flags", "needs", "pattern")

    def __init__(self, pattern: str, flags: int, needs: tuple[str, ...]) -> None:
        self.pattern = pattern
        self.flags = flags
        self.needs = needs
        # To ask a flag of `re` each time is slower than to look for the words.
        self._ignores_case = bool(flags & re.IGNORECASE)
        self._lazy = regex(pattern, flags)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match a whole text."""
        return self._lazy.fullmatch(text) if self._may_match(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """Match a text at its start."""
        return self._lazy.match(text) if self._may_match(text) else None

    def search(self, text: str) -> re.Match[str] | None:
        """Find the first match in a text."""
        return self._lazy.search(text) if self._may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find each match in a text."""
        return self._lazy.finditer(text) if self._may_match(text) else iter(())

    def _may_match(self, text: str) -> bool:
        small = text.casefold() if self._ignores_case else text
        for one in self.needs:  # noqa: SIM110 - half as fast with any()
            if one in small:
                return True
        return False


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression that is compiled when it is first used.

    There are some six hundred; to compile all of them takes half a second, and a question or a page
    needs a part of them. Whether each can be compiled is seen by a test, not at a start.
    """
    return cast("re.Pattern[AnyStr]", _LazyPattern(pattern, flags))


def regex_with(needs: str, pattern: str, flags: int = 0) -> PatternOfWords:
    """Return a regular expression for texts with one of some words, or parts of words.

    `needs` are these in small letters, with "|" between them: no text without any of them has a
    match. That each way through the pattern has one of them is seen by a test. It is worth it for
    the longest patterns, which take milliseconds to compile.
    """
    return PatternOfWords(pattern, flags, tuple(needs.split("|")))
