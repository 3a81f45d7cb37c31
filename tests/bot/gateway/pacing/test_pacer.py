"""Which calls the pacer lets go, and when, on a virtual clock."""

import asyncio
import random
from collections.abc import Callable, Coroutine
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.gateway.pacing.budget import Bookings, OwnBudget
from bot.gateway.pacing.calls import Priority
from bot.gateway.pacing.pace import BookingRequest, PaceLimits
from bot.gateway.pacing.pacer import Pacer, SteadyClock
from bot.gateway.pacing.rate_limiter import RateLimiter
from bot.gateway.progress import Progress
from retrieval.errors import UnusableDatabaseError

LIMITS = PaceLimits()
# Longer than the sends of any test wait.
PATIENCE_S = 100_000.0
Sent = tuple[float, int]


class Telegram:
    """Takes calls and notes when they came; refuses those that it was told to refuse."""

    def __init__(self, clock: Any) -> None:
        self.clock = clock
        self.sent: list[Sent] = []
        self.methods: list[str] = []
        self.refusals: list[Exception] = []
        self.refused_at: list[float] = []

    async def __call__(self, endpoint: str, data: dict[str, Any]) -> bool:
        if self.refusals:
            self.refused_at.append(self.clock.now())
            raise self.refusals.pop(0)
        self.sent.append((self.clock.now(), data.get("chat_id", 0)))
        self.methods.append(endpoint)
        return True


class Bot:
    """Calls at the pacer's turns, as PTB does."""

    def __init__(self, pacer: Pacer, telegram: Telegram) -> None:
        self.pacer = pacer
        self.limiter = RateLimiter(pacer)
        self.telegram = telegram

    async def call(
        self, chat_id: object, priority: Priority | None = None, method: str = "sendMessage"
    ) -> object:
        data = {"chat_id": chat_id}
        return await self.limiter.process_request(
            self.telegram, (method, data), {}, method, data, priority
        )

    def later(self, *args: Any) -> asyncio.Task[object]:
        return asyncio.ensure_future(self.call(*args))


@pytest.fixture
def bot(virtual: Any) -> Bot:
    pacer = Pacer(OwnBudget(virtual.now, LIMITS), virtual, max_wait_s=PATIENCE_S)
    return Bot(pacer, Telegram(virtual))


async def everything(*calls: Coroutine[Any, Any, object]) -> None:
    await asyncio.gather(*calls)


async def test_sends_keep_every_limit_and_lose_no_time(
    bot: Bot, virtual: Any, paced: Callable[[list[Sent]], None], request: pytest.FixtureRequest
) -> None:
    # test_pace.py sends more of them through the rules alone.
    hundredth = 1_000 if request.config.getoption("--campaign") else 30
    chance = random.Random(7)  # noqa: S311 - no secret
    chats = [*range(1, 90 * hundredth + 1)]
    chats += [chance.randrange(1, 2 * hundredth) for _ in range(8 * hundredth)]
    chats += [-chance.randrange(1, hundredth) for _ in range(2 * hundredth)]
    chance.shuffle(chats)
    began = virtual.now()
    await virtual.run(everything(*(bot.call(chat_id, Priority.NOTICE) for chat_id in chats)))
    sent = bot.telegram.sent
    assert len(sent) == 100 * hundredth
    paced(sent)
    assert len(sent) / (sent[-1][0] - began) >= 27
    assert bot.pacer.waiting == 0
    assert len(bot.pacer._queue._chats) < 60


async def test_thirty_replies_go_at_once_and_the_next_when_the_second_is_over(
    bot: Bot, virtual: Any
) -> None:
    began = virtual.now()
    await virtual.run(everything(*(bot.call(chat_id) for chat_id in range(1, 32))))
    moments = [at - began for at, _ in bot.telegram.sent]
    assert moments == pytest.approx([0.0] * 30 + [1.06])


async def test_a_chat_gets_one_a_second_and_delays_no_other_chat(bot: Bot, virtual: Any) -> None:
    began = virtual.now()
    await virtual.run(everything(*(bot.call(chat_id) for chat_id in (7, 7, 7, 8))))
    went = [(round(at - began, 2), chat_id) for at, chat_id in bot.telegram.sent]
    assert went == [(0.0, 7), (0.0, 8), (1.06, 7), (2.12, 7)]


