import asyncio
import errno
import json
import ssl
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest

from bot.gateway.arrival import LostAnswerError, NotArrivedError, WireError, may_have_arrived
from bot.gateway.sending.error_responses import describe_error, find_fault, read_answer
from bot.gateway.sending.transport import Transport

MARK = "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX"
VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.just({}), st.just([1])
)
PARAMETERS = st.dictionaries(st.sampled_from(["retry_after", "migrate_to_chat_id", "x"]), VALUES)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "ok": VALUES,
        "result": VALUES,
        "description": VALUES,
        "parameters": st.one_of(VALUES, PARAMETERS),
    },
)
PAYLOADS = st.one_of(st.binary(), ANSWERS.map(lambda answer: json.dumps(answer).encode()))
STATUSES = st.integers(100, 599)


class Answering(Transport):
    """A request that always gets this answer."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__()
        self.answer = status, body

    async def do_request(self, *_: Any, **__: Any) -> tuple[int, bytes]:
        fault = find_fault(*self.answer)
        if fault is not None:
            raise fault
        return self.answer


def outcome(status: int, body: bytes) -> TelegramError | None:
    """The error of a call with this answer; an error that is not PTB's ends the test."""
    try:
        asyncio.run(Answering(status, body).post("x"))
    except TelegramError as error:
        return error
    return None


@given(STATUSES, PAYLOADS)
def test_whatever_is_answered_is_a_result_or_an_error_of_ptb(status: int, body: bytes) -> None:
    error = outcome(status, body)
    assert "Unknown error" not in str(error)
    assert error is not None or 200 <= status < 300


@given(STATUSES, st.binary())
def test_a_body_that_is_no_answer_is_not_shown(status: int, more: bytes) -> None:
    error = outcome(status, b"<" + MARK.encode() + more)
    assert type(error) is NetworkError
    assert MARK not in repr(error)
    assert may_have_arrived(error) is (200 <= status < 300 or status >= 500)


def test_statuses_become_the_same_errors_as_in_ptb() -> None:
    assert Transport.post is BaseRequest.post
    assert Transport._request_wrapper is BaseRequest._request_wrapper


def test_a_list_of_updates_comes_back_as_it_is() -> None:
    found = [{"update_id": 1, "message": {"message_id": 7, "entities": [{"type": "bold"}]}}]
    assert read_answer(json.dumps({"ok": True, "result": found}).encode())["result"] == found


REFUSED = b'{"ok": false, "description": "said"}'
FLOODED = b'{"ok": false, "description": "said", "parameters": {"retry_after": 3}}'
PAGE = b"<html>"


@pytest.mark.parametrize(
    "status, body, cause, is_foreign",
    [
        (200, PAGE, None, None),
        (299, REFUSED, None, None),
        (300, PAGE, NotArrivedError, True),
        *((status, REFUSED, None, None) for status in (400, 401, 403, 404, 409, 500, 502)),
        *((status, PAGE, NotArrivedError, True) for status in (400, 401, 403, 404, 409)),
        (429, FLOODED, None, None),
        (429, REFUSED, NotArrivedError, False),
        (413, REFUSED, NotArrivedError, False),
        *((status, PAGE, NotArrivedError, False) for status in (408, 425, 429)),
        *((status, PAGE, LostAnswerError, False) for status in (500, 502, 504)),
        (501, PAGE, LostAnswerError, True),
        (403, b'{"ok": false}', NotArrivedError, True),
    ],
)
def test_whose_refusal_it_is_is_told_by_its_status_and_its_form(
    status: int, body: bytes, cause: type[WireError] | None, is_foreign: bool | None
) -> None:
    fault = find_fault(status, body)
    met = fault and fault.__cause__
    assert type(met) is (cause or type(None))
    assert getattr(met, "is_foreign", None) is is_foreign


@pytest.mark.parametrize(
    "payload",
    [
        "[]",
        "x",
        "[" * 100_000,
        '{"description": 5}',
        '{"parameters": []}',
        '{"parameters": {"retry_after": -1}}',
        '{"parameters": {"retry_after": 31622401}}',
        '{"parameters": {"retry_after": "5"}}',
    ],
)
def test_what_no_bot_api_says_is_foreign(payload: str) -> None:
    with pytest.raises(NetworkError) as caught:
        read_answer(payload.encode())
    assert getattr(caught.value.__cause__, "is_foreign", None) is True
    assert isinstance(caught.value.__cause__, LostAnswerError)


@pytest.mark.parametrize("seconds", [0, 366 * 86_400])
def test_a_pause_of_up_to_a_year_is_read(seconds: int) -> None:
    said = {"ok": False, "description": "x", "parameters": {"retry_after": seconds}}
    answer = read_answer(json.dumps(said).encode())
    assert answer["parameters"] == {"retry_after": seconds}
    with pytest.raises(NetworkError) as caught:
        answer["result"]
    assert getattr(caught.value.__cause__, "is_foreign", None) is True


class Tls(ssl.SSLError):
    reason = "CERTIFICATE_VERIFY_FAILED"  # type: ignore[assignment]


def chained(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize("connected", [False, True])
@pytest.mark.parametrize(
    "error, said, is_late",
    [
        (OSError(errno.ECONNREFUSED, MARK), "ConnectionRefusedError: Connection refused", False),
        (OSError(-2, MARK), "OSError", False),
        (ValueError(MARK), "ValueError", False),
        (TimeoutError(MARK), "TimeoutError", True),
        (Tls(MARK), "Tls: CERTIFICATE_VERIFY_FAILED", False),
        (chained(ValueError(MARK), Tls(MARK)), "ValueError: CERTIFICATE_VERIFY_FAILED", False),
        (chained(ValueError(MARK), OSError(errno.EPIPE, MARK)), "ValueError: Broken pipe", False),
    ],
)
def test_an_error_on_the_way_is_told_by_its_class_and_the_systems_reason(
    error: Exception, said: str, is_late: bool, connected: bool
) -> None:
    told = describe_error(error, connected=connected)
    assert type(told) is (TimedOut if is_late else NetworkError)
    assert str(told) == (f"Timed out: {said}" if is_late else said)
    assert type(told.__cause__) is (LostAnswerError if connected else NotArrivedError)


def test_what_is_named_already_stays_as_it_is() -> None:
    lost = LostAnswerError("the answer is too long", is_foreign=True)
    told = describe_error(lost, connected=False)
    assert (told.__cause__, str(told)) == (lost, "the answer is too long")
    assert lost.__traceback__ is None
