"""A roster after changes has the people whom `find_people` finds in the remaining turns."""

import datetime as dt
from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.people.identity import Person, SpokenTurn, find_people
from retrieval.people.roster import Roster

# Names and roles that are related in every way that decides whether two are one person.
NAMES = (
    *("Joe Rowe", "ROWE Joe", "Joe A. Rowe", "Joe Ann Rowe", "Joseph Rowe", "Ann Rowe", "Joe Lund"),
    *("Mr. Rowe", "Ms. Rowe", "Minister Rowe", "President Rowe", "Mr. President", "The President"),
    *("Marta Velasca", "Marta Velasco", "Dr. Velasco", "Rowe", "Mr. Joe Rowe"),
    *("Joe Rowe and Ann Lund", "Mr. Rowe and Ms. Rowe", "Ann Lund and The President"),
)
ROLES = ("", "", "Minister", "President", "Vice President", "Minister and President")
turns = st.builds(
    SpokenTurn,
    st.sampled_from(NAMES),
    st.sampled_from(ROLES),
    st.sampled_from([dt.date(year, 5, 3) for year in (2019, 2021, 2022)]),
    st.integers(1, 2),
)


@given(st.lists(st.tuples(st.lists(turns, max_size=6), st.randoms(use_true_random=False))))
@example(
    [
        ([SpokenTurn("Mr. President", "", dt.date(2021, 5, 3), 1)], None),
        ([SpokenTurn("Mr. President", "President", dt.date(2021, 5, 3), 1)], None),
    ]
)
def test_people_kept_up_are_those_found_of_all_turns(
    changes: list[tuple[list[SpokenTurn], None]],
) -> None:
    roster, kept, known = Roster(), Counter[SpokenTurn](), Counter[Person]()
    for come, chance in changes:
        gone = [one for one in kept.elements() if chance and chance.random() < 0.3]
        left, entered = roster.change(gone, come)
        kept.subtract(gone)
        kept.update(come)
        known.subtract(left)
        known.update(entered)
        assert known == Counter(find_people(kept.elements()))


def test_only_people_whom_a_turn_may_name_are_identified_again() -> None:
    day = dt.date(2021, 5, 3)
    roster = Roster()
    roster.change((), [SpokenTurn("Joe Rowe", "", day, 1), SpokenTurn("Joe Lund", "", day, 1)])
    left, entered = roster.change((), [SpokenTurn("Mr. Rowe", "", day, 1)])
    assert [one.name for one in left] == [one.name for one in entered] == ["Joe Rowe"]
    assert entered[0].spellings == ("Joe Rowe", "Mr. Rowe")
