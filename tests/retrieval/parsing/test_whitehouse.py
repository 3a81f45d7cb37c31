"""Reading White House pages: golden pages, the rules, and properties."""

# ruff: noqa: E501 - a row of a table reads best on one line

import datetime as dt
import html
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rendering.as_json import release_as_json
from retrieval.errors import UnreadablePageError
from retrieval.model.release import PartKind, Release, ReleaseKind, Statement, StatementKind
from retrieval.parsing.pages.frontmatter import split_front_matter
from retrieval.parsing.pages.markdown import read_markdown
from retrieval.parsing.pages.page import Page
from retrieval.parsing.whitehouse.publisher import HOSTS, PUBLISHER, SOURCE
from retrieval.parsing.whitehouse.reader import read

PAGES = sorted((Path(__file__).parents[2] / "pages" / "whitehouse").glob("*.md"))
TEXTS = [page.read_text(encoding="utf-8") for page in PAGES]


def front(title="Remarks by President Varga", tags="speeches-remarks", date="2022-03-03"):
    return f"---\ndate: '{date}'\nsource_url: https://x/\ntags: {tags}\ntitle: {title}\n---\n \n"


def read_text(body, stem="a-page", url="", **fields) -> Release:
    return read(Page(stem=stem, url=url, text=front(**fields) + body))


def said(release: Release) -> list[tuple[str, str]]:
    return [(each.speaker, each.span.of(release.text)) for each in release.statements]


def asked(release: Release, statement: Statement) -> str | None:
    return statement.question and statement.question.span.of(release.text)


def bare_words(body: str) -> list[str]:
    """Return the words of a body without marks and struck words, by another method."""
    bare = re.sub(r"(?s)<s>.*?</s>", "", body)
    bare = re.sub(r"\\([!-/:-@\[-`{-~])", lambda sign: chr(0xE000 + ord(sign[1])), bare)
    bare = re.sub(r"<([A-Za-z]+:[^<>\s]*|[^<>\s@/]+@[^<>\s@]+)>", r"\1", bare)
    bare = re.sub(r"<!--[^<]*?-->|</?[A-Za-z][A-Za-z0-9]*(?:[\s/][^<>]*)?>", " ", bare)
    bare = re.sub(r"\]\((?:[^()\n]|\n(?!\s*\n)|\([^()]*\))*\)", "]", bare)
    bare = re.sub(r"&[#\w]+;", lambda entity: html.unescape(entity[0]), bare)
    bare = "".join(chr(ord(c) - 0xE000) if 0xE000 <= ord(c) < 0xE080 else c for c in bare)
    return re.findall(r"[^\W_]+", re.sub("[\u00ad\u200b\u200c\u2060\ufeff]", "", bare))


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def unaccounted(release: Release) -> str:
    """Return what is in no statement and in no part."""
    left = list(release.text)
    for each in (*release.statements, *release.parts):
        left[each.span.start : each.span.end] = " " * len(each.span)
    return "".join(left).strip()


def assert_sound(release: Release) -> None:
    spans = [statement.span for statement in release.statements]
    assert spans
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert not unaccounted(release)
    assert not re.search(r"\n{3}|[^\S\n]{2}|[^\S\n]\n|\n[^\S\n]", release.text)
    for statement, span in zip(release.statements, spans, strict=True):
        assert statement.speaker
        assert span.of(release.text) == span.of(release.text).strip() != ""
        assert not any(
            part.kind is PartKind.QUESTION and span.covers(part.span) for part in release.parts
        )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_read_as_somebody_reviewed_it(page):
    release = read(Page(stem=page.stem, url="", text=page.read_text(encoding="utf-8")))
    parts = [[part.kind.value, part.span.of(release.text)] for part in release.parts]
    found = json.dumps(
        {**release_as_json(release), "body": release.text, "parts": parts},
        ensure_ascii=False,
        indent=1,
    )
    golden = page.with_suffix(".json")
    if not golden.exists():
        golden.write_text(found + "\n", encoding="utf-8")
        pytest.fail(f"{golden.name} was written: review it")
    assert json.loads(found) == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_keeps_its_words_and_accounts_for_them(page):
    text = page.read_text(encoding="utf-8")
    release = read(Page(stem=page.stem, url="", text=text))
    assert_sound(release)
    assert words_of(release.text) == bare_words(split_front_matter(text)[1])
    assert release == read(Page(stem=page.stem, url="", text=text))
    assert (release.source, release.publisher) == (SOURCE, PUBLISHER)


