"""The worker over a real database: order, parallel work, retries after failures, and stopping."""

import asyncio
import json
import random
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection
from telegram import Update
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.gateway import in_flight
from bot.gateway.arrival import LostAnswerError, NotArrivedError
from bot.gateway.progress import Progress
from bot.gateway.receiving import worker as worker_module
from bot.gateway.receiving.answering import failure_code
from bot.store.chats.chats import load_chat, open_chat
from bot.store.inbox import inbox
from retrieval.errors import UnusableDatabaseError

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def kind() -> str:
    """The kind of database matters only to the store, whose tests use both."""
    return "sqlite"


async def test_each_chat_is_answered_in_order_and_chats_in_parallel(bench, question) -> None:
    chance = random.Random(3)  # noqa: S311 - how long an answer takes
    chats = [chance.randrange(12) + 1 for _ in range(300)]
    await bench.intake.take([question(at, chat) for at, chat in enumerate(chats)])
    answered: dict[int, list[int]] = defaultdict(list)
    busy: set[int] = set()
    most = 0

    async def handle(update: Update, _progress: Progress) -> None:
        nonlocal most
        chat = update.effective_chat.id
        assert chat not in busy
        busy.add(chat)
        most = max(most, len(busy))
        await asyncio.sleep(chance.random() / 500)
        answered[chat].append(update.update_id)
        busy.remove(chat)

    counts = await bench.settle(handle, 300)
    assert counts.done == 300
    assert 2 <= most <= 8
    assert answered == {
        chat: [at for at, one in enumerate(chats) if one == chat] for chat in set(chats)
    }


async def test_an_update_that_is_answered_but_not_settled_still_counts_as_in_flight(
    bench, question, monkeypatch
) -> None:
    """Otherwise a kill could repeat more answers than are in flight."""
    await bench.intake.take([question(at, at + 1) for at in range(60)])
    begun: set[int] = set()
    settled: set[int] = set()
    settle = inbox.settle

    def note(connection: Connection, done: list[inbox.SettledUpdate], now: object) -> None:
        settle(connection, done, now)
        settled.update(one.claimed.update_id for one in done)

    monkeypatch.setattr(inbox, "settle", note)

    async def handle(update: Update, _progress: Progress) -> None:
        begun.add(update.update_id)
        assert len(begun - settled) <= 4
        await asyncio.sleep(0)

    assert (await bench.settle(handle, 60, places=4)).done == 60


async def test_a_failure_is_tried_again_after_growing_pauses_and_the_lane_waits(
    bench, question
) -> None:
    await bench.intake.take([question(1), question(2), question(3, 7)])
    tried = []

    async def handle(update: Update, _progress: Progress) -> None:
        tried.append(update.update_id)
        if tried.count(1) < 4 and update.update_id == 1:
            raise ValueError

    await bench.settle(handle, 2)
    for pause_s in (1, 2, 4):
        bench.time.passes(pause_s - 0.1)
        await asyncio.sleep(0.05)
        bench.time.passes(0.1)
        await bench.settle(handle, 1 if pause_s < 4 else 2)
    assert tried == [1, 3, 1, 1, 1, 2]
    assert bench.apologies == []


async def test_five_failures_put_an_update_aside_with_one_apology(bench, question, caplog) -> None:
    secret = "what nobody may read in a log"  # noqa: S105 - a question
    await bench.intake.take([question(1, text=secret), question(2)])
    tried = []

    async def handle(update: Update, _progress: Progress) -> None:
        tried.append(update.update_id)
        if update.update_id == 1:
            raise ValueError(secret)

    for pause_s in (0, 1, 2, 4):
        bench.time.passes(pause_s)
        await bench.settle(handle, 1)
    bench.time.passes(8)
    counts = await bench.settle(handle, 2)
    assert tried == [1, 1, 1, 1, 1, 2]
    assert (counts.put_aside, counts.done) == (1, 1)
    assert bench.apologies == [1]
    (one,) = (await bench.inbox()).aside
    assert (one.update_id, one.failures, one.reason) == (1, 5, "ValueError")
    assert secret not in caplog.text


async def test_an_apology_that_fails_changes_nothing(bench, question) -> None:
    await bench.intake.take([question(1)])

    async def fail(_update: Update, _progress: Progress) -> None:
        raise ValueError

    for pause_s in (0, 1, 2, 4, 8):
        bench.time.passes(pause_s)
        worker = bench.worker(fail)
        bench.apologies = None  # `append` fails
        running = asyncio.create_task(worker.run())
        await bench.until(worker, 1)
        worker.stop()
        await running
    assert len((await bench.inbox()).aside) == 1


