"""When a notice is due: at once, or at an hour of a day, and never in quiet hours.

Pure: the caller hands in the moment. Hours are local times in the chat's zone. If the clock skips
an hour (summer time begins), the moment at which it skips counts instead. If the clock shows an
hour twice (summer time ends), a digest goes out the first time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo

from bot.store.chats.subscriptions import NoticePace
from bot.store.chats.zones import zone_of
from bot.store.outbox.fanout import Hours

_DAY = timedelta(days=1)
_WEEK_DAYS = 7
_HOUR_MINUTES = 60
# A minute that no day has is no quiet hour, and this one for digests.
_USUAL_MINUTE = 8 * _HOUR_MINUTES
_MINUTES = range(24 * _HOUR_MINUTES)
_SECOND = timedelta(seconds=1)
# Where a zone skipped a day (Samoa, 2011), the next of a weekday is at most two weeks away.
_MAX_DAYS = 15
# Nothing is due later: a weekly digest, put off by quiet hours.
LONGEST_WAIT = (_MAX_DAYS + 2) * _DAY


def due_times(hours: Hours, now: datetime) -> tuple[datetime, datetime, datetime]:
    """Return when an instant, a daily and a weekly notice that are written now are to be sent."""
    instant, daily, weekly = (due_at(pace, hours, now) for pace in NoticePace)
    return instant, daily, weekly


def due_at(pace: NoticePace, hours: Hours, now: datetime) -> datetime:
    """Return when a notice that is written now is to be sent, in UTC: never before now."""
    return after_quiet_hours(
        hours, now if pace is NoticePace.INSTANT else next_digest(pace, hours, now)
    )


def after_quiet_hours(hours: Hours, moment: datetime) -> datetime:
    """Return this moment, or the end of the quiet hours that it lies in, in UTC."""
    moment = moment.astimezone(UTC)
    while is_quiet(hours, moment):
        moment = _end_of_quiet(hours, moment)
    return moment


def is_quiet(hours: Hours, moment: datetime) -> bool:
    """Say whether a moment lies in quiet hours."""
    begins, ends = hours.quiet_from, hours.quiet_until
    if (
        begins is None
        or ends is None
        or begins not in _MINUTES
        or ends not in _MINUTES
        or begins == ends
    ):
        return False
    shown = moment.astimezone(zone_of(hours.zone))
    minute = shown.hour * _HOUR_MINUTES + shown.minute
    return begins <= minute < ends if begins < ends else minute >= begins or minute < ends


def next_digest(pace: NoticePace, hours: Hours, now: datetime) -> datetime:
    """Return the first moment from now on at which a digest of this pace goes out, in UTC."""
    zone = zone_of(hours.zone)
    minute = hours.daily_at if hours.daily_at in _MINUTES else _USUAL_MINUTE
    today = now.astimezone(zone).date()
    for number in range(-1, _MAX_DAYS):
        day = today + number * _DAY
        if pace is NoticePace.WEEKLY and day.weekday() != hours.weekly_on % _WEEK_DAYS:
            continue
        moment = next(_moments(day, minute, zone))
        if moment >= now:
            return moment
    raise AssertionError("no week without each of its days")


def _end_of_quiet(hours: Hours, now: datetime) -> datetime:
    """Return the first moment after now, in UTC, at which the clock shows the end of the hours."""
    zone = zone_of(hours.zone)
    ends = hours.quiet_until or 0
    # In a zone it may be the day before or the day after, and the hours may end a day later.
    return min(
        moment
        for number in (-1, 0, 1, 2)
        for moment in _moments(now.date() + number * _DAY, ends, zone)
        if moment > now
    )


def _moments(day: date, minute: int, zone: tzinfo) -> Iterator[datetime]:
    """Yield the moments at which the clock shows a minute of a day, or skips it: one or two."""
    wall = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
    first = wall.replace(tzinfo=zone).astimezone(UTC)
    second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if first > second:
        yield _find_clock_change(second, first, zone)
        return
    yield first
    if second != first:
        yield second


def _find_clock_change(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """Return the moment between these two at which the clock is put forward."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
