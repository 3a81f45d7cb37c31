import contextlib
import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import (
    EmptyPageError,
    FutureDatePageError,
    PlaceholderPageError,
    RefusalPageError,
    TangledPageError,
    TooShortPageError,
    UndatedPageError,
    UnreadablePageError,
    UntitledPageError,
    WordlessPageError,
)
from retrieval.model.release import Doubt
from retrieval.parsing.pages.doubt import doubt_page, doubt_release, settle_day
from retrieval.parsing.pages.html import read_html
from retrieval.parsing.pages.page import Page, is_html
from retrieval.parsing.registry import is_of_publisher, read, recognise
from retrieval.sources.files.seeds import find_seeds

TODAY = dt.date(2026, 11, 22)
RELEASE = "Press Releases\nA Talk\n{day}\nThe two ministers met in the capital of Arlandia.\n"


@pytest.mark.parametrize(
    "text, error",
    [
        ("", EmptyPageError),
        (" \u00a0\n", EmptyPageError),
        ("<html><body> </body></html>", EmptyPageError),
        ("<html><title>403 Forbidden</title><body>Forbidden</body></html>", RefusalPageError),
        (
            f"<html><script>{'x = 1; ' * 400}</script><style>b{{}}</style><p>Just a moment...</p>",
            RefusalPageError,
        ),
        ("<html><p>Words</p><script>", TooShortPageError),
        ("Just a moment... Checking your browser before you go on.", RefusalPageError),
        ("Press Conferences\nA Talk\nThe text will be coming soon.", PlaceholderPageError),
        ("Loading", TooShortPageError),
    ],
)
def test_what_is_no_page_of_a_publisher_is_refused_by_name(
    text: str, error: type[UnreadablePageError]
) -> None:
    with pytest.raises(error, match="page-1"):
        doubt_page("page-1", text)


@pytest.mark.parametrize(
    "text, error",
    [
        ("Press Releases\nMay 3, 2024\nThe two ministers met.\n", UntitledPageError),
        ("Press Releases\nA Talk\nThe two ministers met.\n", UndatedPageError),
        ("Press Releases\nA Talk\nMay 3, 2024\n", WordlessPageError),
        ("\n \n", EmptyPageError),
    ],
)
def test_what_a_page_lacks_is_said_by_name(text: str, error: type[UnreadablePageError]) -> None:
    with pytest.raises(error, match="page-1"):
        read("mofa", Page("page-1", "", text))


def test_a_date_in_the_future_is_doubted_but_not_tomorrow_where_the_day_begins_first() -> None:
    tomorrow = read("mofa", Page("page", "", RELEASE.format(day="November 23, 2026")))
    later = read("mofa", Page("page", "", RELEASE.format(day="November 24, 2026")))
    doubt_release(tomorrow, TODAY)
    with pytest.raises(FutureDatePageError, match="2026-11-24"):
        doubt_release(later, TODAY)


LISTED = dt.date(2026, 11, 20)
FRIDAY = "Friday, November 20, 2026"


@pytest.mark.parametrize(
    "printed, listed_on, stands, is_doubted",
    [
        # The index says the same, or nothing, or a day that is near.
        ("November 20, 2026", LISTED, LISTED, False),
        ("January 20, 2026", None, dt.date(2026, 1, 20), False),
        ("November 18, 2026", LISTED, dt.date(2026, 11, 18), False),
        ("November 6, 2026", LISTED, dt.date(2026, 11, 6), False),
        # A slip of the page, in the year, the month or the day.
        ("November 20, 2025", LISTED, LISTED, True),
        ("November 20, 2016", LISTED, LISTED, True),
        ("October 20, 2026", LISTED, LISTED, True),
        ("November 5, 2026", LISTED, LISTED, True),
        ("November 20, 2062", LISTED, LISTED, True),
        ("December 20, 2026", LISTED, LISTED, True),
        # A slip of the index.
        ("November 20, 2026", dt.date(2025, 11, 20), LISTED, True),
        ("November 20, 2026", dt.date(2026, 10, 20), LISTED, True),
        # The day of the week decides.
        ("Friday, November 20, 2025", LISTED, LISTED, True),
        ("Friday, November 19, 2026", LISTED, LISTED, True),
        ("Thursday, November 19, 2026", LISTED, dt.date(2026, 11, 19), False),
        ("Thursday, November 20, 2025", LISTED, dt.date(2025, 11, 20), True),
        (FRIDAY, dt.date(2026, 11, 19), LISTED, False),
        (FRIDAY, dt.date(2026, 1, 20), LISTED, True),
        ("Monday, November 20, 2025", LISTED, LISTED, True),
        ("Monday, November 18, 2026", LISTED, dt.date(2026, 11, 18), True),
    ],
)
def test_of_two_days_that_contradict_each_other_the_likelier_stands_and_is_doubted(
    printed: str, listed_on: dt.date | None, stands: dt.date, is_doubted: bool
) -> None:
    release = read("mofa", Page("page", "", RELEASE.format(day=printed)))
    settled = settle_day(release, listed_on, TODAY)
    assert (settled.date, Doubt.DATE in settled.doubts) == (stands, is_doubted)
    assert settled.doubts.count(Doubt.DATE) <= 1
    assert settled.text == release.text


def test_hardly_any_words_are_doubted() -> None:
    release = read("mofa", Page("page", "", "Press Releases\nA Talk\nMay 3, 2024\nThey met.\n"))
    with pytest.raises(TooShortPageError):
        doubt_release(release, TODAY)


def test_the_seeds_give_no_reason_for_doubt() -> None:
    for reading in find_seeds().read().readings:
        release = reading.release
        doubt_page(release.id, release.text)
        doubt_release(release, TODAY)


