"""What a question and a release pass on their way, as `make trace` shows it."""

import pytest

from tests.structure.trace_ways import trace


@pytest.mark.parametrize(
    "name, first, last",
    [
        ("question", "bot/gateway", "bot/rendering"),
        ("release", "retrieval/sources", "bot/notices"),
    ],
)
async def test_a_way_is_traced_through_its_rooms(name: str, first: str, last: str):
    way = await trace(name)
    rooms = list(way.entries)
    assert rooms[0] == first
    assert last in rooms
    assert {"Query", "Hit", "Answer"} <= way.types.keys()