@pytest.mark.parametrize("error", [Forbidden("blocked"), NetworkError("away"), TimeoutError()])
async def test_an_apology_that_cannot_be_sent_is_logged_by_its_class(
    bench, question, caplog, error
) -> None:
    await bench.intake.take([question(1)])
    bench.apology_fault = error

    async def fail(_update: Update, _progress: Progress) -> None:
        raise BadRequest("message is too long")

    assert (await bench.settle(fail, 1)).put_aside == 1
    assert f"no apology: {type(error).__name__}" in caplog.text
    assert len((await bench.inbox()).aside) == 1


async def test_poison_is_put_aside_at_once_and_stops_nothing(bench, question) -> None:
    poison = question(1)
    del poison["message"]["chat"]["type"]
    await bench.intake.take([poison, question(2), {"update_id": 3, "telepathy": {}}])
    answered = []

    async def handle(update: Update, _progress: Progress) -> None:
        answered.append(update.update_id)

    await bench.settle(handle, 2)
    assert answered == [2]
    assert [(one.update_id, one.reason) for one in (await bench.inbox()).aside] == [
        (1, "UnreadableUpdateError of TypeError"),
        (3, "of a kind that was not asked for"),
    ]


PERSON = {"id": 42, "is_bot": False, "first_name": ""}
CHAT = {"id": 42, "type": "private"}
MESSAGE = {"message_id": 1, "date": 1, "chat": CHAT, "from": PERSON, "text": "whaling"}


@pytest.mark.parametrize(
    "payload, cause",
    [
        (json.dumps({"message": MESSAGE}), "KeyError"),
        (json.dumps({"update_id": 1, "message": MESSAGE | {"chat": {"id": 42}}}), "TypeError"),
        ('"x"', "AttributeError"),
        (json.dumps({"update_id": 1, "callback_query": ["x"]}), "TypeError"),
        (json.dumps({"update_id": 1, "message": MESSAGE | {"date": 10**12}}), "ValueError"),
        (json.dumps({"update_id": 1, "message": MESSAGE | {"date": 10**17}}), "OSError"),
        (json.dumps({"update_id": 1, "message": MESSAGE | {"date": 10**19}}), "OverflowError"),
        ('{"update_id": 1, "message": {', "JSONDecodeError"),
        ("1", "TypeError"),
        ("[" * 20_000, "RecursionError"),
    ],
)
async def test_whatever_makes_an_update_unreadable_puts_it_aside_at_once_by_its_kind(
    bench, payload, cause
) -> None:
    await bench.database.transact(
        lambda c: inbox.store(c, [inbox.Arrival(1, 42, payload)], bench.time())
    )

    async def answer(update: Update, _progress: Progress) -> None:
        raise AssertionError(update)

    assert (await bench.settle(answer, 1)).put_aside == 1
    (one,) = (await bench.inbox()).aside
    assert (one.failures, one.reason) == (1, f"UnreadableUpdateError of {cause}")


def _after(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error,pause_s",
    [
        (lambda: RetryAfter(timedelta(seconds=30)), 30),
        (lambda: _after(NetworkError("away"), NotArrivedError()), 2),
        (InvalidToken, 2),
    ],
)
async def test_an_answer_that_could_not_be_sent_waits_and_does_not_count_as_a_failure(
    bench, question, error, pause_s
) -> None:
    await bench.intake.take([question(1)])

    async def fail(_update: Update, _progress: Progress) -> None:
        raise error()

    for _ in range(7):
        counts = await bench.settle(fail, 1)
        assert (counts.retried, counts.unsure) == (1, 0)
        bench.time.passes(pause_s - 0.1)
        assert await claimable(bench) == 0
        bench.time.passes(0.1)
        assert await claimable(bench) == 1
    assert bench.apologies == []


async def claimable(bench) -> int:
    """Count what could be claimed now, without claiming it."""

    def try_it(connection: Connection) -> int:
        found = inbox.claim(connection, bench.process, 10, bench.time())
        connection.rollback()
        return len(found)

    return await bench.database.transact(try_it)


async def test_an_answer_that_may_have_arrived_is_repeated_once_and_counted(
    bench, question
) -> None:
    await bench.intake.take([question(1)])
    tried = []

    async def lose(update: Update, progress: Progress) -> None:
        if not progress.skip_if_sent():
            tried.append(update.update_id)
            await _lose(progress)

    tallies = []
    for _ in range(3):
        tallies.append(await bench.settle(lose, 1))
        bench.time.passes(60)
    assert tried == [1, 1]
    assert [(one.retried, one.unsure, one.done) for one in tallies] == [
        (1, 1, 0),
        (1, 0, 0),
        (0, 0, 1),
    ]
    assert (await bench.inbox()).waiting == 0


