"""Index pages: what they list, and what is no index."""

import datetime as dt

import pytest

from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.watch.feeds import read_feed
from retrieval.sources.watch.index_parsing import IndexEntry, read_listing
from retrieval.sources.watch.publishers import Source, load_sources

WHATS = "https://www.mofa.go.jp/whats/index.html"
CONFERENCES = "https://www.mofa.go.jp/press/kaiken/index.html"
TODAY = dt.date(2026, 1, 10)


@pytest.fixture(scope="module")
def mofa() -> Source:
    [source] = load_sources()
    return source


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body><main>{body}</main></body></html>".encode()


def by_days(*days: tuple[str, str]) -> bytes:
    """An index of days, each with its links."""
    lines = "".join(f'<dt class="list-title">{day}</dt><dd>{links}</dd>' for day, links in days)
    return page(f'<div id="news"><dl class="title-list">{lines}</dl></div>')


def link(address: str, title: str = "Grant Aid") -> str:
    return f'<li><a href="{address}">{title}</a></li>'


def urls(entries: tuple[IndexEntry, ...]) -> list[str]:
    return [entry.url.removeprefix("https://www.mofa.go.jp") for entry in entries]


ONE = link("/press/release/pressite_000001_00001.html")


def test_a_link_stands_under_its_day_with_its_title(mofa: Source) -> None:
    listed = by_days(("January 2", link("/press/release/a.html", " Talks \n with <b>Borovia</b> ")))
    [entry] = read_listing(mofa, WHATS, listed, TODAY)
    assert entry == IndexEntry(
        "https://www.mofa.go.jp/press/release/a.html", "Talks with Borovia", dt.date(2026, 1, 2)
    )


@pytest.mark.parametrize(
    "address",
    [
        "/mofaj/press/release/a.html",
        "/files/100990001.pdf",
        "/press/release/202512_index.html",
        "/press/kaiken/index.html",
        "https://www.br.emb-japan.go.jp/itpr_en/a.html",
        "//www.mofa.go.jp.example.org/a.html",
        "https://www.mofa.go.jp@example.org/a.html",
        "https://www.mofa.go.jp:8443/a.html",
        "mailto:webmaster@mofa.go.jp",
        "javascript:alert('a.html')",
        "https://[/a.html",
        "/a b.html",
        "/é.html",
        f"/{'a' * 2000}.html",
        "",
    ],
)
def test_what_is_no_page_of_the_publisher_is_left_out(mofa: Source, address: str) -> None:
    listed = by_days(("January 2", link(address) + ONE))
    assert urls(read_listing(mofa, WHATS, listed, TODAY)) == [
        "/press/release/pressite_000001_00001.html"
    ]


@pytest.mark.parametrize(
    "address",
    ["https://www.mofa.go.jp:8443/a.html", "https://[/a.html", "/a b.html", "/é.html", "/a.html?b"],
)
def test_what_may_be_a_page_but_cannot_be_taken_as_one_is_named(mofa: Source, address: str) -> None:
    odd: list[UnseenError] = []
    listed = by_days(("January 2", link(address) + ONE))
    assert len(read_listing(mofa, WHATS, listed, TODAY, None, odd)) == 1
    assert [one.url for one in odd] == [address]


def test_a_link_that_stands_twice_is_listed_once(mofa: Source) -> None:
    path = "/press/release/pressite_000001_00001.html"
    other = link(f"http://WWW.mofa.go.jp:80{path}#topic2")
    listed = by_days(("January 2", ONE + other), ("December 28", ONE))
    [entry] = read_listing(mofa, WHATS, listed, TODAY)
    assert entry.day == dt.date(2026, 1, 2)


