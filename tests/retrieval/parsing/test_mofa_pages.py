"""The rules of reading, each on a small page made up for it."""

import datetime as dt

import pytest

from retrieval.errors import UnreadablePageError
from retrieval.model.release import PartKind, Release, ReleaseKind, Statement, StatementKind
from retrieval.parsing.mofa.reader import PUBLISHER, read
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import is_of_publisher
from retrieval.parsing.registry import read as read_by_source

HEADER = """\
Press Conferences

Press Conference by Foreign Minister TANABE Kenji

Friday, May 3, 2024, 9:32 a.m. Ministry of Foreign Affairs

"""


def release_of(text: str, kind: ReleaseKind | None = None) -> Release:
    return read(Page("page", "https://www.mofa.go.jp/page.html", text, kind))


def conference(body: str, header: str = HEADER) -> Release:
    return release_of(header + body, ReleaseKind.CONFERENCE)


def words(release: Release, statement: Statement) -> str:
    return statement.span.of(release.text)


def said(release: Release) -> list[tuple[str, str]]:
    return [(each.speaker, words(release, each)) for each in release.statements]


def parts(release: Release, kind: PartKind) -> list[str]:
    return [part.span.of(release.text) for part in release.parts if part.kind is kind]


def fault(text: str, kind: ReleaseKind | None = None) -> UnreadablePageError:
    with pytest.raises(UnreadablePageError) as caught:
        release_of(text, kind)
    assert caught.value.page == "page"
    return caught.value


# --- who speaks


def test_a_short_label_is_completed_by_the_nearest_earlier_full_label() -> None:
    release = conference(
        "Mr. TANABE Kenji, Minister for Foreign Affairs: Good morning.\n"
        "Ms. MORI Aiko, Press Secretary: Questions, please.\n"
        "Reporter: Will you go to Arlandia?\n"
        "Press Secretary Mori: Nothing is decided.\n"
        "Reporter: Minister?\n"
        "Minister Tanabe: I may go.\n"
        "Reporter: When?\n"
        "Minister: In June.\n"
    )
    assert [(each.speaker, each.role) for each in release.statements] == [
        ("TANABE Kenji", "Minister for Foreign Affairs"),
        ("MORI Aiko", "Press Secretary"),
        ("MORI Aiko", "Press Secretary"),
        ("TANABE Kenji", "Minister for Foreign Affairs"),
        ("TANABE Kenji", "Minister for Foreign Affairs"),
    ]


def test_of_two_full_labels_that_fit_the_nearer_one_completes() -> None:
    release = conference(
        "Mr. TANABE Kenji, Minister for Foreign Affairs: Good morning.\n"
        "Ms. TANABE Emi, Minister for Foreign Affairs: Good morning.\n"
        "Reporter: And you?\n"
        "Minister Tanabe: So do I.\n"
    )
    assert release.statements[2].speaker == "TANABE Emi"


def test_a_short_label_without_a_full_one_before_it_is_completed_by_the_title() -> None:
    release = conference("Reporter: Will you go?\nMinister Tanabe: I will.\n")
    (answer,) = release.statements
    assert (answer.speaker, answer.role) == ("TANABE Kenji", "Foreign Minister")


def test_a_title_that_names_another_minister_does_not_make_him_the_speaker() -> None:
    release = conference(
        "Mr. KAWAI Jun, Minister for Foreign Affairs: I have met the press of Borovia.\n"
        "Reporter: What did they ask?\n"
        "Minister Kawai: Much.\n"
        "Reporter: And you said?\n"
        "Minister: Little.\n"
    )
    assert {each.speaker for each in release.statements} == {"KAWAI Jun"}


def test_a_surname_that_nobody_explains_stays_as_it_is_labelled() -> None:
    release = conference("Reporter: Will you go?\nState Minister Kawai: I will.\n")
    assert [(each.speaker, each.role) for each in release.statements] == [
        ("Kawai", "State Minister")
    ]


@pytest.mark.parametrize("label", ["Deputy Press Secretary Tanabe", "State Minister Tanabe"])
def test_another_office_of_the_same_surname_is_another_person(label: str) -> None:
    release = conference(
        "Mr. TANABE Kenji, Minister for Foreign Affairs: Good morning.\n"
        f"Reporter: Will you go?\n{label}: I will.\n"
    )
    answer = release.statements[1]
    assert (answer.speaker, f"{answer.role} {answer.speaker}") == ("Tanabe", label)


