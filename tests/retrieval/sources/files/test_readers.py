import datetime as dt
from pathlib import Path

import pytest

from retrieval.errors import FutureDatePageError, UnreadablePageError
from retrieval.sources.files.readers import (
    LARGEST_FILE,
    decode,
    is_address,
    read_file,
    read_saved,
)

TODAY = dt.date(2026, 11, 22)
PAGE = "Press Releases\nA Talk\nMay 3, 2024\nThe two ministers met in the capital of Arlandia.\n"
HTML = (
    "<html><head><meta charset='{charset}'><link rel='canonical' href='{url}'></head><body>"
    "<h1>Press Releases</h1><h2>A Talk</h2><p>May 3, 2024</p>"
    "<p>The two ministers met in Königsmark, the capital of Arlandia.</p></body></html>"
)


def save(folder: Path, data: bytes | str, name: str = "press1e_000001.txt") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_a_saved_text_is_read_under_its_file_name_which_tells_its_address(tmp_path: Path) -> None:
    release = read_file(save(tmp_path, PAGE), TODAY)
    assert release.id == "mofa-press1e_000001"
    assert release.url == "https://www.mofa.go.jp/press/release/press1e_000001.html"


def test_a_name_that_tells_no_address_leaves_it_unknown(tmp_path: Path) -> None:
    release = read_file(save(tmp_path, PAGE, "page1e_000001.txt"), TODAY)
    assert (release.id, release.url) == ("mofa-page1e_000001", "")


def test_a_name_that_is_no_id_gives_way_to_a_hash_of_the_text(tmp_path: Path) -> None:
    first = read_file(save(tmp_path, PAGE, "a page (1).txt"), TODAY)
    again = read_file(save(tmp_path, PAGE, "x" * 60 + ".txt"), TODAY)
    assert first.id == again.id
    assert len(first.id) <= 40


@pytest.mark.parametrize(
    "url, kept",
    [
        ("https://www.mofa.go.jp/press/release/press1e_000001.html", True),
        ("https://elsewhere.invalid/press1e_000001.html", False),
        ("javascript:alert(1)", False),
    ],
)
def test_an_address_is_taken_only_from_the_publishers_own_hosts(
    tmp_path: Path, url: str, kept: bool
) -> None:
    html = HTML.format(charset="utf-8", url=url)
    assert read_file(save(tmp_path, html, "a.html"), TODAY).url == (url if kept else "")


def test_an_old_encoding_is_read_if_the_page_names_it(tmp_path: Path) -> None:
    html = HTML.format(charset="iso-8859-1", url="").encode("iso-8859-1")
    assert "Königsmark" in read_file(save(tmp_path, html, "a.html"), TODAY).text


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"\xff\xfe\xfd words", "not UTF-8"),
        (b"Press\x00Releases", "NUL"),
        (b"<html><meta charset=euc-jp><p>\xff\xff", "not euc-jp"),
        (b"<html><meta charset=klingon><p>\xff\xff", "not UTF-8"),
        (b"", "empty"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_its_name_and_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    path = save(tmp_path, data, "broken.html")
    with pytest.raises(UnreadablePageError, match=f"broken.html: .*{reason}"):
        read_file(path, TODAY)


def test_a_file_that_is_not_there_or_is_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePageError, match=r"nowhere\.txt: No such file"):
        read_file(tmp_path / "nowhere.txt", TODAY)
    large = save(tmp_path, b"x" * (LARGEST_FILE + 1), "large.txt")
    with pytest.raises(UnreadablePageError, match=r"large\.txt: larger than"):
        read_file(large, TODAY)


def test_a_page_is_read_as_that_of_the_source_that_is_given(tmp_path: Path) -> None:
    page = save(tmp_path, "---\ndate: '2022-07-14'\ntitle: A Talk\n---\n\n" + "They met. " * 9)
    with pytest.raises(UnreadablePageError):
        read_file(page, TODAY)
    assert read_file(page, TODAY, "whitehouse").source == "whitehouse"


def test_a_day_to_come_is_refused(tmp_path: Path) -> None:
    day = dt.date(2024, 5, 3)
    page = save(tmp_path, PAGE)
    assert read_file(page, day).date == day
    with pytest.raises(FutureDatePageError):
        read_file(page, day - dt.timedelta(days=9))


def test_a_text_that_speaks_of_an_address_does_not_name_it_as_its_own(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://www.mofa.go.jp/press/release/press1e_000009.html">'
    assert read_file(save(tmp_path, f"{PAGE}{link}\n", "a.txt"), TODAY).url == ""


def test_an_address_that_is_given_counts_more_than_that_of_the_page() -> None:
    own, other = (f"https://www.mofa.go.jp/press/release/press1e_00000{n}.html" for n in (1, 2))
    html = HTML.format(charset="utf-8", url=own).encode()
    assert read_saved("a.html", html, TODAY).url == own
    release = read_saved("a.html", html, TODAY, "mofa", other)
    assert release.url == other
    with pytest.raises(UnreadablePageError, match="is none of whitehouse"):
        read_saved("a.html", html, TODAY, "whitehouse", other)
    for length, is_one in ((2000, True), (2001, False)):
        address = f"https://www.mofa.go.jp/{'a' * (length - 23)}"
        assert is_address(address, "mofa") is is_one


@pytest.mark.parametrize(
    "data, text",
    [
        (b"\xef\xbb\xbfwords", "words"),
        ("é".encode(), "é"),
        (b"<meta charset=ISO-8859-1>\x93\xe9", "<meta charset=ISO-8859-1>\u201cé"),
        (b"<meta charset=iso-2022-jp>\x1b$B2q\x1b(B", "<meta charset=iso-2022-jp>会"),
        (b"<meta charset=euc-jp>\xb2\xf1", "<meta charset=euc-jp>会"),
        (b"<meta charset=euc-jp>" + "会".encode(), "<meta charset=euc-jp>会"),
        (b"<meta charset=shift_jis>" + b" " * 4072 + b"\x89\xef", "会"),
    ],
)
def test_a_page_is_decoded_as_utf_8_or_as_it_says(data: bytes, text: str) -> None:
    assert decode("a.html", data).removeprefix("<meta charset=shift_jis>").strip() == text


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"a\0b", "not a text: it has NUL bytes"),
        (b"<meta charset=euc-jp>\x1b", "not a text: it has escape sequences"),
        (b"\x1b", "not a text: it has escape sequences"),
        (b"<meta charset=iso-2022-jp>\x1b$B\xff", "not iso-2022-jp, which it says it is"),
        (b" " * 4096 + b"<meta charset=euc-jp>\xb2\xf1", "not UTF-8: invalid start byte"),
        (b"\xe9", "not UTF-8: unexpected end of data"),
    ],
)
def test_what_cannot_be_decoded_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadablePageError) as caught:
        decode("a.html", data)
    assert (caught.value.page, caught.value.reason) == ("a.html", reason)
