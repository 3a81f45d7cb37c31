"""Reads periods in plain words: "in May 2022", "since 2021", "last November", "from … to …"."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from datetime import date

from retrieval.model.query import Period
from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.query.when import bounds
from retrieval.query.when.days.ago import end_of_uncounted
from retrieval.query.when.days.calendar_days import Days, DaysSaid
from retrieval.query.when.days.listed_days import split_days
from retrieval.query.when.days.moments import may_open, read_moment, read_season
from retrieval.query.when.events import names_year, read_event
from retrieval.query.when.found import PeriodRead, PeriodsFound
from retrieval.query.when.joining import (
    comparisons,
    ends_list,
    gaps,
    is_year,
    opens_list,
    together,
    without_events,
    without_glosses,
)
from retrieval.query.when.latest import latest_days, lies_beyond
from retrieval.query.when.nearness import (
    OPENINGS,
    around,
    beside,
    end_of_week_of,
    is_around,
    read_nearness,
    week_of,
)
from retrieval.query.when.ranges import TO, read_range
from retrieval.query.when.verbs import (
    OCCASIONS,
    are_key_words,
    is_verb,
    names_day,
    names_occasion,
    names_one_of_month,
    names_one_page,
    stands_alone,
    stands_apart,
    stands_behind_occasion,
)
from retrieval.text.tokens import STOP_WORDS

_WORD = regex(r"\d+(?:[-/.]\d+)+|\d+(?:st|nd|rd|th|s)?(?![^\W_])|'\d0s|'\d\d(?!\w)|'s\b|\w+|\S")
_MAY = "may"
# What may follow a number that is a year only here: "in 1850 about", not "in 1500 schools".
_BEHIND_A_FAR_YEAR = (STOP_WORDS - TO) | set("?.,;:!")
# "In winter about", not "since the fall of".
_BEHIND_A_SEASON = _BEHIND_A_FAR_YEAR - {"of"}
# "Said on Friday" means when it was said; the Friday of "the rally on Friday that" is not known.
_SAYING = frozenset("said say says saying stated spoke speak told asked mentioned".split())
# "The press release from January" is of that month, "releases from January" too; so is "from
# January", if nothing else is asked.
_DATED = OCCASIONS | frozenset(
    """
    any anything everything got have issued nothing one ones published similar something stuff there
    """.split()
)
# "The difference between November and May" is no time from one to the other.
_COMPARED = frozenset("comparison contrast differ differed differs difference differences".split())
_GLUED = frozenset(".,-+")
# "Article 5, May 2022", "the talks planned for July": the number and the day belong to the topic.
_NUMBERED = frozenset(
    "article articles chapter item no number paragraph resolution section".split()
)
_PLANNED = frozenset("due expected planned scheduled set slated".split())
_PADDING = ("",) * 8
_MAY_OPEN = bounds.OPENINGS | OPENINGS | {"the", "between"}
_CONNECTING = STOP_WORDS | frozenset("also else just ok okay only please too".split())


def read_periods(
    folded: str, today: date, record: Period | None = None, surnames: Container[str] = ()
) -> PeriodsFound:
    """Read the period that a folded question asks for; several periods are joined.

    A day or month without a year is the latest one up to today; if the record's days are given,
    the latest within them. A bare month that is among `surnames` is a person: "by August".
    """
    words = [*split_days(folded, [Span(*match.span()) for match in _WORD.finditer(folded)])]
    reader = PeriodReader(folded, words, today, record or Period(), surnames)
    reads = [(at, read, Span(words[at].start, words[read.end - 1].end)) for at, read in reader]
    dated = [one for one in reads if one[1].days]
    said = [*without_events(reader.words, dated)] or dated
    said, glosses = without_glosses(said, folded)
    compared = [*comparisons(said, folded)]
    spans = [*(span for at, read, span in said), *compared]
    found = [(read.bound, read.days) for _, read, _ in said if read.days]
    uncounted = [*glosses, *(span for _, read, span in reads if read.is_uncounted)]
    bare = [(span, read.bare) for _, read, span in reads if read.bare is not None]
    impossible_days: list[Span] = []
    for _, read, span in reads:
        if read.impossible_days is not None:
            spans.append(span)
            impossible_days.append(Span(words[read.impossible_days].start, span.end))
    if len(bare) == 1 and (days := reader.days_of_bare(*bare[0], [one for _, one in found])):
        found = [("", days)]
        spans.append(bare[0][0])
    aside = (tuple(impossible_days), tuple(uncounted))
    return PeriodsFound(
        together(found), tuple(sorted(spans)), *aside, gaps(found), are_compared=bool(compared)
    )


class PeriodReader:
    """Reads periods from the words of one folded question."""

    def __init__(
        self,
        folded: str,
        spans: Sequence[Span],
        today: date,
        record: Period,
        surnames: Container[str],
    ) -> None:
        self._folded = folded
        self._spans = spans
        self.words = (*(span.of(folded) for span in spans), *_PADDING)
        self._today = today
        self._record = record
        self._surnames = surnames

    def __iter__(self) -> Iterator[tuple[int, PeriodRead]]:
        """Read all that the words say of time, each with the place of its first word."""
        at = 0
        while at < len(self._spans):
            read = self._read(at)
            if read is not None:
                yield at, read
            at = read.end if read is not None else at + 1

    def _read(self, at: int) -> PeriodRead | None:
        """Read a period from the word at `at` on; None if there is none."""
        word = self.words[at]
        if not (word in _MAY_OPEN or may_open(word)):
            return None
        start = self._spans[at].start
        before = self._folded[max(0, start - 1) : start]
        if before in _GLUED or before.isalnum():
            return None
        if word.isdigit() and at and self.words[at - 1] in _NUMBERED:
            return None
        read = self._near(at) or self._range(at) or self._single(at)
        return read if read and not self._is_glued_behind(read.end) else None

    def _is_glued_behind(self, end: int) -> bool:
        place = self._spans[end - 1].end
        behind = self._folded[place : place + 1]
        return behind == "-" or behind.isalnum()

    def _near(self, at: int) -> PeriodRead | None:
        """Read "shortly before Christmas 2021", "the week after 6 January", "around May 2022"."""
        if (days := self._week(at)) is not None:
            return days
        if is_around(self.words[at]):
            read = self._single(at + 1, is_exact=True)
            if read is None or read.days is None or read.bound:
                return None
            return replace(read, days=around(read.days))
        side, length = read_nearness(self.words, at)
        read = self._single(side) if length else None
        if read is None or read.days is None or read.bound != self.words[side]:
            return None
        return replace(read, days=beside(read.days, read.bound, length), bound="")

    def _week(self, at: int) -> PeriodRead | None:
        """Read "the week of 10 January 2022"."""
        start = end_of_week_of(self.words, at)
        read = self._single(start) if start > at else None
        if read is None or read.days is None or read.bound:
            return None
        return replace(read, days=week_of(read.days)) if read.days[0] == read.days[1] else None

    def _range(self, at: int) -> PeriodRead | None:
        before = at - (at > 0 and self.words[at - 1] == "between") - 1
        if before >= 0 and self.words[before] in _COMPARED:
            return None
        has_opening = self.words[at] in {"between", "from"}
        start = bounds.behind_sign(self.words, at + 1) if has_opening else at
        return read_range(self.words, start, self._today, self._record, has_opening=has_opening)

    def _single(self, at: int, *, is_exact: bool = False) -> PeriodRead | None:
        """Read "in May 2022", "since 6 January"; a holiday is the days around it, or `is_exact`."""
        bound, start = bounds.read_bound(self.words, at, self._today)
        if bound == "from" and at and self.words[at - 1] in _DATED:
            bound = "of"
        if (aside := self._left_aside(bound, start)) is not None:
            return aside
        moment, bound = self._moment(at, bound, start)
        if moment is None:
            return self._season_alone(bound, start)
        if not self._is_asked_for(moment, bound, start):
            return None
        is_last = self.words[moment.end].strip("?.!:,") in {"", "alone", "only"}
        is_alone = is_last and not (at or self.words[1] == ":")
        if bound == "from" and (is_alone or names_one_page(self.words, moment.end)):
            bound = "of"
        if self._is_of_plans(at, moment, bound):
            return PeriodRead(moment.end)
        if not (moment.days or self._is_meant(moment, bound, start)):
            return PeriodRead(moment.end, bare=moment if self._may_be_meant(moment) else None)
        return self._with_days(moment, bound, start, is_exact=is_exact)

    def _moment(self, at: int, bound: str, start: int) -> tuple[DaysSaid | None, str]:
        """Read the moment behind a bound, or an event whose day is known."""
        moment = read_moment(self.words, start, self._today)
        if moment is None and not bound and self.words[at] in bounds.WHICH:
            moment, bound = read_moment(self.words, at + 1, self._today), "in"
            moment = moment if moment and moment.is_bare_month else None
        is_counted = at > 0 and self.words[at - 1] in {"day", "days", "month", "week", "year"}
        if moment is None and bound in bounds.BOUNDS and not is_counted:
            moment = read_event(self.words, start, self._record)
        return moment, bound

    def _is_of_plans(self, at: int, moment: DaysSaid, bound: str) -> bool:
        """Tell whether a time is that of plans: "scheduled for May", "economic 2+2 in July"."""
        is_planned = bound in {"for", "in"} and at > 0 and self.words[at - 1] in _PLANNED
        is_behind = bound == "in" and at > 0 and self.words[at - 1] not in _CONNECTING
        is_behind = is_behind and moment.is_bare_month and are_key_words(self.words)
        return is_planned or (is_behind and lies_beyond(moment, self._today, self._record))

    def _with_days(self, moment: DaysSaid, bound: str, start: int, *, is_exact: bool) -> PeriodRead:
        days = moment.days or latest_days(moment, self._today, self._record)
        if moment.is_holiday and days and not (bound or is_exact):
            days = around(days)
        end = moment.end + (self.words[moment.end] == "'s")
        end += self.words[start - 1] == '"' and self.words[end] == '"'
        bound, end = bounds.behind(self.words, end, bound)
        if days is None:
            return PeriodRead(end, impossible_days=start)
        is_name = self._is_a_name(moment, bound, days)
        return PeriodRead(moment.end) if is_name else PeriodRead(end, days, bound)

    def _is_asked_for(self, moment: DaysSaid, bound: str, start: int) -> bool:
        """Tell whether the context asks for a time: "on Friday", "since 1850", "in:1850"."""
        if bound == bounds.BY and not self._is_limit(moment):
            return False
        if moment.is_weekday:
            return bound in bounds.BOUNDS or (
                bound == "on" and self._is_of_saying(start, moment.end)
            )
        if moment.is_holiday:
            return moment.days is not None or bound in bounds.BOUNDS
        if not moment.is_far or (bound and self.words[start - 1] in {":", '"'}):
            return True
        behind = self.words[moment.end]
        return bound in bounds.BOUNDS | {"in"} and (not behind or behind in _BEHIND_A_FAR_YEAR)

    def _season_alone(self, bound: str, start: int) -> PeriodRead | None:
        """Read a season without a year where a time is asked for: "in winter", "Autumn: …"."""
        start += self.words[start] in bounds.WHICH
        season = read_season(self.words, start)
        if season is None:
            return None
        behind = self.words[season.end]
        is_over = behind in _BEHIND_A_SEASON or not behind
        if not ((bound and is_over) or stands_apart(self.words, start, season.end)):
            return None
        days = latest_days(season, self._today, self._record)
        return PeriodRead(season.end, days, bound) if days else None

    def _left_aside(self, bound: str, start: int) -> PeriodRead | None:
        """Read a time that limits nothing: "the last years", a day of the week between marks."""
        behind_the = start + (self.words[start] == "the")
        if (end := end_of_uncounted(self.words, behind_the)) > behind_the:
            return PeriodRead(end, is_uncounted=True)
        weekday = read_moment(self.words, start, self._today)
        if weekday is None or not weekday.is_weekday or self._is_asked_for(weekday, bound, start):
            return None
        is_apart = stands_apart(self.words, start, weekday.end)
        is_told = is_apart or names_occasion(self.words, weekday.end)
        return PeriodRead(weekday.end, is_uncounted=True) if is_told else None

    def _is_of_saying(self, start: int, end: int) -> bool:
        """Tell whether "on" and a day open or end the question, or follow a verb of saying."""
        before, behind = self.words[start - 2], self.words[end]
        return start == 1 or before in _SAYING or not behind.strip("?.!")

    def _is_limit(self, moment: DaysSaid) -> bool:
        """Tell whether "by" and a moment say until when; not so "by today's guest" or "by May"."""
        is_month = moment.is_bare_month
        is_somebody = is_month and (is_verb(self.words[moment.end - 1]) or self._is_surname(moment))
        is_owner = self.words[moment.end] == "'s"
        return not (is_somebody or is_owner or moment.is_bare_year or moment.is_weekday)

    def _may_be_meant(self, moment: DaysSaid) -> bool:
        is_name = self._is_surname(moment) or (
            is_verb(self.words[moment.end - 1]) and not self._ends_key_words(moment)
        )
        return moment.is_bare_month and not is_name

    def _ends_key_words(self, month: DaysSaid) -> bool:
        """Tell whether a month is the last of some key words: "sanctions russia may"."""
        at = month.end - 1
        is_last = at > 0 and not self.words[month.end].strip("?.!")
        is_behind = is_last and self.words[at - 1] not in STOP_WORDS
        return is_behind and self.words[at] == _MAY and are_key_words(self.words)

    def days_of_bare(self, span: Span, month: DaysSaid, found: Sequence[Days]) -> Days | None:
        """Return the days of a bare month: of the only year found, else the latest.

        It has to end the question, or to stand behind a key word: "hayashi november Ukraine".
        """
        if len(found) == 1 and is_year(found[0]):
            return month.in_year(found[0][0].year)
        before = self._folded[: span.start].split()[-1:]
        is_behind = are_key_words(self.words) and not STOP_WORDS.issuperset(before)
        is_meant = is_behind or not self._folded[span.end :].strip(" ?.!")
        return latest_days(month, self._today, self._record) if is_meant and not found else None

    def _is_surname(self, moment: DaysSaid) -> bool:
        return self.words[moment.end - 1] in self._surnames

    def _is_meant(self, moment: DaysSaid, bound: str, start: int) -> bool:
        """Tell whether a moment without a year is meant as one, and is no verb.

        A month alone is one only after a bound or before what has a day.
        """
        if moment.is_bare_month:
            towards = self.words[moment.end] in {"toward", "towards"}
            is_verb_here = is_verb(self.words[moment.end - 1]) and towards
            of_occasion = (
                names_occasion(self.words, moment.end),
                stands_behind_occasion(self.words, start, moment.end),
                names_one_of_month(self.words, moment.end),
                opens_list(self.words, moment.end),
                ends_list(self.words, start),
                not self._is_surname(moment) and stands_alone(self.words, start, moment.end),
            )
            return not is_verb_here and (bool(bound) or any(of_occasion))
        return bool(moment.part or bound) or names_day(self.words, start, moment.end)

    def _is_a_name(self, moment: DaysSaid, bound: str, days: Days) -> bool:
        """Tell whether a moment is part of a topic: "carbon neutrality by 2050", "Expo 2025"."""
        if bound:
            return False
        is_named = moment.is_bare_year and names_year(self.words, moment.end)
        return days[0] > self._today or is_named