SNIPPETS = [
    "Q    ",
    "MS. FINCH:  ",
    "\n\n",
    "  \n",
    "**",
    "[",
    "](",
    ")",
    "<a ",
    ">",
    "-   ",
    "&amp;",
]


@settings(max_examples=150)
@given(
    text=st.sampled_from(TEXTS),
    start=st.integers(0, 2000),
    length=st.integers(0, 400),
    put=st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=5), max_size=4).map("".join),
    moved=st.integers(0, 2000),
)
def test_a_damaged_page_is_refused_by_name_or_read_soundly(text, start, length, put, moved):
    damaged = text[:start] + put + text[start + length :]
    damaged = damaged[:moved] + put + damaged[moved:]
    try:
        release = read(Page(stem="damaged", url="", text=damaged))
    except UnreadablePageError:
        return
    assert_sound(release)
    letters = iter("".join(words_of(html.unescape(damaged))))
    assert all(letter in letters for letter in "".join(words_of(release.text)))


@given(text=st.sampled_from(TEXTS), kept=st.floats(0.2, 1))
def test_a_page_cut_off_between_words_loses_none_before_the_cut(text, kept):
    cut = text[: int(len(text) * kept)]
    cut = cut[: max(cut.rfind("\n\n"), 0)]
    try:
        release = read(Page(stem="cut", url="", text=cut))
    except UnreadablePageError:
        return
    body = split_front_matter(cut)[1]
    if body.count("<") == body.count(">"):
        assert words_of(release.text) == bare_words(body)


@settings(max_examples=200)
@given(st.text(alphabet="ab \n\u00a0*_[]()<>&;\\-#1.>|\u200b\U0010ff81", max_size=80))
def test_markdown_of_any_kind_gives_single_blanks_and_lines_in_order(source):
    document = read_markdown(source)
    assert not re.search(r"\n{3}|[^\S\n]{2}|^\s|\s$", document.text)
    joined = [block.span.of(document.text) for block in document.blocks]
    assert "".join("".join(joined).split()) == "".join(document.text.split())


@pytest.mark.parametrize(
    "text, reason",
    [
        ("", "no front matter"),
        ("Just words.", "no front matter"),
        (front(title='""') + "Words.", "no title found"),
        (front(date="2022-13-01") + "Words.", "no line with its date"),
        (front(date="") + "Words.", "no line with its date"),
        (front() + "<figure>\n<img src='a.jpg' />\n</figure>", "the page is empty"),
        (front() + "***\n\n\\###", "nobody's words"),
        (front() + "Q    Anyone?\n\nAUDIENCE:  No.", "nobody's words"),
    ],
)
def test_a_page_that_cannot_be_read_says_why(text, reason):
    with pytest.raises(UnreadablePageError, match=f"^stem: .*{reason}"):
        read(Page(stem="stem", url="", text=text))


def test_the_address_is_the_pages_own_unless_one_is_given():
    assert read_text("Hello.").url == "https://x/"
    assert read_text("Hello.", url="https://www.whitehouse.gov/a/").url.endswith("/a/")
    assert "www.whitehouse.gov" in HOSTS


def test_an_id_is_the_stem_or_its_beginning_with_a_hash():
    assert read_text("Hello.", stem="2022-short").id == "whitehouse-2022-short"
    long = read_text("Hello.", stem="2022-03-03-remarks-of-%e2-" + "x" * 50).id
    assert re.fullmatch(r"whitehouse-2022-03-03-remarks-o-[0-9a-f]{8}", long)
    assert long != read_text("Hello.", stem="2022-03-03-remarks-of-%e2-" + "x" * 51).id
    assert len(read_text("Hello.", stem="ä").id) <= 40