def test_a_conference_has_its_link_in_the_title_and_its_day_in_brackets(mofa: Source) -> None:
    listed = page(
        '<div id="pressconf"><dl class="title-list"><dt class="list-title">'
        '<a href="/press/kaiken/k1.html">Press Conference by Foreign Minister TANABE Kenji '
        "(December 26, 2025, 2:04 p.m.)</a></dt><dd><ul><li>"
        '<a href="/press/kaiken/k1.html#topic1">Opening</a></li></ul></dd></dl>'
        '<dl class="title-list"><dt class="list-title"><a href="/press/kaiken/k2.html">'
        "Press Conference (January 7, 2026, 3:46 p.m.)</a></dt>"
        "<dd>The text will be coming soon.</dd></dl></div>"
    )
    entries = read_listing(mofa, CONFERENCES, listed, TODAY)
    assert [entry.day for entry in entries] == [dt.date(2025, 12, 26), dt.date(2026, 1, 7)]


@pytest.mark.parametrize(
    "heading, today, month, day",
    [
        ("January 10", TODAY, None, dt.date(2026, 1, 10)),
        ("December 31", TODAY, None, dt.date(2025, 12, 31)),
        ("December 31, 2024", TODAY, None, dt.date(2024, 12, 31)),
        ("January 11", TODAY, None, dt.date(2026, 1, 11)),
        ("December 30", TODAY, dt.date(2025, 12, 1), dt.date(2025, 12, 30)),
        ("July 3", TODAY, dt.date(2013, 7, 1), dt.date(2013, 7, 3)),
        ("December 31", TODAY, dt.date(2014, 1, 1), dt.date(2013, 12, 31)),
        ("Sept. 30", dt.date(2026, 10, 1), None, dt.date(2026, 9, 30)),
        ("February 30", TODAY, None, None),
        ("Statements", TODAY, None, None),
    ],
)
def test_a_month_later_than_this_one_is_of_the_year_before(
    mofa: Source, heading: str, today: dt.date, month: dt.date | None, day: dt.date | None
) -> None:
    [entry] = read_listing(mofa, WHATS, by_days((heading, ONE)), today, month)
    assert entry.day == day


def test_an_archive_may_tell_its_year_in_its_heading(mofa: Source) -> None:
    listed = b"<h2>Press Releases Archive December 2019</h2>" + by_days(("December 30", ONE))[15:]
    [entry] = read_listing(mofa, WHATS, b"<!DOCTYPE html>" + listed, TODAY)
    assert entry.day == dt.date(2019, 12, 30)


LOGIN = '<form><input name="user"><input type="password" name="p"></form>'
CHALLENGES = {
    "login": page(f"<h1>Members</h1>{LOGIN}"),
    "challenge form": page('<form id="challenge-form" action="/cdn"><p>One moment</p></form>'),
    "challenge script": page('<script src="/cdn-cgi/challenge-platform/x.js"></script>'),
    "captcha": page('<div class="h-captcha"></div>'),
}
REFUSALS = {
    "forbidden": page("<h1>Forbidden</h1><p>Access to this resource was refused.</p>"),
    "denied": page("<h1>Access Denied</h1>"),
    "not found, as a page": page("<h1>404 Not Found</h1>"),
    "away, as a page": page("<h1>Service Temporarily Unavailable</h1>"),
    "too many": page("<h1>Too Many Requests</h1>"),
    "just a moment": page("<h1>Just a moment...</h1>"),
}
STRANGE = {
    "redesign": page("<ul class='cards'><li><a href='/a.html'>Talks</a></li></ul>" * 40),
    "cut off": b'<!DOCTYPE html><html><body><div id="news"><dl class="ti',
    "text": b"What's New: Talks with Borovia",
    "json": b'{"news": []}',
    "deep": page("<div>" * 1_500 + '<dl class="title-list">'),
    "maintenance": page("<h1>Maintenance</h1><p>The site will be back on January 12, 2026.</p>"),
    "links without end": by_days(("January 2", ONE * 10_001)),
    "lists within lists": page(
        '<dl class="title-list"><dt>May 1</dt><dd>' * 300 + '<a href="/a.pdf">a</a>' * 5_000
    ),
    "lists of another kind": page('<dl class="glossary"><dt>January 2</dt><dd>x</dd></dl>'),
}
EMPTY = {
    "no entries": page('<dl class="title-list"></dl>'),
    "days without links": by_days(("January 2", ""), ("January 1", "")),
    "only what is left out": by_days(("January 2", link("/mofaj/a.html") + link("/a.pdf"))),
    "only titles without links": by_days(("Press Conference", "The text will be coming soon.")),
}
ENCODINGS = {
    "not UTF-8": b"<!DOCTYPE html><body>\xff\xfe\x9f</body>",
    "NUL": b"<!DOCTYPE html><body>\x00</body>",
    "said to be another": b'<!DOCTYPE html><meta charset="shift_jis"><body>\x80\xff\xfd</body>',
}
FAULTS = {
    Fault.CHALLENGED: CHALLENGES,
    Fault.REFUSED: REFUSALS,
    Fault.STRANGE: STRANGE,
    Fault.EMPTY: EMPTY,
    Fault.ENCODING: ENCODINGS,
}
CASES = [
    pytest.param(fault, data, id=f"{fault.value}-{name}")
    for fault, pages in FAULTS.items()
    for name, data in pages.items()
]