def test_the_minister_alone_is_never_the_press_secretary_before_him() -> None:
    release = conference(
        "Ms. MORI Aiko, Press Secretary: The Minister will speak.\nMinister: Good morning.\n"
    )
    assert [each.speaker for each in release.statements] == ["MORI Aiko", "TANABE Kenji"]


def test_words_without_a_label_are_those_of_whom_the_title_names() -> None:
    release = conference("Opening Remarks\nI have just met my colleague of Arlandia.\n")
    assert said(release) == [("TANABE Kenji", "I have just met my colleague of Arlandia.")]


def test_words_without_a_label_under_a_further_heading_are_still_the_same_speakers() -> None:
    release = conference(
        "Mr. KAWAI Jun, State Minister for Foreign Affairs: First, the talks.\n"
        "Fisheries Talks (Next Round)\n"
        "They go on in June.\n"
    )
    assert said(release) == [
        ("KAWAI Jun", "First, the talks."),
        ("KAWAI Jun", "They go on in June."),
    ]


def test_a_reporter_is_never_quoted_as_the_minister_behind_a_line_like_a_heading() -> None:
    release = conference(
        "Mr. TANABE Kenji, Minister for Foreign Affairs: Good morning.\n"
        "Reporter: Two questions.\nFirst question\nWill Arlandia pay?\n"
        "Minister Tanabe: It will.\n"
    )
    assert [text for _, text in said(release)] == ["Good morning.", "It will."]
    assert release.statements[1].question is not None
    assert release.statements[1].question.span.of(release.text) == "Will Arlandia pay?"
    assert parts(release, PartKind.QUESTION) == ["Two questions.", "Will Arlandia pay?"]


def test_a_moderator_is_never_quoted_as_the_minister() -> None:
    release = conference(
        "Mr. TANABE Kenji, Minister for Foreign Affairs: Good morning.\n"
        "Official: If you have a question, raise your hand.\n"
        "Minister Tanabe: Go ahead.\n"
    )
    assert said(release) == [
        ("TANABE Kenji", "Good morning."),
        ("Official", "If you have a question, raise your hand."),
        ("TANABE Kenji", "Go ahead."),
    ]


def test_words_that_nobody_is_named_for_are_the_ministrys_or_the_offices() -> None:
    release = release_of(
        "Press Conferences\nPress Conference\nMay 3, 2024\nGood morning.\nMinister: Hello.\n"
    )
    assert [(each.speaker, each.role) for each in release.statements] == [
        (PUBLISHER, ""),
        ("", "Minister"),
    ]


# --- turns


def test_paragraphs_without_a_label_belong_to_the_turn_above() -> None:
    release = conference(
        "Reporter: I ask about Borovia.\n\nWill it join?\n\n"
        "Minister Tanabe: It may.\n\nNothing has been decided.\n\n"
        "Harbor Times, Noda: When?\n\nMinister Tanabe: Soon.\n"
    )
    first, second = release.statements
    assert words(release, first) == "It may.\n\nNothing has been decided."
    assert first.question is not None
    assert first.question.span.of(release.text) == "I ask about Borovia.\n\nWill it join?"
    assert first.question.asker == "Reporter"
    assert second.question is not None
    assert second.question.asker == "Harbor Times, Noda"


def test_a_body_sentence_with_a_colon_is_no_label() -> None:
    body = (
        "Mr. TANABE Kenji, Minister for Foreign Affairs: We met.\n"
        "In addition, we agreed on the following: fish, rice and tea.\n"
        "In Arlandia, Minister Petrov explained three points: all were new.\n"
        "Minister Petrov responded as follows: he agreed.\n"
        "Thank you, Minister: so he ended.\n"
        "We aim at one thing: peace.\n"
    )
    release = conference(body)
    assert len(release.statements) == 1
    assert body.strip().endswith(words(release, release.statements[0]))
    assert parts(release, PartKind.QUESTION) == []


@pytest.mark.parametrize("blank", ["", "  ", "\u00a0", "\u3000", "\u2003"])
def test_any_blank_or_none_may_follow_the_colon(blank: str) -> None:
    release = conference(
        f"NHK, Iwata:{blank}I have one question.\nMinister Tanabe:{blank}Thank you.\n"
    )
    (answer,) = release.statements
    assert words(release, answer) == "Thank you."
    assert answer.question is not None
    assert answer.question.span.of(release.text) == "I have one question."


