import asyncio
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest

from bot.gateway.arrival import may_have_arrived
from bot.gateway.sending.error_responses import find_fault, read_answer
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