async def test_a_group_gets_twenty_a_minute(bot: Bot, virtual: Any) -> None:
    began = virtual.now()
    await virtual.run(everything(*(bot.call(-7) for _ in range(21))))
    moments = [at - began for at, _ in bot.telegram.sent]
    assert moments[19] == pytest.approx(19 * 1.06)
    assert moments[20] == pytest.approx(60.06)


async def test_replies_overtake_waiting_notices(bot: Bot, virtual: Any) -> None:
    notices = [bot.later(chat_id, Priority.NOTICE) for chat_id in range(1, 1_001)]
    await virtual.run(virtual.sleep_until(virtual.now() + 5))
    asked = virtual.now()
    await virtual.run(everything(*(bot.call(10_000 + number) for number in range(10))))
    assert virtual.now() - asked < 0.8
    await virtual.run(asyncio.gather(*notices))
    went = [chat_id for _, chat_id in bot.telegram.sent]
    assert went.index(10_009) - went.index(10_000) == 9
    assert [chat_id for chat_id in went if chat_id < 10_000] == list(range(1, 1_001))


async def test_a_single_reply_waits_little_behind_a_hundred_thousand_notices(
    bot: Bot, virtual: Any
) -> None:
    notices = [bot.later(chat_id, Priority.NOTICE) for chat_id in range(1, 5_001)]
    delays = []
    for number in range(60):
        await virtual.run(virtual.sleep_until(virtual.now() + 1.37))
        asked = virtual.now()
        await virtual.run(bot.call(100_000 + number))
        delays.append(virtual.now() - asked)
    assert max(delays) < 0.45
    for notice in notices:
        notice.cancel()
    await asyncio.gather(*notices, return_exceptions=True)


async def test_after_a_429_nothing_goes_until_it_is_over_and_the_refused_goes_first(
    bot: Bot, virtual: Any
) -> None:
    bot.telegram.refusals = [RetryAfter(timedelta(seconds=7))]
    calls = [bot.later(chat_id) for chat_id in range(1, 100)]
    calls += [bot.later(500, None, "answerCallbackQuery"), bot.later(501, None, "editMessageText")]
    await virtual.run(asyncio.gather(*calls))
    (refused_at,) = bot.telegram.refused_at
    # Sends that left at the same moment as the refused one could not know.
    after = [(at, chat_id) for at, chat_id in bot.telegram.sent if at > refused_at]
    assert min(at for at, _ in after) >= refused_at + 7
    assert len(bot.telegram.sent) == 101
    sends = [chat_id for at, chat_id in after if chat_id < 500]
    assert sends[0] == 1


async def test_reading_calls_do_not_wait_for_a_pause(bot: Bot, virtual: Any) -> None:
    bot.telegram.refusals = [RetryAfter(timedelta(seconds=30))]
    send = bot.later(1)
    await virtual.settle()
    began = virtual.now()
    for method in ("getMe", "getChatMember", "deleteWebhook"):
        await bot.call(0, None, method)
    assert virtual.now() == began
    assert bot.telegram.methods == ["getMe", "getChatMember", "deleteWebhook"]
    tapped = bot.later(1, None, "answerCallbackQuery")
    await virtual.run(asyncio.gather(send, tapped))
    assert virtual.now() >= began + 30


async def test_a_reading_call_that_is_refused_starts_a_pause_and_raises(
    bot: Bot, virtual: Any
) -> None:
    bot.telegram.refusals = [RetryAfter(timedelta(seconds=5))]
    with pytest.raises(RetryAfter):
        await bot.call(0, None, "getChat")
    began = virtual.now()
    await virtual.run(bot.call(1))
    assert virtual.now() == began + 5


async def test_calls_that_are_no_sends_are_not_counted(bot: Bot, virtual: Any) -> None:
    began = virtual.now()
    methods = ("editMessageText", "answerCallbackQuery", "sendChatAction") * 20
    await virtual.run(everything(*(bot.call(1, None, method) for method in methods)))
    await virtual.run(bot.call(1))
    assert virtual.now() == began