def test_a_label_may_stand_on_a_line_of_its_own() -> None:
    release = conference("Question:\nWill you go?\nMinister:\nI will.\n\nIn June.\n")
    (answer,) = release.statements
    assert words(release, answer) == "I will.\n\nIn June."
    assert answer.question is not None
    assert answer.question.span.of(release.text) == "Will you go?"


def test_a_label_without_words_is_nobodys_statement() -> None:
    release = conference("Reporter:\nMinister Tanabe: I will go.\nMinister Tanabe:\n")
    assert [text for _, text in said(release)] == ["I will go."]
    assert release.statements[0].question is None


def test_lines_of_odd_blanks_are_no_lines() -> None:
    release = conference(
        "\u00a0Opening Remarks\u00a0\n\u00a0\n"
        "\u00a0Minister Tanabe:\u00a0Good\u00a0morning.\n\u00a0\n"
    )
    assert said(release) == [("TANABE Kenji", "Good\u00a0morning.")]
    assert release.statements[0].headings == ("Opening Remarks",)


def test_remarks_open_until_somebody_asks() -> None:
    release = conference(
        "Opening Remarks\nMinister Tanabe: Good morning.\n"
        "Visit to Arlandia\nMinister Tanabe: I will go.\n"
        "Fisheries Talks\nReporter: And fish?\n"
        "Minister Tanabe: Later.\nMinister Tanabe: Much later.\n"
    )
    assert [(each.kind, each.headings, bool(each.question)) for each in release.statements] == [
        (StatementKind.OPENING, ("Opening Remarks",), False),
        (StatementKind.OPENING, ("Opening Remarks", "Visit to Arlandia"), False),
        (StatementKind.ANSWER, ("Fisheries Talks",), True),
        (StatementKind.ANSWER, ("Fisheries Talks",), False),
    ]


@pytest.mark.parametrize(
    "heading",
    ["Question-and-Answer Session", "Questions and Answers", "Q&A", "question and answer"],
)
def test_what_stands_under_questions_and_answers_is_an_answer(heading: str) -> None:
    release = conference(f"Opening Remarks\nMinister: Hello.\n{heading}\nMinister: Nothing new.\n")
    assert [each.kind for each in release.statements] == [
        StatementKind.OPENING,
        StatementKind.ANSWER,
    ]


def test_a_new_heading_drops_a_question_that_nobody_answered() -> None:
    release = conference(
        "Reporter: And fish?\nVisit to Arlandia\nMinister Tanabe: I have been to Arlandia.\n"
    )
    assert release.statements[0].question is None
    assert parts(release, PartKind.QUESTION) == ["And fish?"]


@pytest.mark.parametrize(
    "line",
    [
        "(He laughed at that.)",
        "“That is all.”",
        "We call it “peace.”)",
        "‘So it is.’",
        "And then…",
        "Back to the matter of fish, we agreed.",
    ],
)
def test_a_short_sentence_is_no_heading_and_stays_in_its_turn(line: str) -> None:
    release = conference(f"Minister Tanabe: Good morning.\n{line}\nThat is all.\n")
    assert said(release) == [("TANABE Kenji", f"Good morning.\n{line}\nThat is all.")]


@pytest.mark.parametrize("line", ["Fisheries Talks (Next Round)", "Talks (with the U.S.)", "G7"])
def test_a_short_line_without_a_stop_is_a_heading(line: str) -> None:
    release = conference(f"{line}\nMinister Tanabe: Good morning.\n")
    assert parts(release, PartKind.HEADING) == [line]
    assert release.statements[0].headings == (line,)


@pytest.mark.parametrize("footer", ["Back to Press Conferences", "Page Top"])
def test_a_footer_is_nobodys_words_wherever_it_stands(footer: str) -> None:
    release = conference(f"Minister Tanabe: One.\n{footer}\nTwo.\n{footer}\n")
    assert said(release) == [("TANABE Kenji", "One."), ("TANABE Kenji", "Two.")]
    assert parts(release, PartKind.FOOTER) == [footer, footer]
    items = release_of(
        f"Press Releases\nA Talk\nMay 3, 2024\n1. One.\n{footer}\n2. Two.\n{footer}\n"
    )
    assert [text for _, text in said(items)] == ["One.", "Two."]
    assert parts(items, PartKind.FOOTER) == [footer, footer]


