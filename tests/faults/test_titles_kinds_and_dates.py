"""What a page is, what it is called, of which day it is, and whose words it brings.

The pages are made up; each is the smallest that shows one fault.
"""

import datetime as dt
from pathlib import Path

import pytest

from bot.rendering.citation import short_title
from retrieval.errors import UndatedPageError, UntitledPageError
from retrieval.model.release import PartKind, Release, ReleaseKind
from retrieval.parsing.mofa.reader import PUBLISHER
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read

PAGES = Path(__file__).parent / "pages"


def release_of(text: str) -> Release:
    return read("mofa", Page("page", "", text))


def saved(name: str) -> Release:
    return release_of((PAGES / f"{name}.txt").read_text(encoding="utf-8"))


def words(release: Release) -> list[str]:
    return [one.span.of(release.text) for one in release.statements]


def parts(release: Release, kind: PartKind) -> list[str]:
    return [part.span.of(release.text) for part in release.parts if part.kind is kind]


def as_told(release: Release, said: str) -> str:
    """Who says the words, and all that is quoted with them: their statement and those above it."""
    (one,) = (each for each in release.statements if said in each.span.of(release.text))
    told = [one.speaker, one.role, one.span.of(release.text)]
    while one.parent is not None:
        one = release.statement(one.parent)
        told.append(one.span.of(release.text))
    return " ".join(told)


# --- titles


def test_a_statement_may_have_a_long_title() -> None:
    release = saved("long_title_of_statement")
    assert release.kind is ReleaseKind.STATEMENT
    assert release.title.startswith("Statement by Mr. Kenji Tanabe, Minister for Foreign Affairs")
    assert release.title.endswith("in the Northern Islands of Borovia")
    assert release.date == dt.date(2009, 1, 9)


def test_a_statement_with_a_long_title_is_by_whom_the_title_names() -> None:
    release = saved("long_title_of_statement")
    assert [(one.speaker, one.role, one.number) for one in release.statements] == [
        ("Kenji Tanabe", "Minister for Foreign Affairs", "1"),
        ("Kenji Tanabe", "Minister for Foreign Affairs", "2"),
    ]


def test_a_speech_without_a_title_is_called_by_its_section_or_first_sentence() -> None:
    release = saved("speech_without_title")
    assert release.kind is ReleaseKind.SPEECH
    assert release.date == dt.date(2020, 1, 20)
    assert release.title.startswith(("Speech", "Before this house"))
    assert len(release.statements) == 3


def test_a_speech_without_a_title_is_by_the_office_of_its_section() -> None:
    roles = {one.role for one in saved("speech_without_title").statements}
    assert len(roles) == 1
    assert roles <= {"Foreign Minister", "Minister for Foreign Affairs"}


def test_a_section_line_alone_is_no_title() -> None:
    try:
        release = saved("article_with_a_speech")
    except UntitledPageError:
        return
    assert release.title != "Interviews & Articles"
    assert parts(release, PartKind.SECTION) == ["Interviews & Articles"]


def test_a_speech_whose_speaker_the_page_does_not_name_is_not_the_publishers() -> None:
    try:
        release = saved("article_with_a_speech")
    except UntitledPageError:
        return
    assert PUBLISHER not in {one.speaker for one in release.statements}


def test_a_title_is_that_of_the_caption_which_names_the_meeting() -> None:
    assert "Japan-Arlandia Foreign Ministers’ Meeting" in saved("derived_title_meeting").title


@pytest.mark.parametrize(
    "lead",
    [
        "On November 21, Mr. Kenji Tanabe, Minister for Foreign Affairs, rang a bell.",
        "At 9:25 a.m. on November 21, the two ministers rang a bell.",
        "On November 21, H.E. Ms. Lina Orsk, Minister for Ports of Arlandia, rang a bell.",
    ],
)
def test_a_title_made_of_a_sentence_is_not_cut_at_a_shortened_word(lead: str) -> None:
    release = release_of(f"Japan-Arlandia Relations\n\nNovember 22, 2015\n{lead}\n")
    assert not release.title.endswith(("Mr", "a.m", "H.E", "Ms"))


