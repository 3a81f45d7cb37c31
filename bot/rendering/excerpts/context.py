"""What stands around an excerpt: the question, the rest of the turn, the turns beside it.

All of it is cut from the text of the release at the ends of sentences; what is left out is marked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.language.spoken import gettext
from bot.rendering.citation import asked_by, provisional, section, title_and_day, withdrawn
from bot.rendering.render import Renderer
from bot.rendering.split import pack
from bot.rendering.views import (
    LONGEST_LINE,
    Quotation,
    QuotePart,
    at_words,
    clip,
    is_linkable,
    short_address,
    speaker_with_role,
)
from retrieval.model.answer import CUT, Excerpt
from retrieval.model.release import Release, Span, Statement
from retrieval.text.sentences import sentences

# So many characters at most, if all fits the message.
_QUESTION, _TURN, _BESIDE = 900, 1_300, 450
# The shares of these that are tried, until all fits.
_SHARES = (1.0, 0.6, 0.3, 0.0)


@dataclass(frozen=True, slots=True)
class TurnView:
    """A turn of somebody: who asked what, who spoke, and their words."""

    speaker: str
    asked_by: str
    question: tuple[QuotePart, ...]
    words: tuple[QuotePart, ...]


@dataclass(frozen=True, slots=True)
class ContextView:
    """An excerpt in its place: the release, its turn, and the turns before and after."""

    title: str
    place: str
    remarks: str
    turn: TurnView
    before: TurnView | None
    after: TurnView | None
    address: str
    link: str


def render_context(renderer: Renderer, excerpt: Excerpt, number: int, of: int) -> list[str]:
    """Return what stands around an excerpt, in one message if that can be.

    It is the statement of that `number` among those `of` an answer.
    """
    messages: list[str] = []
    for share in _SHARES:
        context = context_view(excerpt, share)
        messages = pack([renderer.page("context", context=context, number=number, of=of)])
        if len(messages) == 1:
            break
    return messages


def context_view(excerpt: Excerpt, share: float = 1.0) -> ContextView:
    """Return what stands around an excerpt; a smaller `share` of it is shorter."""
    release, statement = excerpt.release, excerpt.statement
    position = next(at for at, one in enumerate(release.statements) if one.id == statement.id)
    before = release.statements[position - 1] if position else None
    after = release.statements[position + 1] if position + 1 < len(release.statements) else None
    room = int(share * _BESIDE)
    return ContextView(
        title=clip(title_and_day(release), LONGEST_LINE),
        place=clip(_place(release, statement, position), LONGEST_LINE),
        remarks=_remarks(release),
        turn=TurnView(
            clip(speaker_with_role(statement.speaker, statement.role), LONGEST_LINE),
            *_question(release, statement, int(share * _QUESTION)),
            _around(release.text, statement.span, excerpt.slices, int(share * _TURN)),
        ),
        before=_beside(release, before, room, _end_of) if before and room else None,
        after=_beside(release, after, room, _beginning_of) if after and room else None,
        address=short_address(release.url),
        link=at_words(release.url, excerpt) if is_linkable(release.url, release.source) else "",
    )


def _place(release: Release, statement: Statement, position: int) -> str:
    number, total = position + 1, len(release.statements)
    of = gettext("statement %(number)s of %(of)s", number=number, of=total)
    known = section(release, statement)
    headings = [one for one in statement.headings if one not in known]
    return " · ".join(filter(None, (*headings, known, of)))


def _remarks(release: Release) -> str:
    remarks = [provisional()] if release.provisional else []
    if release.withdrawn_at is not None:
        remarks.append(withdrawn(release.withdrawn_at))
    return " · ".join(remarks)


def _beside(
    release: Release,
    statement: Statement,
    room: int,
    cut: Callable[[str, Span, int], tuple[QuotePart, ...]],
) -> TurnView:
    return TurnView(
        clip(speaker_with_role(statement.speaker, statement.role), LONGEST_LINE),
        *_question(release, statement, room),
        cut(release.text, statement.span, room),
    )


def _question(
    release: Release, statement: Statement, room: int
) -> tuple[str, tuple[QuotePart, ...]]:
    question = statement.question
    if question is None or not room:
        return "", ()
    asked = clip(asked_by(question.asker), LONGEST_LINE)
    return asked, _end_of(release.text, question.span, room)


def _beginning_of(text: str, span: Span, room: int) -> tuple[QuotePart, ...]:
    """Cut the first sentences that fit; the first one whatever its length."""
    found = _sentences_near(text, span, Span(span.start, min(span.end, span.start + room)))
    kept = [*takewhile(lambda one: one.end - span.start <= room, found)] or found[:1]
    return _parts(text, span, Span(span.start, kept[-1].end) if kept else span)


def _end_of(text: str, span: Span, room: int) -> tuple[QuotePart, ...]:
    """Cut the last sentences that fit; the last one whatever its length."""
    found = _sentences_near(text, span, Span(max(span.start, span.end - room), span.end))
    kept = [one for one in found if span.end - one.start <= room] or found[-1:]
    return _parts(text, span, Span(kept[0].start, span.end) if kept else span)


def _around(text: str, span: Span, slices: Sequence[Span], room: int) -> tuple[QuotePart, ...]:
    """Cut the sentences around some slices that fit with them; the slices are marked."""
    hull = Span(slices[0].start, slices[-1].end)
    left = max(0, room - len(hull)) // 2
    near = Span(max(span.start, hull.start - left), min(span.end, hull.end + left))
    found = _sentences_near(text, span, near)
    whole = [one for one in found if near.covers(one)]
    start = min([hull.start, *(one.start for one in whole)])
    end = max([hull.end, *(one.end for one in whole)])
    return _parts(text, span, Span(start, end), slices)


def _sentences_near(text: str, span: Span, near: Span) -> list[Span]:
    """Return the sentences of a statement that touch a stretch; a long one is not all read."""
    start = text.rfind("\n", span.start, near.start)
    end = text.find("\n", near.end, span.end)
    lines = Span(max(span.start, start), span.end if end < 0 else end)
    found = sentences(text, lines)
    return [one for one in found if one.end > near.start and one.start < near.end]


def _parts(
    text: str, span: Span, shown: Span, marked: Sequence[Span] = ()
) -> tuple[QuotePart, ...]:
    """Return a stretch of a statement as words to show, with cuts where it goes on."""
    parts, at = [], shown.start
    if text[span.start : shown.start].strip():
        parts.append(QuotePart(CUT.lstrip(), is_cut=True))
    for one in marked:
        parts.append(QuotePart(Quotation(text[at : one.start])))
        parts.append(QuotePart(Quotation(one.of(text)), is_marked=True))
        at = one.end
    parts.append(QuotePart(Quotation(text[at : shown.end])))
    if text[shown.end : span.end].strip():
        parts.append(QuotePart(CUT.rstrip(), is_cut=True))
    return tuple(one for one in parts if one.words)
