"""Questions: free text, /ask, and the examples to tap."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from sqlalchemy import Connection

from bot.gateway.sending.reply import Reply
from bot.handlers.asking.verify import verify
from bot.handlers.releases.opening import show_named
from bot.handlers.turn.linking import link_to_rest
from bot.handlers.turn.visits import Visit
from bot.rendering.excerpts.buttons import count_listed, under_answer
from bot.rendering.render import EXAMPLES, Rest
from bot.store.inbox import questions
from bot.store.inbox.asked import answered_by
from bot.store.inbox.questions import RecentQuestion
from retrieval.errors import UnusableDatabaseError
from retrieval.model.answer import Answer, Status
from retrieval.model.query import Intent, Query, Request
from retrieval.model.release import Label
from retrieval.patterns import regex
from retrieval.query.asking.pasting import is_pasted
from retrieval.query.standing import understand_in_turn

# Does what a message asks, with the words that it names; None if there is nothing to be done.
Respond = Callable[[Visit, str], Awaitable[Reply | None]]
_NOTHING: Mapping[Request, Respond] = MappingProxyType({})
# Where a sentence may end before another.
_SEVERAL = regex(r"[.!…]\S*\s+\S")


async def ask(
    visit: Visit, question: str, by_request: Mapping[Request, Respond] = _NOTHING
) -> Reply:
    """Answer a question as a follow-up of the conversation's last one, if it is one.

    What a message asks of the bot is done by `by_request`; what that lacks gets a kind answer.
    """
    services, earlier = visit.services, list[RecentQuestion]()

    async def load_earlier() -> Query | None:
        asked = await _load_last(visit)
        if asked is None:
            return None
        earlier[:] = [asked]
        return understand_in_turn(asked.text, asked.asked_at.date(), services.record.lexicon)

    answer = await services.answerer.answer(question, visit.now, load_earlier)
    done = await _respond(visit, answer, by_request)
    if done is not None:
        return replace(done, is_done=True)
    if answer.query.request is Request.UNDO:
        wider = await _before_last_narrowing(visit)
        if wider is None and by_request:
            return Reply([services.renderer.page("nothing_to_undo")])
        if wider is not None:
            text = _without_last_line(wider.text)
            earlier = [replace(wider, text=text)] if text else []
            query = understand_in_turn(wider.text, wider.asked_at.date(), services.record.lexicon)
            answer = await services.answerer.answer_query(query)
    text = _with_earlier(answer.query.question, *earlier)
    asked = RecentQuestion(text, visit.now, status=answer.status)
    reply = _show(visit, answer) if visit.is_private else _show_first(visit, answer, asked)
    if answer.query.intent is not Intent.QUESTION:
        return reply
    saving = partial(
        questions.save, update_id=visit.update_id, conversation=visit.conversation, question=asked
    )
    return replace(reply, writes=[saving])


def _show(visit: Visit, answer: Answer) -> Reply:
    messages = visit.services.renderer.answer(answer)
    if answer.status is Status.NOT_A_QUESTION:
        return Reply(messages)
    return Reply(messages, under_answer(visit.update_id, answer, is_apart=len(messages) > 1))


def _show_first(visit: Visit, answer: Answer, asked: RecentQuestion) -> Reply:
    """Show the first excerpt of an answer, as in groups, and a link to the others in private."""
    others = count_listed(answer) - 1
    if others < 1:
        return Reply(visit.services.renderer.answer(answer))
    first = replace(answer, excerpts=answer.excerpts[:1], nearest=answer.nearest[:1])
    link = link_to_rest(visit, asked, answer.page.skipped + 2)
    return Reply(visit.services.renderer.answer(first, Rest(others, link)))


async def ask_in_group(
    visit: Visit, text: str, by_request: Mapping[Request, Respond] = _NOTHING
) -> Reply:
    """Answer what a message in a group says to the bot; if that is only its name, say how to ask.

    Lines are joined: who writes in a group asks one thing.
    """
    words = " ".join(text.split())
    if not words:
        bot_name = visit.bot_name
        return Reply([visit.services.renderer.page("named_only", bot_name=bot_name)])
    return await ask(visit, words, by_request)


async def ask_or_verify(
    visit: Visit, text: str, by_request: Mapping[Request, Respond] = _NOTHING
) -> Reply:
    """Answer the text of a message; verify it if somebody else wrote it."""
    is_forwarded = visit.message is not None and visit.message.is_forwarded
    if is_forwarded or (_SEVERAL.search(text) and is_pasted(text)):
        return await verify(visit, text)
    return await ask(visit, text, by_request)


async def _respond(
    visit: Visit, answer: Answer, by_request: Mapping[Request, Respond]
) -> Reply | None:
    """Do what a message asks of the bot, or open the release that it names; None if it asks."""
    query = answer.query
    if answer.reading is not None and query.is_follow_up and Request.CONTEXT in by_request:
        # "What did he answer?" is of the statement of the page that was shown.
        return await by_request[Request.CONTEXT](visit, "")
    if query.request is not None and query.request in by_request:
        return await by_request[query.request](visit, query.wanted)
    return await show_named(visit, answer)


async def _load_last(visit: Visit) -> RecentQuestion | None:
    """Load the question before: of the answer that is replied to, else the conversation's last.

    A question is also answered without it. Anybody may reply to the answer to somebody else.
    """
    replied = visit.message.replied if visit.message else None

    def load(connection: Connection) -> RecentQuestion | None:
        if replied is not None:
            for update in answered_by(connection, visit.chat_id, replied):
                if found := questions.find(connection, visit.chat_id, update, visit.now):
                    return found
        return questions.load_last(connection, visit.conversation, visit.now, visit.edited)

    try:
        with visit.services.database.routine("follow-ups", is_seldom=True):
            return await visit.read(load)
    except UnusableDatabaseError as met:
        if met.passes:
            raise
        return None


async def _before_last_narrowing(visit: Visit) -> RecentQuestion | None:
    """Load the question as it was before its last follow-up; None if it has none."""
    last = await _load_last(visit)
    wider = _without_last_line(last.text) if last is not None else ""
    return replace(last, text=wider) if last is not None and wider else None


async def ask_by_command(visit: Visit, words: str) -> Reply:
    """Answer the words after /ask, on whatever lines they stand."""
    return await ask(visit, " ".join(words.split()))


async def ask_declined(visit: Visit, words: str) -> Reply:
    """Answer with statements on a topic that decline to answer; without a topic, say how."""
    topic = " ".join(words.split())
    if not topic:
        return Reply([visit.services.renderer.note("how_to_declined")])
    return await ask(visit, f"wording:{Label.DECLINED} {topic}")


async def ask_example(visit: Visit, number: str) -> Reply:
    """Answer the example whose button was tapped, below the others: its number, or its words."""
    if number.startswith("="):
        return replace(await ask(visit, number.removeprefix("=")), is_new=True)
    if number.isdecimal() and int(number) < len(EXAMPLES):
        return replace(await ask(visit, EXAMPLES[int(number)]), is_new=True)
    return await say_outdated(visit, "")


async def say_outdated(visit: Visit, _: str) -> Reply:
    """Say that a button is too old."""
    return Reply([visit.services.renderer.note("outdated")], is_new=True)


def _without_last_line(text: str) -> str:
    return text.rpartition("\n")[0]


def _with_earlier(question: str, earlier: RecentQuestion | None = None) -> str:
    """Return a question with the earlier ones that it follows on the lines before it."""
    whole = f"{earlier.text}\n{question}" if earlier else question
    return whole if len(whole) <= questions.MAX_LENGTH else question