async def test_a_pause_longer_than_the_maximum_wait_is_raised_for_all_that_wait(
    virtual: Any,
) -> None:
    bot = Bot(Pacer(OwnBudget(virtual.now, LIMITS), virtual, max_wait_s=60), Telegram(virtual))
    bot.telegram.refusals = [RetryAfter(timedelta(seconds=3600))]
    calls = [bot.later(chat_id) for chat_id in range(1, 100)]
    said = await virtual.run(asyncio.gather(*calls, return_exceptions=True))
    refused = [error for error in said if isinstance(error, RetryAfter)]
    assert len(refused) + len(bot.telegram.sent) == 99
    assert len(refused) >= 69
    assert virtual.now() < 1_000_010
    with pytest.raises(RetryAfter) as told:
        await bot.call(5, None, "answerCallbackQuery")
    assert told.value.retry_after == timedelta(seconds=3600)
    assert bot.pacer.waiting == 0


async def test_a_send_does_not_wait_for_a_group_that_had_its_messages_of_the_minute(
    virtual: Any,
) -> None:
    bot = Bot(Pacer(OwnBudget(virtual.now, LIMITS), virtual, max_wait_s=25), Telegram(virtual))
    calls = [bot.later(-7) for _ in range(23)]
    said = await virtual.run(asyncio.gather(*calls, return_exceptions=True))
    assert [type(one) for one in said] == [bool] * 20 + [RetryAfter] * 3
    assert said[20].retry_after.total_seconds() == pytest.approx(60 - 19 * 1.06, abs=1)
    with pytest.raises(RetryAfter):
        await bot.call(-7)
    began = virtual.now()
    await virtual.run(bot.call(8))
    assert virtual.now() == began


async def test_repeated_refusals_end_with_the_maximum_wait(virtual: Any) -> None:
    bot = Bot(Pacer(OwnBudget(virtual.now, LIMITS), virtual, max_wait_s=10), Telegram(virtual))
    bot.telegram.refusals = [RetryAfter(timedelta(seconds=4)) for _ in range(5)]
    began = virtual.now()
    with pytest.raises(RetryAfter):
        await virtual.run(bot.call(1))
    assert bot.telegram.refused_at == [began, began + 4, began + 8]


async def test_other_errors_go_to_the_caller_and_are_not_retried(bot: Bot, virtual: Any) -> None:
    bot.telegram.refusals = [BadRequest("Chat not found")]
    with pytest.raises(BadRequest):
        await virtual.run(bot.call(1))
    assert bot.telegram.sent == []


async def test_a_cancelled_send_frees_its_place(bot: Bot, virtual: Any) -> None:
    calls = [bot.later(chat_id, Priority.NOTICE) for chat_id in range(1, 3_001)]
    await virtual.settle()
    for call in calls[100:]:
        call.cancel()
    await virtual.run(asyncio.gather(*calls, return_exceptions=True))
    assert len(bot.telegram.sent) == 100
    assert bot.pacer.waiting == 0
    assert len(bot.pacer._queue._ready) < 200
    assert bot.pacer._turns == {}


async def test_a_send_cut_off_on_its_way_is_noted_as_in_doubt(virtual: Any) -> None:
    pacer = Pacer(OwnBudget(virtual.now, LIMITS), virtual)
    hang = asyncio.Event()

    async def send(progress: Progress) -> None:
        async with pacer.slot(1, progress=progress):
            hang.set()
            await asyncio.sleep(3600)

    doubts = []
    for waits in (False, True):
        progress = Progress()
        sending = asyncio.create_task(send(progress))
        if waits:
            # The chat's second is not over: it waits, and is not sent.
            await asyncio.sleep(0)
            assert not hang.is_set()
        else:
            await hang.wait()
        hang.clear()
        sending.cancel()
        await asyncio.wait([sending])
        doubts.append(progress.is_in_doubt)
    assert doubts == [True, False]