# --- the header


def test_a_header_is_read_line_by_line() -> None:
    release = conference(
        "Minister Tanabe: Good morning.\n",
        "Press Conferences\nPress Conference by Foreign Minister TANABE Kenji\n"
        "(Video) Press Conference by Foreign Minister Tanabe\n"
        "Thursday, May 2, 2013, 0:33 p.m.   Briefing Room No. 3 Ministry of Foreign Affairs\n"
        "(Photo1) The minister\n"
        "This is a provisional translation by an external company for reference purpose only.\n"
        "Japanese\nJapanese\n",
    )
    assert (release.date, release.time) == (dt.date(2013, 5, 2), dt.time(12, 33))
    assert release.place == "Briefing Room No. 3 Ministry of Foreign Affairs"
    assert release.provisional
    assert parts(release, PartKind.LANGUAGE) == ["Japanese", "Japanese"]
    assert len(parts(release, PartKind.CAPTION)) == 2
    assert said(release) == [("TANABE Kenji", "Good morning.")]


@pytest.mark.parametrize("kind", [ReleaseKind.CONFERENCE, None])
def test_a_conference_without_a_section_line_is_one_all_the_same(kind: ReleaseKind | None) -> None:
    release = release_of(
        "Press Conference by Foreign Minister TANABE Kenji\nMay 3, 2024\nOpening Remarks\n"
        "Minister Tanabe: Good morning.\nReporter: Is it?\nMinister Tanabe: It is.\n",
        kind,
    )
    assert release.kind is ReleaseKind.CONFERENCE
    assert [text for _, text in said(release)] == ["Good morning.", "It is."]
    assert release.statements[0].headings == ("Opening Remarks",)


@pytest.mark.parametrize(
    "section, kind",
    [
        ("Press Conferences", ReleaseKind.CONFERENCE),
        ("Press Releases", ReleaseKind.RELEASE),
        ("Japan-Arlandia Relations", ReleaseKind.READOUT),
        ("Speeches by the Foreign Minister", ReleaseKind.SPEECH),
        ("Something Else", ReleaseKind.READOUT),
    ],
)
def test_the_section_line_tells_the_kind_unless_it_is_known(
    section: str, kind: ReleaseKind
) -> None:
    text = f"{section}\nA Talk\nMay 3, 2024\nThe ministers met.\n"
    assert release_of(text).kind is kind
    assert release_of(text, ReleaseKind.STATEMENT).kind is ReleaseKind.STATEMENT


# --- readouts and releases


RELEASE = "Press Releases\nTalk with Arlandia\nMay 3, 2024\n"


def items(body: str) -> list[tuple[str, str, str | None]]:
    release = release_of(RELEASE + body)
    assert {(each.speaker, each.role) for each in release.statements} == {(PUBLISHER, "")}
    return [(words(release, each), each.number, each.parent) for each in release.statements]


def test_nested_items_stand_under_their_item() -> None:
    assert items(
        "The ministers met.\n  1. They talked.\n  2. On fish:\n  • (1) much.\n  • (2) more.\n"
        "  3. On tea:\n(1) little.\n"
    ) == [
        ("The ministers met.", "", None),
        ("They talked.", "1", None),
        ("On fish:", "2", None),
        ("much.", "2 (1)", "s3"),
        ("more.", "2 (2)", "s3"),
        ("On tea:", "3", None),
        ("little.", "3 (1)", "s6"),
    ]


def test_bullets_that_lost_their_numbers_are_counted() -> None:
    assert items("- They talked.\n- On fish:\n- (1) much.\n- They left.\n• They slept.\n") == [
        ("They talked.", "1", None),
        ("On fish:", "2", None),
        ("much.", "2 (1)", "s2"),
        ("They left.", "3", None),
        ("They slept.", "4", None),
    ]


def test_a_nested_item_under_a_plain_paragraph_or_heading_has_no_parent() -> None:
    assert items("1. They talked.\nThen they ate.\n(1) Fish.\n2. Drinks.\nTea\n(1) Green.\n") == [
        ("They talked.", "1", None),
        ("Then they ate.", "", None),
        ("Fish.", "(1)", None),
        ("Drinks.", "2", None),
        ("Green.", "(1)", None),
    ]


@pytest.mark.parametrize("marker", ["1.", "1. ", "1.\u00a0", "1.\u3000", "• 1. ", "- 1. "])
def test_the_marker_of_an_item_is_none_of_its_words(marker: str) -> None:
    assert items(f"{marker}They talked.\n") == [("They talked.", "1", None)]


