"""What makes another wording, and what does not."""

import pytest

from retrieval.wording.comparing import Kinship, compare, find_changes, names_another, words_of

STANDS = (
    "Japan will continue to work closely with the United States toward the complete "
    "denuclearization of North Korea in accordance with the resolutions of the Council."
)
MEETING = (
    "On February 3, Foreign Minister Hayashi held a telephone talk with Mr. Antony Blinken, "
    "Secretary of State of the United States of America."
)
QUAD = "Japan, Australia and India share the view that the rule of law must be upheld at sea."


def kinship(one: str, other: str) -> Kinship:
    found = compare(words_of(one), words_of(other))
    assert compare(words_of(other), words_of(one)).kinship is found.kinship
    return found.kinship


@pytest.mark.parametrize(
    "written",
    [
        STANDS.replace("toward", "towards"),
        STANDS.replace("denuclearization", "denuclearisation"),
        STANDS.replace("denuclearization", "denuclearizaton"),
        STANDS.replace("resolutions", "“resolutions”"),
        STANDS.replace("complete denuclearization", "“complete\u00a0 denuclearization”"),
        f"(3) {STANDS}",
        f"iv. {STANDS}",
        f"• {STANDS}",
        f"Second, {STANDS}",
        STANDS.upper(),
        STANDS.replace("accordance", "accordence"),
        STANDS.replace("closely", "close\u00adly"),
    ],
)
def test_spelling_signs_and_list_numbers_make_no_other_wording(written: str):
    assert written != STANDS
    assert kinship(STANDS, written) is Kinship.SAME


@pytest.mark.parametrize(
    "written",
    [
        MEETING.replace(
            "Mr. Antony Blinken, Secretary of State of the United States of America",
            "Ms. Annalena Baerbock, Federal Minister for Foreign Affairs of Germany",
        ),
        MEETING.replace("Antony Blinken", "Marco Rubio"),
        MEETING.replace("February 3", "Thursday, November 11, 2021"),
        MEETING.replace("On February 3, ", "On 14 May, "),
    ],
)
def test_the_days_counterpart_makes_no_other_wording(written: str):
    assert kinship(MEETING, written) is Kinship.SAME


@pytest.mark.parametrize(
    "one, other",
    [
        (STANDS, STANDS.replace("will continue", "will not continue")),
        (STANDS, STANDS.replace("complete ", "")),
        (STANDS, STANDS.replace("complete", "full")),
        (STANDS, STANDS.replace("continue", "begin")),
        (STANDS, STANDS.replace("the United States", "the United States and Australia")),
        (STANDS, STANDS.replace(" in accordance with the resolutions of the Council", "")),
        (STANDS, STANDS.replace("will continue", "continued")),
        (QUAD, QUAD.replace("Australia", "Indonesia")),
        (QUAD, QUAD.replace("Japan, Australia", "Japan, Australia, the Philippines")),
        (QUAD, QUAD.replace(", Australia", "")),
        (QUAD, QUAD.replace("Australia and India", "India and Indonesia")),
        (QUAD, QUAD.replace(", Australia and India", " and India")),
        (QUAD, QUAD.replace("Australia and India", "Australia, India and Fiji")),
    ],
)
def test_a_not_a_verb_an_adjective_a_name_of_a_list_make_another_wording(one: str, other: str):
    assert kinship(one, other) is Kinship.FAMILY


@pytest.mark.parametrize(
    "other",
    [
        "Japan will continue to work closely with partners on the safe operation of its railways.",
        "We are going to announce the results of the talks on fisheries tomorrow morning.",
    ],
)
def test_sentences_that_share_a_beginning_are_no_family(other: str):
    assert kinship(STANDS, other) is Kinship.UNRELATED


def test_a_sentence_of_another_subject_with_its_own_number_is_no_family():
    notice = (
        "The notice states that the emergency with respect to Lebanon declared in Executive Order "
        "13441 of August 1, 2007, is to continue in effect beyond August 1, 2024."
    )
    other = notice.replace("Lebanon", "Ethiopia").replace("13441", "14046")
    assert kinship(notice, other) is Kinship.UNRELATED


HOUR = "This proclamation of the ministry is effective at 12:01 a.m. {} on {} and in all ports."
SIGNED = (
    "In witness whereof I have hereunto set my hand this {} day of {} in our Lord's year 2025, and "
    "of the Independence of our shores the two hundred and {}."
)
OFFICE = (
    "NOW, THEREFORE, I, {}, President of the United States of America, by virtue of the authority "
    "vested in me, do hereby proclaim the first week of May as a week of small harbours."
)


@pytest.mark.parametrize(
    "one, other",
    [
        (
            HOUR.format("eastern standard time", "December 31, 2021"),
            HOUR.format("Eastern Daylight Time", "May 12"),
        ),
        ("You are agreeing to ground rules that we will not change for reporters.",
         "You’re agreeing to ground rules that we won’t change for reporters."),
        ("They cannot take preventive measures in the harbours of the island.",
         "They can’t take preventative measures in the harbours of the island."),
        (OFFICE.format("JOSEPH R. BIDEN JR."), OFFICE.format("DONALD J. TRUMP")),
        (SIGNED.format("sixth", "June", "forty-ninth"), SIGNED.format("9th", "July", "fiftieth")),
        ("Today President Biden announced his intent to nominate the following leaders.",
         "Today President Joe Biden announced his intent to nominate the following leaders."),
        ("The inspections will last from March 3, 2022, to May 5 in all harbours of the island.",
         "The inspections will last on June 15, 2023, in all harbours of the island."),
    ],
)  # fmt: skip
def test_hours_with_zones_days_shortened_verbs_and_names_in_full_make_no_other_wording(
    one: str, other: str
):
    assert kinship(one, other) is Kinship.SAME


@pytest.mark.parametrize(
    "one, other, is_another",
    [
        ("all 64 Louisiana parishes", "the island of Saint Croix", True),
        ("the situation in Venezuela", "Ukraine", True),
        ("all ports of Louisiana", "the island of Louisiana", False),
        ("Japan, Australia and India", "Japan, Australia and Fiji", False),
        ("all ports", "the island of Saint Croix", False),
    ],
)
def test_another_name_among_other_words_makes_a_sentence_about_something_else(
    one: str, other: str, is_another: bool
):
    template = "We will lessen or avert the threat of a catastrophe for {} with all our means."
    older, newer = (words_of(template.format(words)) for words in (one, other))
    changes, slots = find_changes(older, newer)
    assert changes
    assert any(names_another(older, newer, diff) for diff in changes) is is_another
    assert not slots


@pytest.mark.parametrize(
    "written",
    [
        f"(Applause.) {STANDS}",
        f"And, {STANDS}",
        f"[laughs] {STANDS}",
        STANDS.replace("complete", "(applause) complete"),
    ],
)
def test_what_a_transcript_notes_and_what_joins_sentences_make_no_other_wording(written: str):
    assert kinship(STANDS, written) is Kinship.SAME


def test_the_changes_are_the_words_that_differ():
    other = STANDS.replace("complete", "full and verifiable")
    [change] = compare(words_of(STANDS), words_of(other)).changes
    old = words_of(STANDS).reading.words[change.a_start : change.a_end]
    new = words_of(other).reading.words[change.b_start : change.b_end]
    assert (old, new) == (("complete",), ("full", "and", "verifiable"))


@pytest.mark.parametrize(
    "said",
    ["Thank you very much.", "Good morning, everyone.", "Mrs. Karoline Leavitt, Press Secretary"],
)
def test_what_is_said_every_day_is_no_formula(said: str):
    assert not words_of(said).reading.is_formula
