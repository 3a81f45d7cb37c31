"""A check that saw nothing is no check: nobody is told that all is quiet because of one."""

from typing import Any

import pytest

from retrieval.sources.fetching.faults import Fault, UnseenError

CHALLENGE = '<!DOCTYPE html><html><body><form id="challenge-form"></form></body></html>'
# The first look of the desk, in the zone of all chats.
SEEN_DAY, SEEN_AT = "20 Nov 2026", "Fri 20 Nov 2026, 12:00"


def refused(path: str) -> UnseenError:
    return UnseenError(path, Fault.REFUSED, "the site answers 403")


CLOSED = {
    "refused": refused,
    "a challenge": lambda _path: CHALLENGE,
    "no page": lambda _path: None,
}
each_closed = pytest.mark.parametrize("closed", CLOSED.values(), ids=CLOSED)


@each_closed
async def test_no_sign_of_life_calls_it_quiet_while_nothing_could_be_seen(
    watched_desk: Any, closed: Any
) -> None:
    await watched_desk.subscribes(1, "everything")
    await watched_desk.says(1, "/settings heartbeat on")
    watched_desk.site.instead = closed
    told = [call.text for _ in range(8) for call in await watched_desk.passes(days=1)]
    assert not any("All quiet" in text for text in told)
    assert any(SEEN_DAY in text for text in told)


@each_closed
async def test_the_status_tells_when_the_source_was_last_seen(
    watched_desk: Any, closed: Any
) -> None:
    watched_desk.site.instead = closed
    for _ in range(3):
        await watched_desk.passes(days=1)
    [status] = await watched_desk.says(1, "/status")
    assert SEEN_AT in status.text


@pytest.mark.parametrize("asked", ["pelicans", "What did the minister say about pelicans?"])
async def test_under_nothing_found_stands_when_the_source_was_last_seen(
    watched_desk: Any, asked: str
) -> None:
    watched_desk.site.instead = refused
    for _ in range(3):
        await watched_desk.passes(days=1)
    [answer] = await watched_desk.says(1, asked)
    assert answer.text.startswith("Nothing on record")
    assert SEEN_DAY in answer.text
