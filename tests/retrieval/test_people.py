import datetime as dt

from retrieval.model import Release
from retrieval.parsing.page import Page
from retrieval.parsing.registry import read
from retrieval.people import Office, people


def conference(day: str, label: str, *, title: str = "Press Conference") -> Release:
    text = f"Press Conferences\n{title}\n{day}\nReporter: Well?\n{label}: We will see about that.\n"
    return read("mofa", Page("page", "", text))


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


def test_the_publisher_is_nobody() -> None:
    text = "Press Releases\nA Talk\nMay 3, 2021\nThe two ministers met in the capital.\n"
    assert people([read("mofa", Page("page", "", text))]) == ()
