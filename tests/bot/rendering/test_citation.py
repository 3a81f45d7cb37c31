import datetime as dt
from collections.abc import Callable

import pytest

from bot.rendering.citation import asked_by, day, section, short_title
from retrieval.model.release import Release, StatementKind

Make = Callable[..., Release]


@pytest.mark.parametrize(
    "number, ordinal",
    [
        *((1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (10, "10th"), (11, "11th")),
        *((12, "12th"), (13, "13th"), (19, "19th"), (20, "20th"), (21, "21st"), (22, "22nd")),
        *((23, "23rd"), (101, "101st"), (111, "111th"), (112, "112th"), (113, "113th")),
    ],
)
def test_an_answer_is_counted_as_people_count(release: Make, number: int, ordinal: str) -> None:
    made = release(*["Yes."] * 120)
    assert section(made, made.statements[number - 1]) == f"Q&A, {ordinal} of 120"


def test_a_single_answer_is_not_counted(release: Make) -> None:
    made = release("Yes.")
    assert section(made, made.statements[0]) == "Q&A"


def test_only_statements_of_the_same_kind_are_counted(release: Make) -> None:
    made = release("Good morning.", "Yes.", "No.")
    opening = release("x", statement={"kind": StatementKind.OPENING}).statements[0]
    mixed = release("x", statements=(opening, *made.statements[1:]))
    assert section(mixed, mixed.statements[1]) == "Q&A, 1st of 2"


@pytest.mark.parametrize(
    "statement, expected",
    [
        ({"kind": StatementKind.ITEM, "number": "3 (1)"}, "item 3 (1)"),
        ({"kind": StatementKind.OPENING}, "Opening remarks"),
        (
            {"kind": StatementKind.OPENING, "headings": ("Opening Remarks", "G7")},
            "Opening Remarks · G7",
        ),
        ({"kind": StatementKind.PARAGRAPH}, ""),
        ({"kind": StatementKind.MODERATION}, "moderation"),
    ],
)
def test_a_section_says_where_a_statement_stands(
    release: Make, statement: dict[str, object], expected: str
) -> None:
    made = release("Words.", statement=statement)
    assert section(made, made.statements[0]) == expected


def test_a_paragraph_among_others_is_counted(release: Make) -> None:
    made = release("One.", "Two.", statement={"kind": StatementKind.PARAGRAPH})
    assert section(made, made.statements[1]) == "paragraph, 2nd of 2"


@pytest.mark.parametrize(
    "title, short",
    [
        (
            "Extraordinary Press Conference by Foreign Minister HAYASHI Yoshimasa",
            "Extraordinary Press Conference",
        ),
        ("Courtesy Call by Students", "Courtesy Call by Students"),
        ("Japan-U.S. Telephone Talk", "Japan-U.S. Telephone Talk"),
        ("", ""),
    ],
)
def test_a_title_is_shortened_only_by_an_office_holder(
    release: Make, title: str, short: str
) -> None:
    assert short_title(release("x", title=title)) == short


@pytest.mark.parametrize(
    "asker, shown",
    [
        *(("Reporter", "Asked by a reporter"), ("REPORTER", "Asked by a reporter")),
        *(("Question", "In answer to"), ("Q", "In answer to"), ("", "In answer to")),
        ("NHK, Tanaka", "Asked by NHK, Tanaka"),
    ],
)
def test_who_asked_is_named_as_labelled(asker: str, shown: str) -> None:
    assert asked_by(asker) == shown


def test_a_day_has_no_leading_zero() -> None:
    assert day(dt.date(2022, 2, 3)) == "3 Feb 2022"
