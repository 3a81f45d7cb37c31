"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re
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


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression that is compiled when it is first used.

    There are some six hundred; to compile all of them takes half a second, and a question or a page
    needs a part of them. Whether each can be compiled is seen by a test, not at a start.
    """
    return cast("re.Pattern[AnyStr]", _LazyPattern(pattern, flags))
