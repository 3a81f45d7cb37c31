"""The environments in which templates are filled: one a language, each made once.

Templates that end in `.txt.j2` are for a terminal and are not translated; what they share with
those of a chat is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.language.english import English
from bot.rendering.views import TURNS, Quotation


@cache
def environment(language: English) -> Environment:
    """Return the environment of a chat's language; its templates are compiled once a process."""
    return make_environment(language, is_html=True)


def make_environment(language: English, *, is_html: bool) -> Environment:
    """Make an environment of its own; `is_html` is off for a terminal, where nothing is HTML."""
    made = Environment(
        loader=PackageLoader("bot.rendering"),
        autoescape=is_html,  # noqa: S701 - see above
        finalize=without_turns,
        undefined=StrictUndefined,
        keep_trailing_newline=False,
        # The templates come with the package and do not change while it runs.
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    made.filters["number"] = language.number
    made.globals["gettext"] = _finalizing(language.catalogue.gettext, is_html=is_html)
    made.globals["ngettext"] = _finalizing(language.catalogue.ngettext, is_html=is_html)
    # The values of a text are handed to these functions, which insert them.
    made.newstyle_gettext = True  # type: ignore[attr-defined] # set by the extension
    return made


def _finalizing(translate: Callable[..., str], *, is_html: bool) -> Callable[..., str]:
    """Return what translates a text of a template, and inserts values as the template would."""

    def insert(*texts: str | int, **values: object) -> str:
        text = translate(*texts)
        shown: dict[str, Any] = {name: without_turns(value) for name, value in values.items()}
        # A text is ours, and its values are escaped as they are inserted.
        return (Markup(text) if is_html else text) % shown  # noqa: S704

    return insert


def without_turns(value: object) -> object:
    """Return a value of a template without signs that could reorder the words behind it.

    Quotations keep theirs: they stand in lines of their own, and a line's end ends every turn.
    """
    if not isinstance(value, str) or isinstance(value, Quotation) or hasattr(value, "__html__"):
        return value
    return TURNS.sub("", value) if TURNS.search(value) else value