@pytest.mark.parametrize("line", ["2.5 million yen were given.", "(2024) was a good year."])
def test_a_figure_at_the_start_of_a_paragraph_is_no_marker(line: str) -> None:
    assert items(f"{line}\n") == [(line, "", None)]


def test_headings_stand_over_the_items_below_them() -> None:
    release = release_of(RELEASE + "They met.\nRegional Affairs\n1. On Borovia.\n")
    assert [each.headings for each in release.statements] == [(), ("Regional Affairs",)]


READOUT = "Japan-Arlandia Relations\nApril 3, 2023\n"


@pytest.mark.parametrize(
    "captions, body, title",
    [
        (
            "Two ministers shaking hands\n",
            "On April 3, Mr. TANABE held a Ministers’ Meeting with Ms. Ilves.",
            "Japan-Arlandia Relations: Ministers’ Meeting",
        ),
        (
            "Two ministers shaking hands\n",
            "On April 3, Mr. TANABE held the Japan-U.S. Ministers’ Meeting with Ms. Ilves.",
            "Japan-Arlandia Relations: Japan-U.S. Ministers’ Meeting",
        ),
        (
            "Two ministers shaking hands\nA group\n",
            "On April 3, the ministers dined.",
            "Japan-Arlandia Relations: Two ministers shaking hands",
        ),
        (
            "",
            "On April 3, the ministers dined.",
            "Japan-Arlandia Relations: On April 3, the ministers dined",
        ),
    ],
)
def test_a_readout_without_a_title_gets_one_from_its_own_words(
    captions: str, body: str, title: str
) -> None:
    release = release_of(f"{READOUT}{captions}\n{body}\n")
    assert release.title == title
    assert parts(release, PartKind.TITLE) == []
    assert "".join(f"{caption}\n" for caption in parts(release, PartKind.CAPTION)) == captions
    assert [text for _, text in said(release)] == [body]


def test_a_caption_is_nobodys_words() -> None:
    release = release_of(RELEASE + "(Photo) The ministers\nA handshake\nThey met.\n")
    assert parts(release, PartKind.CAPTION) == ["(Photo) The ministers", "A handshake"]
    assert said(release) == [(PUBLISHER, "They met.")]


# --- pages that cannot be read


@pytest.mark.parametrize(
    "text, reason",
    [
        ("", "the page is empty"),
        (" \n\u00a0\n\r\n", "the page is empty"),
        ("Press Releases\nA Talk\nMay 3, 2024\n", "nobody's words found under the header"),
        ("Press Releases\nA Talk\nThe ministers met.\n", "no line with its date found"),
        ("Press Releases\nA Talk\nFebruary 30, 2024\nThey met.\n", "no line with its date found"),
        ("May 3, 2024\nThe ministers met.\n", "no title found"),
        ("Press Releases\nMay 3, 2024\nThe ministers met.\n", "no title found"),
        (HEADER + "Reporter: Will you go?\n", "nobody's words found under the header"),
        (HEADER + "Minister Tanabe:\n", "nobody's words found under the header"),
    ],
)
def test_a_page_that_cannot_be_read_says_why(text: str, reason: str) -> None:
    assert fault(text).reason == reason
    assert str(fault(text)) == f"page: {reason}"


def test_a_conference_without_a_title_is_not_given_that_of_its_section() -> None:
    assert (
        fault("Press Conferences\nMay 3, 2024\nMinister Tanabe: Hello.\n").reason
        == "no title found"
    )


def test_an_unknown_source_is_a_fault_of_the_page() -> None:
    with pytest.raises(UnreadablePageError, match=r"^page: no parser for the source 'nobody'$"):
        read_by_source("nobody", Page("page", "", HEADER))


def test_a_known_source_is_read_by_its_parser() -> None:
    page = Page("page", "", HEADER + "Minister Tanabe: Hello.\n")
    assert read_by_source("mofa", page) == read(page)