@pytest.mark.parametrize(
    "written, value",
    [
        ("plain words", "plain words"),
        ("plain\n  folded", "plain folded"),
        ("'it''s\n  so'", "it's so"),
        ('"a\\_b \\u2019 \\xe9 \\U0001F600 \\"q\\""', 'a\u00a0b ’ é 😀 "q"'),
        ('"one\\\n  \\ two"', "one two"),
        ('"bad \\ud800"', "bad \ufffd"),
    ],
)
def test_values_of_front_matter_are_read_as_yaml_has_them(written, value):
    values, body = split_front_matter(f"---\nother: x\ntitle: {written}\n---\nBody")
    assert values["title"] == value
    assert body == "Body"


@pytest.mark.parametrize(
    "body, text",
    [
        ("one\ntwo\n\nthree", "one two\n\nthree"),
        ("one  \ntwo", "one\ntwo"),
        ("one  \n   \ntwo", "one\n\ntwo"),
        ("one\u00a0 two\u200b", "one two"),
        ("Biden-\u2060Harris", "Biden-Harris"),
        ("**bold** and *it* and \\*star\\*", "bold and it and *star*"),
        ("snake_case and 1997\\. \\[sic\\]", "snake_case and 1997. [sic]"),
        ('a [link\nhere](https://x/(y) "t") end', "a link here end"),
        ("[not a link] and [a](b", "[not a link] and [a](b"),
        ("![alt](x.png)after", "altafter"),
        ("<https://x.org/a> <me@x.org> a < b", "https://x.org/a me@x.org a < b"),
        ("R&D; &amp; &lt;b&gt; &#233;", "R&D; & <b> é"),
        ("58<sup>th</sup><br />next", "58th\nnext"),
        ("## Head\n\ntext", "Head\n\ntext"),
        ("-   one\n    more\n-   two\n\nafter", "- one more\n- two\n\nafter"),
        ("1.  one\n    1997. He came\n2.  two", "1. one 1997. He came\n2. two"),
        ("wrapped\n- not an item", "wrapped - not an item"),
        ("> quoted\n> words", "quoted words"),
        ("a\n\n----------\n\nb", "a\n\nb"),
        ("<tr><td>a</td><td>b</td></tr>", "a | b"),
        ("***  \n**Bold**", "Bold"),
    ],
)
def test_marks_are_resolved_into_what_a_reader_sees(body, text):
    assert read_markdown(body).text == text


@pytest.mark.parametrize(
    "title, tags, body, kind",
    [
        ("Remarks by President Varga", "speeches-remarks", "THE PRESIDENT:  Hi.", "speech"),
        ("Remarks by X", "remarks", "MR. X:  Hi.\n\nQ    Why?\n\nMR. X:  So.", "conference"),
        ("Press Briefing by Ann Lee", "press-briefings", "MS. LEE:  Nothing.", "conference"),
        ("Background Press Call", "statements-releases", "MODERATOR:  Hi.", "conference"),
        ("Readout of a Call", "statements-releases", "They spoke.", "readout"),
        ("Joint Statement on Tides", "statements-releases", "We agree.", "statement"),
        ("Presidential Message on Tides", "briefings-statements", "Tides rise.", "statement"),
        ("Remarks by President Varga", "speeches-remarks", "Hello.", "speech"),
        ("FACT SHEET: Tides", "statements-releases", "COSTS:  Low.\n\nQ  Why?", "release"),
    ],
)
def test_a_kind_follows_from_title_section_and_questions(title, tags, body, kind):
    quoted = f"'{title}'"
    assert read_text(body, title=quoted, tags=tags).kind is ReleaseKind(kind)


def test_an_answer_has_all_that_was_asked_since_the_words_before():
    release = read_text(
        "MR. X:  Hi.\n\nQ  One?\n\nMore.\n\nQ  Two?\n\nMR. X:  Yes.\n\nQ  Three?\n\nMR. X:  No."
    )
    first, second, third = release.statements
    assert (first.kind, first.question) == (StatementKind.OPENING, None)
    assert asked(release, second) == "One?\n\nMore.\n\nQ Two?"
    assert asked(release, third) == "Three?"
    assert third.question.asker == "Q"
    assert third.kind is StatementKind.ANSWER


