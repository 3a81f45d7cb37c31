"""Polling: updates are stored, then acknowledged; after trouble polling waits and recovers."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.gateway.receiving import polling as polling_module
from bot.gateway.receiving.health import MAX_SILENCE_S, Health
from bot.gateway.receiving.intake import InboxFullError
from bot.gateway.receiving.polling import Poller, UpdatesFetcher
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.request import SandboxRequest
from retrieval.errors import UnusableDatabaseError


class Stop(Exception):  # noqa: N818 - it ends a test, nothing went wrong
    """The script of a test has come to its end."""


class Line:
    """Returns what the test says, one item a poll, and notes the offsets of the polls."""

    def __init__(self, *script: object) -> None:
        self.script = list(script)
        self.offsets: list[int | None] = []
        self.rebuilt = 0

    async def __call__(self, offset: int | None, _wait_s: int) -> list[Any]:
        self.offsets.append(offset)
        if not self.script:
            raise Stop
        item = self.script.pop(0)
        if isinstance(item, Exception):
            raise item
        return item

    async def rebuild(self) -> None:
        self.rebuilt += 1


class Polling:
    """A poller on a clock that only its pauses move."""

    def __init__(self, clock, line: Line, take: Callable[[Any], object] | None = None) -> None:
        self.pauses: list[float] = []
        self.taken: list[object] = []
        self.clock = clock
        self.line = line
        self.health = Health(clock)
        self.troubles: list[str] = []

        async def keep(updates: list[object]) -> None:
            if take is not None:
                take(updates)
            self.taken.extend(updates)

        self.poller = Poller(line, keep, self.health, sleep=self.pause)

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.troubles.append(self.health.trouble)
        self.clock.now += seconds

    async def run(self) -> None:
        with pytest.raises(Stop):
            await self.poller.run()


def batch(*ids: int) -> list[dict[str, int]]:
    return [{"update_id": one} for one in ids]


async def test_what_is_stored_is_acknowledged_by_the_next_poll(clock) -> None:
    polling = Polling(clock, Line(batch(4, 5), batch(6)))
    await polling.run()
    assert polling.line.offsets == [None, 6, 7]
    assert polling.taken == batch(4, 5, 6)


async def test_what_cannot_be_stored_is_not_acknowledged_and_comes_again(clock) -> None:
    fails = iter([UnusableDatabaseError("x", "away"), None])

    def take(_updates: object) -> None:
        if error := next(fails):
            raise error

    polling = Polling(clock, Line(batch(4, 5), batch(4, 5)), take)
    await polling.run()
    assert polling.line.offsets == [None, None, 6]
    assert polling.taken == batch(4, 5)
    assert polling.troubles == ["the database cannot be used"]


async def test_an_offset_is_not_kept_beyond_the_poll_that_acknowledges(clock) -> None:
    """After a quiet week ids restart at random, perhaps lower."""
    polling = Polling(clock, Line(batch(900), [], batch(17)))
    await polling.run()
    assert polling.line.offsets == [None, 901, None, 18]


async def test_an_acknowledgement_that_may_be_lost_is_given_again(clock) -> None:
    polling = Polling(clock, Line(batch(4), NetworkError("lost"), []))
    await polling.run()
    assert polling.line.offsets == [None, 5, 5, None]


@pytest.mark.parametrize(
    "error,trouble,pause_s",
    [
        (
            lambda: Conflict("Conflict: terminated by other getUpdates request"),
            "another program polls with this token",
            15,
        ),
        (
            lambda: Conflict("Conflict: can't use getUpdates method while webhook is active"),
            "a webhook is set",
            15,
        ),
        (InvalidToken, "Telegram does not know the token any more", 30),
        (lambda: RetryAfter(timedelta(seconds=7)), "Telegram asks to wait", 7),
        (lambda: NetworkError("away"), "Telegram is not reached (NetworkError)", 1),
        (TimeoutError, "Telegram is not reached (TimeoutError)", 1),
    ],
)
async def test_trouble_is_logged_once_and_polling_waits_until_it_is_over(
    clock, caplog, error, trouble, pause_s
) -> None:
    polling = Polling(clock, Line(error(), error(), batch(1)))
    await polling.run()
    assert polling.pauses[0] == pause_s
    assert all(said.startswith(trouble) for said in polling.troubles)
    assert len([one for one in caplog.records if one.levelname == "ERROR"]) == 1
    assert polling.health.trouble == ""


async def test_pauses_grow_while_telegram_is_away_up_to_half_a_minute(clock) -> None:
    polling = Polling(clock, Line(*[NetworkError("away")] * 8))
    await polling.run()
    assert polling.pauses == [1, 2, 4, 8, 16, 30, 30, 30]


async def test_after_two_minutes_of_silence_the_connection_is_built_anew(clock) -> None:
    polling = Polling(clock, Line(*[NetworkError("away")] * 9, batch(1)))
    await polling.run()
    assert polling.line.rebuilt == 1
    assert sum(polling.pauses[:7]) < MAX_SILENCE_S <= sum(polling.pauses[:8])


@pytest.mark.parametrize("fault", [OSError(24, "too many open files"), TimeoutError()])
async def test_a_connection_that_cannot_be_built_anew_does_not_end_polling(
    clock, caplog, fault
) -> None:
    polling = Polling(clock, Line(*[NetworkError("away")] * 9, batch(1)))

    async def fail() -> None:
        raise fault

    polling.line.rebuild = fail  # type: ignore[method-assign]
    await polling.run()
    assert polling.taken
    assert f"the connection was not built: {type(fault).__name__}" in caplog.text


async def test_a_poll_that_hangs_is_given_up_before_the_silence_is_too_long(clock) -> None:
    polling = Polling(clock, Line())
    assert polling.poller._poll_timeout_s() == 60
    polling.health.note_success()
    clock.now += MAX_SILENCE_S - 20
    assert polling.poller._poll_timeout_s() == 20


async def test_over_the_bot_api_updates_come_as_telegram_wrote_them(clock) -> None:
    api = BotApi(clock)
    bot = Bot(api.token, base_url="http://sandbox.invalid/bot")
    line = UpdatesFetcher(bot, SandboxRequest(api), ("message", "callback_query"))
    sent = api.updates.put("message", {"text": "whaling"})
    assert await line(None, 0) == [sent]
    assert api.updates.allowed == ("message", "callback_query")
    assert await line(sent["update_id"] + 1, 0) == []
    assert api.updates.pending == []


async def test_a_poll_asks_for_as_long_as_it_waits_and_is_given_a_little_longer() -> None:
    asked: dict[str, Any] = {}

    class Request(SandboxRequest):
        async def post(self, url: str, request_data: Any, **given: Any) -> Any:
            asked.update(request_data.parameters, method=url.rpartition("/")[2], **given)
            return []

    api = BotApi(lambda: 0.0)
    bot = Bot(api.token, base_url="http://sandbox.invalid/bot")
    assert await UpdatesFetcher(bot, Request(api), ("message",))(None, 50) == []
    assert asked == {
        "method": "getUpdates",
        "timeout": 50,
        "limit": 100,
        "allowed_updates": ["message"],
        "read_timeout": 55.0,
    }


@pytest.mark.parametrize("answer", [{}, None, True])
async def test_an_answer_that_is_no_list_is_an_error(
    monkeypatch: pytest.MonkeyPatch, answer: object
) -> None:
    async def post(*_: object, **__: object) -> object:
        return answer

    monkeypatch.setattr(polling_module, "post", post)
    fetcher = UpdatesFetcher(Bot("110201543:x"), SandboxRequest(BotApi(lambda: 0.0)), ())
    with pytest.raises(TelegramError, match="no list"):
        await fetcher(None, 0)


async def test_what_cannot_be_stored_for_another_reason_waits_at_most_five_seconds(clock) -> None:
    def take(_updates: object) -> None:
        raise InboxFullError

    polling = Polling(clock, Line(*[batch(1)] * 5), take)
    await polling.run()
    assert polling.pauses == [1, 2, 4, 5, 5]
    assert set(polling.troubles) == {"what came cannot be stored"}


async def test_after_a_success_pauses_begin_anew_and_an_offset_stays(clock) -> None:
    away = NetworkError("away")
    polling = Polling(clock, Line(away, away, batch(1), away, [], away))
    await polling.run()
    assert polling.pauses == [1, 2, 1, 1]
    assert polling.line.offsets == [None, None, None, 2, 2, None, None]


@pytest.mark.parametrize("odd", [2**31, -1, True, "7", None])
async def test_an_id_that_no_update_has_acknowledges_nothing(clock, odd) -> None:
    polling = Polling(clock, Line([{"update_id": odd}, *batch(2**31 - 1), {"update_id": odd}]))
    await polling.run()
    assert polling.line.offsets == [None, 2**31]


async def test_a_poll_gets_less_time_the_longer_it_is_silent_and_at_least_a_second(clock) -> None:
    polling = Polling(clock, Line())
    times = []
    for seconds in (0, 59.0, 2.0, 50.0, 20.0):
        clock.now += seconds
        times.append(polling.poller._poll_timeout_s())
    assert times == [60, 60, 59, 9, 1]


async def test_a_connection_is_built_anew_once_per_two_minutes_of_silence(clock) -> None:
    polling = Polling(clock, Line(*[InvalidToken()] * 9))
    await polling.run()
    assert polling.line.rebuilt == 2


async def test_updates_without_ids_do_not_end_polling(clock) -> None:
    polling = Polling(clock, Line([{"message": {}}, "text"], batch(1)))
    await polling.run()
    assert polling.pauses == [1]
    assert polling.line.offsets == [None, None, 2]


async def test_a_poller_that_is_cancelled_while_it_waits_ends(clock) -> None:
    polling = Polling(clock, Line())

    async def wait(_offset: int | None, _wait_s: int) -> list[Any]:
        await asyncio.sleep(3600)
        return []

    polling.poller._fetcher = wait
    running = asyncio.create_task(polling.poller.run())
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