async def _lose(progress: Progress) -> None:
    """Send a message whose answer is lost."""
    progress.is_in_doubt = True
    raise _after(NetworkError("lost"), LostAnswerError())


async def test_an_answer_with_two_messages_in_doubt_is_still_sent_to_the_end(
    bench, question
) -> None:
    await bench.intake.take([question(1)])
    sent: list[str] = []

    async def handle(_update: Update, progress: Progress) -> None:
        for part in ("a", "b", "c", "d"):
            if progress.skip_if_sent():
                continue
            sent.append(part)
            if sent in (["a", "b"], ["a", "b", "b", "c"]):
                await _lose(progress)
            progress.sent += 1

    for _ in range(2):
        assert (await bench.settle(handle, 1)).retried == 1
        bench.time.passes(2)
    assert (await bench.settle(handle, 1)).done == 1
    # One second copy in all, of whichever message.
    assert sent == ["a", "b", "b", "c", "d"]


async def test_a_send_that_was_cut_off_is_in_doubt_whatever_cut_it_off(
    bench, question, monkeypatch
) -> None:
    monkeypatch.setattr(worker_module, "TIME_LIMIT_S", 0.01)
    monkeypatch.setattr(worker_module, "_FINISH_S", 0.01)
    await bench.intake.take([question(1, 1), question(2, 2)])
    sent: list[int] = []

    async def handle(update: Update, progress: Progress) -> None:
        if progress.skip_if_sent():
            return
        sent.append(update.update_id)
        progress.is_in_doubt = True
        await asyncio.sleep(3600)

    cut_by_time = await bench.settle(handle, 2)
    assert (cut_by_time.retried, cut_by_time.unsure) == (2, 2)
    bench.time.passes(2)
    monkeypatch.setattr(worker_module, "TIME_LIMIT_S", 20.0)
    worker = bench.worker(handle)
    running = asyncio.create_task(worker.run())
    async with asyncio.timeout(30):
        while len(sent) < 4:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.002)
    worker.stop()
    await running
    assert (await bench.settle(handle, 2)).done == 2
    assert sorted(sent) == [1, 1, 2, 2]


async def test_a_call_that_sends_no_message_may_be_repeated_freely(bench, question) -> None:
    await bench.intake.take([question(1)])

    async def lose(_update: Update, _progress: Progress) -> None:
        raise _after(NetworkError("lost"), LostAnswerError())

    for _ in range(7):
        counts = await bench.settle(lose, 1)
        assert (counts.retried, counts.unsure) == (1, 0)
        bench.time.passes(2)


@pytest.mark.parametrize(
    "refusal",
    [
        ("TOPIC_CLOSED", "topic closed", []),
        ("not enough rights to send text messages to the chat", "no rights to write", []),
        ("can't parse entities: no end tag", "entities cannot be parsed", [1]),
        ("message is too long", "too long", [1]),
    ],
)
async def test_a_message_that_is_wrong_itself_is_put_aside_at_once_and_logged(
    bench, question, caplog, refusal
) -> None:
    said, reason, apologies = refusal
    await bench.intake.take([question(1)])

    async def fail(_update: Update, _progress: Progress) -> None:
        raise BadRequest(said)

    assert (await bench.settle(fail, 1)).put_aside == 1
    (one,) = (await bench.inbox()).aside
    assert (one.failures, one.reason) == (1, reason)
    assert f"(code {failure_code(1)}) is put aside after 1 failures: {reason}" in caplog.text
    assert bench.apologies == apologies


async def test_an_update_of_a_chat_that_blocked_the_bot_is_done(bench, question) -> None:
    await bench.intake.take([question(1)])

    async def fail(_update: Update, _progress: Progress) -> None:
        raise Forbidden("blocked")

    assert (await bench.settle(fail, 1)).done == 1
    assert bench.apologies == []


async def test_a_chat_that_blocked_the_bot_is_switched_off(bench, question) -> None:
    await bench.intake.take([question(1, 5)])
    await bench.database.transact(lambda c: open_chat(c, 5, "private", bench.time()))

    async def fail(_update: Update, _progress: Progress) -> None:
        raise Forbidden("Forbidden: bot was blocked by the user")

    assert (await bench.settle(fail, 1)).done == 1
    chat = await bench.database.transact(lambda c: load_chat(c, 5))
    assert chat.off_since is not None


