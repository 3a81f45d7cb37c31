"""The list of watched publishers."""

import datetime as dt

import pytest

from retrieval.errors import UnreadableManifestError
from retrieval.sources.watch.publishers import first_of_previous_month, load_sources, read_sources

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
    with pytest.raises(UnreadableManifestError):
        read_sources(text)
