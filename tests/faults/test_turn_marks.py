"""Who speaks, where a turn is marked in a form that the grammar does not know."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.model.release import Release, StatementKind
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read

PAGES = Path(__file__).parent / "pages"

HEADER = """\
Press Conferences

Press Conference by Foreign Minister TANABE Kenji

Friday, May 3, 2024, 9:32 a.m. Ministry of Foreign Affairs

"""
ASKED = "Please tell us about the lighthouse plan in detail."
MARKED = """\
Minister Tanabe: We closed the harbor.

Reporter: Why?

Minister Tanabe: It was cold.

{marked}

Minister Tanabe: It is being built.
"""
OF_TANABE = ["We closed the harbor.", "It was cold.", "It is being built."]
REPORTERS = """
Q (Noda, Harbor Times) | Mr. Noda (Harbor Times) | A reporter | Reporter A | NODA, Harbor Times |
Reporter, Harbor Times | Questioner 2 | Q1 | Q.1 | Question 1 | Reporters |
Reporter Noda, Harbor Times | Reporter in the front row | Unidentified speaker | The lady in red |
Noda Taro of the Harbor Times | Harbor Times, Noda (via telephone) | [off mic] Reporter |
Question from the floor | Several reporters | Reporter #2 | Noda/Harbor Times | Q No. 1 | al-Noda |
van der Noda | First speaker | Speaker A | Lt. Gen. Noda | Next Pilot | Harbor-Times | Caller |
Reporter (Harbor Times) | Reporter 1 (in English) | Reporter from the Harbor Times |
Question (Harbor Times) | Another reporter | Female reporter | Same reporter | Same Reporter |
Follow-up question | Foreign journalist | Press | Media | Correspondent | Participant | Student |
Audience member | Audience | Reporter (via interpreter) | Harbor Times reporter |
Harbor Times Reporter | Harbor Times | AFP | Harbor Times (Noda) | Noda (Harbor Times) |
Reporter Noda | Noda | Interviewer | Host | Anchor |
Moderator (Noda) | MC Noda | Question No. 1 | Press Corps | Member of the press | Anon
"""
OTHERS = """
Secretary Vale | President Orlen | Vice President Orlen | Minister Orlen [in English] | Official |
Ms. ORLEN Aiko, Director-General, Consular Affairs Bureau | Ms. Orlen | Mrs. ORLEN | Dr. Orlen |
Ambassador Orlen | Parliamentary Vice-Minister for Foreign Affairs Orlen | Minister O’Neil |
Minister de la Orlen | H.E. Mr. Ian Orlen, Foreign Minister of Borovia | Interpreter |
Spokesperson | Mr. President | Mr Orlen | MINISTER ORLEN | Mr. Ian T. Orlen |
Secretary of State Vale | Secretary of Defense Marsh | Defense Minister Orlen |
Minister of Defense ORLEN | Minister of Defense Orlen | Chancellor Orlen |
High Representative Orlen | Commissioner Orlen | Secretary-General Orlen |
UN Secretary-General Orlen | U.S. President Orlen | Premier Orlen | Governor Orlen |
Chairperson Orlen | Chairman Orlen | Director-General Orlen | Director Orlen |
Deputy Director-General Orlen | Minister Orlen (in English) | Minister Orlen (in French) |
Minister Orlen (via interpreter) | Minister Orlen (laughing) | Ministry official |
Ministry Official | Senior official | MOFA Official | Ministry of Foreign Affairs official |
Foreign Ministry Official | Dame Orlen | Sir Ian Orlen | Lord Orlen | Professor Orlen |
Amb. Orlen | Minister for Climate Orlen | Minister of Environment Orlen |
Environment Minister Orlen | Orlen | ORLEN | Minister Orlen of Borovia |
Foreign Minister Orlen of Borovia | Minister Orlen of North Borovia | Staff | Secretariat |
Translator | Aide | The President | Press Officer | Press Officer Orlen | Presenter |
Master of Ceremonies | Chair | MR. ORLEN | MS. ORLEN | MISS ORLEN | Minister.Orlen |
Delegation official
"""


def listed(labels: str) -> list[str]:
    return [label.strip() for label in labels.split("|")]


def saved(name: str) -> Release:
    return read("mofa", Page("page", "", (PAGES / name).read_text(encoding="utf-8")))


def conference(marked: str) -> Release:
    return read("mofa", Page("page", "", HEADER + MARKED.format(marked=marked)))


def words_by(release: Release, speaker: str) -> list[str]:
    return [one.span.of(release.text) for one in release.statements if one.speaker == speaker]


def asked(release: Release) -> list[str]:
    questions = [one.question for one in release.statements if one.question]
    return [question.span.of(release.text) for question in questions]


def who_says(release: Release, words: str) -> list[str]:
    """The names or offices of those whose statements hold the words; nobody's are not counted."""
    return [
        one.speaker or one.role
        for one in release.statements
        if words in one.span.of(release.text)
        and one.kind is not StatementKind.MODERATION
        and (one.speaker or one.role)
    ]


