"""`kaiken history`: for people, for machines, and where nothing is worded like that."""

import json
from collections.abc import Callable
from typing import Any

Kaiken = Callable[..., Any]

HNS = "We discussed the Japan-U.S. Alliance in general, but did not discuss HNS in particular."


def test_a_history_quotes_each_wording_with_its_days(kaiken: Kaiken) -> None:
    ran = kaiken("history", *HNS.split())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("1 wording on record\n\non 13 Nov 2021, 1 release\n❝ We discussed")
    assert "mofa.go.jp" in ran.out
    assert "Searched 5 releases" in ran.out


def test_a_history_as_json_has_the_promised_keys(kaiken: Kaiken) -> None:
    told = json.loads(kaiken("history", HNS, "--json").out)
    assert list(told) == ["asked", "again_since", "left_out", "wordings", "searched"]
    (wording,) = told["wordings"]
    assert list(wording) == (
        "since until releases speakers changes dropped added days first last".split()
    )
    assert (wording["since"], wording["releases"]) == ("2021-11-13", 1)
    assert wording["last"]["release_id"] == "mofa-kaiken24e_000077"


def test_what_nobody_said_has_no_history(kaiken: Kaiken) -> None:
    assert kaiken("history", "whaling").out.startswith("No sentence on record is worded like this.")
    told = json.loads(kaiken("history", "whaling", "--json").out)
    assert told["wordings"] == []


def test_the_first_who_said_a_word_is_quoted(kaiken: Kaiken) -> None:
    ran = kaiken("first", "Host", "Nation", "Support")
    assert ran.code == 0
    assert ran.out.startswith("“Host Nation Support” was first said on ")
    assert "The record begins on 13 Nov 2021" in ran.out
    told = json.loads(kaiken("first", "did not discuss HNS", "--json").out)
    assert list(told) == ["words", "first", "searched"]
    assert told["first"]["date"] == "2021-11-13"
    assert json.loads(kaiken("first", "whaling", "--json").out)["first"] is None
    assert kaiken("first", "whaling").out.startswith("No statement on record has these words.")
