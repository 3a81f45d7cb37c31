"""The rules of watching: what follows from what is known and what is listed."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model.release import Doubt
from retrieval.sources.fetching.responses import NONE_GIVEN, Validators
from retrieval.sources.watch.decisions import (
    IndexPageState,
    KnownPage,
    Listing,
    Look,
    PageState,
    SeenBy,
    after_missing,
    after_reading,
    announced_day,
    decide,
    is_announced,
    is_bulk_change,
)
from retrieval.sources.watch.index_parsing import IndexEntry

TODAY = dt.date(2026, 1, 10)
NOW = dt.datetime(2026, 1, 10, 3, 0, tzinfo=dt.UTC)
WHATS, ARCHIVE = "https://a/whats", "https://a/archive"


def entry(name: str, day: dt.date | None = TODAY) -> IndexEntry:
    return IndexEntry(f"https://a/{name}.html", name, day)


def page(name: str, **values: object) -> KnownPage:
    known = KnownPage(f"https://a/{name}.html", name, TODAY, NOW, SeenBy.CHECK, PageState.READ)
    return replace(known, **values)  # type: ignore[arg-type]


def look(
    url: str, *entries: IndexEntry, before: tuple[IndexEntry, ...] | None = None, **values: bool
) -> Look:
    now = Listing(url, "", entries, NONE_GIVEN, NOW)
    return Look(now, None if before is None else replace(now, entries=before), **values)


def reads(known: KnownPage, *looks: Look) -> bool:
    """Tell whether a check reads a page."""
    plan = decide({known.url: known}, looks, TODAY, NOW)
    return known.url in {one.url for one in plan.to_read}


BEFORE_LAST_MONTH = dt.date(2025, 11, 30)
LAST_MONTH = dt.date(2025, 12, 1)


@pytest.mark.parametrize(
    "known, is_listed, is_read",
    [
        (page("a"), False, True),
        (page("a", day=LAST_MONTH), False, True),
        (page("a", day=BEFORE_LAST_MONTH), False, False),
        (page("a", day=BEFORE_LAST_MONTH), True, False),
        (page("a", day=BEFORE_LAST_MONTH, missing=1), False, True),
        (page("a", day=BEFORE_LAST_MONTH, state=PageState.LISTED), False, True),
        (page("a", day=BEFORE_LAST_MONTH, state=PageState.AWAITED), False, False),
        (page("a", day=BEFORE_LAST_MONTH, state=PageState.AWAITED), True, True),
        (page("a", day=BEFORE_LAST_MONTH, state=PageState.WITHDRAWN, missing=3), False, False),
        (page("a", day=BEFORE_LAST_MONTH, state=PageState.WITHDRAWN, missing=3), True, True),
        (page("a", state=PageState.WITHDRAWN, missing=3), False, True),
        (page("a", seen_by=SeenBy.BACKFILL), False, True),
        (page("a", seen_by=SeenBy.BACKFILL, state=PageState.LISTED), False, False),
        (page("a", seen_by=SeenBy.BACKFILL, state=PageState.LISTED), True, True),
    ],
)
def test_recent_pages_are_read_again_and_old_ones_only_if_something_is_open(
    known: KnownPage, is_listed: bool, is_read: bool
) -> None:
    assert reads(known, look(WHATS, entry("b"), *([entry("a", None)] * is_listed))) == is_read


def test_new_pages_are_read_first_then_what_is_awaited_then_the_latest() -> None:
    known = [
        page("old", day=LAST_MONTH),
        page("late"),
        page("awaited", day=LAST_MONTH, state=PageState.AWAITED),
    ]
    plan = decide({one.url: one for one in known}, [look(WHATS, entry("new"))], TODAY, NOW)
    assert [one.title for one in plan.to_read] == ["new", "awaited", "late", "old"]


def test_a_page_on_several_indexes_is_one_and_has_the_day_that_any_of_them_tells() -> None:
    looks = [look(WHATS, entry("a", None)), look(ARCHIVE, entry("a", LAST_MONTH))]
    plan = decide({}, looks, TODAY, NOW)
    assert [(one.title, one.day) for one in plan.new] == [("a", LAST_MONTH)]
    assert plan.listed == 1


def test_what_a_first_look_shows_is_stock_unless_another_index_shows_it_as_new() -> None:
    looks = [
        look(ARCHIVE, entry("a"), entry("b"), is_first=True),
        look(WHATS, entry("b"), entry("c")),
    ]
    seen_by = {one.title: one.seen_by for one in decide({}, looks, TODAY, NOW).new}
    assert seen_by == {"a": SeenBy.STOCK, "b": SeenBy.CHECK, "c": SeenBy.CHECK}


def test_a_page_that_goes_from_one_index_to_another_has_moved() -> None:
    known = page("a")
    looks = [
        look(WHATS, entry("b"), before=(entry("a"), entry("b"))),
        look(ARCHIVE, entry("a"), entry("b"), before=(entry("b"),)),
    ]
    plan = decide({known.url: known}, looks, TODAY, NOW)
    assert plan.moved == 1
    assert known.url not in {one.url for one in plan.new}


names = st.lists(st.sampled_from("abcdefgh"), max_size=8)


@given(names, names, names)
def test_the_order_of_indexes_and_what_stands_twice_make_no_difference(
    known: list[str], first: list[str], second: list[str]
) -> None:
    pages = {page(name).url: page(name) for name in known}
    looks = [look(WHATS, *map(entry, first)), look(ARCHIVE, *map(entry, second))]
    plan = decide(pages, looks, TODAY, NOW)
    turned = decide(pages, looks[::-1] + looks, TODAY, NOW)
    assert {one.url for one in plan.new} == {one.url for one in turned.new}
    assert {one.title for one in plan.new} == {*first, *second} - set(known)
    assert (
        len({one.url for one in plan.to_read})
        == len(plan.to_read)
        == len({*pages} | {entry(name).url for name in (*first, *second)})
    )


@pytest.mark.parametrize(
    "some, of_all, is_one",
    [
        (0, 0, False),
        (2, 2, False),
        (3, 15, False),
        (3, 14, True),
        (20, 100, False),
        (21, 100, True),
    ],
)
def test_more_than_a_fifth_and_at_least_three_are_a_mass(
    some: int, of_all: int, is_one: bool
) -> None:
    assert is_bulk_change(some, of_all) == is_one


@pytest.mark.parametrize(
    "ago, seen_by, is_it",
    [
        (0, SeenBy.CHECK, True),
        (-1, SeenBy.CHECK, True),
        (14, SeenBy.CHECK, True),
        (15, SeenBy.CHECK, False),
        (0, SeenBy.STOCK, False),
        (0, SeenBy.BACKFILL, False),
    ],
)
def test_only_what_a_check_saw_within_14_days_is_announced(
    ago: int, seen_by: SeenBy, is_it: bool
) -> None:
    day = TODAY - dt.timedelta(days=ago)
    assert is_announced(page("a", seen_by=seen_by), day, TODAY) == is_it


def test_a_page_is_withdrawn_when_it_is_missed_a_third_time_running() -> None:
    one = page("a", validators=Validators('"1"'))
    for turn in range(1, 4):
        one = after_missing(one, NOW + dt.timedelta(minutes=5 * turn))
        assert one.missing == turn
        assert one.validators == Validators()
        assert (one.state is PageState.WITHDRAWN) == (turn == 3)
    assert after_missing(one, NOW + dt.timedelta(days=1)) == one
    back = after_reading(one, "mofa-b", BEFORE_LAST_MONTH, b"key", Validators('"2"'))
    assert (back.state, back.missing, back.missed_at) == (PageState.READ, 0, None)
    read = (back.release_id, back.day, back.key, back.validators)
    assert read == ("mofa-b", BEFORE_LAST_MONTH, b"key", Validators('"2"'))


def test_what_was_never_read_is_not_withdrawn() -> None:
    awaited = page("a", state=PageState.AWAITED)
    assert after_missing(awaited, NOW) == awaited


def test_an_unread_index_raises_one_alarm_after_a_day() -> None:
    state = IndexPageState("mofa", "news").seen(NOW)
    told = []
    for hours in (1, 24, 25, 26, 50):
        now = NOW + dt.timedelta(hours=hours)
        state = state.unseen(now, "refused", "403")
        told.append(state.told_at == now)
    assert told == [False, False, True, False, False]
    assert state.unseen_since == NOW + dt.timedelta(hours=1)
    assert state.seen_at == NOW
    assert state.seen(now) == IndexPageState("mofa", "news", now)
    earlier = state.unseen(NOW - dt.timedelta(days=2), "slow", "late")
    assert (earlier.unseen_since, earlier.fault, earlier.reason) == (
        *(NOW - dt.timedelta(days=2), "slow", "late"),
    )


def test_a_new_page_is_known_as_it_is_listed_and_held_if_its_news_is() -> None:
    monthly = look(ARCHIVE, before=tuple(map(entry, "abcde")), is_monthly=True)
    plan = decide({}, [look(WHATS, entry("a", None), entry("b", LAST_MONTH)), monthly], TODAY, NOW)
    assert plan.new == (
        page("a", state=PageState.LISTED, is_held=True),
        page("b", state=PageState.LISTED, is_held=True, day=LAST_MONTH, listed_on=LAST_MONTH),
    )
    assert plan.held == "3 of 5 pages vanished from the archives at once"
    assert plan.listed == 2


@pytest.mark.parametrize(
    "before, is_monthly, held",
    [
        ("abc", True, "3 of 3 pages vanished from the archives at once"),
        ("ab", True, ""),
        ("abc", False, ""),
        ("abcd", True, "4 of 4 pages vanished from the archives at once"),
        ("abclmnopqrstuv", True, "3 of 14 pages vanished from the archives at once"),
        ("abclmnopqrstuvw", True, ""),
    ],
)
def test_news_is_held_if_many_pages_vanish_from_an_archive_at_once(
    before: str, is_monthly: bool, held: str
) -> None:
    now = look(WHATS, *map(entry, "lmnopqrstuvw"))
    archive = look(ARCHIVE, before=tuple(map(entry, before)), is_monthly=is_monthly)
    assert decide({}, [now, archive], TODAY, NOW).held == held


@pytest.mark.parametrize("count, held", [(50, ""), (51, "51 new pages at once")])
def test_news_is_held_if_there_is_very_much_of_it(count: int, held: str) -> None:
    listed = look(WHATS, *(entry(str(number)) for number in range(count)))
    stock = look(ARCHIVE, *(entry(f"old{number}") for number in range(60)), is_first=True)
    plan = decide({}, [listed, stock], TODAY, NOW)
    assert plan.held == held
    assert {one.is_held for one in plan.new} == {bool(held)}


def test_a_day_that_a_later_index_tells_is_no_better_than_that_of_the_first() -> None:
    looks = [
        look(WHATS, entry("a", LAST_MONTH), entry("b", None)),
        look(ARCHIVE, entry("a", TODAY), entry("b", None), entry("a", None)),
    ]
    assert [one.day for one in decide({}, looks, TODAY, NOW).new] == [LAST_MONTH, TODAY]


@pytest.mark.parametrize(
    "listed_before, listed_now, is_read",
    [
        (None, TODAY, True),
        (None, LAST_MONTH, True),
        (None, BEFORE_LAST_MONTH, False),
        (LAST_MONTH, None, True),
        (BEFORE_LAST_MONTH, None, False),
        (LAST_MONTH, BEFORE_LAST_MONTH, False),
    ],
)
def test_a_page_of_another_day_than_its_index_says_is_read_again_as_long_as_that_is_recent(
    listed_before: dt.date | None, listed_now: dt.date | None, is_read: bool
) -> None:
    known = page("a", day=BEFORE_LAST_MONTH, listed_on=listed_before)
    assert reads(known, look(WHATS, entry("b"), entry("a", listed_now))) == is_read


@pytest.mark.parametrize(
    "day, listed_on, doubts, announced",
    [
        (LAST_MONTH, TODAY, (), TODAY),
        (LAST_MONTH, TODAY, (Doubt.DATE,), TODAY),
        (TODAY, LAST_MONTH, (), TODAY),
        (TODAY, LAST_MONTH, (Doubt.DATE,), TODAY),
        (LAST_MONTH, BEFORE_LAST_MONTH, (), LAST_MONTH),
    ],
)
def test_of_two_days_of_a_page_the_later_one_decides_on_announcing(
    day: dt.date, listed_on: dt.date, doubts: tuple[Doubt, ...], announced: dt.date
) -> None:
    known = page("a", day=listed_on, listed_on=listed_on)
    assert announced_day(known, day, doubts) == announced


@pytest.mark.parametrize(
    "day, doubts, announced",
    [
        (TODAY, (), TODAY),
        (LAST_MONTH, (), LAST_MONTH),
        (TODAY.replace(year=2025), (), TODAY),
        (TODAY.replace(month=2, year=2025), (), TODAY.replace(month=2, year=2025)),
        (TODAY.replace(day=11, year=2025), (), TODAY.replace(day=11, year=2025)),
        (LAST_MONTH, (Doubt.DATE,), TODAY),
        (LAST_MONTH, (Doubt.TIME,), LAST_MONTH),
    ],
)
def test_the_day_of_a_page_counts_unless_it_is_a_slip(
    day: dt.date, doubts: tuple[Doubt, ...], announced: dt.date
) -> None:
    assert announced_day(page("a"), day, doubts) == announced


@pytest.mark.parametrize("minutes, missing", [(-1, 2), (0, 1), (4, 1), (4.999, 1), (5, 2), (60, 2)])
def test_a_missing_page_counts_once_in_five_minutes_also_if_the_clock_goes_back(
    minutes: float, missing: int
) -> None:
    once = after_missing(page("a"), NOW)
    now = NOW + dt.timedelta(minutes=minutes)
    again = after_missing(once, now)
    assert (once.missing, once.missed_at) == (1, NOW)
    assert (again.missing, again.missed_at) == (missing, now if missing == 2 else NOW)