def test_a_readout_that_begins_with_its_date_has_the_title_of_its_caption() -> None:
    release = saved("readout_beginning_with_its_date")
    assert release.kind is ReleaseKind.READOUT
    assert "Japan-Arlandia Foreign Ministers’ Dinner" in release.title


def test_a_readout_that_begins_with_its_date_is_of_that_day() -> None:
    release = saved("readout_beginning_with_its_date")
    assert release.date == dt.date(2017, 9, 20)
    assert [one.time for one in release.moments] == [dt.time(19, 40)]


# --- captions


def test_captions_with_a_stop_are_nobodys_words() -> None:
    release = saved("caption_with_a_stop")
    assert parts(release, PartKind.CAPTION) == [
        "The two ministers shook hands on the pier.",
        "The hall in Port Orla.",
    ]
    assert words(release)[0].startswith("On July 7, commencing at 8:40 p.m.")


def test_a_caption_with_a_stop_does_not_hide_when_the_meeting_was() -> None:
    moments = saved("caption_with_a_stop").moments
    assert [(one.date, one.time) for one in moments] == [(dt.date(2022, 7, 7), dt.time(20, 40))]


def test_a_caption_of_a_picture_is_no_title_where_the_page_tells_of_a_meeting() -> None:
    assert "shook hands" not in saved("caption_with_a_stop").title


# --- kinds


def test_a_press_chat_is_a_conference() -> None:
    assert saved("internet_chat_conference").kind is ReleaseKind.CONFERENCE


def test_turns_of_a_press_chat_are_the_officials() -> None:
    release = saved("internet_chat_conference")
    assert [(one.speaker, one.role) for one in release.statements] == [
        ("Jun Kawai", "Deputy Press Secretary")
    ] * len(release.statements)
    assert words(release)[0].startswith("Welcome to this chat.")
    assert words(release)[-1] == "He will leave on Friday."


def test_topics_listed_over_a_press_chat_are_its_contents() -> None:
    listed = parts(saved("internet_chat_conference"), PartKind.CONTENTS)
    assert [line.removeprefix("- ") for line in listed] == [
        "Speech of Minister for Foreign Affairs Kenji Tanabe at the Harbor Club",
        "Visit by Foreign Minister Tanabe to Arlandia",
        "Question concerning the ferry talks",
    ]


# --- whose words


def test_a_statement_by_the_minister_without_a_name_is_the_ministers() -> None:
    roles = {one.role for one in saved("statement_by_the_office_only").statements}
    assert roles == {"Minister for Foreign Affairs"}


def test_a_number_without_a_stop_is_no_part_of_a_statement() -> None:
    release = saved("statement_by_the_office_only")
    assert [one.number for one in release.statements] == ["1", "2"]
    assert words(release) == [
        "On December 19, the guns in Borovia fell silent. This is a relief.",
        "Our doctors stay in the harbor towns until spring.",
    ]


def test_a_report_of_a_message_is_the_publishers() -> None:
    release = saved("report_of_a_message")
    assert [one.speaker for one in release.statements] == [PUBLISHER] * 2


@pytest.mark.parametrize(
    "said, name",
    [
        ("I saw your new lighthouse", "Orsk"),
        ("I shall ask my cabinet", "Orsk"),
        ("I am glad of the ferry", "Tanabe"),
    ],
)
def test_an_i_in_a_readout_is_quoted_with_the_name_of_whose_it_is(said: str, name: str) -> None:
    assert name in as_told(saved("other_sides_words_in_readout"), said)


def test_a_short_label_does_not_shorten_the_office() -> None:
    roles = [one.role for one in saved("role_shortened_by_a_label").statements]
    assert roles == ["Minister for Foreign Affairs"] * 3