@pytest.mark.parametrize(
    "error, is_in_doubt",
    [
        (None, False),
        (BadRequest("Chat not found"), False),
        (NetworkError("reset"), True),
        (ValueError("what nobody thought of"), True),
    ],
)
async def test_a_send_is_in_doubt_unless_telegram_answered_it(
    bot: Bot, error: Exception | None, is_in_doubt: bool
) -> None:
    progress = Progress()
    with pytest.raises(type(error)) if error else nullcontext():
        async with bot.pacer.slot(1, progress=progress):
            assert progress.is_in_doubt
            if error:
                raise error
    assert progress.is_in_doubt is is_in_doubt


async def test_a_send_cancelled_just_before_its_moment_leaves_the_others_alone(
    bot: Bot, virtual: Any, paced: Callable[[list[Sent]], None]
) -> None:
    calls = [bot.later(chat_id, Priority.NOTICE) for chat_id in range(1, 60)]
    await virtual.settle()
    calls[3].cancel()
    await virtual.run(asyncio.gather(*calls, return_exceptions=True))
    assert len(bot.telegram.sent) == 58
    paced(bot.telegram.sent)


async def test_shutting_down_cancels_all_waiting_sends(bot: Bot, virtual: Any) -> None:
    calls = [bot.later(1) for _ in range(5)]
    await virtual.settle()
    await bot.limiter.initialize()
    await bot.limiter.shutdown()
    said = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(one) for one in said[1:]] == [asyncio.CancelledError] * 4
    assert bot.pacer._booking_task is not None
    assert bot.pacer._booking_task.done()


class Late:
    """A clock that wakes its sleepers too late."""

    def __init__(self, virtual: Any, by_s: float) -> None:
        self.virtual = virtual
        self.by_s = by_s

    def now(self) -> float:
        return float(self.virtual.now())

    async def sleep_until(self, moment: float) -> None:
        if moment > self.now():
            await self.virtual.sleep_until(moment + self.by_s)


async def test_a_machine_that_is_always_late_still_sends(virtual: Any) -> None:
    telegram = Telegram(virtual)
    pacer = Pacer(OwnBudget(virtual.now, LIMITS), Late(virtual, 0.5))
    bot = Bot(pacer, telegram)
    calls = [bot.later(chat_id, Priority.NOTICE) for chat_id in range(1, 40)]
    await virtual.run(asyncio.gather(*calls))
    assert len(telegram.sent) == 39


class Slow:
    """A budget that says only after the moments it books what they were."""

    def __init__(self, budget: OwnBudget, virtual: Any, by_s: float) -> None:
        self.budget = budget
        self.limits = budget.limits
        self.virtual = virtual
        self.by_s = by_s

    async def book(self, requests: list[BookingRequest]) -> Bookings:
        bookings = await self.budget.book(requests)
        await self.virtual.sleep_until(self.virtual.now() + self.by_s)
        return bookings


async def test_a_send_that_is_late_for_every_moment_is_booked_twice_and_then_goes(
    virtual: Any,
) -> None:
    slow: Any = Slow(OwnBudget(virtual.now, LIMITS), virtual, 0.1)
    bot = Bot(Pacer(slow, virtual), Telegram(virtual))
    began = virtual.now()
    sending = bot.later(1)
    await virtual.run(virtual.sleep_until(began + 5))
    assert [at for at, _ in bot.telegram.sent] == [pytest.approx(began + 0.2)]
    await sending


async def test_a_429_for_a_group_pauses_every_chat(bot: Bot, virtual: Any) -> None:
    """The wait that Telegram asks for is the bot's, whichever chat it says so for."""
    bot.telegram.refusals = [RetryAfter(timedelta(seconds=7))]
    began = virtual.now()
    in_group = bot.later(-7)
    await virtual.settle()
    await virtual.run(everything(bot.call(8), bot.call(-9)))
    await virtual.run(in_group)
    assert [chat_id for _, chat_id in bot.telegram.sent] == [-7, 8, -9]
    assert {at for at, _ in bot.telegram.sent} == {began + 7}


class Away:
    """A budget whose database fails at first."""

    def __init__(self, budget: OwnBudget, failures: int, error: Exception) -> None:
        self.budget = budget
        self.limits = budget.limits
        self.failures = failures
        self.error = error

    async def book(self, requests: list[BookingRequest]) -> Bookings:
        if self.failures:
            self.failures -= 1
            raise self.error
        return await self.budget.book(requests)

    async def pause(self, _seconds: float) -> None:
        raise UnusableDatabaseError("kaiken.db", "is away")


