"""What somebody wants to subscribe to: everything, a question, somebody's words, or a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Visit
from bot.rendering.views import excerpt_view, receipt
from bot.store.chats.subscriptions import NewSubscription, Subscription, SubscriptionKind
from bot.store.inbox.questions import RecentQuestion
from retrieval.answering.histories.history import draw_up_history
from retrieval.answering.histories.seeking import find_nearest
from retrieval.model.answer import Answer, Status
from retrieval.model.query import Filter, Intent, Query
from retrieval.model.wording import History
from retrieval.query.standing import read_followed, understand_in_turn, write_followed
from retrieval.query.understanding import LONGEST_READ
from retrieval.wording.comparing import words_of
from retrieval.wording.sketching import form_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question to subscribe to, and as it is understood.

    To follow a sentence, the question names its present wording; `history` has all of them.
    """

    question: RecentQuestion
    query: Query
    history: History | None = None

    @property
    def subscription(self) -> NewSubscription:
        """What is to be subscribed to."""
        return NewSubscription(self._kind, self.question.text)

    def among(self, others: Iterable[Subscription]) -> NewSubscription:
        """Return what is to be subscribed to, or the other one that follows the same sentence."""
        wordings = self.history.wordings if self.history else ()
        forms = {_form(one.excerpt.quote) for one in wordings}
        for one in others:
            if one.kind is SubscriptionKind.SENTENCE and _form(read_followed(one.words)) in forms:
                return NewSubscription(one.kind, one.words)
        return self.subscription

    @property
    def _kind(self) -> SubscriptionKind:
        query = self.query
        if not self.question.text:
            return SubscriptionKind.EVERYTHING
        if self.history is not None:
            return SubscriptionKind.SENTENCE
        is_topic = query.terms or query.phrases or query.excluded or query.barred
        return (
            SubscriptionKind.SPEAKER
            if query.filters == {Filter.VOICES} and not is_topic
            else SubscriptionKind.QUERY
        )


async def understand_wanted(visit: Visit, question: RecentQuestion) -> Wanted | Reply:
    """Understand what somebody wants to subscribe to, or say why that cannot be."""
    services = visit.services
    if sentence := read_followed(question.text):
        history = await draw_up_history(sentence, visit.now, services.record, services.formulas)
        if history is None:
            return await _say_not_on_record(visit, sentence)
        present = write_followed(history.wordings[0].excerpt.quote)
        return Wanted(replace(question, text=present), Query(present), history)
    if len(question.text) > LONGEST_READ:
        return Reply([services.renderer.page("too_long_to_keep")])
    query = understand_in_turn(question.text, visit.now.date(), services.record.lexicon)
    if question.text and query.intent is not Intent.QUESTION:
        answer = Answer(query, Status.NOT_A_QUESTION, services.record.searched)
        return Reply([services.renderer.answer(answer)[0]])
    return Wanted(question, query)


async def _say_not_on_record(visit: Visit, sentence: str) -> Reply:
    """Say that no sentence is worded so, and which one comes nearest."""
    services = visit.services
    record = services.record
    nearest = await find_nearest(sentence, visit.now, record, services.formulas)
    html = services.renderer.page(
        "no_such_sentence",
        receipt=receipt(record.searched),
        excerpt=excerpt_view(nearest) if nearest else None,
        folded=False,
    )
    return Reply([html])


def _form(sentence: str) -> int:
    return form_of(words_of(sentence).reading.words)
