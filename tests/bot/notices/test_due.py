"""When notices are due, over two years in twenty zones with all their clock changes."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notices.due import after_quiet_hours, due_at, due_times, is_quiet, next_digest
from bot.store.chats.subscriptions import NoticePace
from bot.store.chats.zones import zone_of
from bot.store.outbox.fanout import Hours

# Zones with half hours; clock changes at midnight, by half an hour, in the south, in Ramadan, none.
ZONES = (
    "Asia/Tokyo",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Santiago",
    "America/Asuncion",
    "America/Havana",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Australia/Adelaide",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Gaza",
)
BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
DAYS = 731
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)

moments = st.integers(0, DAYS * 24 * 60).map(lambda minutes: BEGIN + minutes * MINUTE)
minutes = st.integers(0, 24 * 60 - 1)
all_hours = st.builds(
    Hours,
    st.sampled_from(ZONES),
    st.one_of(st.none(), minutes),
    st.one_of(st.none(), minutes),
    minutes,
    st.integers(0, 6),
)


def minute_of(moment: datetime, zone: str) -> int:
    shown = moment.astimezone(zone_of(zone))
    return shown.hour * 60 + shown.minute


@given(all_hours, moments)
def test_an_instant_notice_is_due_in_the_first_minute_that_is_not_quiet(
    hours: Hours, now: datetime
) -> None:
    due = due_at(NoticePace.INSTANT, hours, now)
    assert due >= now
    assert not is_quiet(hours, due)
    waits = now
    while waits < due:
        assert is_quiet(hours, waits)
        waits += MINUTE


@given(all_hours, moments, st.sampled_from([NoticePace.DAILY, NoticePace.WEEKLY]))
def test_a_digest_is_due_at_its_hour_and_no_hour_is_skipped(
    hours: Hours, now: datetime, pace: NoticePace
) -> None:
    due = next_digest(pace, hours, now)
    assert now <= due <= now + timedelta(days=2 if pace is NoticePace.DAILY else 9)
    shown, before = minute_of(due, hours.zone), minute_of(due - MINUTE, hours.zone)
    # If the clock skips the hour, it is the moment of the skip.
    assert shown == hours.daily_at or (shown - before) % 1440 > 1
    if pace is NoticePace.WEEKLY:
        assert due.astimezone(zone_of(hours.zone)).weekday() == hours.weekly_on
    assert next_digest(pace, hours, due) == due


@given(all_hours, st.sampled_from([NoticePace.DAILY, NoticePace.WEEKLY]))
def test_a_digest_is_never_due_in_quiet_hours(hours: Hours, pace: NoticePace) -> None:
    due = due_at(pace, hours, BEGIN)
    assert not is_quiet(hours, due)
    assert due == after_quiet_hours(hours, next_digest(pace, hours, BEGIN))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("daily_at", [0, 30, 90, 150, 200, 480, 1439])
def test_over_two_years_there_is_one_digest_a_day_and_none_twice(zone: str, daily_at: int) -> None:
    hours = Hours(zone, daily_at=daily_at)
    at, days = BEGIN, []
    while at < BEGIN + timedelta(days=DAYS):
        at = next_digest(NoticePace.DAILY, hours, at)
        shown = at.astimezone(zone_of(zone))
        days.append(shown.date())
        at += timedelta(seconds=1)
    assert all(later - earlier == timedelta(days=1) for earlier, later in zip(days, days[1:]))  # noqa: B905, RUF007 - neighbours


@pytest.mark.parametrize(
    "zone, quiet, now, due",
    [
        # Summer time begins: 2:00 becomes 3:00, and quiet hours until 2:30 end then.
        ("America/New_York", (1320, 150), (2026, 3, 8, 6, 50), (2026, 3, 8, 7, 0)),
        # Summer time ends: 1:30 comes twice. A notice in the second hour waits for the second one.
        ("America/New_York", (1320, 90), (2026, 11, 1, 5, 10), (2026, 11, 1, 5, 30)),
        ("America/New_York", (1320, 90), (2026, 11, 1, 6, 10), (2026, 11, 1, 6, 30)),
        # The clock skips midnight itself.
        ("Africa/Cairo", (1320, 0), (2026, 4, 23, 21, 0), (2026, 4, 23, 22, 0)),
        ("Australia/Lord_Howe", (60, 120), (2026, 10, 3, 15, 0), (2026, 10, 3, 15, 30)),
        ("Asia/Tokyo", (1320, 420), (2026, 1, 1, 13, 0), (2026, 1, 1, 22, 0)),
        ("Asia/Tokyo", (420, 420), (2026, 1, 1, 22, 0), (2026, 1, 1, 22, 0)),
        # There it is still the day before.
        ("America/Los_Angeles", (1080, 1200), (2026, 1, 2, 2, 30), (2026, 1, 2, 4, 0)),
        # There it is the next day already, and they end on the day after.
        ("Pacific/Auckland", (600, 540), (2026, 1, 1, 23, 0), (2026, 1, 2, 20, 0)),
        ("Pacific/Kiritimati", (600, 0), (2026, 1, 1, 20, 30), (2026, 1, 2, 10, 0)),
        ("Pacific/Kiritimati", (600, 540), (2026, 1, 1, 20, 30), (2026, 1, 2, 19, 0)),
    ],
)
def test_quiet_hours_end_by_the_clock_on_the_wall(
    zone: str, quiet: tuple[int, int], now: tuple[int, ...], due: tuple[int, ...]
) -> None:
    hours = Hours(zone, *quiet)
    written = datetime(*now, tzinfo=UTC)  # type: ignore[misc, arg-type]
    assert due_at(NoticePace.INSTANT, hours, written) == datetime(*due, tzinfo=UTC)  # type: ignore[misc, arg-type]
    shown = written.astimezone(zone_of("Pacific/Honolulu"))
    assert due_at(NoticePace.INSTANT, hours, shown) == datetime(*due, tzinfo=UTC)  # type: ignore[misc, arg-type]


def test_the_three_paces_are_due_in_this_order_in_utc() -> None:
    hours = Hours("Asia/Tokyo", daily_at=480, weekly_on=0)
    friday = datetime(2026, 11, 20, 12, tzinfo=zone_of("Asia/Tokyo"))
    due = due_times(hours, friday)
    days = [
        datetime(2026, 11, day, hour, tzinfo=UTC) for day, hour in ((20, 3), (20, 23), (22, 23))
    ]
    assert [*due] == days
    assert {moment.tzinfo for moment in due} == {UTC}


@pytest.mark.parametrize(
    "begins, ends, quiet",
    [
        (60, 120, {60, 119}),
        (1380, 120, {0, 60, 119, 1380, 1439}),
        (0, 1439, {0, 60, 119, 120, 1379, 1380}),
        (60, 60, set()),
        (None, 120, set()),
        (60, None, set()),
    ],
)
def test_quiet_hours_begin_with_their_first_minute_and_end_before_their_last(
    begins: int | None, ends: int | None, quiet: set[int]
) -> None:
    hours, midnight = Hours("UTC", begins, ends), datetime(2026, 11, 20, tzinfo=UTC)
    looked_at = (0, 60, 119, 120, 1379, 1380, 1439)
    assert {at for at in looked_at if is_quiet(hours, midnight + at * MINUTE)} == quiet


def test_a_day_that_a_zone_skipped_loses_no_digest() -> None:
    hours = Hours("Pacific/Apia", daily_at=480, weekly_on=4)
    before = datetime(2011, 12, 29, 20, tzinfo=UTC)
    assert next_digest(NoticePace.WEEKLY, hours, before) - before < timedelta(days=9)


@pytest.mark.parametrize("zone", ZONES)
def test_over_two_years_there_is_one_weekly_digest_a_week_on_its_day(zone: str) -> None:
    hours = Hours(zone, daily_at=150, weekly_on=6)
    at, days = BEGIN, []
    while at < BEGIN + timedelta(days=DAYS):
        at = next_digest(NoticePace.WEEKLY, hours, at)
        days.append(at.astimezone(zone_of(zone)).date())
        at += timedelta(seconds=1)
    assert {day.weekday() for day in days} == {6}
    assert {later - earlier for earlier, later in pairwise(days)} == {timedelta(days=7)}


def test_behind_a_weekly_digest_the_next_one_is_due_a_week_later() -> None:
    hours = Hours("Asia/Tokyo", daily_at=480, weekly_on=0)
    monday = datetime(2026, 11, 22, 23, tzinfo=UTC)
    second = timedelta(seconds=1)
    assert next_digest(NoticePace.WEEKLY, hours, monday - second) == monday
    assert next_digest(NoticePace.WEEKLY, hours, monday) == monday
    assert next_digest(NoticePace.WEEKLY, hours, monday + second) == monday + timedelta(days=7)