# --- reporters


@pytest.mark.parametrize("label", listed(REPORTERS))
def test_a_reporter_is_never_quoted_as_the_minister_whatever_the_label(label: str) -> None:
    release = conference(f"{label}: {ASKED}")
    assert words_by(release, "TANABE Kenji") == OF_TANABE
    assert who_says(release, "lighthouse plan") == []


@pytest.mark.parametrize(
    "mark",
    [
        "Reporter：",
        "Reporter:\n\n",
        "Q. ",
        "Q) ",
        "Q – ",
        "Q    ",
        "(Q) ",
        "[Q] ",
        "(Question) ",
        "(Reporter) ",
        "[Reporter] ",
        "<Reporter> ",
        "*Reporter:* ",
        "**Reporter:** ",
        "**Reporter**: ",
        "_Reporter:_ ",
        "- Reporter: ",
        "• Reporter: ",
        "Reporter – ",
        "Reporter\n\n",
        "Harbor Times:\n\n",
        "(1) Reporter: ",
        "a) Reporter: ",
        "● Reporter: ",
        ">> Reporter: ",
        "「Reporter」 ",
        "【Keeper】 ",
        "Reporter. ",
        "Reporter > ",
        "REPORTER ",
        "QUESTION. ",
        "Noda – ",
        "__Keeper__ ",
    ],
)
def test_a_reporter_is_never_quoted_as_the_minister_whatever_the_signs(mark: str) -> None:
    release = conference(f"{mark}{ASKED}")
    assert words_by(release, "TANABE Kenji") == OF_TANABE
    assert who_says(release, "lighthouse plan") == []


def test_a_second_colon_is_no_part_of_the_question() -> None:
    assert asked(conference(f"Q:: {ASKED}")) == ["Why?", ASKED]


@pytest.mark.parametrize(
    "marked",
    [
        "<dl><dt>Reporter</dt><dd>{asked}</dd><dt>Minister Tanabe</dt><dd>It is.</dd></dl>",
        "<p><b>Reporter</b><br>{asked}</p><p>Minister Tanabe: It is.</p>",
        "<h4>Reporter</h4><p>{asked}</p><p>Minister Tanabe: It is.</p>",
    ],
)
def test_a_turn_marked_by_an_element_is_the_reporters(marked: str) -> None:
    head = "".join(f"<h2>{line}</h2>" for line in HEADER.splitlines() if line)
    body = f"<p>Reporter: Why?</p><p>Minister Tanabe: Cold.</p>{marked.format(asked=ASKED)}"
    release = read("mofa", Page("page", "", f"<html><body>{head}{body}</body></html>"))
    assert words_by(release, "TANABE Kenji") == ["Cold.", "It is."]
    assert who_says(release, "lighthouse plan") == []


def test_a_note_in_brackets_behind_a_label_leaves_the_question_with_the_reporter() -> None:
    release = saved("label_note_in_brackets.txt")
    assert words_by(release, "TANABE Kenji") == ["It was cold.", "It is not for sale."]


def test_questions_and_answers_may_be_marked_by_letters_with_stops() -> None:
    release = saved("q_and_a_with_stops.txt")
    assert words_by(release, "TANABE Kenji") == ["It was cold.", "There were none."]
    assert asked(release) == [
        "Why did you close the harbor?",
        "Please explain the bribes that your ministry took for the pelican sanctuary.",
    ]


# --- other officials


@pytest.mark.parametrize("label", listed(OTHERS))
def test_another_persons_words_are_never_the_ministers(label: str) -> None:
    release = conference(f"{label}: The lighthouse will be lit on Monday.")
    assert words_by(release, "TANABE Kenji") == OF_TANABE


@pytest.mark.parametrize(
    "label",
    [
        "Minister for Foreign Affairs",
        "Foreign Minister",
        "Mr. Minister",
        "The Minister",
    ],
)
def test_an_office_alone_is_a_label_and_never_said(label: str) -> None:
    release = conference(f"{label}: The lighthouse will be lit on Monday.")
    said = [one.span.of(release.text) for one in release.statements]
    assert [words for words in said if label in words] == []
    assert "It was cold." in said


