"""The list of watched publishers."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from retrieval.errors import UnreadableManifestError
from retrieval.parsing.registry import PUBLISHERS
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


@pytest.mark.parametrize(
    "link, url",
    [
        (" x.html ", "https://www.mofa.go.jp/press/x.html"),
        ("/y/x.html", "https://www.mofa.go.jp/y/x.html"),
        ("x.htm", None),
        ("x.html?a", None),
        ("x.html#a.html", None),
        ("/a/x.html", None),
        ("/z/a/x.html", "https://www.mofa.go.jp/z/a/x.html"),
        ("http://www.mofa.go.jp/x.html", None),
        ("https://example.org/x.html", None),
        ("my_index.html", None),
        ("https://[x.html", None),
    ],
)
def test_a_link_leads_to_a_release_by_its_address(link: str, url: str | None) -> None:
    more = 'ending = ".html"\nnot_under = ["/a/"]\nnot_ending = ["index.html"]\n'
    [source] = read_sources(GOOD.replace("[[source.index]]", f"{more}[[source.index]]"))
    assert source.page_address("https://www.mofa.go.jp/press/index.html", link) == url


def test_an_archive_by_month_has_an_address_for_each_month() -> None:
    monthly = IndexPage("old", Form.TITLES, "https://x/{year}/{month}/{year}")
    assert monthly.is_monthly
    assert monthly.url_for(dt.date(2026, 3, 31)) == "https://x/2026/03/2026"
    assert monthly.url_for(dt.date(2026, 11, 1)) == "https://x/2026/11/2026"
    assert not IndexPage("new", Form.FEED, "https://x/{year}").is_monthly