@pytest.mark.parametrize(
    "words",
    [
        "Minister Tanabe: He was told “access denied” at the gate, and so he came back home.",
        "Minister Tanabe: The text will be available on the site of the ministry on Friday.",
    ],
)
def test_a_release_that_speaks_of_a_refusal_is_not_one(words: str) -> None:
    doubt_page(
        "page", f"Press Conferences\nPress Conference\nMay 3, 2024\nReporter: Well?\n{words}"
    )


# --- HTML


def test_blank_characters_of_the_page_stay_and_those_of_the_markup_fold() -> None:
    html = "<html><body><p>One\n  two\u00a0three re\u00adfrain</p></body></html>"
    assert read_html(html, "page") == "One two\u00a0three re\u00adfrain"


def test_scripts_navigation_and_pictures_are_not_read() -> None:
    html = (
        "<body><script>alert(1)</script><nav>Home</nav><article><h1>Title</h1>"
        "<p>Words<img alt='Open a New Window'></p><div class='social-btn-top'>Share</div>"
        "<aside>Related</aside></article><footer>Copyright</footer></body>"
    )
    assert read_html(f"<html>{html}</html>", "page") == "Title\n\nWords"


def test_list_items_keep_the_numbers_a_reader_sees() -> None:
    html = (
        "<body><ol start='3'><li>three<ul class='noicon'><li>(1) nested</li></ul></li>"
        "<li>four</li></ol><ul><li>plain</li></ul></body>"
    )
    assert read_html(html, "page").split() == [
        "3.",
        "three",
        "(1)",
        "nested",
        "4.",
        "four",
        "•",
        "plain",
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<html>" + "<div>" * 1_001,
        "<html>" + "<article>" * 1_001,
        "<html>" + "<dl>" * 1_001,
        "<html>" + "</div>" * 5_000 + "<div>" * 1_001,
        "<html>" + "".join(f"<p><u a{number}>" for number in range(5_000)),
        "<html>" + "<p>x" * 40_000,
    ],
    ids=["divs", "articles", "lists", "ends first", "formatting without end", "paragraphs"],
)
def test_html_that_is_tangled_is_refused_by_name(html: str) -> None:
    with pytest.raises(TangledPageError, match="page-1"):
        read("mofa", Page("page-1", "", html))


def test_line_breaks_and_table_rows_are_lines_of_their_own() -> None:
    html = "<body><p>one<br>two</p><table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
    assert [line for line in read_html(html, "page").splitlines() if line] == [
        "one",
        "two",
        "a b",
        "c",
    ]


@pytest.mark.parametrize(
    "text, is_markup",
    [
        ("<!DOCTYPE html><html>", True),
        ("\ufeff <!-- saved --> <html>", True),
        ("<p>words", True),
        ("Press Releases\n<p>", False),
        ("< 5 people met", False),
        ("", False),
    ],
)
def test_html_is_told_from_text_by_its_beginning(text: str, is_markup: bool) -> None:
    assert is_html(text) is is_markup


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 200_000 + "x",
        "<p>" * 100_000 + "x",
        "<li>" * 50_000,
        "<html><ol>" + "<li>x" * 20_000,
        "<html>" + "<a href='x'>" * 30_000,
        "<!--" * 100_000,
        "<html>" + "&lt;" * 300_000,
        "<b><i>" * 40_000,
    ],
    ids=["divs", "paragraphs", "items", "a list", "links", "comments", "references", "crossed"],
)
def test_no_page_takes_more_than_two_seconds(html: str, stopwatch) -> None:
    with stopwatch, contextlib.suppress(UnreadablePageError):
        read("mofa", Page("page", "", html))
    assert stopwatch.least_s < 2


MARKUP = st.lists(
    st.sampled_from(
        [
            "<html><body>",
            "<h1>Press Releases</h1>",
            "<h2>A Talk</h2>",
            "<p>May 3, 2024</p>",
            "<p>",
            "</p>",
            "<div class='any-area'>",
            "</div>",
            "<ol><li>",
            "</li></ol>",
            "<br>",
            "&nbsp;",
            "Minister Tanabe: ",
            "Reporter: Why? ",
            "The two ministers met.",
            "(1) ",
            "<script>",
            "<!--",
            "\x00",
        ]
    )
    | st.text(max_size=8),
    max_size=30,
)


@given(MARKUP)
def test_whatever_the_markup_a_page_is_read_or_refused_by_name(pieces: list[str]) -> None:
    try:
        release = read("mofa", Page("page", "", "<html>" + "".join(pieces)))
    except UnreadablePageError:
        return
    ends = [*release.parts, *release.statements]
    spans = sorted(one.span for one in ends)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    covered = set().union(*(range(span.start, span.end) for span in spans))
    left = {at for at, c in enumerate(release.text) if not c.isspace()} - covered
    assert not left


def test_an_address_that_cannot_be_parsed_is_nobodys() -> None:
    assert recognise("---\nsource_url: https://[x\n---\n\nWords.") == "mofa"
    assert not is_of_publisher("https://[x", "whitehouse")


def test_a_page_of_the_first_day_of_all_ends_no_run() -> None:
    text = (
        "---\ntitle: Remarks\ndate: '0001-01-01'\n"
        "source_url: https://www.whitehouse.gov/remarks/\n---\n\n"
        "January 1, 2022\n\nThe President spoke of peace and of bread.\n"
    )
    assert read("whitehouse", Page("page", "", text)).date.year == 1


def test_digits_of_another_script_make_no_stem() -> None:
    text = (
        "Press Conferences\nPress Conference\nMay 3, 2022\nReporter: Well?\nMinister Tanabe: Yes.\n"
    )
    release = read("mofa", Page("kaiken２４e_０００１２３", "", text))
    assert release.id.isascii()
    assert release.url == ""
