"""The map of saved files to their addresses."""

from pathlib import Path

import pytest

from retrieval.errors import UnreadableUrlMapError
from retrieval.sources.files.url_map import address_in, load_url_map


def save(folder: Path, data: bytes) -> Path:
    path = folder / "map.csv"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data, expected",
    [
        (b"", {}),
        (b"a.html,https://x/a\nb,https://x/b\n", {"a.html": "https://x/a", "b": "https://x/b"}),
        (b"\xef\xbb\xbffile,url\r\n a.html , https://x/a\r\n", {"a.html": "https://x/a"}),
        (b"a,x\nfile,url\n", {"a": "x", "file": "url"}),
        (b"a,x\n\n , \nb,y\na,x\n", {"a": "x", "b": "y"}),
        ('"a, b",x\né,y\n'.encode(), {"a, b": "x", "é": "y"}),
    ],
)
def test_a_map_has_a_file_and_its_address_on_each_line(
    tmp_path: Path, data: bytes, expected: dict[str, str]
) -> None:
    assert load_url_map(save(tmp_path, data)) == expected


@pytest.mark.parametrize(
    "data, line, reason",
    [
        (b"file,url\na,x,z\n", 2, "not a file and its address"),
        (b"a\n", 1, "not a file and its address"),
        (b"a,x\n\nb,\n", 3, "not a file and its address"),
        (b",x\n", 1, "not a file and its address"),
        (b"a,x\nb,x\na,y\n", 3, "a second address for a"),
        (b'"a" b,x\n', 0, "',' expected after '\"'"),
        (b"\xff,x\n", 0, "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"),
    ],
)
def test_a_map_that_is_none_is_refused_with_its_line(
    tmp_path: Path, data: bytes, line: int, reason: str
) -> None:
    path = save(tmp_path, data)
    with pytest.raises(UnreadableUrlMapError) as caught:
        load_url_map(path)
    assert str(caught.value) == str(UnreadableUrlMapError(str(path), line, reason))


def test_a_map_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableUrlMapError, match=r"nowhere\.csv.*No such file"):
        load_url_map(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    "known, expected",
    [
        (["x/y/a.b.html", "y/a.b.html", "a.b.html", "a.b"], "x/y/a.b.html"),
        (["a.b", "a.b.html", "y/a.b.html"], "y/a.b.html"),
        (["a.b", "a.b.html"], "a.b.html"),
        (["a.b", "a", "x"], "a.b"),
        (["a", "x", "x/y", "b.html", "html"], ""),
    ],
)
def test_the_longest_name_that_fits_gives_the_address(known: list[str], expected: str) -> None:
    addresses = {name: f"https://{name}" for name in known}
    assert address_in(addresses, "x/y/a.b.html") == (expected and f"https://{expected}")
    assert address_in({"./a.html": "as given"}, "./a.html") == "as given"
