"""Reads numbers in Kanji and days of the week in Japanese questions."""

from __future__ import annotations

import re
from datetime import date, timedelta

from retrieval.patterns import regex

_WEEKDAYS = "月火水木金土日"
ON_WEEKDAY = regex(rf"(?P<last>先週の?)?(?P<day>[{_WEEKDAYS}])曜日?")
_FIGURES = regex(r"[〇零一二三四五六七八九十]+(?=[年月日])")
_DIGITS = {sign: str(digit) for digit, sign in enumerate("〇一二三四五六七八九")} | {"零": "0"}


def in_digits(text: str) -> str:
    """Write numbers before the signs for year, month and day in digits: 二〇二一年 -> 2021年."""
    return _FIGURES.sub(_number, text)


def _number(match: re.Match[str]) -> str:
    signs = match.group()
    if "十" not in signs:
        return "".join(map(_DIGITS.__getitem__, signs))
    tens, _, ones = signs.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return signs
    return f"{_DIGITS.get(tens, '1')}{_DIGITS.get(ones, '0')}"


def weekday_meant(match: re.Match[str], today: date) -> date:
    """Return the day a match of `ON_WEEKDAY` means: the latest before today, or last week's."""
    days_back = today.weekday() - _WEEKDAYS.index(match["day"])
    return today - timedelta(days=days_back + 7 if match["last"] else (days_back - 1) % 7 + 1)
