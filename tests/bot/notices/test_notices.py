"""What subscribers get and when, over the real application and the sandbox."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from bot.store.chats.subscriptions import NoticePace
from bot.store.tables import subscriptions
from retrieval.archive.tables import checks
from retrieval.model.release import Release
from retrieval.sources.watch.decisions import NewsKind

DAY = date(2026, 11, 20)
UKRAINE = "We strongly condemn the aggression against Ukraine and will support its people."
WHALES = "Japan and Iceland discussed whaling in the northern seas."

Page = Callable[..., Release]
on_both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)


@on_both
async def test_everybody_who_asked_is_told_once(desk: Any, make_page: Page) -> None:
    await desk.subscribe(1)
    await desk.subscribe(2, "Ukraine")
    await desk.subscribe(3, "Ukraine", "aggression")
    await desk.subscribe(4, "whaling")
    await desk.publish(make_page("pressite_000001_00001", "Situation in Ukraine", DAY, UKRAINE))
    told = await desk.tell()
    assert sorted(call.chat_id for call in told) == [1, 2, 3]
    first, second, third = (next(c for c in told if c.chat_id == n) for n in (1, 2, 3))
    assert first.text.startswith("New: Situation in Ukraine\nFriday, 20 Nov 2026")
    assert "Matches" not in first.text
    assert "Matches your subscription “Ukraine”" in second.text
    assert UKRAINE in second.text
    assert "Matches your subscriptions “Ukraine”, “aggression”" in third.text
    assert third.text.count(UKRAINE) == 1
    assert [button.label for row in second.buttons for button in row] == [
        "Open",
        "Less of this",
        "Unsubscribe",
    ]
    assert await desk.tell() == []
    assert await desk.states() == {"sent": 3}


@on_both
async def test_a_correction_answers_the_notice_with_old_and_new_words(
    desk: Any, make_page: Page
) -> None:
    await desk.subscribe(1, "Ukraine")
    await desk.subscribe(2, "whaling")
    stem = "pressite_000001_00001"
    old, new = "We will send 300 generators to Ukraine.", "We will send 500 generators to Ukraine."
    await desk.publish(make_page(stem, "Aid", DAY, UKRAINE, old))
    [first] = await desk.tell()
    await desk.publish(make_page(stem, "Aid", DAY, UKRAINE, new), kind=NewsKind.CORRECTED)
    [second] = await desk.tell()
    assert second.reply_to == first.message_id
    assert second.text.startswith("Text changed: Aid\n")
    assert f"Was: ❝ {old} ❞" in second.text
    assert f"Is: ❝ {new} ❞" in second.text
    assert UKRAINE not in second.text
    assert await desk.tell() == []


async def test_a_release_corrected_before_its_notice_is_sent_once_in_its_current_version(
    desk: Any, make_page: Page
) -> None:
    await desk.subscribe(1, "Ukraine", quiet_from=9 * 60, quiet_until=18 * 60)
    stem = "pressite_000001_00001"
    await desk.publish(make_page(stem, "Aid", DAY, "We will send 300 generators to Ukraine."))
    assert await desk.tell() == []
    new = "We will send 500 generators to Ukraine."
    await desk.publish(make_page(stem, "Aid", DAY, new), kind=NewsKind.CORRECTED)
    assert await desk.tell() == []
    desk.time.passes(hours=6)
    [told] = await desk.tell()
    assert told.text.startswith("New: Aid")
    assert new in told.text
    assert await desk.states() == {"sent": 1}


async def test_a_withdrawn_page_is_marked_once_and_its_words_stay(
    desk: Any, make_page: Page
) -> None:
    await desk.subscribe(1)
    [release] = await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, UKRAINE))
    [first] = await desk.tell()
    await desk.withdraw(release)
    [mark] = await desk.tell()
    assert mark.reply_to == first.message_id
    assert mark.text.startswith("Withdrawn: Aid\n")
    assert "Its words stay on record" in mark.text
    assert await desk.tell() == []


@on_both
async def test_a_release_withdrawn_before_its_notice_is_marked_as_withdrawn(
    desk: Any, make_page: Page
) -> None:
    await desk.subscribe(1, pace=NoticePace.DAILY)
    await desk.subscribe(2, quiet_from=9 * 60, quiet_until=18 * 60)
    [release] = await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, UKRAINE))
    assert await desk.tell() == []
    await desk.withdraw(release)
    desk.time.passes(hours=20, minutes=30)
    told = {call.chat_id: call.text for call in await desk.tell()}
    assert "Your day: 1 notice" in told[1]
    assert "withdrawn" in told[1]
    assert "Withdrawn by its publisher, 20 Nov 2026" in told[2]
    assert await desk.states() == {"sent": 2}


@on_both
async def test_a_digest_is_one_message_capped_with_its_outcome_on_each(
    desk: Any, make_page: Page
) -> None:
    await desk.subscribe(1, pace=NoticePace.DAILY)
    await desk.subscribe(2, pace=NoticePace.WEEKLY, weekly_on=0)
    for number in range(17):
        stem = f"pressite_000001_{number:05}"
        await desk.publish(make_page(stem, f"Aid {number}", DAY, f"{UKRAINE} {number} times."))
    assert await desk.tell() == []
    desk.time.passes(hours=24)
    [daily] = await desk.tell()
    assert daily.text.startswith("Your day: 17 notices")
    assert daily.text.count("•") == 10
    assert daily.text.endswith("and 7 more")
    desk.time.passes(days=3)
    [weekly] = await desk.tell()
    assert weekly.text.startswith("Your week: 17 notices")
    rows = await desk.rows()
    assert {row.message_id for row in rows} == {daily.message_id, weekly.message_id}
    assert len({row.digest_id for row in rows}) == 2
    assert await desk.states() == {"sent": 34}


async def test_a_change_of_a_release_in_a_digest_comes_with_the_next_digest(
    desk: Any, make_page: Page
) -> None:
    await desk.subscribe(1, pace=NoticePace.DAILY)
    stem = "pressite_000001_00001"
    await desk.publish(make_page(stem, "Aid", DAY, "We will send 300 generators."))
    desk.time.passes(days=1)
    assert await desk.tell() == []  # written now, due tomorrow
    desk.time.passes(days=1)
    [first] = await desk.tell()
    changed = make_page(stem, "Aid", DAY, "We will send 500 generators.")
    await desk.publish(changed, kind=NewsKind.CORRECTED)
    assert await desk.tell() == []
    desk.time.passes(days=1)
    [second] = await desk.tell()
    assert "• Text changed: Aid" in second.text
    assert second.reply_to == first.message_id


async def test_quiet_hours_hold_what_a_long_fan_out_brings_to_the_night(
    desk: Any, make_page: Page
) -> None:
    await desk.subscribe(1, quiet_from=22 * 60, quiet_until=7 * 60)
    await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, UKRAINE))
    await desk.announcer.announce()
    # It is claimed only at 22:30 in Tokyo.
    desk.time.passes(hours=10, minutes=30)
    assert await desk.tell() == []
    desk.time.passes(hours=8, minutes=29)
    assert await desk.tell() == []
    desk.time.passes(minutes=1)
    assert len(await desk.tell()) == 1


async def test_paused_muted_and_removed_subscriptions_give_no_notices(
    desk: Any, make_page: Page
) -> None:
    await desk.subscribe(1)
    await desk.subscribe(2)
    await desk.subscribe(3)
    await desk.subscribe(4)
    chat_id = subscriptions.c.chat_id
    await desk.change(chat_id == 1, is_paused=True)
    await desk.change(chat_id == 2, muted_until=desk.time.now + timedelta(days=7))
    await desk.change(chat_id == 3, removed_at=desk.time.now)
    await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, UKRAINE))
    await desk.announcer.announce()
    # The fourth unsubscribes while its notice waits.
    await desk.change(chat_id == 4, removed_at=desk.time.now)
    assert await desk.tell() == []
    assert await desk.states() == {"cancelled": 1}


async def test_a_digest_is_one_message_however_long_titles_and_questions_are(
    desk: Any, make_page: Page
) -> None:
    asked = [f"{'generators ' * (20 + at)}" for at in range(5)]
    await desk.subscribe(1, "", *asked, pace=NoticePace.DAILY)
    for number in range(12):
        title = f"Grant Aid No. {number} for the Northern and the Southern Parts of Borovia"
        words = f"We will send {number} generators to them."
        await desk.publish(make_page(f"pressite_000001_{number:05}", title, DAY, words))
    await desk.announcer.announce()
    desk.time.passes(days=1)
    [digest] = await desk.tell()
    shown = digest.text.count("•")
    assert 1 <= shown <= 10
    assert digest.text.endswith(f"and {12 - shown} more")


async def test_a_long_notice_keeps_its_link_and_drops_excerpts(desk: Any, make_page: Page) -> None:
    words = [f"{name} needs {'many large and heavy ' * 60}generators." for name in "ABCD"]
    await desk.subscribe(1, "A generators", "B generators", "C generators", "D generators")
    await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, *words))
    [told] = await desk.tell()
    assert told.text.endswith("pressite_000001_00001.html")
    assert "❝" in told.text


@on_both
async def test_a_chat_that_wants_it_hears_weekly_that_all_is_quiet_if_nothing_was_sent(
    desk: Any, make_page: Page
) -> None:
    await desk.subscribe(1, "whaling", wants_heartbeat=True)
    await desk.subscribe(2, "whaling")
    await desk.subscribe(3, wants_heartbeat=True)
    beats: list[tuple[int, int]] = []
    for hour in range(0, 24 * 22, 12):
        await desk.see()
        if hour == 24 * 5:
            await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, UKRAINE))
        told = await desk.tell()
        beats += [(hour // 24, call.chat_id) for call in told if "All quiet" in call.text]
        desk.time.passes(hours=12)
    # Once a day the bot looks for chats that had nothing for a week.
    assert beats == [(7, 1), (12, 3), (14, 1), (19, 3), (21, 1)]
    assert "0 checks" in desk.messages(1)[0].text


async def test_a_quiet_week_counts_the_checks_of_that_week_that_came_to_an_end(desk: Any) -> None:
    await desk.subscribe(1, "whaling", wants_heartbeat=True)
    began = desk.time.now

    async def note_checks(
        *days: int, have_ended: bool = True, counts: dict[str, int] | None = None
    ) -> None:
        counted = {"listed": 9} if counts is None else counts
        rows = [
            {"source": "mofa", "kind": "whole", "began_at": began + timedelta(days=day)}
            | {"ended_at": began + timedelta(days=day, minutes=1) if have_ended else None}
            | {"counts": counted, "unseen": [], "held": ""}
            for day in days
        ]
        await desk.services.database.transact(lambda c: c.execute(insert(checks), rows))

    await note_checks(-1, 1, 2, 3)
    await note_checks(4, have_ended=False)
    # A check that saw nothing is no check.
    await note_checks(5, 6, counts={})
    desk.time.passes(hours=24 * 7 + 1)
    await desk.see()
    [told] = await desk.tell()
    assert "3 checks" in told.text
    await note_checks(9)
    desk.time.passes(hours=24 * 7 + 1)
    await desk.see()
    [told_again] = await desk.tell()
    assert "1 check " in told_again.text


async def test_each_chat_is_quoted_what_it_asked_for_once(desk: Any, make_page: Page) -> None:
    await desk.subscribe(1, "Ukraine")
    await desk.subscribe(2, "whaling")
    generators = "We will send generators to Ukraine."
    await desk.publish(
        make_page("pressite_000001_00001", "Talks", DAY, UKRAINE, generators, WHALES)
    )
    ukraine, whaling = sorted(await desk.tell(), key=lambda call: call.chat_id)
    assert "Ukraine" in ukraine.text.split("❝")[1]
    assert WHALES not in ukraine.text
    assert WHALES in whaling.text
    assert "generators" not in whaling.text
    assert [call.text.count("❝") for call in (ukraine, whaling)] == [1, 1]


async def test_what_is_only_near_is_no_match(desk: Any, make_page: Page) -> None:
    await desk.subscribe(1, "whaling in Ukraine")
    await desk.subscribe(2, "whaling")
    await desk.publish(make_page("pressite_000001_00001", "Talks", DAY, UKRAINE, WHALES))
    assert [call.chat_id for call in await desk.tell()] == [2]


async def test_a_notice_names_the_near_names_by_which_it_matches(
    desk: Any, make_page: Page
) -> None:
    await desk.subscribe(1, "soldiers")
    await desk.subscribe(2, "personnel")
    words = "We thanked the personnel of the mission for their work."
    await desk.publish(make_page("pressite_000001_00001", "Thanks", DAY, words))
    soldiers, personnel = sorted(await desk.tell(), key=lambda call: call.chat_id)
    assert "“soldiers”\nWith near names: soldiers (also: personnel)\n" in soldiers.text
    assert words in soldiers.text
    assert "near names" not in personnel.text


async def test_a_notice_quotes_its_own_release_only(desk: Any, make_page: Page) -> None:
    await desk.subscribe(1, "support for Ukraine")
    for number, words in enumerate((UKRAINE, f"{UKRAINE} We will go on with that."), start=1):
        await desk.publish(make_page(f"pressite_000001_{number:05}", "Aid", DAY, words))
    first, second = await desk.tell()
    assert "pressite_000001_00001" in first.text
    assert "pressite_000001_00002" not in first.text
    assert "pressite_000001_00002" in second.text
    assert "pressite_000001_00001" not in second.text


async def test_imports_are_silent(desk: Any, make_page: Page, save_release: Any) -> None:
    await desk.subscribe(1)
    await save_release(desk, make_page("pressite_000001_00001", "Aid", DAY, UKRAINE))
    assert await desk.tell() == []


async def test_an_edit_that_says_the_same_gives_no_notice(desk: Any, make_page: Page) -> None:
    await desk.subscribe(1)
    stem = "pressite_000001_00001"
    await desk.publish(make_page(stem, "Aid", DAY, UKRAINE))
    assert len(await desk.tell()) == 1
    edited = make_page(stem, "Aid", DAY, f"{UKRAINE} Indeed.")
    await desk.publish(edited, kind=NewsKind.CORRECTED, material=False)
    assert await desk.tell() == []


async def test_a_message_is_made_once_for_all_that_ask_the_same(
    desk: Any, make_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat_id in range(1, 41):
        await desk.subscribe(chat_id, "Ukraine" if chat_id % 2 else "generators")
    made = []
    fill = desk.services.renderer.page

    def page(name: str, **values: object) -> str:
        made.append(name)
        return str(fill(name, **values))

    monkeypatch.setattr(type(desk.services.renderer), "page", lambda _, *a, **k: page(*a, **k))
    words = f"{UKRAINE} We will send generators."
    await desk.publish(make_page("pressite_000001_00001", "Aid", DAY, words))
    assert len(await desk.tell()) == 40
    assert made == ["notice", "notice"]


async def test_a_notice_quotes_the_version_that_it_tells_of(desk: Any, make_page: Page) -> None:
    await desk.subscribe(1, "Ukraine")
    stem = "pressite_000001_00001"
    await desk.publish(make_page(stem, "Aid", DAY, "We will send 300 generators to Ukraine."))
    await desk.announcer.announce()
    # The record in memory has the first version when the notice is made.
    new = "We will send 500 generators to Ukraine."
    await desk.publish(make_page(stem, "Aid", DAY, new), kind=NewsKind.CORRECTED)
    await desk.sender.drain()
    [told] = desk.messages()
    assert told.text.startswith("New: Aid")
    assert new in told.text


async def test_a_notice_quotes_nothing_of_a_version_that_it_does_not_tell_of(
    desk: Any, make_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.subscribe(1, "Ukraine")
    stem, old = "pressite_000001_00001", "We will send 300 generators to Ukraine."
    await desk.publish(make_page(stem, "Aid", DAY, old))
    await desk.announcer.announce()
    load = desk.services.record.release

    async def change_meanwhile(*given: Any) -> Release:
        release = await load(*given)
        monkeypatch.undo()
        new = "We will send 500 generators to Ukraine."
        await desk.publish(make_page(stem, "Aid", DAY, new), kind=NewsKind.CORRECTED)
        await desk.services.record.catch_up()
        return release

    monkeypatch.setattr(desk.services.record, "release", change_meanwhile)
    await desk.sender.drain()
    [told] = desk.messages()
    assert told.text.startswith("New: Aid")
    assert "generators" not in told.text


async def test_each_of_two_corrections_quotes_its_own_version(desk: Any, make_page: Page) -> None:
    await desk.subscribe(1, "Ukraine")
    words = [f"We will send {number} generators to Ukraine." for number in (300, 500, 700)]
    pages = [make_page("pressite_000001_00001", "Aid", DAY, one) for one in words]
    await desk.publish(pages[0])
    await desk.tell()
    await desk.publish(*pages[1:], kind=NewsKind.CORRECTED)
    told = await desk.tell()
    assert [[one in call.text for one in words] for call in told] == [
        [True, True, False],
        [False, True, True],
    ]
