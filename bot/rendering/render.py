"""Answers -> messages in Telegram HTML, and plain text for a terminal, through the templates."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.rendering.as_json import Json, release_as_json, tally_as_json
from bot.rendering.citation import day
from bot.rendering.markup import read_markup
from bot.rendering.split import pack
from bot.rendering.views import AnswerView, ExcerptView, answer_view, receipt
from retrieval.model.answer import Answer, Searched, Status
from retrieval.model.release import Release

if TYPE_CHECKING:
    from bot.store.retention.retention import InboxSummary
    from retrieval.archive.census import Count, Listed, Topic, Totals
    from retrieval.evaluation.evaluation import Evaluation, ResultChange
    from retrieval.people.identity import Person
    from retrieval.sources.files.importer import ImportCounts

EXAMPLES = (
    "What was said about the Taiwan Strait?",
    "Did Host Nation Support come up in the November 2021 call?",
    "latest on Ukraine",
)
# A day, a kind, and 30 characters of a title.
_WIDTH_BESIDE_ID = 57
# In a terminal too narrow for a table, its last column still has these characters.
_LEAST_ROOM = 20


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

    def page(self, name: str, /, **values: object) -> str:
        """One message of a conversation, by its template and what that shows."""
        return self._html.get_template(f"{name}.html.j2").render(**values).strip()

    def _excerpt(self, excerpt: ExcerptView, *, folded: bool) -> str:
        return self._fill("excerpt.html.j2", excerpt=excerpt, folded=folded)

    def _fill(self, name: str, **values: AnswerView | ExcerptView | Sequence[str] | bool) -> str:
        return self._html.get_template(name).render(**values)


class PlainRenderer:
    """Fills the templates for a terminal; lines are filled to `width`, or left whole for None."""

    def __init__(self, width: int | None = None) -> None:
        self._width = width
        self._html = Renderer()
        self._plain = _environment(autoescape=False)
        self._plain.filters["fill"] = partial(_fill_lines, width)
        self._plain.filters["one_line"] = one_line
        self._plain.filters["cut"] = partial(_cut_line, width)
        self._plain.filters["day"] = day

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

    def people(self, people: Sequence[Person]) -> str:
        """Who speaks: a line each, and one for each office of those who had several."""
        return self._fill("people.txt.j2", people=people)

    def topics(self, topics: Sequence[Topic]) -> str:
        """The headings of the record, a line each."""
        return self._fill("topics.txt.j2", topics=topics)

    def releases(self, releases: Sequence[Listed]) -> str:
        """What releases there are, a line each; where titles have no room on it, two."""
        longest = max((len(release.id) for release in releases), default=0)
        return self._fill(
            "releases.txt.j2",
            releases=releases,
            longest=longest,
            has_room=self._width is None or self._width - longest >= _WIDTH_BESIDE_ID,
        )

    def stats(self, counts: Sequence[Count], totals: Totals) -> str:
        """How much is on record: by source, kind and year, and together."""
        return self._fill("stats.txt.j2", counts=counts, totals=totals)

    def inbox(self, inbox: InboxSummary) -> str:
        """What waits to be answered, and what was put aside and why."""
        return self._fill("inbox.txt.j2", inbox=inbox)

    def notices(self, queue: Json) -> str:
        """What was announced and how far it is sent, and what was given up."""
        return self._fill("notices.txt.j2", **queue)

    def tally(self, tally: ImportCounts, *, is_dry: bool = False) -> str:
        """What became of imported files."""
        return self._fill("tally.txt.j2", tally=tally_as_json(tally), is_dry=is_dry)

    def checked(self, check: Json, *, is_dry: bool = False) -> str:
        """What came of a check of a source."""
        return self._fill("checked.txt.j2", check=check, is_dry=is_dry)

    def sources(self, standing: Json) -> str:
        """How the sources stand, and what news is held."""
        return self._fill("sources.txt.j2", **standing)

    def evaluation(self, judged: Evaluation, changes: Sequence[ResultChange] = ()) -> str:
        """The figures of an evaluation, what changed, and each miss with what came instead."""
        return self._fill("evaluation.txt.j2", judged=judged, changes=changes)

    def _fill(
        self,
        name: str,
        **values: AnswerView | Json | Evaluation | Sequence[object] | Totals | InboxSummary | int,
    ) -> str:
        return printable(self._plain.get_template(name).render(**values)).strip()


def _environment(*, autoescape: bool) -> Environment:
    return Environment(
        loader=PackageLoader("bot.rendering"),
        autoescape=autoescape,  # noqa: S701 - off for a terminal only, where nothing is HTML
        undefined=StrictUndefined,
        keep_trailing_newline=False,
        # They come with the package: none changes while it runs.
        auto_reload=False,
    )


def printable(text: str) -> str:
    """The text without control characters, by which a page could write over the terminal."""
    return "".join(
        "\ufffd"
        if unicodedata.category(character) == "Cc" and character not in "\n\t"
        else character
        for character in text
    )


def _cut_line(width: int | None, words: str, begins_at: int) -> str:
    """The words on one line, which ends with an ellipsis at the edge of the terminal."""
    line = " ".join(words.split())
    room = len(line) if width is None else max(width - begins_at, _LEAST_ROOM)
    return line if len(line) <= room else f"{line[: room - 1].rstrip()}…"


def one_line(name: str) -> str:
    """A name that somebody else gave, with whatever could move words about made visible."""
    unseen = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return "".join("\ufffd" if unicodedata.category(sign) in unseen else sign for sign in name)


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