@pytest.mark.parametrize(
    "url, source, is_theirs",
    [
        ("https://www.mofa.go.jp/press/kaiken/kaiken24e_000077.html", "mofa", True),
        ("http://www.mofa.go.jp/", "mofa", True),
        ("https://www.mofa.go.jp.example.org/", "mofa", False),
        ("https://www.mofa.go.jp@example.org/", "mofa", False),
        ("https://example.org/www.mofa.go.jp", "mofa", False),
        ("javascript:alert(1)//www.mofa.go.jp", "mofa", False),
        ("https://www.mofa.go.jp/a b", "mofa", False),
        ("https://www.mofa.go.jp/é", "mofa", False),
        ("https://[www.mofa.go.jp/", "mofa", False),
        ("https://www.mofa.go.jp/", "nobody", False),
        ("", "mofa", False),
    ],
)
def test_an_address_is_a_publishers_only_on_its_own_hosts(
    url: str, source: str, is_theirs: object
) -> None:
    assert is_of_publisher(url, source) is is_theirs


# --- who is taken for the speaker


@pytest.mark.parametrize(
    "label",
    [
        "Mr. Noda, Harbor Times",
        "Ms. Selim (Pan Arc News)",
        "Ms. Selim of Pan Arc News",
        "Reporter A",
        "Question 2",
    ],
)
def test_whoever_is_of_an_outlet_is_a_reporter(label: str) -> None:
    release = conference(
        f"Minister Tanabe: Good morning.\n{label}: Is it true?\nMinister Tanabe: It is.\n"
    )
    assert [text for _, text in said(release)] == ["Good morning.", "It is."]
    question = release.statements[1].question
    assert question is not None
    assert (question.asker, question.span.of(release.text)) == (label, "Is it true?")


@pytest.mark.parametrize(
    "line",
    [
        "First, Ukraine: we agreed on support.",
        "Second, North Korea: we shared concerns.",
        "On Monday, April 4: we will meet.",
    ],
)
def test_a_list_in_a_speech_is_no_reporter(line: str) -> None:
    release = conference(f"Minister Tanabe: Three things.\n{line}\nThat is all from me.\n")
    assert said(release) == [("TANABE Kenji", f"Three things.\n{line}\nThat is all from me.")]


def test_a_question_behind_a_label_of_no_known_form_is_not_the_officials() -> None:
    release = conference(
        "Reporter: Why?\nMinister Tanabe: Because.\nHarbor Times Noda: Will you go?\n"
        "Minister Tanabe: One thing: peace.\n"
    )
    assert [text for _, text in said(release)] == ["Because.", "One thing: peace."]


def test_a_family_name_in_a_title_is_completed_by_the_section() -> None:
    release = release_of(
        "Speeches by the Foreign Minister TANABE Kenji\n"
        "Policy Speech by Foreign Minister TANABE to the Diet\nMay 3, 2024\n"
        "The world is at a turning point, and so are we.\n"
    )
    assert {each.speaker for each in release.statements} == {"TANABE Kenji"}


def test_minister_alone_is_no_state_minister() -> None:
    release = conference(
        "State Minister for Foreign Affairs Jun Kawai: Good morning.\nMinister: Good evening.\n"
    )
    assert [speaker for speaker, _ in said(release)] == ["Jun Kawai", "TANABE Kenji"]


def test_thanks_of_one_reporter_are_no_part_of_the_question_of_the_next() -> None:
    release = conference(
        "NHK, Mori: Thank you.\nFreelance, Yokota: Will you go?\nMinister Tanabe: I will.\n"
    )
    question = release.statements[0].question
    assert question is not None
    assert question.span.of(release.text) == "Will you go?"


def test_an_answer_goes_on_behind_a_link_to_the_same_question() -> None:
    release = conference(
        "Reporter: Will you go?\nMinister Tanabe: I will talk.\n"
        "Related Information (Press Release)\nAnd I will listen.\n"
    )
    asked = [each.question and each.question.span.of(release.text) for each in release.statements]
    assert asked == ["Will you go?", "Will you go?"]


@pytest.mark.parametrize(
    "body",
    [
        "Visit to Arlandia\n" * 5_000,
        "".join(f"{number % 90}. Visit to Place {number}\n" for number in range(3_000)),
        "Reporter: Well?\nMinister Tanabe: Well.\n" * 5_000,
    ],
    ids=["headings", "contents", "turns"],
)
def test_a_page_of_thousands_of_lines_takes_less_than_two_seconds(body: str, stopwatch) -> None:
    with stopwatch:
        conference(
            f"Reporter: Why?\nMinister Tanabe: Because.\n{body}Minister Tanabe: That is all.\n"
        )
    assert stopwatch.least_s < 2
