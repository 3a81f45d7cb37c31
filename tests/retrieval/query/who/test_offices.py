"""An office is the same wherever it stands, and ends where its words end."""

import pytest

from retrieval.query.who.offices import (
    _BECOMING,
    _FIELDS,
    _NOBODY_ALONE,
    _RANKS,
    _SEATS,
    _TAKING,
    HEADS,
    end_of_becoming,
    end_of_office,
    find_state,
    is_whoever,
    may_open_office,
    may_open_state,
    names_an_office,
    states_of,
)

BEFORE = ["", "the", "visit of the"]
BEHIND = ["", "said", "and ferries", "minister"]


def ends(words: str) -> set[int]:
    """Return how many of the words are an office, beside every others."""
    found = set()
    for before in BEFORE:
        for behind in BEHIND:
            start = before.split()
            all_words = (*start, *words.split(), *behind.split())
            found.add(end_of_office(all_words, len(start)) - len(start))
    return found


@pytest.mark.parametrize(
    "words",
    [
        *("prime minister", "minister", "secretary of state", "secretary general", "president"),
        *("deputy defence minister", "minister for trade and industry", "attorney general"),
        *("minister of the economy", "director general of the treasury", "press secretary"),
        *("minister for foreign affairs", "under secretary of state for security", "premier"),
    ],
)
def test_an_office_ends_with_its_words(words: str) -> None:
    assert ends(words) == {len(words.split())}
    assert names_an_office(tuple(words.split()))
    assert may_open_office(words.split(maxsplit=1)[0])


@pytest.mark.parametrize("words", ["ferry minister", "general", "of state", "ferries", "said"])
def test_what_opens_no_office_has_no_end(words: str) -> None:
    assert ends(words) == {0}


def test_an_office_ends_before_small_words_that_no_field_follows() -> None:
    for behind in ("of", "of the", "for and", "of ferries", "and trade", "said of trade"):
        assert end_of_office(("minister", *behind.split()), 0) == 1


def test_an_office_has_at_most_eight_words() -> None:
    long = "deputy assistant chief under secretary of state for security affairs".split()
    assert end_of_office(tuple(long), 0) == 7
    assert end_of_office(tuple(["deputy"] * 7 + ["minister"]), 0) == 8
    assert end_of_office(tuple(["deputy"] * 8 + ["minister"]), 0) == 0


def test_each_head_is_an_office_behind_each_rank_and_field() -> None:
    for head in HEADS:
        assert end_of_office((head,), 0) == 1
        assert names_an_office(("ferries", head))
        for before in _RANKS | _FIELDS:
            assert end_of_office((before, head, "ferries"), 0) == 2
    assert not names_an_office(("ferries",))


def test_only_some_heads_alone_are_nobody_in_particular() -> None:
    assert {head for head in HEADS if is_whoever((head,))} == HEADS & _NOBODY_ALONE
    assert not is_whoever(("prime", "minister"))


def test_taking_an_office_ends_with_it() -> None:
    for verb in _BECOMING:
        for small in ("", "the", "as a"):
            words = (verb, *small.split(), "foreign", "minister", "ferries")
            assert end_of_becoming(words, 0) == len(words) - 1
        assert end_of_becoming((verb,), 0) == 0
        assert end_of_becoming((verb, "the"), 0) == 0
        assert end_of_becoming((verb, "ferries"), 0) == 0
    for verb in _TAKING:
        assert end_of_becoming(("he", verb, "office", "today"), 1) == 3
        assert end_of_becoming((verb, "foreign", "minister"), 0) == 0
        assert end_of_becoming((verb,), 0) == 0
    assert end_of_becoming(("met", "foreign", "minister"), 0) == 0


@pytest.mark.parametrize(
    "words, state",
    [
        ("russia", "russia"),
        ("united states", "united states"),
        ("republic of korea", "south korea"),
        *((" ".join(way), state) for way, state in _SEATS.items()),
    ],
)
def test_a_country_is_found_by_each_of_its_names(words: str, state: str) -> None:
    way = tuple(words.split())
    assert find_state(way, 0) == (state, len(way))
    assert find_state(("of", *way, "ferries"), 1) == (state, len(way) + 1)
    assert find_state(("of", *way), 0) == ("", 0)
    assert may_open_state(way[0])
    assert states_of([f"government of {words}", "ferries"]) == {state}
