"""What a question and a release pass on their way, as `make trace` shows it."""

import re

import pytest

from tests.structure.trace_ways import TREE, Way, trace

MOST_TYPES = 8
# The engine is asked for each term; all other rooms are entered once, but for these: how often.
# The record is asked for what is new, and for the releases to quote. With a release it is noted for
# operators that its source was seen.
QUESTION = {"retrieval/record": 2}
RELEASE = {
    "retrieval/archive": 8,
    "retrieval/parsing": 2,
    "retrieval/record": 4,
    "bot/gateway": 3,
    "bot/rendering": 2,
    "bot/store": 3,
}


@pytest.fixture(scope="module", params=["question", "release"])
async def way(request: pytest.FixtureRequest) -> tuple[str, Way]:
    return request.param, await trace(request.param)


async def test_a_way_begins_and_ends_where_the_map_says(way: tuple[str, Way]) -> None:
    name, traced = way
    rooms = list(traced.entries)
    first, last = {
        "question": ("bot/gateway", "bot/rendering"),
        "release": ("retrieval/sources", "bot/notices"),
    }[name]
    assert rooms[0] == first
    assert last in rooms


async def test_a_room_is_entered_once_or_as_often_as_is_said_here(way: tuple[str, Way]) -> None:
    name, traced = way
    known = {"question": QUESTION, "release": RELEASE}[name]
    more = {
        room: times
        for room, times in traced.entries.items()
        if room != "retrieval/index" and times > known.get(room, 1)
    }
    assert more == {}


async def test_few_types_are_handed_between_rooms_and_the_map_lists_them(
    way: tuple[str, Way],
) -> None:
    name, traced = way
    assert {"Query", "Hit", "Answer"} <= traced.types.keys()
    assert len(traced.types) <= MOST_TYPES
    architecture = (TREE / "ARCHITECTURE.md").read_text()
    row = re.search(rf"^\| a {name} \|(.*)$", architecture, re.MULTILINE)
    assert row is not None
    assert traced.types.keys() == set(re.findall(r"`(\w+)`", row[1]))