async def test_writes_of_an_answer_are_done_once_when_it_is_settled(bench, question) -> None:
    """A handler that runs again writes it again: an attempt that is not settled leaves nothing."""
    await bench.intake.take([question(1)])
    written = []
    refusals = iter([BadRequest("not this time")])

    async def handle(_update: Update, progress: Progress) -> None:
        progress.writes.append(lambda _: written.append("kept"))
        assert written == []
        if refused := next(refusals, None):
            raise refused

    await bench.settle(handle, 1)
    assert written == []
    bench.time.passes(1)
    await bench.settle(handle, 1)
    assert written == ["kept"]


async def test_messages_of_an_answer_that_were_sent_are_not_sent_again(bench, question) -> None:
    await bench.intake.take([question(1)])
    sent: list[str] = []
    refusals = iter([BadRequest("not this time")])

    async def handle(_update: Update, progress: Progress) -> None:
        for part in ("a", "b", "c"):
            if progress.skip_if_sent():
                continue
            if part == "c" and (refused := next(refusals, None)):
                raise refused
            sent.append(part)
            progress.sent += 1

    await bench.settle(handle, 1)
    bench.time.passes(1)
    await bench.settle(handle, 1)
    assert sent == ["a", "b", "c"]


async def test_a_handler_that_hangs_fails_at_its_time_limit(bench, question, monkeypatch) -> None:
    monkeypatch.setattr(worker_module, "TIME_LIMIT_S", 0.01)
    await bench.intake.take([question(1)])

    async def hang(_update: Update, _progress: Progress) -> None:
        await asyncio.sleep(3600)

    assert (await bench.settle(hang, 1)).retried == 1


def test_a_handler_ends_before_its_lease_does() -> None:
    with_apology_s = worker_module.TIME_LIMIT_S * 1.25
    assert with_apology_s < inbox.LEASE.total_seconds()


async def test_stopping_waits_for_updates_in_flight_and_puts_back_those_that_take_too_long(
    bench, question, monkeypatch
) -> None:
    monkeypatch.setattr(worker_module, "_FINISH_S", 0.2)
    await bench.intake.take([question(1, 1), question(2, 2), question(3, 3)])
    both_begun = asyncio.Barrier(3)
    finish = asyncio.Event()

    async def handle(update: Update, _progress: Progress) -> None:
        await both_begun.wait()
        await (finish.wait() if update.update_id == 1 else asyncio.sleep(3600))

    worker = bench.worker(handle, places=2)
    running = asyncio.create_task(worker.run())
    await both_begun.wait()
    worker.stop()
    finish.set()
    await running
    left = await bench.inbox()
    assert (left.waiting, left.claimed, worker.counts.done) == (2, 0, 1)


async def test_with_the_database_away_nothing_is_lost_and_work_goes_on_when_it_is_back(
    bench, question, monkeypatch
) -> None:
    monkeypatch.setattr(in_flight, "_DATABASE_RETRY_S", 0.0)
    await bench.intake.take([question(at, at + 1) for at in range(20)])
    claim = inbox.claim
    away = iter([False, True, True, True])

    def sometimes(*given: object) -> object:
        if next(away, False):
            raise UnusableDatabaseError("x", "away")
        return claim(*given)

    monkeypatch.setattr(inbox, "claim", sometimes)
    answered = []

    async def handle(update: Update, _progress: Progress) -> None:
        answered.append(update.update_id)

    assert (await bench.settle(handle, 20)).done == 20
    assert answered == list(range(20))


async def test_a_worker_taken_for_dead_drops_its_updates_and_goes_on(bench, question) -> None:
    await bench.intake.take([question(1)])
    begun = asyncio.Event()
    answered = []

    async def handle(update: Update, _progress: Progress) -> None:
        if not begun.is_set():
            begun.set()
            await asyncio.sleep(3600)
        answered.append(update.update_id)

    worker = bench.worker(handle)
    running = asyncio.create_task(worker.run())
    await begun.wait()
    await bench.database.transact(lambda c: inbox.reclaim(c, [], bench.time()))
    worker.change_process(77)
    await bench.until(worker, 2)
    worker.stop()
    await running
    assert answered == [1]
    assert (await bench.inbox()).waiting == 0


async def test_what_is_handled_is_settled_however_long_others_take(bench, question) -> None:
    await bench.intake.take([question(1, 1), question(2, 2)])
    finish = asyncio.Event()

    async def handle(update: Update, _progress: Progress) -> None:
        if update.update_id == 2:
            await finish.wait()

    worker = bench.worker(handle)
    running = asyncio.create_task(worker.run())
    async with asyncio.timeout(30):
        while (await bench.inbox()).claimed != 1 or not worker.counts.done:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.002)
    finish.set()
    await bench.until(worker, 2)
    worker.stop()
    await running
    assert (await bench.inbox()).claimed == 0