# --- dates


def test_a_page_that_does_not_say_its_year_is_refused_or_doubted() -> None:
    try:
        release = saved("year_of_something_else")
    except UndatedPageError:
        return
    assert release.doubts


def test_a_day_of_the_week_that_contradicts_its_date_is_doubted() -> None:
    text = "Press Releases\n\nA Bell\n\n{}, May 3, 2024\n\nThe two ministers rang the bell.\n"
    assert release_of(text.format("Friday")).doubts == ()
    assert release_of(text.format("Monday")).doubts


# --- the same kinds in other words

TURNS = """Mr. TANABE Kenji, Minister for Foreign Affairs: The bell is rung.

Reporter: Why?

Minister Tanabe: It was time.
"""


@pytest.mark.parametrize(
    "title",
    [
        "Remarks by Foreign Minister TANABE Kenji to the Press",
        "Foreign Minister TANABE Kenji’s Media Availability",
        "Internet Press Chat by Foreign Minister TANABE Kenji",
        "Press Interview with Foreign Minister TANABE Kenji",
        "Briefing for the Press by Foreign Minister TANABE Kenji",
    ],
)
def test_a_talk_with_the_press_is_a_conference_by_any_name(title: str) -> None:
    release = release_of(f"{title}\n\nJune 6, 2023\n\n{TURNS}")
    assert release.kind is ReleaseKind.CONFERENCE
    assert words(release) == ["The bell is rung.", "It was time."]


@pytest.mark.parametrize(
    "title, name, role",
    [
        ("Statement by the Foreign Press Secretary on the Fog", "", "Foreign Press Secretary"),
        ("Message from the Minister for Foreign Affairs", "", "Minister for Foreign Affairs"),
        ("Statement by Ms. Aiko Mori, Press Secretary, on Fog", "Aiko Mori", "Press Secretary"),
        ("Statement by Prime Minister Jun Kawai on Fog", "Jun Kawai", "Prime Minister"),
        ("Statement by the Foreign Minister of Arlandia", PUBLISHER, ""),
        ("Statement by the Foreign Ministers of the Harbor Towns", PUBLISHER, ""),
    ],
)
def test_a_statement_is_by_whom_its_title_names(title: str, name: str, role: str) -> None:
    release = release_of(f"Press Releases\n{title}\nMay 3, 2024\nThe fog has lifted at last.\n")
    assert [(one.speaker, one.role) for one in release.statements] == [(name, role)]


@pytest.mark.parametrize(
    "said, speaker",
    [
        ("Foreign Minister Tanabe sent a message to the pilots of Borovia.", PUBLISHER),
        ("In it, Mr. Tanabe wrote, “I thank you and my pilots.”", PUBLISHER),
        ("I, Tanabe Kenji, thank the pilots of Borovia.", "TANABE Kenji"),
        ("Japan thanks the pilots of Borovia.", "TANABE Kenji"),
        ("We thank the pilots of Borovia.\n\nTANABE Kenji", "TANABE Kenji"),
    ],
)
def test_what_tells_of_the_signer_is_not_his_own(said: str, speaker: str) -> None:
    title = "Message from Foreign Minister TANABE Kenji on Harbor Day"
    release = release_of(f"{title}\n\nMay 3, 2024\n\n{said}\n")
    assert release.statements[0].speaker == speaker


def test_a_message_that_is_told_of_first_is_still_the_signers() -> None:
    release = release_of(
        "Message from Foreign Minister TANABE Kenji\n\nMay 3, 2024\n\n"
        "Minister Tanabe sent the following message.\n\nI thank all pilots.\n"
    )
    assert [one.speaker for one in release.statements] == [PUBLISHER, "TANABE Kenji"]