def test_a_moderator_answers_nothing_and_leaves_the_question_to_the_official():
    release = read_text(
        "MODERATOR:  Hi.\n\nQ  One?\n\nMODERATOR:  Sir?\n\nMR. X:  Yes.\n\nMODERATOR:  Next."
    )
    assert [asked(release, each) for each in release.statements] == [None, None, "One?", None]
    assert release.statements[1].speaker == "Moderator"


def test_who_only_hands_over_leaves_the_question_to_the_next():
    release = read_text("Q  One?\n\nMS. X:  Tom?\n\nMR. Y:  Yes.\n\nMS. X:  Tom.")
    assert [asked(release, each) for each in release.statements] == [None, "One?", None]
    release = read_text("Q  One?\n\nMS. X:  Tom, do you want to take that?\n\nMR. Y:  We will.")
    assert [asked(release, each) for each in release.statements] == [None, "One?"]
    release = read_text("Q  One?\n\nMS. X:  " + "word " * 13 + "\n\nMR. Y:  Yes.")
    assert [asked(release, each) for each in release.statements] == ["One?", None]


@pytest.mark.parametrize(
    "words",
    ["Yeah.", "Karine —", "I wanted to ask —", "Hello.  My name is Rebecca, and I study here."],
)
def test_what_asks_nothing_is_no_question(words):
    release = read_text(f"Q  {words}\n\nMS. X:  We will see about that.")
    assert [asked(release, each) for each in release.statements] == [None]
    assert [part.kind for part in release.parts if "Q" not in part.span.of(release.text)]


@pytest.mark.parametrize("words", ["On China.", "And what about the — the ferries", "Why?"])
def test_a_prompt_is_a_question_without_its_mark(words):
    release = read_text(f"Q  {words}\n\nMS. X:  We will see about that.")
    assert asked(release, release.statements[0]) == words


@pytest.mark.parametrize(
    "words", ["Thank you, everybody.", "Brian.", "Go ahead, Asma.", "Hi there."]
)
def test_thanks_and_calls_on_somebody_answer_nothing(words):
    release = read_text(f"Q  Will the ferries be free?\n\nMS. X:  {words}")
    assert [asked(release, each) for each in release.statements] == [None]


@pytest.mark.parametrize("words", ["No.", "Yes, sir.", "We will.", "Not today.", "Tomorrow."])
def test_a_short_reply_answers_all_the_same(words):
    release = read_text(f"Q  Will the ferries be free?\n\nMS. X:  {words}")
    assert [asked(release, each) for each in release.statements] == ["Will the ferries be free?"]


def test_a_turn_of_nothing_but_a_gesture_parts_the_questions_around_it():
    release = read_text("Q  One?\n\nMS. X:  (Nods.)\n\nQ  Two?\n\nMS. X:  It will be.")
    assert [asked(release, each) for each in release.statements] == ["Two?"]


def test_two_labels_on_a_line_are_a_reporters_words():
    release = read_text("Q  One?\n\nMS. X:  Q But I also ask this.\n\nMS. X:  It will be.")
    assert said(release) == [("Ms. X", "It will be.")]


def test_what_an_audience_shouts_and_stage_directions_are_nobodys_statement():
    release = read_text(
        "MR. X:  (Laughs.)\n\nMR. X:  Hi.  (Laughter.)\n\n(Cross-talk.)\n\nAUDIENCE MEMBER:  Boo!\n\n"
        "ADUIENCE:  Boo!\n\nMR. X:  Bye."
    )
    assert said(release) == [("Mr. X", "Hi. (Laughter.)"), ("Mr. X", "Bye.")]


@pytest.mark.parametrize(
    "line",
    [
        "I’ll say this: we won.",
        "First: the economy.",
        "FACT: it rose.",
        "I SAID: no.",
        "H.R. 3537: an act.",
        "CBS: “Republicans want more.”",
        "THE QUICK BROWN FOX JUMPED OVER IT: yes.",
        "Q&A was fun.",
        "Mr. President: hello.",
        "9:30: breakfast.",
    ],
)
def test_a_line_of_speech_with_a_colon_is_no_label(line):
    release = read_text(f"MR. X:  Hi.\n\n{line}")
    assert [each.speaker for each in release.statements] == ["Mr. X", "Mr. X"]
    assert said(release)[1][1] == line


