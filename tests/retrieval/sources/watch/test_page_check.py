"""What a look at a page or an index shows, for each thing that a site may give."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.responses import (
    NONE_GIVEN,
    Fetched,
    Gone,
    Seen,
    Unchanged,
    Validators,
)
from retrieval.sources.files.keys import reading_key
from retrieval.sources.watch.check_log import Unseen
from retrieval.sources.watch.course import Course
from retrieval.sources.watch.decisions import (
    IndexPageState,
    KnownPage,
    Listing,
    Look,
    PageState,
    SeenBy,
)
from retrieval.sources.watch.index_check import (
    KnownIndexes,
    Place,
    check_index_page,
    check_indexes,
    index_addresses,
)
from retrieval.sources.watch.index_parsing import IndexEntry
from retrieval.sources.watch.page_check import PageObservation, Sight, check_page
from retrieval.sources.watch.publishers import Form, IndexPage, Source, load_sources

TODAY = dt.date(2026, 1, 10)
NOW = dt.datetime(2026, 1, 10, 3, 0, tzinfo=dt.UTC)
URL = "https://www.mofa.go.jp/press/release/pressite_000001_00001.html"
GIVEN = Validators('"2"', "today")
OLD = Validators('"1"', "yesterday")
HTML = (
    "<!DOCTYPE html><html><body><h1>Press Releases</h1><h2>A Talk</h2><p>January 9, 2026</p>"
    "<p>The two ministers met in the capital of Arlandia.</p></body></html>"
)
[MOFA] = load_sources()


def page(state: PageState = PageState.READ, **values: Any) -> KnownPage:
    known = KnownPage(URL, "Talks", TODAY, NOW, SeenBy.CHECK, state, validators=OLD)
    return replace(known, **values)


class Site:
    """Gives the same whatever it is asked for, and notes what that was."""

    def __init__(self, given: Seen | UnseenError) -> None:
        self.given = given
        self.asked: list[tuple[str, frozenset[str], Validators]] = []

    async def fetch(self, url: str, hosts: frozenset[str], validators: Validators) -> Seen:
        self.asked.append((url, hosts, validators))
        if isinstance(self.given, UnseenError):
            raise self.given
        return self.given


def html(text: str = HTML, url: str = URL) -> Fetched:
    return Fetched(url, text.encode(), GIVEN)


async def look(given: Seen | UnseenError, known: KnownPage) -> PageObservation:
    site = Site(given)
    seen = await check_page(site.fetch, MOFA, known, TODAY)
    assert site.asked == [(URL, MOFA.hosts, known.validators)]
    assert seen.page == known
    return seen


UNREAD = (PageState.LISTED, PageState.AWAITED)
KNOWN = (PageState.READ, PageState.WITHDRAWN)
KEY = reading_key("pressite_000001_00001.html", HTML.encode(), "mofa", URL)


@pytest.mark.parametrize("state", PageState)
async def test_a_page_that_can_be_read_shows_its_words_and_its_validators(
    state: PageState,
) -> None:
    seen = await look(html(), page(state))
    assert (seen.sight, seen.validators, seen.fault) == (Sight.READ, GIVEN, None)
    assert seen.reading is not None
    assert (seen.reading.key, seen.reading.release.url) == (KEY, URL)
    assert seen.reading.release.date == dt.date(2026, 1, 9)


@pytest.mark.parametrize("state", PageState)
async def test_the_same_bytes_are_read_again_only_if_they_never_were(state: PageState) -> None:
    seen = await look(html(), page(state, key=KEY))
    assert seen.sight is (Sight.READ if state in UNREAD else Sight.SAME)
    assert seen.validators == GIVEN


SOON = HTML.replace("The two ministers met in the capital of Arlandia.", "Coming soon.")
REFUSED = "<!DOCTYPE html><html><body><h1>Access Denied</h1></body></html>"
STRANGE, SLOW = Fault.STRANGE, UnseenError(URL, Fault.SLOW, "not whole within 60 s")


@pytest.mark.parametrize(
    "given, states, sight, fault, reason",
    [
        (SLOW, PageState, Sight.UNSEEN, "slow", "not whole within 60 s"),
        (Gone(), UNREAD, Sight.WORDLESS, None, ""),
        (Gone(), KNOWN, Sight.ABSENT, None, ""),
        (Unchanged(), UNREAD, Sight.UNSEEN, "strange", "unchanged though it was never read"),
        (html(SOON), UNREAD, Sight.WORDLESS, None, ""),
        (html(SOON), KNOWN, Sight.UNSEEN, "strange", None),
        (html(REFUSED), PageState, Sight.UNSEEN, "refused", None),
        (html("<!DOCTYPE html><p>\0"), PageState, Sight.WORDLESS, "unreadable", None),
        (
            html(url="https://www.mofa.go.jp/press/release/index.html"),
            PageState,
            Sight.UNSEEN,
            "strange",
            "it leads to what is no release",
        ),
    ],
)
async def test_what_a_page_without_words_shows_depends_on_whether_it_was_read(
    given: Seen | UnseenError,
    states: Any,
    sight: Sight,
    fault: str | None,
    reason: str | None,
) -> None:
    for state in states:
        seen = await look(given, page(state))
        assert (seen.sight, seen.reading, seen.validators) == (sight, None, NONE_GIVEN)
        if fault is None:
            assert seen.fault is None
        else:
            assert seen.fault is not None
            assert (seen.fault.url, seen.fault.fault) == (URL, fault)
            assert seen.fault.reason == reason if reason else seen.fault.reason


async def test_a_page_that_is_unchanged_keeps_its_validators() -> None:
    for state in KNOWN:
        assert await look(Unchanged(), page(state)) == PageObservation(page(state), Sight.SAME, OLD)


@pytest.mark.parametrize("state", PageState)
@pytest.mark.parametrize("sight", Sight)
def test_nothing_is_saved_of_a_page_that_is_as_it_was_known(state: PageState, sight: Sight) -> None:
    as_known = {
        Sight.READ: (),
        Sight.SAME: (PageState.READ,),
        Sight.ABSENT: (PageState.WITHDRAWN,),
        Sight.WORDLESS: (PageState.AWAITED, *KNOWN),
        Sight.UNSEEN: tuple(PageState),
    }
    seen = PageObservation(page(state), sight, OLD)
    assert seen.is_as_known is (state in as_known[sight])
    if sight is Sight.SAME:
        assert not replace(seen, validators=GIVEN).is_as_known
        assert not replace(seen, page=page(state, missing=1)).is_as_known


# Indexes

WHATS = IndexPage("news", Form.TITLES, "https://www.mofa.go.jp/whats/index.html")
MONTHLY = replace(WHATS, name="old", url="https://www.mofa.go.jp/{year}/{month}_index.html")
LISTED = (
    '<!DOCTYPE html><html><body><dl class="title-list"><dt>December 9</dt>'
    f'<dd><a href="{URL}">Talks</a></dd></dl></body></html>'
)
ENTRY = IndexEntry(URL, "Talks", dt.date(2025, 12, 9))
BEFORE = Listing("https://www.mofa.go.jp/2026/01_index.html", "old", (ENTRY,), OLD, NOW)


def place(month: int) -> Place:
    day = dt.date(2026 if month == 1 else 2025, month, 1)
    return Place(MONTHLY, MONTHLY.url_for(day), day)


def test_of_an_archive_by_month_this_month_and_the_last_are_read() -> None:
    assert index_addresses(WHATS, TODAY) == [Place(WHATS, WHATS.url)]
    assert index_addresses(MONTHLY, TODAY) == [place(1), place(12)]
    assert [one.url[23:] for one in (place(1), place(12))] == [
        "2026/01_index.html",
        "2025/12_index.html",
    ]


async def check_index(
    given: Seen, month: int | None, before: Listing | None = None
) -> Listing | tuple[str, str] | None:
    site, where = Site(given), Place(WHATS, WHATS.url) if month is None else place(month)
    try:
        return await check_index_page(site.fetch, Course(MOFA, NOW), where, before)
    except UnseenError as unseen:
        return (unseen.fault, unseen.reason) if unseen.url == where.url else None
    finally:
        validators = before.validators if before else NONE_GIVEN
        assert site.asked == [(where.url, MOFA.hosts, validators)]


async def test_an_index_page_is_what_it_lists_now() -> None:
    listed = replace(html(LISTED), url=WHATS.url)
    assert await check_index(listed, None) == Listing(WHATS.url, "news", (ENTRY,), GIVEN, NOW)
    found = await check_index(html(LISTED, place(12).url), 12, BEFORE)
    assert found == Listing(place(12).url, "old", (ENTRY,), GIVEN, NOW)
    assert await check_index(Unchanged(), 1, BEFORE) is BEFORE


async def test_only_the_page_of_a_month_that_begins_may_be_missing_or_empty() -> None:
    gone = (Fault.STRANGE, "there is no such index")
    empty = html(LISTED.replace(URL, "/a.pdf"), place(1).url)
    none_listed = (Fault.EMPTY, "an index without a single release")
    assert await check_index(Gone(), 1) is None
    assert await check_index(Gone(), 1, BEFORE) == gone
    assert await check_index(Gone(), 12) == gone
    assert await check_index(Gone(), None) == gone
    assert await check_index(empty, 1) is None
    assert await check_index(empty, 1, BEFORE) == none_listed
    assert await check_index(replace(empty, url=place(12).url), 12) == none_listed
    assert await check_index(Unchanged(), 1) == (
        Fault.STRANGE,
        "unchanged though nothing was known of it",
    )


async def test_of_each_index_its_pages_and_its_state_are_noted() -> None:
    feed = IndexPage("feed", Form.FEED, "https://www.mofa.go.jp/rss/news.xml")
    source = Source("mofa", MOFA.zone, (WHATS, MONTHLY, feed), ".html")
    then = NOW - dt.timedelta(days=1)
    known = KnownIndexes(
        {BEFORE.url: BEFORE},
        {
            "old": IndexPageState("mofa", "old", then),
            "feed": IndexPageState("mofa", "feed", then, then, "slow", "late", then),
        },
    )

    async def fetch(url: str, _hosts: frozenset[str], validators: Validators) -> Seen:
        if url == feed.url:
            raise UnseenError(url, Fault.DNS, "no name")
        if url == place(12).url:
            raise UnseenError(url, Fault.SLOW, "late")
        return Unchanged() if validators == OLD else html(LISTED, url)

    course = Course(source, NOW)
    looks = await check_indexes(fetch, course, known)
    new = Listing(WHATS.url, "news", (ENTRY,), GIVEN, NOW)
    assert looks == [Look(new, None, is_first=True), Look(BEFORE, BEFORE, is_monthly=True)]
    assert course.unseen == [
        Unseen(place(12).url, "slow", "late"),
        Unseen(feed.url, "dns", "no name"),
    ]
    assert course.indexes == [
        IndexPageState("mofa", "news", NOW),
        IndexPageState("mofa", "old", then, NOW, "slow", "late"),
        IndexPageState("mofa", "feed", then, then, "dns", "no name", then),
    ]
