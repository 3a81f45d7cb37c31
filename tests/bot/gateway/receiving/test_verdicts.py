"""What becomes of an update by what its handler raised: the rules themselves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.gateway.arrival import NotArrivedError
from bot.gateway.progress import Progress
from bot.gateway.receiving.verdicts import MAX_FAILURES, can_apologise, judge
from bot.store.inbox.inbox import ClaimedUpdate, SettledUpdate
from retrieval.errors import DatabaseFault, UnusableDatabaseError

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CLAIMED = ClaimedUpdate(3, 7, 42, "{}", failures=1, sent=1, unsure=0, claimed_by=1)


def away() -> NetworkError:
    error = NetworkError("away")
    error.__cause__ = NotArrivedError("no connection")
    return error


def of(cause: Exception) -> Exception:
    error = ValueError("what a user wrote")
    error.__cause__ = cause
    return error


def put_back(seconds: float, **more: Any) -> SettledUpdate:
    """The update, to be claimed again after so many seconds; two of its messages were sent."""
    due_at = NOW + timedelta(seconds=seconds)
    return replace(SettledUpdate(CLAIMED, due_at, failures=1, sent=2, unsure=0), **more)


def put_aside(reason: str, failures: int = 2) -> SettledUpdate:
    return SettledUpdate(CLAIMED, reason=reason, failures=failures, sent=2)


@pytest.mark.parametrize(
    "error, becomes",
    [
        (away(), put_back(2)),
        (InvalidToken(), put_back(2)),
        (UnusableDatabaseError("x", "locked", DatabaseFault.BUSY), put_back(2)),
        (UnusableDatabaseError("x", "damaged"), put_back(2, failures=2)),
        (ValueError("x"), put_back(2, failures=2)),
        (BadRequest("something new"), put_back(2, failures=2)),
        (BadRequest("message is too long"), put_aside("too long")),
        (BadRequest("not enough rights"), put_aside("no rights to write")),
    ],
)
def test_an_update_becomes_what_its_error_means(error: Exception, becomes: SettledUpdate) -> None:
    assert judge(CLAIMED, Progress(sent=2, error=error), NOW) == becomes


@pytest.mark.parametrize("asked_s, waits_s", [(30, 30), (300, 300), (900, 300)])
def test_a_flood_is_waited_for_as_long_as_anything_waits(asked_s: int, waits_s: int) -> None:
    progress = Progress(sent=2, error=RetryAfter(timedelta(seconds=asked_s)))
    assert judge(CLAIMED, progress, NOW) == put_back(waits_s)


@pytest.mark.parametrize(
    "error",
    [None, BadRequest("message is not modified"), BadRequest("query is too old")],
    ids=["answered", "unchanged", "an old tap"],
)
def test_a_done_update_is_written_with_what_its_answer_writes(error: Exception | None) -> None:
    progress = Progress(sent=2, error=error, writes=[lambda _: "kept"])
    assert judge(CLAIMED, progress, NOW) == SettledUpdate(CLAIMED, writes=tuple(progress.writes))


def test_a_chat_that_is_gone_is_switched_off_besides() -> None:
    progress = Progress(error=Forbidden("bot was kicked"), writes=[lambda _: "kept"])
    settled = judge(CLAIMED, progress, NOW)
    *kept, switching_off = settled.writes
    assert kept == progress.writes
    assert switching_off.keywords == {"chat_id": 42, "reason": "kicked", "now": NOW}  # type: ignore[attr-defined]
    assert (settled.due_at, settled.reason) == (None, None)


def test_each_failure_waits_twice_as_long_and_the_last_puts_it_aside_by_its_classes() -> None:
    waits = []
    for failures in range(MAX_FAILURES):
        progress = Progress(error=of(KeyError("x")))
        settled = judge(replace(CLAIMED, failures=failures), progress, NOW)
        assert settled.failures == failures + 1
        waits.append(settled.due_at and (settled.due_at - NOW).total_seconds())
    assert waits == [1, 2, 4, 8, None]
    assert settled.reason == "ValueError of KeyError"
    last = judge(replace(CLAIMED, failures=4), Progress(error=ValueError("x")), NOW)
    assert last.reason == "ValueError"


def test_a_message_in_doubt_is_sent_again_once_and_then_counts_as_sent() -> None:
    progress = Progress(sent=2, is_in_doubt=True, error=ValueError("x"))
    assert judge(CLAIMED, progress, NOW) == put_back(2, unsure=1)
    again = replace(CLAIMED, unsure=1)
    assert judge(again, progress, NOW) == put_back(2, claimed=again, sent=3, unsure=1)


@pytest.mark.parametrize(
    "error, can",
    [
        (None, True),
        (ValueError("x"), True),
        (BadRequest("message is too long"), True),
        (BadRequest("TOPIC_CLOSED"), False),
        (BadRequest("CHAT_WRITE_FORBIDDEN"), False),
    ],
)
def test_a_chat_that_takes_no_message_takes_no_apology(error: Exception | None, can: bool) -> None:
    assert can_apologise(Progress(error=error)) is can
