"""Hours, days and zones as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.account.typed_hours import (
    find_similar_zones,
    read_day,
    read_minute,
    read_quiet,
    read_zone,
)
from bot.rendering.clock_times import DAYS, clock

MINUTES = st.integers(0, 24 * 60 - 1)


@pytest.mark.parametrize(
    "words, minute",
    [
        ("8", 480),
        ("08:30", 510),
        ("20.15", 1215),
        ("20h15", 1215),
        ("0:00", 0),
        ("23:59", 1439),
        ("8 am", 480),
        ("8PM", 1200),
        ("12am", 0),
        ("12 pm", 720),
        ("7:45 pm", 1185),
    ],
)
def test_an_hour_is_read_as_people_write_it(words: str, minute: int) -> None:
    assert read_minute(words) == minute


@pytest.mark.parametrize(
    "words", ["", "24:00", "24", "8:60", "13pm", "0am", "-1", "8:5", "noon", "8:30:00", "８", "٣"]
)
def test_words_that_are_no_hour_give_none(words: str) -> None:
    assert read_minute(words) is None


@given(MINUTES)
def test_an_hour_is_read_as_it_is_shown(minute: int) -> None:
    assert read_minute(clock(minute)) == minute


@given(MINUTES, MINUTES, st.sampled_from(["-", "–", " – ", " to ", " until "]))
def test_quiet_hours_are_read_as_they_are_shown(begins: int, ends: int, between: str) -> None:
    read = read_quiet(f"{clock(begins)}{between}{clock(ends)}")
    assert read == (None if begins == ends else (begins, ends))


@given(st.text())
def test_whatever_is_typed_is_an_hour_of_the_day_or_none(words: str) -> None:
    minute, quiet, day = read_minute(words), read_quiet(words), read_day(words)
    assert minute is None or 0 <= minute < 24 * 60
    assert quiet is None or all(0 <= one < 24 * 60 for one in quiet)
    assert day is None or 0 <= day < 7


@pytest.mark.parametrize("words", ["22-7", "10pm-7am", "22:00 to 7:00", "22 until 7"])
def test_quiet_hours_are_read_as_people_write_them(words: str) -> None:
    assert read_quiet(words) == (1320, 420)


@pytest.mark.parametrize("words", ["", "22", "22-25", "22-7-8", "7-7", "at night"])
def test_words_that_are_no_span_of_hours_give_none(words: str) -> None:
    assert read_quiet(words) is None


@pytest.mark.parametrize("number, day", list(enumerate(DAYS)))
def test_a_day_is_read_whole_short_and_in_the_plural(number: int, day: str) -> None:
    for words in (day, day.lower(), day[:3], day[:2].upper(), f"on {day}s"):
        assert read_day(words) == number


@pytest.mark.parametrize("words", ["", "s", "t", "someday", "mondayish", "on", "8"])
def test_words_that_are_no_day_give_none(words: str) -> None:
    assert read_day(words) is None


@pytest.mark.parametrize(
    "words, zone",
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("america/new_york", "America/New_York"),
        ("JST", "Asia/Tokyo"),
        ("utc", "UTC"),
        ("Ho Chi Minh", "Asia/Ho_Chi_Minh"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
    ],
)
def test_a_zone_is_known_by_its_name_or_its_city(words: str, zone: str) -> None:
    assert read_zone(words) == zone


@pytest.mark.parametrize(
    "words", ["", "../../etc/passwd", "/etc/localtime", "Atlantis", "posix/UTC", "\x00", "Europe/"]
)
def test_words_that_name_no_zone_give_none(words: str) -> None:
    assert read_zone(words) is None


def test_a_zone_that_is_misspelt_is_offered() -> None:
    assert find_similar_zones("Soeul") == ["Asia/Seoul"]
    assert "Europe/Berlin" in find_similar_zones("Berlinn")
    assert find_similar_zones("qqqqq") == []
