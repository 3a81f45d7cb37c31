"""Opens an answer again that was shown, by the question that asked for it.

Only the question is kept, for a day. So the answer is made again, and a button of which the
statement is another one by now is an old one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from bot.gateway.progress import Write
from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Visit
from bot.rendering.excerpts.buttons import Place, count_listed, mark_of
from bot.store.inbox import questions, shown
from bot.store.inbox.questions import RecentQuestion
from bot.store.inbox.shown import ShownAnswer
from retrieval.model.answer import Answer, Excerpt
from retrieval.query.standing import understand_in_turn
from retrieval.record.reading import divide
from retrieval.text.tokens import fold_words

_MAX_DIGITS = 4


@dataclass(frozen=True, slots=True)
class OpenedExcerpt:
    """An excerpt of an answer that was shown, and its number there; `answer` is its page."""

    shown: ShownAnswer
    answer: Answer
    number: int
    excerpt: Excerpt

    @property
    def listed(self) -> int:
        """How many statements the answer has; 1 for a release that is read, part by part."""
        return 1 if self.answer.reading else count_listed(self.answer)


async def find_tapped(visit: Visit, place: Place | None) -> ShownAnswer | None:
    """Find the answer that a button is about; None if it is an old one, or another chat's."""
    if place is None:
        return None
    return await visit.read(lambda c: shown.find(c, visit.chat_id, place.key, visit.now))


async def find_last(visit: Visit) -> ShownAnswer | None:
    """Find the last answer of the conversation; None if there is none of the last day."""
    return await visit.read(lambda c: shown.find_last(c, visit.conversation, visit.now))


async def answer_again(visit: Visit, asked: ShownAnswer, at: int) -> Answer:
    """Answer a question again: the page with the statement of number `at`."""
    services, question = visit.services, asked.question
    await services.record.catch_up_if_due()
    day = question.asked_at.date()
    query = understand_in_turn(question.text, day, services.record.lexicon)
    answer = await services.answerer.answer_query(query, at)
    return await services.answerer.with_standing(answer)


async def open_tapped(visit: Visit, place: Place | None) -> OpenedExcerpt | None:
    """Open the excerpt that a button is about; None if it is not there any more."""
    asked = await find_tapped(visit, place)
    if asked is None or place is None:
        return None
    # The record may have changed since: then the statement is looked for on the first page too.
    for at in dict.fromkeys((place.number, 1)):
        answer = await answer_again(visit, asked, at)
        alike = [
            OpenedExcerpt(asked, answer, number, excerpt)
            for number, excerpt in _numbered(answer)
            if not place.mark or mark_of(excerpt) == place.mark
        ]
        # A release that is read has several parts of a long statement.
        same = (one for one in alike if one.number == place.number)
        if (found := next(same, alike[0] if alike and place.mark else None)) is not None:
            return found
    return None


async def open_typed(visit: Visit, asked: ShownAnswer, number: int | None) -> OpenedExcerpt | None:
    """Open the excerpt of a number; without one that of the marked words, or that shown last."""
    wanted = asked.place if number is None else number
    # Who marks words may begin or end within one.
    marked = fold_words(visit.marked).strip() if number is None else ""
    answer = await answer_again(visit, asked, wanted)
    for found, excerpt in _numbered(answer):
        if marked in fold_words(excerpt.quote) if marked else found == wanted:
            return OpenedExcerpt(asked, answer, found, excerpt)
    return None


async def open_beside(visit: Visit, opened: OpenedExcerpt, by: int) -> OpenedExcerpt | None:
    """Open the statement so many places behind one on its page, as of a release that is read."""
    release = opened.excerpt.release
    ids = [one.id for one in release.statements]
    at = ids.index(opened.excerpt.statement.id) + by
    if not 0 <= at < len(ids):
        return None
    number = next(n for n, one in enumerate(divide(release), 1) if one.statement.id == ids[at])
    asked = RecentQuestion(f"{release.id}@{release.version}", visit.now)
    shown_now = ShownAnswer(visit.update_id, asked, number, is_reported=False)
    return await open_typed(visit, shown_now, number)


def _numbered(answer: Answer) -> Iterator[tuple[int, Excerpt]]:
    return enumerate(answer.shown, answer.page.skipped + 1)


def noting(asked: ShownAnswer, number: int) -> Write:
    """Return what notes that a statement was shown last: what is typed next goes on from it."""
    return partial(shown.note_place, update_id=asked.update_id, place=number)


def saving(visit: Visit, question: RecentQuestion) -> Write:
    """Return what keeps a question as the one that was asked by this update."""
    return partial(
        questions.save,
        update_id=visit.update_id,
        conversation=visit.conversation,
        question=question,
    )


def say_outdated(visit: Visit) -> Reply:
    """Say that a button is too old."""
    return Reply([visit.services.renderer.note("outdated")], is_new=True)


def say_nothing_shown(visit: Visit) -> Reply:
    """Say that there is no answer that something could be done with."""
    return Reply([visit.services.renderer.note("nothing_shown")])


async def say_no_such(visit: Visit, asked: ShownAnswer) -> Reply:
    """Say which statements an answer has."""
    listed = count_listed(await answer_again(visit, asked, 1))
    return Reply([visit.services.renderer.page("no_such_statement", listed=listed)])


def read_number(words: str) -> int | None:
    """Read the first number among words; None if there is none, 0 if it is too long."""
    found = next(filter(str.isdecimal, words.split()), None)
    if found is None:
        return None
    return int(found) if len(found) <= _MAX_DIGITS else 0
