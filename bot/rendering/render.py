"""Renders answers as messages in Telegram HTML, and as plain text for a terminal."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from jinja2 import Environment

from bot.language.english import ENGLISH
from bot.language.spoken import gettext, ngettext, spoken
from bot.rendering.as_json import Json, import_counts_as_json, release_as_json
from bot.rendering.citation import day, official_name
from bot.rendering.environments import environment, make_environment
from bot.rendering.markup import read_markup
from bot.rendering.split import pack
from bot.rendering.views import (
    AnswerView,
    ExcerptView,
    Quotation,
    answer_view,
    excerpt_view,
    receipt,
)
from retrieval.model.answer import Answer, Excerpt, Searched, Status
from retrieval.model.release import Doubt, Release

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
_MOST_NAMED = 3
_DOUBTS = {
    Doubt.DATE: "its day may be wrong",
    Doubt.TIME: "its time may be wrong",
    Doubt.SPEAKER: "it does not say who speaks some of its words",
    Doubt.TURN_MARK: "a line opens a turn with a label of no known form; the words are nobody’s",
}
# A day, a kind, and 30 characters of a title.
_WIDTH_BESIDE_ID = 57
# In a terminal that is too narrow for a table, the last column keeps so many characters.
_LEAST_ROOM = 20


@dataclass(frozen=True, slots=True)
class Rest:
    """What an answer in a group does not show: how many statements, and the link to them."""

    count: int
    link: str


class Renderer:
    """Fills the templates in the language spoken now; values are escaped as they are inserted."""

    @property
    def _html(self) -> Environment:
        return environment(spoken())

    def answer(self, answer: Answer, rest: Rest | None = None) -> list[str]:
        """Return the messages of an answer, at least one, each within Telegram's limits.

        With a `rest`, the last line says where that is.
        """
        view = answer_view(answer)
        excerpts = view.excerpts or view.nearest
        heading = self._fill(f"{view.status}.html.j2", answer=view)
        first = view.skipped + 1
        numbers = range(first, first + len(excerpts)) if view.is_numbered else [0] * len(excerpts)
        shown = [heading, *self._excerpts(zip(numbers, excerpts, strict=True))]
        if rest is not None:
            shown.append(self.page("rest", count=rest.count, link=rest.link))
        return pack(shown)

    def starred(self, heading: str, numbered: Sequence[tuple[int, Excerpt]]) -> list[str]:
        """Return the messages of a page of excerpts that somebody keeps, with their numbers."""
        views = ((number, excerpt_view(one)) for number, one in numbered)
        return pack([heading, *self._excerpts(views)])

    def start(
        self,
        searched: Searched,
        publishers: Sequence[str],
        examples: Sequence[str],
        *,
        unseen: Sequence[str] = (),
    ) -> str:
        """Return what the bot is, whose words are on record, what was not seen, the examples."""
        return self.page(
            "start",
            receipt=receipt(searched),
            publishers=join_publishers(publishers),
            examples=examples,
            unseen=unseen,
        )

    def note(self, name: str) -> str:
        """Return a message that depends on no data, by its template: "outdated", "apology"."""
        return self._fill(f"{name}.html.j2")

    def page(self, name: str, /, **values: object) -> str:
        """Return a message of a conversation, by its template and the values it shows."""
        return self._html.get_template(f"{name}.html.j2").render(**values).strip()

    def picture(self, name: str, /, **values: object) -> str:
        """Return a picture as SVG, by its template and the values it shows."""
        return self._html.get_template(f"{name}.svg.j2").render(**values)

    def _excerpts(self, numbered: Iterable[tuple[int, ExcerptView]]) -> Iterator[str]:
        """Yield excerpts, the first one open; a number above 0 is shown."""
        for at, (number, one) in enumerate(numbered):
            yield self._fill("excerpt.html.j2", excerpt=one, folded=at > 0, number=number)

    def _fill(self, name: str, **values: AnswerView | ExcerptView | Sequence[str] | int) -> str:
        return self._html.get_template(name).render(**values)


class PlainRenderer:
    """Fills the templates for a terminal, which is spoken to in English only.

    Lines are broken at `width` columns, for None not at all.
    """

    def __init__(self, width: int | None = None) -> None:
        self._width = width
        self._html = Renderer()
        self._plain = make_environment(ENGLISH, is_html=False)
        self._plain.filters["fill"] = partial(_fill_lines, width)
        self._plain.filters["one_line"] = one_line
        self._plain.filters["quotation"] = Quotation
        self._plain.filters["cut"] = partial(_cut_line, width)
        self._plain.filters["day"] = day
        self._plain.filters["doubt"] = lambda doubt: _DOUBTS.get(doubt, doubt)

    def page(self, name: str, /, **values: object) -> str:
        """Return a text by its template and the values it shows."""
        template = self._plain.get_template(f"{name}.txt.j2")
        return printable(template.render(**values)).strip()

    def answer(self, answer: Answer) -> str:
        """Return an answer as text."""
        if answer.status is Status.NOT_A_QUESTION:
            return "\n".join(read_markup(html).text for html in self._html.answer(answer))
        return self._fill("answer.txt.j2", answer=answer_view(answer))

    @property
    def width(self) -> int | None:
        """The columns of the terminal; None without one."""
        return self._width

    def survey(self, name: str, /, **values: object) -> str:
        """Return a survey as text, by its template and the values it shows."""
        return self._fill(f"{name}.txt.j2", **values)

    def excerpt(self, excerpt: ExcerptView) -> str:
        """Return an excerpt with its citation as text."""
        return self._fill("one_excerpt.txt.j2", excerpt=excerpt)

    def release(self, release: Release, *, unread: bool = False) -> str:
        """Return a release as it was read: header, and statements with speaker and question.

        With `unread`, also the parts that are nobody's statement.
        """
        return self._fill("release.txt.j2", release=release_as_json(release, unread=unread))

    def people(self, people: Sequence[Person]) -> str:
        """Return the speakers, a line each, and of those with several offices, a line an office."""
        return self._fill("people.txt.j2", people=people)

    def topics(self, topics: Sequence[Topic]) -> str:
        """Return the headings of the record, a line each."""
        return self._fill("topics.txt.j2", topics=topics)

    def releases(self, releases: Sequence[Listed]) -> str:
        """Return the releases, a line each, or two where a line has no room for titles."""
        longest = max((len(release.id) for release in releases), default=0)
        return self._fill(
            "releases.txt.j2",
            releases=releases,
            longest=longest,
            has_room=self._width is None or self._width - longest >= _WIDTH_BESIDE_ID,
        )

    def stats(self, counts: Sequence[Count], totals: Totals) -> str:
        """Return how much is on record: by source, kind and year, and in all."""
        return self._fill("stats.txt.j2", counts=counts, totals=totals)

    def inbox(self, inbox: InboxSummary) -> str:
        """Return what waits to be answered, and what was put aside and why."""
        return self._fill("inbox.txt.j2", inbox=inbox)

    def notices(self, queue: Json) -> str:
        """Return what was announced, how far it is sent, and what was given up."""
        return self._fill("notices.txt.j2", **queue)

    def import_counts(self, counts: ImportCounts, *, is_dry: bool = False) -> str:
        """Return what became of the imported files."""
        return self._fill(
            "import_counts.txt.j2", counts=import_counts_as_json(counts), is_dry=is_dry
        )

    def checked(self, check: Json, *, is_dry: bool = False) -> str:
        """Return the result of a check of a source."""
        return self._fill("checked.txt.j2", check=check, is_dry=is_dry)

    def sources(self, standing: Json) -> str:
        """Return the state of the sources, and the news that is held."""
        return self._fill("sources.txt.j2", **standing)

    def evaluation(self, judged: Evaluation, changes: Sequence[ResultChange] = ()) -> str:
        """Return the figures of an evaluation, what changed, and each miss with its answer."""
        return self._fill("evaluation.txt.j2", judged=judged, changes=changes)

    def _fill(self, name: str, **values: object) -> str:
        return printable(self._plain.get_template(name).render(**values)).strip()


def join_publishers(names: Sequence[str]) -> str:
    """Return publishers within a sentence: "the White House and the Ministry of …"; empty if none.

    Of many, the first are named.
    """
    known = map(official_name, names[:_MOST_NAMED])
    bare = [one.removeprefix("The ").removeprefix("the ") for one in known]
    shown = [gettext("the %(publisher)s", publisher=one) for one in bare]
    if more := len(names) - len(shown):
        shown.append(ngettext("%(count)s other", "%(count)s others", more))
    *first, last = shown or [""]
    if not first:
        return last
    return gettext("%(names)s and %(last)s", names=gettext(", ").join(first), last=last)


def printable(text: str) -> str:
    """Return the text without control characters, which could overwrite the terminal."""
    return "".join(
        "\ufffd"
        if unicodedata.category(character) == "Cc" and character not in "\n\t"
        else character
        for character in text
    )


def _cut_line(width: int | None, words: str, begins_at: int) -> str:
    """Return the words on one line, cut with an ellipsis at the edge of the terminal."""
    line = " ".join(words.split())
    room = len(line) if width is None else max(width - begins_at, _LEAST_ROOM)
    return line if len(line) <= room else f"{line[: room - 1].rstrip()}…"


def one_line(name: str) -> str:
    """Return a name from outside with visible signs for all that could move text about."""
    invisible = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return "".join("\ufffd" if unicodedata.category(sign) in invisible else sign for sign in name)


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
