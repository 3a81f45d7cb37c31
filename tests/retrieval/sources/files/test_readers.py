import datetime as dt
from pathlib import Path

import pytest

from retrieval.errors import UnreadablePageError
from retrieval.sources.files.readers import LARGEST_FILE, read_file

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
