"""Releases opened while the bot serves: from the update to the tables, on both databases."""

import json

from sqlalchemy import Connection, select

from bot.store.retention import forgetting
from bot.store.tables import questions, stars
from tests.journeys.served import ANNA, Served, me, services, settings

__all__ = ["me", "services", "settings"]


async def opened(me: Served) -> list[tuple[str, int]]:
    """What was opened, and the number of the part that was shown last; 0 is an outline."""

    def load(connection: Connection) -> list[tuple[str, int]]:
        rows = connection.execute(select(questions).order_by(questions.c.asked_at))
        return [(row.asked, row.place) for row in rows]

    return await me.database.transact(load)


async def test_a_release_is_listed_opened_read_cited_starred_and_reached_by_its_link(
    me: Served,
) -> None:
    listed = await me.says("/latest")
    assert listed.text.startswith("The newest releases, 1 to 5")
    assert await opened(me) == []
    outline = await me.taps(listed, "2. 2 Feb 2022")
    assert "10 statements, 9 in answer to questions" in outline.text
    assert await opened(me) == [("mofa-kaiken22e_000059", 0)]
    page = await me.taps(outline, "Read")
    assert (page.method, page.message_id) == ("editMessageText", outline.message_id)
    assert await opened(me) == [("mofa-kaiken22e_000059", 1)]
    page = await me.taps(page, "More")
    assert "Page 2 of 3" in page.text
    cited = await me.says("/cite 5")
    assert await opened(me) == [("mofa-kaiken22e_000059", 5)]
    await me.says("/star 5")
    assert await me.count(stars) == 1
    parameter = cited.text.partition("?start=")[2].split()[0]
    again = await me.says(f"/start {parameter}")
    assert "Page 2 of 3" in again.text
    assert (await opened(me))[1:] == [("mofa-kaiken22e_000059", 5)]
    kept = await me.database.transact(lambda c: forgetting.collect(c, ANNA))
    assert "mofa-kaiken22e_000059" in json.dumps(kept["questions"], default=str)
    await me.says("/forget yes")
    assert await opened(me) == []
    assert (await me.taps(page, "More")).text.endswith("Please ask again.")
    callbacks = me.api.state.callbacks._opened_at
    assert len(me.api.call_log.by_method("answerCallbackQuery")) == len(callbacks)


async def test_a_pasted_address_is_opened_and_one_that_is_not_on_record_is_told_of(
    me: Served,
) -> None:
    outline = await me.says("http://mofa.go.jp/press/kaiken/kaiken24e_000077.html?x=1#y")
    assert outline.text.startswith("Extraordinary Press Conference")
    assert await opened(me) == [("mofa-kaiken24e_000077", 0)]
    unknown = await me.says("https://www.mofa.go.jp/press/release/nowhere.html")
    assert "is not on record" in unknown.text
    assert len(await opened(me)) == 1
