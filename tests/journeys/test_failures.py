import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, NoReturn, cast

import pytest
from structlog.contextvars import get_contextvars
from telegram import CallbackQuery, Update, User
from telegram.ext import Application, CallbackContext

from bot.gateway.receiving.answering import failure_code
from bot.handlers.turn.application import KaikenContext
from bot.handlers.turn.failures import report
from bot.language.catalogues import languages
from bot.process.app import Channel, build_application
from bot.process.introduction import introduce
from bot.rendering.render import EXAMPLES
from bot.sandbox.api_error import ApiError
from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.request import SandboxRequest
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from bot.store.retention import forgetting
from retrieval.answering.answerer import Answerer
from retrieval.errors import ClusterFault, InexactSliceError, UnusableClusterError

QUESTION = "Zanzibar clove harvest"
APOLOGY = "Sorry, something went wrong on my side"


class Failing:
    """An answerer that raises the given error, with the question in the error's text."""

    def __init__(self, error: Callable[[str], Exception]) -> None:
        self.error = error

    async def answer(self, question: str, _now: datetime, _before: object = None) -> NoReturn:
        raise self.error(question)


@pytest.fixture
def error() -> Callable[[str], Exception]:
    return RuntimeError


@pytest.fixture
async def failing(
    services: Services,
    chat_names: ChatNames,
    clock: Callable[[], float],
    error: Callable[[str], Exception],
) -> AsyncIterator[Conversation]:
    broken = replace(services, answerer=cast("Answerer", Failing(error)))
    async with Conversation(broken, chat_names, clock=clock) as conversation:
        yield conversation


def assert_discreet(log: str, talk: Conversation) -> None:
    visitor = talk.visitor
    for told in (
        *QUESTION.split(),
        str(CHAT_ID),
        visitor.first_name,
        visitor.last_name,
        visitor.username,
        talk.api.token,
    ):
        assert told not in log


async def test_what_is_logged_of_an_update_names_it_and_its_chat_by_a_hash(
    failing: Conversation, chat_names: ChatNames
) -> None:
    await failing.writes(QUESTION)
    bound = get_contextvars()
    assert bound.keys() == {"update", "chat"}
    assert bound["chat"] == chat_names.name(CHAT_ID)
    assert_discreet(str(bound), failing)


async def test_a_failure_is_followed_by_one_apology(failing: Conversation) -> None:
    (said,) = await failing.writes(QUESTION)
    assert said.call.text.startswith(APOLOGY)
    assert failing.api.call_log.refused == []


async def test_an_apology_is_in_the_language_of_the_chat(failing: Conversation) -> None:
    database = failing.application.services.database
    await database.transact(lambda c: forgetting.forget(c, CHAT_ID))
    failing.visitor.user["language_code"] = "ja"
    (said,) = await failing.writes(QUESTION)
    assert said.call.text.startswith("申し訳ありません。")