@pytest.mark.parametrize(
    "error, is_said",
    [
        # Of a database it is told elsewhere.
        (UnusableDatabaseError("kaiken.db", "is away"), False),
        (ValueError("what nobody thought of"), True),
    ],
)
async def test_while_nothing_can_be_booked_sends_wait_and_a_pause_holds_here(
    virtual: Any, caplog: pytest.LogCaptureFixture, error: Exception, is_said: bool
) -> None:
    telegram = Telegram(virtual)
    away = Away(OwnBudget(virtual.now, LIMITS), failures=3, error=error)
    bot = Bot(Pacer(away, virtual), telegram)
    began = virtual.now()
    telegram.refusals = [RetryAfter(timedelta(seconds=4))]
    await virtual.run(everything(bot.call(1), bot.call(2)))
    assert telegram.refused_at == [began + 3]
    assert max(at for at, _ in telegram.sent) == began + 7
    said = "nothing is sent, nothing can be booked: ValueError"
    assert (said in caplog.text) is is_said
    assert "other processes do not know of the pause" in caplog.text


async def test_a_public_name_counts_as_one_group_in_upper_and_lower_case(
    bot: Bot, virtual: Any
) -> None:
    began = virtual.now()
    await virtual.run(everything(*(bot.call(name) for name in ("@Kaiken", "@kaiken", "12", 12))))
    assert virtual.now() == pytest.approx(began + 1.06)
    assert len(bot.telegram.sent) == 4


async def test_the_clock_of_the_machine_goes_on_and_wakes_in_time() -> None:
    clock = SteadyClock()
    began = clock.now()
    await clock.sleep_until(began - 5)
    assert clock.now() < began + 0.9
    await clock.sleep_until(began + 0.01)
    assert clock.now() >= began + 0.01


async def test_a_pause_of_more_than_a_minute_is_a_long_one_until_it_ends(
    bot: Bot, virtual: Any
) -> None:
    began = virtual.now()

    async def pauses(seconds: float, at: float) -> bool:
        virtual.seconds = began + at
        await bot.pacer.pause(seconds)
        return bot.pacer.is_paused_for_long

    assert not await pauses(60, at=0)
    # A shorter one does not end a longer one, and two short ones are none that is long.
    assert not await pauses(59, at=30)
    assert await pauses(61, at=31)
    assert await pauses(1, at=91.9)
    assert not await pauses(1, at=92)


async def test_what_a_reading_call_is_told_to_wait_is_doubted_after_a_minute(
    bot: Bot, virtual: Any
) -> None:
    bot.telegram.refusals = [RetryAfter(timedelta(seconds=3600))]
    with pytest.raises(RetryAfter):
        await bot.call(0, None, "getChat")
    assert bot.pacer._paused_until == virtual.now() + 60
    assert not bot.pacer.is_paused_for_long


async def test_a_wait_is_told_in_whole_seconds_and_one_that_ends_in_time_is_waited_for(
    virtual: Any,
) -> None:
    bot = Bot(Pacer(OwnBudget(virtual.now, LIMITS), virtual, max_wait_s=10), Telegram(virtual))
    began = virtual.now()
    await bot.pacer.pause(10)
    await virtual.run(everything(bot.call(1), bot.call(2, None, "answerCallbackQuery")))
    assert virtual.now() == began + 10
    await bot.pacer.pause(10.25)
    for method in ("sendMessage", "answerCallbackQuery"):
        with pytest.raises(RetryAfter) as told:
            await virtual.run(bot.call(3, None, method))
        assert told.value.retry_after == timedelta(seconds=11)
    assert bot.pacer.waiting == 0


async def test_a_send_without_a_priority_is_a_reply(bot: Bot, virtual: Any) -> None:
    notices = [bot.later(chat_id, Priority.NOTICE) for chat_id in range(1, 60)]
    await virtual.run(bot.call(99, None))
    await virtual.run(asyncio.gather(*notices))
    assert [chat_id for _, chat_id in bot.telegram.sent].index(99) < 3