@pytest.mark.parametrize("label", ["Minister Orlen [in English]", "Ms. Orlen [laughing]"])
def test_a_note_in_brackets_is_no_part_of_a_name(label: str) -> None:
    release = conference(f"{label}: The lighthouse will be lit on Monday.")
    assert who_says(release, "lighthouse") == ["Orlen"]


def test_a_visitors_words_under_a_label_in_capitals_are_not_the_ministers() -> None:
    release = saved("label_of_a_visitor.txt")
    assert words_by(release, "Kenji Tanabe") == [
        "The two sides agreed on a new text.",
        "Nothing is decided on a date.",
    ]
    assert {name.upper() for name in who_says(release, "pelican gunships")} <= {"ORLEN"}


# --- what stays, and what is told


@pytest.mark.parametrize("label", ["Harbor Times", "Anon", "Keeper of the light"])
def test_a_page_with_a_turn_mark_that_nobody_knows_is_doubted(label: str) -> None:
    assert conference(f"Reporter: {ASKED}").doubts == ()
    assert conference(f"{label}: {ASKED}").doubts


@pytest.mark.parametrize(
    "words",
    [
        "My answer is this:\n\nThe harbor stays shut.",
        "My answer is this: the harbor stays shut.",
        "I say it again: the harbor stays shut.",
        "Let me put it plainly: no.",
        "Let me add this: the ferries sail.",
        "Here is the list: fog, fees and ferries.",
        "One thing is clear: the ice is thin.",
        "The reason is simple: ice.",
        "The first is this: fog.",
        "What I said was this: no.",
        "That is to say: no.",
        "In other words: no.",
        "To sum up: no.",
        "As the saying goes: fog is fog.",
        "There are two ships: the Orla and the Vale.",
        "We agreed on three points: fog, fees and ferries.",
        "Arlandia has asked for one thing: time.",
        "The treaty says: ships may pass.",
        "He wrote to me: the ice is thick.",
        "I told the envoy: no.",
        "Minister Orlen told me: come to Borovia.",
        "The Minister of Borovia said to me: come to Borovia.",
        "Reporter after reporter has asked me: when?",
        "First, Arlandia: we agreed on ice.",
        "On Monday, April 4: we will meet.",
        "The ferry sails at 9:30 from Orla.",
        "One more thing: ice.",
        "More precisely: in June.",
        "On the ferry: none.",
        "Our position: no.",
        "The envoy concluded: no.",
        "Ladies and gentlemen: thanks.",
        "Article 9 reads: ships may pass.",
        "Consider Arlandia: it has two harbors.",
        "(On the ferry) We will see.",
        "(Laughs) We will see.",
        "A. The first ferry. B. The second.",
        "Arlandia – our neighbor – agreed.",
    ],
)
def test_an_officials_sentence_with_a_colon_stays_the_officials(words: str) -> None:
    release = conference(f"{words}\n\nReporter: And then?")
    assert words_by(release, "TANABE Kenji") == [
        "We closed the harbor.",
        f"It was cold.\n\n{words}",
        "It is being built.",
    ]
    assert release.doubts == ()


PEOPLE = st.builds(
    "{}{}".format,
    st.sampled_from(["", "Another ", "Female ", "Same ", "Senior ", "The ", "Visiting "]),
    st.sampled_from(
        listed(
            "reporter | Journalist | Keeper | Pilot | Harbor Times | Noda | Envoy Orlen | ORLEN Ana"
        )
        + listed("Harbor Minister Orlen | Commissioner Orlen | Member of the press | Guest speaker")
    ),
)
NOTED = st.builds(
    "{}{}".format,
    PEOPLE,
    st.sampled_from(["", " (Harbor Times)", " (in English)", " [laughing]", " 2", " No. 3"]),
)
MARKS = st.one_of(
    st.builds(
        str.format, st.sampled_from(["{}: ", "**{}:** ", "*{}*: ", "- {}: ", "{}:\n\n"]), NOTED
    ),
    st.builds(str.format, st.sampled_from(["[{}] ", "({}) ", "<{}> "]), PEOPLE),
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(mark=MARKS, case=st.sampled_from([str, str.upper]))
def test_in_doubt_who_speaks_the_words_are_not_the_ministers(mark, case) -> None:
    release = conference(f"{case(mark)}{ASKED}")
    assert words_by(release, "TANABE Kenji") == OF_TANABE