@pytest.mark.parametrize("fault, data", CASES)
def test_what_is_no_index_could_not_be_looked_at(mofa: Source, fault: Fault, data: bytes) -> None:
    with pytest.raises(UnseenError) as raised:
        read_listing(mofa, WHATS, data, TODAY)
    assert raised.value.fault is fault
    assert raised.value.url == WHATS
    assert raised.value.reason


@pytest.mark.parametrize(
    "data, reason",
    [
        (CHALLENGES["login"], "a test of its visitor, or a login"),
        (STRANGE["redesign"], "its structure is not known: it has no dl.title-list"),
        (STRANGE["json"], "an index that is no HTML, or none that is known"),
        (STRANGE["deep"], "an index that is no HTML, or none that is known"),
        (STRANGE["links without end"], "over 10,000 links"),
        (EMPTY["no entries"], "an index without a single release"),
        (ENCODINGS["NUL"], "not a text: it has NUL bytes"),
    ],
)
def test_the_reason_why_an_index_is_none_is_given(mofa: Source, data: bytes, reason: str) -> None:
    with pytest.raises(UnseenError) as raised:
        read_listing(mofa, WHATS, data, TODAY)
    assert raised.value.reason == reason


def test_as_many_links_are_read_as_a_month_can_have(mofa: Source) -> None:
    assert len(read_listing(mofa, WHATS, by_days(("January 2", ONE * 10_000)), TODAY)) == 1


def test_every_link_of_every_day_is_listed_in_its_order_with_its_own_day(mofa: Source) -> None:
    a, b, c, d = (f"/press/release/{name}.html" for name in "abcd")
    title = f"{'x' * 499}  y z"
    listed = by_days(
        ("January 2", "<a>no link</a>" + link(b, title) + link(a)),
        ("Statements", link(c, "Talks (May 3, 2019)")),
        ("May", link(d, "Talks &amp; <i>more</i>")),
    )
    entries = read_listing(mofa, WHATS, listed, TODAY)
    assert urls(entries) == [b, a, c, d]
    assert [entry.title for entry in entries] == [
        *(f"{'x' * 499} ", "Grant Aid", "Talks (May 3, 2019)", "Talks & more")
    ]
    assert [entry.day for entry in entries] == [
        *(dt.date(2026, 1, 2), dt.date(2026, 1, 2), dt.date(2019, 5, 3), None)
    ]


@pytest.mark.parametrize(
    "headings, year",
    [
        ("<h1>December 2018</h1>", 2018),
        ("<h1>Press Releases</h1><h2>of Dec., 2017</h2><h2>May 2016</h2>", 2017),
        ("<h3>December 2018</h3>", 2025),
        ("<h2>December 0</h2>", 2025),
    ],
)
def test_the_first_heading_that_names_a_month_tells_the_year(
    mofa: Source, headings: str, year: int
) -> None:
    listed = page(f'{headings}<dl class="title-list"><dt>December 30</dt><dd>{ONE}</dd></dl>')
    [entry] = read_listing(mofa, WHATS, listed, TODAY)
    assert entry.day == dt.date(year, 12, 30)


