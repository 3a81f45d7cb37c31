"""The language that is spoken now, and texts in it. It is chosen in one place: `speaking`.

A text stands in English where it is used, and is its own key in the catalogues:
`gettext("Searched %(receipt)s.", receipt=receipt)`. `make texts` collects what is marked so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from bot.language.english import ENGLISH, English

_SPOKEN: ContextVar[English] = ContextVar("spoken", default=ENGLISH)


def spoken() -> English:
    """Return the language that is spoken now; English, unless another one was chosen."""
    return _SPOKEN.get()


@contextmanager
def speaking(language: English) -> Iterator[None]:
    """Speak a language within a block or a function, and in the tasks that begin there."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def gettext(text: str, /, **values: object) -> str:
    """Return a text in the language spoken now, with values in place of `%(name)s`."""
    return spoken().gettext(text, **values)


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the form of a text for a count; `%(count)s` is the count, if it is not given."""
    return spoken().ngettext(one, many, count, **values)


def gettext_noop(text: str) -> str:
    """Mark a text of a table, which `gettext` translates where it is shown."""
    return text
