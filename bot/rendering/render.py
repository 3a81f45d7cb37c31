"""Answers -> messages in Telegram HTML, and plain text for a terminal, through the templates."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.rendering.as_json import Json, release_as_json, tally_as_json
from bot.rendering.markup import read_markup
from bot.rendering.split import pack
from bot.rendering.views import AnswerView, ExcerptView, answer_view, receipt
from retrieval.model import Answer, Release, Searched, Status

if TYPE_CHECKING:
    from retrieval.evaluation import Evaluation
    from retrieval.sources.importing import Tally

EXAMPLES = (
    "What was said about the Taiwan Strait?",
    "Did Host Nation Support come up in the November 2021 call?",
    "latest on Ukraine",
)


class Renderer:
    """Fills the templates. Everything that is not a template's own is escaped on the way in."""

    def __init__(self) -> None:
        self._html = _environment(autoescape=True)

    def answer(self, answer: Answer) -> list[str]:
        """The messages of an answer, each within Telegram's limits; never empty."""
        view = answer_view(answer)
        excerpts = view.excerpts or view.nearest
        blocks = [
            self._fill(f"{view.status}.html.j2", answer=view),
            *(self._excerpt(excerpt, folded=at > 0) for at, excerpt in enumerate(excerpts)),
        ]
        return pack(blocks)

    def start(self, searched: Searched) -> str:
        """What the bot is, what is on record, and examples to tap."""
        return self._fill("start.html.j2", receipt=receipt(searched), examples=EXAMPLES)

    def note(self, name: str) -> str:
        """One of the messages that depend on nothing, by its template: "help", "apology"."""
        return self._fill(f"{name}.html.j2", examples=EXAMPLES)

    def _excerpt(self, excerpt: ExcerptView, *, folded: bool) -> str:
        return self._fill("excerpt.html.j2", excerpt=excerpt, folded=folded)

    def _fill(self, name: str, **values: AnswerView | ExcerptView | Sequence[str] | bool) -> str:
        return self._html.get_template(name).render(**values)


class PlainRenderer:
    """Fills the templates for a terminal; lines are filled to `width`, or left whole for None."""

    def __init__(self, width: int | None = None) -> None:
        self._html = Renderer()
        self._plain = _environment(autoescape=False)
        self._plain.filters["fill"] = partial(_fill_lines, width)

    def answer(self, answer: Answer) -> str:
        """An answer as text."""
        if answer.status is Status.NOT_A_QUESTION:
            return "\n".join(read_markup(html).text for html in self._html.answer(answer))
        return self._fill("answer.txt.j2", answer=answer_view(answer))

    def release(self, release: Release, *, unread: bool = False) -> str:
        """A release as it was read: its header, and its statements with speaker and question.

        With `unread`, also the parts that are nobody's statement.
        """
        return self._fill("release.txt.j2", release=release_as_json(release, unread=unread))

    def tally(self, tally: Tally, *, is_dry: bool = False) -> str:
        """What became of imported files."""
        return self._fill("tally.txt.j2", tally=tally_as_json(tally), is_dry=is_dry)

    def evaluation(self, judged: Evaluation) -> str:
        """The figures of an evaluation, and each miss with what came instead."""
        return self._fill("evaluation.txt.j2", judged=judged)

    def _fill(self, name: str, **values: AnswerView | Json | Evaluation | bool) -> str:
        return printable(self._plain.get_template(name).render(**values)).strip()


def _environment(*, autoescape: bool) -> Environment:
    return Environment(
        loader=PackageLoader("bot.rendering"),
        autoescape=autoescape,  # noqa: S701 - off for a terminal only, where nothing is HTML
        undefined=StrictUndefined,
        keep_trailing_newline=False,
    )


def printable(text: str) -> str:
    """The text without control characters, by which a page could write over the terminal."""
    return "".join(
        "\ufffd"
        if unicodedata.category(character) == "Cc" and character not in "\n\t"
        else character
        for character in text
    )


def _fill_lines(width: int | None, words: str, indent: str = "") -> str:
    if width is None:
        return words
    return "\n".join(
        textwrap.fill(
            line,
            width,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in words.splitlines()
    )