def test_an_index_may_speak_of_what_refusals_speak_of(mofa: Source) -> None:
    listed = by_days(("January 2", link("/press/release/a.html", "Access denied to Arlandia")))
    assert urls(read_listing(mofa, WHATS, listed, TODAY)) == ["/press/release/a.html"]


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{}</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{}</feed>"""
FEED = "https://www.mofa.go.jp/rss/news.xml"


def item(path: str, when: str = "Fri, 02 Jan 2026 16:30:00 GMT") -> str:
    return (
        f"<item><title>Talks &amp; more</title><link>https://www.mofa.go.jp{path}</link>"
        f"<pubDate>{when}</pubDate></item>"
    )


def test_a_feed_lists_releases_with_their_day_where_the_publisher_is(mofa: Source) -> None:
    listed = RSS.format(item("/press/release/a.html") + item("/mofaj/press/release/b.html"))
    entries = read_feed(mofa, FEED, listed.encode(), TODAY)
    a = "https://www.mofa.go.jp/press/release/a.html"
    assert entries == (IndexEntry(a, "Talks & more", dt.date(2026, 1, 3)),)


def test_an_atom_feed_is_read_as_well(mofa: Source) -> None:
    entry = (
        '<entry><title>Talks</title><link href="/press/release/a.html"/>'
        "<updated>2026-01-02T01:00:00Z</updated></entry>"
    )
    [found] = read_feed(mofa, FEED, ATOM.format(entry).encode(), TODAY)
    assert (found.url[-7:], found.day) == ("/a.html", dt.date(2026, 1, 2))


def test_a_feed_tells_when_a_page_was_published_and_else_when_it_was_changed(
    mofa: Source,
) -> None:
    def entry(name: str, times: str, title: str = "<title>Talks</title>") -> str:
        return f'<entry>{title}<link href="/press/release/{name}.html"/>{times}</entry>'

    published = "<published>2026-01-02T01:00:00Z</published>"
    updated = "<updated>2026-01-05T15:00:00Z</updated>"
    listed = ATOM.format(
        entry("a", updated + published)
        + entry("b", updated, title="")
        + entry("c", "")
        + f"<entry><title>No link</title>{updated}</entry>"
    )
    entries = read_feed(mofa, FEED, listed.encode(), TODAY)
    assert [(one.url[-7:], one.title, one.day) for one in entries] == [
        ("/a.html", "Talks", dt.date(2026, 1, 2)),
        ("/b.html", "", dt.date(2026, 1, 6)),
        ("/c.html", "Talks", None),
    ]


def test_a_feed_that_is_cut_off_behind_its_first_entries_is_read(mofa: Source) -> None:
    cut = RSS.format(item("/press/release/a.html") + item("/press/release/b.html"))[:-60]
    assert urls(read_feed(mofa, FEED, cut.encode(), TODAY))[0] == "/press/release/a.html"


@pytest.mark.parametrize(
    "fault, data",
    [
        (Fault.EMPTY, RSS.format("")),
        (Fault.EMPTY, RSS.format(item("/mofaj/press/release/b.html"))),
        (Fault.CHALLENGED, CHALLENGES["login"].decode()),
        (Fault.REFUSED, REFUSALS["forbidden"].decode()),
        (Fault.STRANGE, by_days(("January 2", ONE)).decode()),
        (Fault.DAMAGED, '<?xml version="1.0"?><rss version="2.0"><channel><title>Ne'),
        (Fault.STRANGE, "no feed"),
        (Fault.STRANGE, "/etc/passwd"),
        (Fault.STRANGE, "https://www.mofa.go.jp/rss/other.xml"),
        (Fault.STRANGE, '<!DOCTYPE a [<!ENTITY a "b">]>' + RSS.format(item("/a.html"))),
    ],
)
def test_what_is_no_feed_could_not_be_looked_at(mofa: Source, fault: Fault, data: str) -> None:
    with pytest.raises(UnseenError) as raised:
        read_feed(mofa, FEED, data.encode(), TODAY)
    assert (raised.value.fault, raised.value.url) == (fault, FEED)
    assert raised.value.reason
