import datetime as dt

import pytest

from retrieval.model.release import Release
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read
from retrieval.people.identity import Office, Person, SpokenTurn, find_people

GIVEN = [f"{letter}{letter}{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


def conference(day: str, label: str, *, title: str = "Press Conference") -> Release:
    text = f"Press Conferences\n{title}\n{day}\nReporter: Well?\n{label}: We will see about that.\n"
    return read("mofa", Page("page", "", text))


def people(releases: list[Release]) -> tuple[Person, ...]:
    return find_people(
        SpokenTurn(statement.speaker, statement.role, release.date, 1)
        for release in releases
        for statement in release.statements
    )


def turn(name: str, role: str = "", *, day: str = "2021-05-03", statements: int = 1) -> SpokenTurn:
    return SpokenTurn(name, role, dt.date.fromisoformat(day), statements)


def counted(*turns: SpokenTurn) -> dict[str, int]:
    return {person.name: person.statements for person in find_people(turns)}


def test_both_name_orders_are_one_person_by_the_latest_spelling() -> None:
    [person] = people(
        [
            conference("May 3, 2014", "Foreign Minister Kenji Tanabe"),
            conference("May 3, 2020", "Mr. TANABE Kenji, Minister for Foreign Affairs"),
        ]
    )
    assert person.name == "TANABE Kenji"
    assert person.spellings == ("Kenji Tanabe", "TANABE Kenji")
    assert (person.statements, person.since, person.until) == (
        2,
        dt.date(2014, 5, 3),
        dt.date(2020, 5, 3),
    )


def test_offices_are_held_from_the_first_to_the_last_day_that_names_them() -> None:
    [person] = people(
        [
            conference("May 3, 2010", "Mr. Jun Kawai, Deputy Press Secretary, Ministry of Ports"),
            conference("May 3, 2012", "Deputy Press Secretary Jun Kawai"),
            conference("May 3, 2013", "Foreign Minister Jun Kawai"),
            conference("May 3, 2014", "Mr. KAWAI Jun, Minister for Foreign Affairs"),
        ]
    )
    assert person.offices == (
        Office("Deputy Press Secretary", dt.date(2010, 5, 3), dt.date(2012, 5, 3)),
        Office("Minister for Foreign Affairs", dt.date(2013, 5, 3), dt.date(2014, 5, 3)),
    )


def test_a_surname_alone_is_whoever_of_that_name_spoke_nearest_in_time() -> None:
    found = people(
        [
            conference("May 3, 2001", "Foreign Minister Haru Mori"),
            conference("May 3, 2021", "Ms. MORI Aiko, Press Secretary"),
            conference("May 9, 2021", "Press Secretary Mori"),
        ]
    )
    assert {person.name: person.statements for person in found} == {"MORI Aiko": 2, "Haru Mori": 1}


def test_a_slip_of_one_letter_is_no_other_person() -> None:
    [person] = people(
        [
            conference("May 3, 2021", "Mr. TANABE Kenji, Minister for Foreign Affairs"),
            conference("May 4, 2021", "Mr. TANEBE Kenji, Minister for Foreign Affairs"),
        ]
    )
    assert person.statements == 2


def test_two_people_with_other_names_stay_two() -> None:
    found = people(
        [
            conference("May 3, 2021", "Mr. TANABE Kenji, Minister for Foreign Affairs"),
            conference("May 4, 2021", "Mr. TANABE Goro, Minister for Foreign Affairs"),
            conference("May 5, 2021", "Mr. NODA Kenji, Minister for Foreign Affairs"),
        ]
    )
    assert len(found) == 3


def test_the_statements_of_all_turns_are_counted() -> None:
    assert counted(turn("Aiko Mori", statements=2), turn("MORI Aiko", statements=3)) == {
        "MORI Aiko": 5
    }


def test_nobody_speaks_in_no_turns() -> None:
    assert find_people([]) == ()


@pytest.mark.parametrize(
    "name, role",
    [
        ("Mr. Rowe", ""),
        ("Dr. Rowe", ""),
        ("Secretary Rowe", "Secretary"),
        ("Rowe", "Secretary"),
        ("Joseph Rowe", ""),
        ("Joseph R. Rowe, Jr.", "Secretary of Ports"),
        ("Joe Rowe", "Former Secretary of Ports"),
        ("Joe Baker Rowe", "Ambassador"),
    ],
)
def test_the_same_person_otherwise_called_is_one(name: str, role: str) -> None:
    full = turn("Joe Rowe", "Secretary of Ports", day="2021-06-03")
    [person] = find_people([turn(name, role), full])
    assert (person.name, person.statements) == ("Joe Rowe", 2)


@pytest.mark.parametrize(
    "name, role",
    [
        ("Governor Rowe", "Governor"),
        ("Deputy Secretary Rowe", "Deputy Secretary"),
        ("Mr. Baker", ""),
        ("Mr. Joe", ""),
        ("The Secretary", "Secretary"),
        ("Jill Rowe", "Secretary of Ports"),
    ],
)
def test_somebody_in_another_office_or_of_another_family_is_another(name: str, role: str) -> None:
    assert len(counted(turn(name, role), turn("Joe Baker Rowe", "Secretary of Ports"))) == 2


def test_a_surname_without_an_office_is_nobody_known_if_it_can_be_two() -> None:
    two = turn("Joe Rowe"), turn("Ann Rowe")
    assert counted(turn("Ms. Rowe"), *two) == {"Ann Rowe": 1, "Joe Rowe": 1, "Ms. Rowe": 1}


def test_a_surname_of_both_a_man_and_a_woman_is_nobody_known_without_an_office() -> None:
    assert len(counted(turn("Mr. Rowe"), turn("Ms. Rowe"), turn("Joe Rowe"))) == 3


def test_a_surname_without_an_office_is_nobody_of_another_time() -> None:
    assert len(counted(turn("Mr. Rowe", day="2023-05-03"), turn("Joe Rowe"))) == 2


def test_who_is_addressed_by_an_office_is_not_addressed_as_mr() -> None:
    assert len(counted(turn("Mr. Rowe"), turn("Joe Rowe", "Governor"))) == 2
    assert len(counted(turn("Mr. Rowe"), turn("Joe Rowe", "Assistant to the President"))) == 1


def test_unknown_people_of_one_surname_are_apart_by_how_they_are_addressed() -> None:
    assert len(counted(turn("Ms. Rowe"), turn("Mr. Rowe"), turn("Mr. Rowe"))) == 2


def test_a_bare_office_is_no_part_of_a_longer_one() -> None:
    bare = turn("The President", "President"), turn("The Vice President", "Vice President")
    assert len(counted(*bare)) == 2


def test_what_two_say_together_is_counted_for_both() -> None:
    found = find_people(
        [
            turn("Joe Rowe and Ann Lund", "President and Prime Minister", statements=4),
            turn("President Rowe and Prime Minister Lund", "President and Prime Minister"),
            turn("Joe Rowe and Ann Lund and Kim Vale", "President and Prime Minister"),
        ]
    )
    assert [(person.name, person.statements) for person in found] == [
        *[("Ann Lund", 6), ("Joe Rowe", 6), ("Kim Vale", 1)],
    ]
    assert [office.role for office in found[0].offices] == ["Prime Minister"]


def test_an_office_with_and_in_it_is_one_persons() -> None:
    role = "Secretary of Ports and Sea Lanes"
    assert counted(turn(f"{role} Rowe", role), turn("Joe Rowe", role)) == {"Joe Rowe": 2}


def test_an_office_spelt_in_two_ways_is_one() -> None:
    roles = "National Port Adviser", "National Port Advisor", "NATIONAL PORT ADVISOR"
    [person] = find_people(
        turn("Joe Rowe", role, day=f"2021-05-0{day}") for day, role in enumerate(roles, 1)
    )
    assert [office.role for office in person.offices] == ["NATIONAL PORT ADVISOR"]


def test_the_same_turns_in_any_order_are_the_same_people() -> None:
    turns = [
        turn("Joe Rowe"),
        turn("Mr. Rowe", day="2021-05-04"),
        turn("Jo Lunde", day="2021-05-05"),
        turn("Jo Lundt", day="2021-05-06"),
    ]
    assert find_people(turns) == find_people(reversed(turns))


def test_thousands_of_names_are_identified_within_seconds(stopwatch) -> None:
    names = [f"{given} Van{one:02d}{one:02d}" for one in range(80) for given in GIVEN]
    with stopwatch:
        assert len(counted(*map(turn, names))) == len(names)
    assert stopwatch.least_s < 5


def test_an_office_with_a_slip_is_no_part_of_a_name() -> None:
    people = find_people(
        [
            SpokenTurn("Ana Orlen", "President", dt.date(2022, 1, 1), 3),
            SpokenTurn("Presiden Orlen", "President", dt.date(2022, 1, 2), 1),
        ]
    )
    assert [person.name for person in people] == ["Ana Orlen"]