@pytest.mark.parametrize(
    "label, speaker",
    [
        ("MS. FINCH:", "Ms. Finch"),
        ("Mr. BRAE:", "Mr. Brae"),
        ("MR: ZIENTS:", "Mr. Zients"),
        ("DR. MCCOY:", "Dr. McCoy"),
        ("MR. O’NEILL:", "Mr. O’Neill"),
        ("SECRETARY LUND:", "Secretary Lund"),
        ("PRESIDENT VON DER MARK:", "President Von Der Mark"),
        ("THE PRESIDNET:", "The President"),
        ("SENIOR ADMINISTRATION OFFICIAL #2:", "Senior Administration Official #2"),
        ("FBI OFFICIAL:", "FBI Official"),
        ("MR. KIRK.", "Mr. Kirk"),
        ("PRESIDENT ŠIMON —", "President Šimon"),
        ("Q MR. KIRK:", "Mr. Kirk"),
        ("MODERTOR:", "Moderator"),
        ("COACH REED:", "Coach Reed"),
    ],
)
def test_labels_of_all_forms_name_their_speaker(label, speaker):
    release = read_text(f"MS. Y:  Hello.\n\n{label}  Hi there.", title="Remarks at Noon")
    assert release.statements[1].speaker == speaker


@pytest.mark.parametrize(
    "title, label, text, speaker, role",
    [
        ("Briefing by Press Secretary Orla Finch", "MS. FINCH:", "", "Orla Finch", "Press Secretary"),
        ("Remarks by President Varga", "THE PRESIDENT:", "", "President Varga", "President"),
        ("Remarks by President Joe Varga", "THE PRESIDENT:", "", "Joe Varga", "President"),
        ("Remarks at Noon", "THE PRESIDENT:", "President Putin", "The President", "President"),
        ("Remarks by President Varga and President Lund", "THE PRESIDENT:", "", "The President", "President"),
        ("Remarks by Vice President Moreau’s Team", "THE VICE PRESIDENT:", "", "Vice President Moreau", "Vice President"),
        ("Remarks by PRESIDENT VARGA AT NOON", "THE PRESIDENT:", "", "President Varga", "President"),
        ("Remarks by President Joe Varga", "DR. VARGA:", "by Joe Varga", "Dr. Varga", ""),
        ("Remarks by President Lopez Obra of Mexico", "PRESIDENT LOPEZ OBRA:", "", "President Lopez Obra", "President"),
        ("Remarks at Noon", "MR. BRAE:", "our Harbor Advisor, Tom Brae.", "Tom Brae", "Harbor Advisor"),
        ("Remarks at Noon", "MR. BRAE:", "I am with Tom Brae.", "Tom Brae", ""),
        ("Remarks at Noon", "MR. BRAE:", "with Tom Brae and to Ann Brae.", "Mr. Brae", ""),
        ("Remarks at Noon", "MR. BRAE:", "yes. And Brae. See the Tom Brae Act", "Mr. Brae", ""),
        ("Remarks at Noon", "MR. BRAE:", "with Senator Ann Brae.", "Mr. Brae", ""),
        ("Remarks at Noon", "SECRETARY LUND:", "by Harbor Secretary Ida Lund.", "Ida Lund", "Harbor Secretary"),
        ("Remarks by Secretary Lund", "SECRETARY LUND:", "with Secretary Ida Lund.", "Ida Lund", "Secretary"),
        ("Call with Assistant to the President and Deputy Advisor for Cyber Ann Lee", "MS. LEE:", "", "Ann Lee", "Deputy Advisor for Cyber"),
        ("Remarks by Secretary of Health and Human Services Ann Lee, Tom Brae, and Jo Fox", "MR. BRAE:", "", "Tom Brae", ""),
    ],
)  # fmt: skip
def test_a_speaker_is_named_as_fully_as_the_page_names_him(title, label, text, speaker, role):
    release = read_text(f"{label}  Hi.\n\nWell, {text}", title=f"'{title}'")
    assert (release.statements[0].speaker, release.statements[0].role) == (speaker, role)