async def test_a_failure_is_logged_by_class_and_place_without_question_or_chat(
    failing: Conversation, chat_names: ChatNames, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "bot"):
        await failing.writes(QUESTION)
    (record,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    line = record.getMessage()
    assert "RuntimeError in answer " in line
    assert " < ask " in line
    assert f"chat {chat_names.name(CHAT_ID)}," in line
    assert record.exc_info is None
    assert_discreet("\n".join(one.getMessage() for one in caplog.records), failing)


@pytest.mark.parametrize("error", [lambda _: InexactSliceError("mofa-x", "s3", 1, 2)])
async def test_an_error_of_our_own_is_logged_with_its_ids(
    failing: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    await failing.writes(QUESTION)
    assert "InexactSliceError: mofa-x s3: [1:2] is not within the statement in" in caplog.text


async def test_the_code_of_an_apology_finds_the_line_in_the_log(
    failing: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    codes = []
    for text in (QUESTION, f"/ask {QUESTION}"):
        (said,) = await failing.writes(text)
        code = said.call.text.rpartition("the code ")[2].rstrip(".")
        codes.append(code)
        (line,) = [one for one in caplog.messages if code in one]
        assert line.startswith(f"handler failed: code {code}, ")
    assert len(set(codes)) == 2
    assert {len(one) for one in codes} == {6}


async def test_the_next_question_after_a_failure_is_handled(failing: Conversation) -> None:
    await failing.writes(QUESTION)
    (said,) = await failing.writes("/help")
    assert "How to ask" in said.call.text


async def test_a_tap_whose_handler_fails_is_still_answered(failing: Conversation) -> None:
    await failing.writes("/start")
    (said,) = await failing.taps(1)
    assert said.call.text.startswith(APOLOGY)
    assert len(failing.api.call_log.by_method("answerCallbackQuery")) == 1


@pytest.fixture
async def rough(
    services: Services, chat_names: ChatNames, clock: Callable[[], float]
) -> AsyncIterator[Conversation]:
    """A private chat in which Telegram may refuse."""
    async with Conversation(services, chat_names, clock=clock) as conversation:
        yield conversation


async def test_a_chat_that_blocked_the_bot_gets_no_apology(
    rough: Conversation, chat_names: ChatNames, caplog: pytest.LogCaptureFixture
) -> None:
    rough.visitor.writes(QUESTION)
    rough.api.block(CHAT_ID)
    await deliver_pending(rough.application, rough.api)
    assert [refusal.method for refusal in rough.api.call_log.refused] == ["sendMessage"]
    assert rough.api.call_log.messages() == []
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert f"chat {chat_names.name(CHAT_ID)}, Forbidden in" in record.getMessage()
    assert_discreet(caplog.text, rough)


async def test_blocking_and_coming_back_are_no_failures(
    rough: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    rough.visitor.blocks_bot()
    rough.visitor.unblocks_bot()
    await deliver_pending(rough.application, rough.api)
    assert caplog.records == []
    assert rough.api.call_log.messages() == []


async def test_an_apology_that_is_refused_is_not_tried_again(
    rough: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    rough.api.add_chat(-1005, "supergroup", topics=[9])
    Visitor(rough.api, -1005, user_id=1, thread_id=9).writes(f"/ask {QUESTION}")
    rough.api.close_topic(-1005, 9)
    rough.api.close_topic(-1005, 1)
    await deliver_pending(rough.application, rough.api)
    # The answer and the apology, each in its topic and in none.
    assert len(rough.api.call_log.refused) == 4
    failed, unsaid = [record.getMessage() for record in caplog.records]
    assert "BadRequest in" in failed
    assert unsaid.startswith("no apology: chat ")
    assert unsaid.endswith(", BadRequest")
    assert "1005" not in caplog.text


async def test_a_tap_that_comes_too_late_for_telegram_still_gets_its_answer(
    rough: Conversation, clock: Any, caplog: pytest.LogCaptureFixture
) -> None:
    (started,) = await rough.writes("/start")
    rough.visitor.taps(started.call.message_id or 0, "example:0")
    clock.now += 3600
    await deliver_pending(rough.application, rough.api)
    assert "Taiwan Strait are important" in rough.api.call_log.messages()[-1].text
    assert caplog.records == []


async def test_a_failure_outside_any_chat_is_logged_and_nobody_is_bothered(
    rough: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    update = {"update_id": 7, "poll": {"id": "1"}}
    for broken in (Update.de_json({"update_id": 7}, rough.application.bot), update, None):
        await rough.application.process_error(broken, ValueError(QUESTION))
    assert [record.getMessage() for record in caplog.records] == [
        f"handler failed: code {code}, chat none, ValueError in "
        for code in (failure_code(7), "none", "none")
    ]
    assert rough.api.call_log.messages() == []


async def test_a_failure_without_an_error_is_called_unknown(
    rough: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    await report(None, KaikenContext(rough.application))
    assert caplog.messages == ["handler failed: code none, chat none, unknown"]


async def test_handlers_ignore_an_update_that_has_nothing_for_them(
    rough: Conversation,
) -> None:
    await rough.application.process_update(Update(7))
    await rough.application.process_update({"update_id": 7})
    tap = CallbackQuery("1", User(7, "Ottilie", is_bot=False), "1", data="example:0")
    tap.set_bot(rough.application.bot)
    await rough.application.process_update(Update(7, callback_query=tap))
    assert rough.api.call_log.messages() == []


async def test_a_refused_description_does_not_keep_the_bot_from_starting(
    services: Services,
    chat_names: ChatNames,
    clock: Callable[[], float],
    caplog: pytest.LogCaptureFixture,
) -> None:
    conversation = Conversation(services, chat_names, clock=clock)
    refusal = ApiError(429, "Too Many Requests: retry after 7", {"retry_after": 7})
    conversation.api.fail_next("setMyDescription", refusal)
    async with conversation:
        (said,) = await conversation.writes(EXAMPLES[0])
    assert "Taiwan Strait are important" in said.call.text
    assert caplog.messages == ["description not set: RetryAfter"]


async def told_again(conversation: Conversation) -> list[str]:
    before = len(conversation.api.call_log.calls)
    await introduce(conversation.application)
    methods = [call.method for call in conversation.api.call_log.calls[before:]]
    return [one for one in methods if one.startswith("set")]


async def test_introducing_tells_telegram_nothing_twice(rough: Conversation) -> None:
    assert await told_again(rough) == []


async def test_introducing_tells_telegram_only_what_is_another(rough: Conversation) -> None:
    profile = rough.api.state.profile
    profile.texts["description", ""] = "of an earlier version"
    (private,) = [
        (scope, code) for scope, code in profile.commands if "private" in scope and not code
    ]
    profile.commands[private] = profile.commands[private][1:]
    assert await told_again(rough) == ["setMyDescription", "setMyCommands"]
    assert await told_again(rough) == []


@pytest.mark.parametrize("method", ["getMyCommands", "setMyCommands", "getMyDescription"])
async def test_what_telegram_does_not_take_keeps_nothing_else_from_being_told(
    services: Services,
    chat_names: ChatNames,
    clock: Callable[[], float],
    caplog: pytest.LogCaptureFixture,
    method: str,
) -> None:
    conversation = Conversation(services, chat_names, clock=clock)
    conversation.api.fail_next(method, ApiError(400, "Bad Request: no"))
    async with conversation:
        told = [one.method for one in conversation.api.call_log.calls]
    # Two descriptions and three menus in each language; one was not taken.
    assert len([one for one in told if one.startswith("setMy")]) == 5 * len(languages()) - 1
    assert "not set: BadRequest" in caplog.text


async def test_a_result_of_another_form_does_not_stop_the_start(
    services: Services,
    chat_names: ChatNames,
    clock: Callable[[], float],
    caplog: pytest.LogCaptureFixture,
) -> None:
    conversation = Conversation(services, chat_names, clock=clock)
    conversation.api.fail_next("getMyCommands", (200, b'{"ok": true, "result": [{"odd": 1}]}'))
    async with conversation:
        assert len(await conversation.writes(EXAMPLES[0])) == 1
    assert "not set: " in caplog.text


async def test_a_context_of_another_application_is_a_named_error(rough: Conversation) -> None:
    other = Application.builder().token(rough.api.token).build()
    context = CallbackContext.__new__(KaikenContext)
    CallbackContext.__init__(context, other)
    with pytest.raises(TypeError, match="belongs to a KaikenApplication"):
        _ = context.services


def test_an_application_of_another_class_is_refused(
    services: Services, chat_names: ChatNames, rough: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.process.app.ApplicationBuilder.build", lambda _: object())
    request = SandboxRequest(rough.api)
    with pytest.raises(TypeError, match="another application than it was told to"):
        build_application(services, chat_names, Channel("1:x", "http://a.b", request, request))


class TestAwayCluster:
    """While a search cluster does not answer."""

    @pytest.fixture
    def error(self) -> Callable[[str], Exception]:
        return lambda _: UnusableClusterError("search", ClusterFault.AWAY, "refused")

    async def test_somebody_hears_that_nothing_can_be_looked_up_now(
        self, failing: Conversation, caplog: pytest.LogCaptureFixture
    ) -> None:
        (said,) = await failing.writes(QUESTION)
        assert said.call.text.startswith("I cannot look into the record just now")
        assert "it is not reached" in caplog.text
        assert_discreet(caplog.text, failing)