@pytest.mark.parametrize(
    "body",
    [
        "Minister Orsk spoke as follows.\n\nI saw your lighthouse.",
        "(1) Minister Orsk spoke as follows.\n\n• I saw your lighthouse.",
        "1. Minister Orsk spoke as follows.\n\n(1) I saw your lighthouse.",
        "1. Minister Orsk: my ferry is late, and I saw your lighthouse.",
        "Minister Tanabe showed the pier.\n\nI’m told I saw your lighthouse.",
    ],
)
def test_an_i_is_never_the_ministrys(body: str) -> None:
    head = "Japan-Arlandia Relations\n\nA Meeting\n\nApril 15, 2019\n\n"
    release = release_of(f"{head}On April 15, the ministers met.\n\n{body}\n")
    (one,) = (each for each in release.statements if "lighthouse" in each.span.of(release.text))
    assert one.speaker != PUBLISHER
    assert one.parent or release.doubts == ("speaker",)


@pytest.mark.parametrize(
    "notice",
    [
        "[Unofficial translation]",
        "(Tentative Translation)",
        "Updated on March 3, 2020",
        "Last updated: Tuesday, March 3, 2020",
        "For Immediate Release",
        "The original text is in Japanese.",
    ],
)
@pytest.mark.parametrize("form", ["{0}\n{1}", "{1}\n{0}"])
def test_a_notice_above_the_title_is_no_title(notice: str, form: str) -> None:
    top = form.format(notice, "Press Releases")
    release = release_of(
        f"{top}\nA Bell in Borovia\nMarch 1, 2020\nThey rang the bell for the crews.\n"
    )
    assert (release.title, release.date) == ("A Bell in Borovia", dt.date(2020, 3, 1))
    assert words(release) == ["They rang the bell for the crews."]


@pytest.mark.parametrize(
    "lead, day",
    [
        ("On Tuesday, March 26, they met, as they do since 2007.", None),
        ("On March 26, they met under the Treaty of 1960.", None),
        ("On March 26, they met, as in 2012.", None),
        ("On March 26, 2019, they met, as they do since 2007.", dt.date(2019, 3, 26)),
        ("On 26 March 2019 they met for the 2018 Harbor Prize.", dt.date(2019, 3, 26)),
    ],
)
def test_only_a_year_that_stands_with_a_day_dates_a_page(lead: str, day: dt.date | None) -> None:
    text = f"Press Releases\nA Bell in Borovia\n{lead}\nThey rang the bell.\n"
    if day is None:
        with pytest.raises(UndatedPageError):
            release_of(text)
    else:
        assert (release_of(text).date, release_of(text).doubts) == (day, ())


@pytest.mark.parametrize(
    "printed, is_doubted",
    [
        ("Friday, May 3, 2024", False),
        ("Fri., May 3, 2024", False),
        ("(Fri) May 3, 2024", False),
        ("Thursday, May 3, 2024", True),
        ("Thurs, 3 May 2024", True),
        ("(Sun.) May 3, 2024, 9:32 a.m. Ministry of Foreign Affairs", True),
    ],
)
def test_the_weekday_is_held_against_the_day(printed: str, is_doubted: bool) -> None:
    release = release_of(f"Press Releases\nA Bell\n{printed}\nBoth ministers rang the bell.\n")
    assert release.date == dt.date(2024, 5, 3)
    assert ("date" in release.doubts) is is_doubted


@pytest.mark.parametrize(
    "title, cited",
    [
        ("Press Conference 4 April 2003", "Press Conference"),
        ("Press Conference, 4 April 2003", "Press Conference"),
        ("Press Conference (April 4, 2003)", "Press Conference"),
        ("Press Conference Friday, April 4, 2003", "Press Conference"),
        ("Press Conference by the Press Secretary, 4 April 2003", "Press Conference"),
        ("Press Conference on the Storm of 3 April 2003", None),
    ],
)
def test_a_day_stands_once_in_a_citation(title: str, cited: str | None) -> None:
    release = release_of(f"{title}\n\nDate: April 4, 2003\n\n{TURNS}")
    assert short_title(release) == (cited or title)
