"""The list of watched publishers."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from retrieval.errors import UnreadableManifestError
from retrieval.parsing.registry import PUBLISHERS
from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.watch.publishers import (
    Form,
    IndexPage,
    Source,
    first_of_previous_month,
    load_sources,
    read_sources,
)

INDEX = '[[source.index]]\nname = "news"\nform = "titles"\nurl = "{}"\n'
SOURCE = '[[source]]\nname = "{}"\nzone = "{}"\n'
GOOD = SOURCE.format("mofa", "Asia/Tokyo") + INDEX.format("https://www.mofa.go.jp/whats/index.html")


def test_the_package_watches_the_ministry() -> None:
    [source] = load_sources()
    assert source.name == "mofa"
    archives = [index for index in source.indexes if index.is_monthly]
    assert [index.url_for(dt.date(2026, 1, 31)) for index in archives] == [
        "https://www.mofa.go.jp/press/release/202601_index.html",
        "https://www.mofa.go.jp/press/kaiken/pc_202601_index.html",
    ]


def test_the_day_is_that_of_the_publisher() -> None:
    [source] = load_sources()
    assert source.today(dt.datetime(2025, 12, 31, 15, 0, tzinfo=dt.UTC)) == dt.date(2026, 1, 1)


def test_the_month_before_january_is_of_the_year_before() -> None:
    assert first_of_previous_month(dt.date(2026, 1, 31)) == dt.date(2025, 12, 1)
    assert first_of_previous_month(dt.date(2026, 3, 31)) == dt.date(2026, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "",
        "source = 3",
        GOOD.replace("mofa", "nobody", 1),
        GOOD.replace("Asia/Tokyo", "Mars/Olympus"),
        GOOD.replace("titles", "telepathy"),
        GOOD.replace("https:", "http:"),
        GOOD.replace("www.mofa.go.jp", "example.org"),
        GOOD.replace('name = "news"\n', ""),
        GOOD + INDEX.format("https://www.mofa.go.jp/rss/news.xml"),
    ],
)
def test_a_list_that_is_none_is_refused(text: str) -> None:
    assert read_sources(GOOD)
    with pytest.raises(UnreadableManifestError) as caught:
        read_sources(text)
    assert caught.value.path == "sources.toml"


def test_a_source_is_read_as_it_is_written() -> None:
    [source] = read_sources(GOOD)
    url = "https://www.mofa.go.jp/whats/index.html"
    assert source == Source(
        "mofa", ZoneInfo("Asia/Tokyo"), (IndexPage("news", Form.TITLES, url),), "", (), ()
    )
    assert source.hosts == PUBLISHERS["mofa"].hosts
    more = 'ending = ".html"\nnot_under = ["/a/", "/b/"]\nnot_ending = ["index.html"]\n'
    [source] = read_sources(GOOD.replace("[[source.index]]", f"{more}[[source.index]]"))
    assert (source.ending, source.not_under, source.not_ending) == (
        *(".html", ("/a/", "/b/"), ("index.html",)),
    )


BASE = "https://www.mofa.go.jp/press/index.html"
PAGE = "https://www.mofa.go.jp/y/x.html"


@pytest.fixture
def narrow() -> Source:
    """A source that does not take every address on its hosts."""
    more = 'ending = ".html"\nnot_under = ["/a/"]\nnot_ending = ["index.html"]\n'
    [source] = read_sources(GOOD.replace("[[source.index]]", f"{more}[[source.index]]"))
    return source


@pytest.mark.parametrize(
    "link, url",
    [
        (" x.html ", "https://www.mofa.go.jp/press/x.html"),
        ("/y/x.html", PAGE),
        ("/z/a/x.html", "https://www.mofa.go.jp/z/a/x.html"),
        # The same address in another spelling.
        ("http://www.mofa.go.jp/y/x.html", PAGE),
        ("http://www.mofa.go.jp:80/y/x.html", PAGE),
        ("HTTPS://WWW.MOFA.GO.JP/y/x.html", PAGE),
        ("https://www.mofa.go.jp:443/y/x.html", PAGE),
        ("https://www.mofa.go.jp./y/x.html", PAGE),
        ("//mofa.go.jp/y/x.html", PAGE),
        ("/y/z/../x.html", PAGE),
        ("/%79/x%2Ehtml", PAGE),
        ("/y/x.html?utm_source=news&utm_medium=web", PAGE),
        ("/y/x.html?fbclid=a1", PAGE),
        ("/y/x.html?", PAGE),
        ("/y/x.html#main", PAGE),
        ("/y/x.html#index.html", PAGE),
        ("/y/x.html?utm_source=a#main", PAGE),
        # What is no release.
        ("x.htm", None),
        ("/a/x.html", None),
        ("/%61/x.html", None),
        ("https://example.org/x.html", None),
        ("https://www.mofa.go.jp.example.org/x.html", None),
        ("my_index.html", None),
        ("my_index.html?x", None),
        ("mailto:somebody@www.mofa.go.jp", None),
        ("ftp://www.mofa.go.jp/y/x.html", None),
        ("#main", None),
        ("x.pdf?y.html", None),
    ],
)
def test_a_link_leads_to_a_release_by_its_address(
    narrow: Source, link: str, url: str | None
) -> None:
    assert narrow.page_address(BASE, link) == url


@pytest.mark.parametrize(
    "link, reason",
    [
        ("x.html?a", "it has a query"),
        ("x.html?utm_source=a&page=2", "it has a query"),
        ("x.HTML", "its ending is spelt otherwise"),
        ("https://www.mofa.go.jp:8443/x.html", "it names a user or a port"),
        ("https://www.mofa.go.jp:80/x.html", "it names a user or a port"),
        ("https://user@www.mofa.go.jp/x.html", "it names a user or a port"),
        ("https://[x.html", "it cannot be read"),
        ("https://www.mofa.go.jp:99999/x.html", "it cannot be read"),
        ("/a b.html", "it has characters that no address has"),
        ("/会見.html", "it has characters that no address has"),
    ],
)
def test_a_link_that_may_lead_to_a_release_is_named_if_it_has_no_known_form(
    narrow: Source, link: str, reason: str
) -> None:
    with pytest.raises(UnseenError) as caught:
        narrow.page_address(BASE, link)
    assert (caught.value.url, caught.value.fault) == (link, Fault.STRANGE)
    assert caught.value.reason == f"a link in a form that is not known: {reason}"


def test_an_archive_by_month_has_an_address_for_each_month() -> None:
    monthly = IndexPage("old", Form.TITLES, "https://x/{year}/{month}/{year}")
    assert monthly.is_monthly
    assert monthly.url_for(dt.date(2026, 3, 31)) == "https://x/2026/03/2026"
    assert monthly.url_for(dt.date(2026, 11, 1)) == "https://x/2026/11/2026"
    assert not IndexPage("new", Form.FEED, "https://x/{year}").is_monthly
