"""`kaiken timeline` and `kaiken compare`: for people, for machines, and what cannot be read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Kaiken = Callable[..., Any]


def test_a_timeline_has_bars_and_what_was_said_first_and_last(kaiken: Kaiken) -> None:
    ran = kaiken("timeline", "North", "Korea")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("North Korea\n9 statements on record, by month\n")
    (february,) = (line for line in ran.out.splitlines() if line.startswith("Feb 2022"))
    assert february.endswith(" 5 (in press conferences)")
    assert february.count("█") == 24
    first, last = ran.out.split("First said")[1].split("Last said")
    assert "13 Nov 2021" in first
    assert "23 May 2022" in last


def test_a_timeline_as_json_has_every_month_and_every_kind(kaiken: Kaiken) -> None:
    told = json.loads(kaiken("timeline", "Ukraine", "--json").out)
    assert (told["found"], told["may_be_more"]) == (8, False)
    assert [one["month"] for one in told["months"]][:3] == ["2021-11", "2021-12", "2022-01"]
    assert sum(one["mentions"] for one in told["months"]) == 8
    assert sum(one["conference"] for one in told["months"]) == 7
    assert (told["first"]["date"], told["last"]["date"]) == ("2022-01-06", "2022-05-23")
    asked = json.loads(kaiken("ask", "Ukraine", "--json").out)
    assert told["found"] == asked["found"]


def test_a_timeline_can_be_drawn_to_a_file(kaiken: Kaiken, tmp_path: Path) -> None:
    picture = tmp_path / "ukraine.png"
    kaiken("timeline", "Ukraine", "--picture", picture)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_where_nothing_answers_a_timeline_says_what_a_question_is_told(kaiken: Kaiken) -> None:
    assert kaiken("timeline", "whaling").out == kaiken("ask", "whaling").out
    told = json.loads(kaiken("timeline", "whaling", "--json").out)
    assert told["status"] == "nothing_found"


def test_without_a_terminal_a_comparison_breaks_no_quotation(kaiken: Kaiken) -> None:
    ran = kaiken("compare", "Ukraine", "January", "2022", "vs", "February", "2022")
    assert (ran.code, ran.err) == (0, "")
    head, first, second, words = ran.out.split("\n\n")[:4]
    assert head.splitlines()[:3] == [
        "Ukraine",
        "January 2022: 1 statement on record",
        "February 2022: 6 statements on record",
    ]
    assert first.startswith("January 2022\n❝ Regarding Russia and Ukraine,")
    assert second.startswith("February 2022\n❝ ")
    assert "Words of one side only" in words


def test_a_wide_terminal_shows_quotations_beside_each_other(
    kaiken: Kaiken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.commands.survey_commands.terminal_width", lambda: 120)
    ran = kaiken("compare", "Ukraine January 2022 vs February 2022")
    (beside,) = (line for line in ran.out.splitlines() if line.startswith("January 2022  "))
    assert beside.endswith("│ February 2022")


def test_a_comparison_as_json_has_both_answers(kaiken: Kaiken) -> None:
    told = json.loads(kaiken("compare", "Ukraine January 2022 vs February 2022", "--json").out)
    assert told["differ_in"] == ["period"]
    assert [side["name"] for side in told["sides"]] == ["January 2022", "February 2022"]
    assert [side["found"] for side in told["sides"]] == [1, 6]
    assert told["pairs"][0]["first"]["date"] == "2022-01-06"
    assert {"word": "sovereignty", "statements": 2} in told["sides"][1]["own_words"]


def test_what_is_no_comparison_is_told_how_to_write_one(kaiken: Kaiken) -> None:
    ran = kaiken("compare", "Ukraine")
    assert (ran.code, ran.out) == (2, "")
    assert "kaiken compare Ukraine 2021 vs 2022" in ran.err


def test_a_word_with_a_minus_is_excluded_and_is_no_option(kaiken: Kaiken) -> None:
    assert "without “Blinken”" in kaiken("timeline", "Ukraine", "-Blinken").out.splitlines()[0]