async def test_a_stop_claims_nothing_more(bench, question) -> None:
    await bench.intake.take([question(1, 1), question(2, 2)])
    begun = asyncio.Event()
    finish = asyncio.Event()
    answered = []

    async def handle(update: Update, _progress: Progress) -> None:
        begun.set()
        await finish.wait()
        answered.append(update.update_id)

    worker = bench.worker(handle, places=1)
    running = asyncio.create_task(worker.run())
    await begun.wait()
    worker.stop()
    finish.set()
    await running
    assert answered == [1]
    left = await bench.inbox()
    assert (left.waiting, left.claimed) == (1, 0)


class Asyncio:
    """The module, for one that uses it, with some of its functions replaced."""

    def __init__(self, **replaced: object) -> None:
        self.__dict__.update(replaced)

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)


@pytest.mark.parametrize("fault", [UnusableDatabaseError("x", "away"), ZeroDivisionError()])
async def test_whatever_fails_in_a_claim_is_tried_again_after_a_second(
    bench, question, monkeypatch, fault
) -> None:
    slept = []

    async def note(seconds: float) -> None:
        slept.append(seconds)

    claim, faults = inbox.claim, iter([fault, fault])

    def fail_twice(*given: Any) -> Any:
        if met := next(faults, None):
            raise met
        return claim(*given)

    monkeypatch.setattr(in_flight, "asyncio", Asyncio(sleep=note))
    monkeypatch.setattr(inbox, "claim", fail_twice)
    await bench.intake.take([question(1)])

    async def handle(_update: Update, _progress: Progress) -> None:
        return

    assert (await bench.settle(handle, 1)).done == 1
    assert slept == [1.0, 1.0]


async def test_an_apology_may_take_a_quarter_of_the_time_of_an_answer(
    bench, question, monkeypatch
) -> None:
    limits = []

    def limit(seconds: float) -> Any:
        limits.append(seconds)
        return asyncio.timeout(seconds)

    monkeypatch.setattr(worker_module, "asyncio", Asyncio(timeout=limit))
    await bench.intake.take([question(1)])

    async def fail(_update: Update, _progress: Progress) -> None:
        raise BadRequest("message is too long")

    assert (await bench.settle(fail, 1)).put_aside == 1
    assert limits == [20.0, 5.0]
    assert bench.apologies == [1]


async def test_what_was_cancelled_before_it_was_begun_goes_on_where_it_was(bench) -> None:
    async def never(_update: Update, _progress: Progress) -> None:
        raise AssertionError

    claimed = inbox.ClaimedUpdate(3, 1, 42, "{}", failures=2, sent=3, unsure=1, claimed_by=1)
    settled = inbox.SettledUpdate(claimed, bench.time(), failures=2, sent=3, unsure=1)
    assert bench.worker(never).put_back(claimed) == settled


async def test_an_update_that_a_process_ended_with_is_counted_when_it_is_done(bench) -> None:
    claimed = inbox.ClaimedUpdate(3, 1, 42, json.dumps({"update_id": 1}), 0, 0, 0, 1, losses=1)
    outcomes = iter([ValueError("x"), None])

    async def answer(_update: Update, _progress: Progress) -> None:
        if met := next(outcomes):
            raise met

    worker = bench.worker(answer)
    for retried, done, unsure in ((1, 0, 0), (1, 1, 1)):
        await worker.handle(claimed)
        counts = worker.counts
        assert (counts.retried, counts.done, counts.unsure) == (retried, done, unsure)


async def test_a_stop_waits_six_seconds_for_what_is_in_flight_and_one_for_what_was_cancelled(
    bench, question, monkeypatch
) -> None:
    waits = []

    async def wait(tasks: Any, timeout: float) -> Any:  # noqa: ASYNC109 - as asyncio's own
        waits.append(timeout)
        return await asyncio.wait(tasks, timeout=0.2)

    monkeypatch.setattr(in_flight, "asyncio", Asyncio(wait=wait))
    await bench.intake.take([question(1)])
    begun = asyncio.Event()

    async def hang(_update: Update, _progress: Progress) -> None:
        begun.set()
        await asyncio.sleep(3600)

    worker = bench.worker(hang)
    running = asyncio.create_task(worker.run())
    await begun.wait()
    worker.stop()
    await running
    assert waits == [6.0, 1.0]
    assert (await bench.inbox()).claimed == 0
