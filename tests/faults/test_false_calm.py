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


on_both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)
ASKED = ["/start", "/subscribe lighthouse", "/subscribe everything"]


@on_both
@pytest.mark.parametrize("asked", ASKED)
async def test_whoever_comes_or_subscribes_is_told_which_source_was_not_seen_for_long(
    watched_desk: Any, asked: str
) -> None:
    watched_desk.site.instead = refused
    [soon] = await watched_desk.says(1, asked)
    await watched_desk.passes(hours=23)
    [within_a_day] = await watched_desk.says(2, asked)
    for _ in range(2):
        await watched_desk.passes(hours=13)
    [late] = await watched_desk.says(3, asked)
    assert "Last look" not in soon.text + within_a_day.text
    assert (
        f"Last look at the pages of Ministry of Foreign Affairs of Japan: {SEEN_DAY}" in late.text
    )
    assert "what was published since is not known" in late.text
    watched_desk.site.instead = None
    await watched_desk.passes(minutes=30)
    [again] = await watched_desk.says(4, asked)
    assert "Last look" not in again.text


@pytest.mark.parametrize("asked", ASKED)
async def test_that_nobody_looked_for_long_is_told_as_that_nothing_could_be_seen(
    watched_desk: Any, asked: str
) -> None:
    watched_desk.time.passes(days=3)
    [told] = await watched_desk.says(1, asked)
    assert SEEN_DAY in told.text
    assert "cannot be seen" not in told.text


@pytest.mark.parametrize("asked", ASKED)
async def test_an_index_that_cannot_be_read_for_long_is_named(
    watched_desk: Any, asked: str
) -> None:
    watched_desk.site.instead = lambda path: refused(path) if "kaiken" in path else ""
    for _ in range(3):
        await watched_desk.passes(hours=13)
    [told] = await watched_desk.says(1, asked)
    assert "some cannot be seen" in told.text


@pytest.mark.parametrize("asked", ["/start", "/subscribe lighthouse"])
async def test_a_record_that_nobody_watches_says_nothing_of_looks(
    unwatched_desk: Any, asked: str
) -> None:
    [told] = await unwatched_desk.says(1, asked)
    assert "Last look" not in told.text
