"""Keys of saved pages: what makes another file, and what only another reading of the same one."""

from itertools import combinations

import pytest

from retrieval.sources.files import keys
from retrieval.sources.files.keys import is_same_file, reading_key

FILE = ("a/b.c.html", b"words", "mofa", None, "https://x")
OTHERS = [
    ("a/b.html", *FILE[1:]),
    ("a/b.c.html", b"word", *FILE[2:]),
    ("a/b.c.html", b"words", "whitehouse", None, "https://x"),
    ("a/b.c.html", b"words", "mofa", "https://x"),
    ("a/b.c.html", b"words", None, "mofa", "https://x"),
    ("a/b.c.html", b"words", "mofa", None, "https://", "x"),
    ("a/b.c.html", b"xwords", "mofa", None, "https://"),
    ("a/caf\udce9.html", b""),
]


def test_each_thing_that_is_known_of_a_file_makes_it_another_one() -> None:
    found = [reading_key(*one) for one in (FILE, *OTHERS)]
    assert {len(key) for key in found} == {32}
    assert not any(is_same_file(one, other) for one, other in combinations(found, 2))


@pytest.mark.parametrize(
    "same",
    [
        ("b.c.html", *FILE[1:]),
        ("x/y/b.c.txt", *FILE[1:]),
        ("a/b.c.html", b"words", "mofa", "", "https://x"),
    ],
)
def test_a_folder_and_an_ending_make_no_other_file(same: tuple[str, bytes, str, str]) -> None:
    assert reading_key(*same) == reading_key(*FILE)


def test_keys_that_are_on_record_stay_valid() -> None:
    """Otherwise each record would read all its pages again."""
    assert [reading_key(*one)[:16].hex() for one in (FILE, OTHERS[-1])] == [
        "eef3f7723a81c0ffab86be776188c7f3",
        "9117dac12685e87104f9d07c9414f8ca",
    ]


def test_a_file_read_by_other_code_has_another_key_and_is_the_same_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = reading_key(*FILE)
    monkeypatch.setattr(keys, "_code_that_reads", lambda: bytes(range(32)))
    after = reading_key(*FILE)
    assert after[16:] == bytes(range(16))
    assert after != before
    assert is_same_file(before, after)
