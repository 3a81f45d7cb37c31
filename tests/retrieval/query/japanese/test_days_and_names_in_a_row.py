"""What a question in Japanese says is the same wherever it stands. Today is 15 June 2022."""

import datetime as dt
import re

import pytest

from retrieval.model.query import Period
from retrieval.query.japanese.numerals import ON_WEEKDAY, in_digits, weekday_meant
from retrieval.query.japanese.translation import translate

TODAY = dt.date(2022, 6, 15)  # a Wednesday


@pytest.mark.parametrize(
    "written, english",
    [
        ("2021年", "in 2021"),
        ("2021年度", "in 2021"),
        ("令和元年", "in 2019"),
        ("平成30年", "in 2018"),
        ("昭和60年", "in 1985"),
        ("今年", "in 2022"),
        ("去年", "in 2021"),
        ("おととし", "in 2020"),
        ("5月", "in May 2022"),
        ("6月", "in June 2022"),
        ("7月", "in July 2021"),
        ("6月15日", "on 15 June 2022"),
        ("6月16日", "on 16 June 2021"),
        ("2021年05月03日", "on 3 May 2021"),
        ("去年の十一月十三日", "on 13 November 2021"),
        ("月曜日", "on 13 June 2022"),
        ("水曜日", "on 8 June 2022"),
        ("木曜", "on 9 June 2022"),
        ("先週の金曜日", "on 10 June 2022"),
        ("先週水曜", "on 8 June 2022"),
        ("今日", "today"),
        ("2021年以降", "since 2021"),
        ("2021年5月から", "since May 2021"),
        ("5月23日まで", "until 23 May 2022"),
        ("先月以前", "until last month"),
        ("月曜日より", "since 13 June 2022"),
    ],
)
def test_a_moment_is_the_same_before_a_topic_and_behind_it(written: str, english: str) -> None:
    for question in (f"{written}、台湾", f"台湾、{written}", f"台湾 {written}?"):
        assert translate(question, TODAY) == f"about Taiwan {english}"
    assert translate(written, TODAY) == english


def test_a_day_that_the_calendar_lacks_is_kept() -> None:
    assert translate("台湾 2月30日", TODAY) == "about Taiwan 30 February 2022"


def test_latin_words_keep_their_place_and_signs() -> None:
    assert translate("台湾 F-35 ウクライナ", TODAY) == "about Taiwan F-35 Ukraine"
    assert translate('台湾 "free trade" ウクライナ', TODAY) == 'about Taiwan "free trade" Ukraine'
    assert translate('台湾 -"free trade"', TODAY) == 'about Taiwan -"free trade"'
    assert translate("台湾 35 !", TODAY) == "about Taiwan"
    assert translate("by:hayashi台湾", TODAY) == "about by:hayashi Taiwan"


def test_unknown_words_are_kept_whole_beside_known_ones() -> None:
    assert translate("台湾の漁獲枠", TODAY) == "about Taiwan 漁獲枠"
    assert translate("漁獲枠と台湾", TODAY) == "about Taiwan 漁獲枠"
    assert translate("台湾のフェリーと漁獲", TODAY) == "about Taiwan フェリー 漁獲"
    assert translate("台湾の枠", TODAY) == "about Taiwan"
    assert translate("漁獲枠", TODAY) == ""


@pytest.mark.parametrize(
    "written, digits",
    [
        ("二〇二一年", "2021年"),
        ("零年", "0年"),
        ("十年", "10年"),
        ("十一月", "11月"),
        ("二十日", "20日"),
        ("三十一日", "31日"),
        ("二十三十日", "二十三十日"),
        ("一二十日", "一二十日"),
        ("十二三日", "十二三日"),
        ("三人", "三人"),
        ("二〇二一年十一月十三日", "2021年11月13日"),
    ],
)
def test_numbers_of_dates_are_written_in_digits(written: str, digits: str) -> None:
    assert in_digits(written) == digits


def test_a_weekday_is_the_latest_before_today_or_that_of_last_week() -> None:
    for days in range(14):
        today = TODAY + dt.timedelta(days=days)
        for number, sign in enumerate("月火水木金土日"):
            latest = ON_WEEKDAY.match(f"{sign}曜")
            of_last_week = ON_WEEKDAY.match(f"先週の{sign}曜日")
            assert isinstance(latest, re.Match)
            assert isinstance(of_last_week, re.Match)
            day = weekday_meant(latest, today)
            assert (day.weekday(), 1 <= (today - day).days <= 7) == (number, True)
            day = weekday_meant(of_last_week, today)
            monday = today - dt.timedelta(days=today.weekday() + 7)
            assert day == monday + dt.timedelta(days=number)


RECORD = Period(dt.date(2021, 11, 13), dt.date(2022, 5, 23))


@pytest.mark.parametrize(
    "japanese, english",
    [
        ("1月", "in January 2022"),
        ("11月", "in November 2021"),
        ("5月", "in May 2022"),
        ("12月以降", "since December 2021"),
        ("1月6日", "on 6 January 2022"),
        ("11月13日", "on 13 November 2021"),
        ("2025年1月", "in January 2025"),
        ("7月", "in July 2026"),  # the record has none
        ("今年の1月", "in January 2026"),
    ],
)
def test_a_month_without_a_year_is_the_latest_that_the_record_has(
    japanese: str, english: str
) -> None:
    assert translate(f"台湾 {japanese}", dt.date(2026, 11, 22), RECORD) == f"about Taiwan {english}"