def test_the_president_is_the_first_of_the_title_if_the_other_has_a_label_of_his_own():
    title = "Remarks by President Varga and President Lund of Norland"
    release = read_text("THE PRESIDENT:  Hi.\n\nPRESIDENT LUND:  Hello.", title=title)
    assert [each.speaker for each in release.statements] == ["President Varga", "President Lund"]
    release = read_text("THE PRESIDENT:  Hi.\n\nPRESIDENT VARGA:  Hello.", title=title)
    assert release.statements[0].speaker == "The President"


@pytest.mark.parametrize(
    "title, speaker, role",
    [
        ("Statement by President Joe Varga on Tides", "Joe Varga", "President"),
        ("Statement from President Varga", "President Varga", "President"),
        ("Statement from Press Secretary Orla Finch Welcoming Spring", "Orla Finch", "Press Secretary"),
        ("Joint Statement from the Leaders of Norland", PUBLISHER, ""),
        ("Statement on Tides", PUBLISHER, ""),
        ("Statement by Advisor Tom Brae and Director Jo Fox on Tides", "Tom Brae and Jo Fox", "Advisor and Director"),
    ],
)  # fmt: skip
def test_a_statement_is_of_whom_its_title_names_with_an_office(title, speaker, role):
    release = read_text("We agree.", title=f"'{title}'", tags="statements-releases")
    assert (release.statements[0].speaker, release.statements[0].role) == (speaker, role)


def test_the_day_time_and_place_are_those_above_the_words():
    release = read_text("Hall  \nMilton, Ohio\n\n(March 2, 2022)\n\n12:05 A.M. EST\n\nMR. X:  Hi.")
    assert release.place == "Hall, Milton, Ohio"
    assert (release.date, release.time) == (dt.date(2022, 3, 2), dt.time(0, 5))


def test_notes_above_the_words_and_a_time_on_the_line_of_a_label_are_header():
    release = read_text("\\*\\*See corrections below.\n\nHall,\n\n5:19 P.M. EDT MR. X:  Hi.")
    assert said(release) == [("Mr. X", "Hi.")]
    assert (release.place, release.time) == ("Hall", dt.time(17, 19))
    assert not unaccounted(release)


def test_a_day_far_from_that_of_the_page_and_an_impossible_time_are_not_believed():
    release = read_text("(March 2, 2012)\n\n13:75 P.M. EST\n\nMR. X:  Hi.")
    assert (release.date, release.time) == (dt.date(2022, 3, 3), None)


def test_words_after_the_end_are_the_footer_but_not_if_somebody_speaks_again():
    release = read_text("MR. X:  Hi.\n\n5:02 P.M. EDT\n\nMR. X:  Again.\n\nEND\n\nSee the slides.")
    assert [words for _, words in said(release)] == ["Hi.", "Again."]


def test_a_long_opening_is_cited_by_the_paragraph_and_a_short_one_whole():
    long = "\n\n".join(f"Paragraph {number}. " + "word " * 100 for number in range(20))
    briefing = {"title": "Press Briefing by Ann Lee", "tags": "press-briefings"}
    assert len(read_text(f"MS. LEE:  {long}", **briefing).statements) == 20
    assert len(read_text("MS. LEE:  One.\n\nTwo.", **briefing).statements) == 1


def test_a_paragraph_of_a_release_takes_its_lines_until_a_sentence_ends():
    release = read_text(
        "Office of Harbors  \nNorby  \nIt is open.  \nCome in.", tags="blog", title="A"
    )
    assert [words for _, words in said(release)] == [
        "Office of Harbors\nNorby\nIt is open.",
        "Come in.",
    ]


def test_items_are_numbered_and_know_what_they_stand_under():
    release = read_text("-   a\n    -   b\n    -   c\n-   d", tags="blog", title="A")
    assert [(each.number, each.parent) for each in release.statements] == [
        ("1", None),
        ("1 (1)", "s1"),
        ("1 (2)", "s1"),
        ("2", None),
    ]
