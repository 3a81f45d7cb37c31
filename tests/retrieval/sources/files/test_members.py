"""What an archive may cost, and which of its members are pages."""

import pytest

from retrieval.errors import ArchiveBombError
from retrieval.sources.files import members
from retrieval.sources.files.members import Allowance, name_of_member


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the bounds of an archive small."""
    for name, value in {
        "LEAST_UNPACKED": 1000,
        "LARGEST_RATIO": 20,
        "LEAST_READING_S": 2.0,
        "READING_S_PER_BYTE": 0.5,
        "MOST_MEMBERS": 3,
    }.items():
        monkeypatch.setattr(members, name, value)


def refused(allowance: Allowance, count: int | None = None) -> str:
    with pytest.raises(ArchiveBombError) as caught:
        allowance.count_member() if count is None else allowance.spend(count)
    assert caught.value.page == "a.zip"
    return caught.value.reason


@pytest.mark.parametrize("size, most", [(0, 1000), (50, 1000), (60, 1200)])
@pytest.mark.usefixtures("small")
def test_an_archive_unpacks_to_many_times_its_size_and_not_further(size: int, most: int) -> None:
    allowance = Allowance("a.zip", size)
    allowance.spend(most - 1)
    allowance.spend(0)
    allowance.spend(1)
    said = f"unpacks to more than {most} bytes; the rest of it is not read"
    assert refused(allowance, 1) == said
    assert refused(allowance, 1) == said


@pytest.mark.usefixtures("small")
def test_an_archive_has_no_more_members_than_any_record() -> None:
    allowance = Allowance("a.zip", 0)
    for _ in range(3):
        allowance.count_member()
    assert refused(allowance) == "has more than 3 members; the rest of them are not read"


@pytest.mark.usefixtures("small")
def test_an_archive_whose_pages_take_too_long_is_read_no_further() -> None:
    allowance = Allowance("a.zip", 10)
    allowance.spend_time(6.0)
    allowance.spend_time(1.0)
    allowance.count_member()
    allowance.spend_time(0.25)
    assert refused(allowance) == "takes more than 7 s to read; the rest of it is not read"


@pytest.mark.parametrize(
    "name, shown",
    [("./x/a.md", "a.zip/x/a.md"), ("x/./a.md", "a.zip/x/./a.md"), ("../a", "a.zip/../a")],
)
def test_a_member_is_shown_behind_the_path_of_its_archive(name: str, shown: str) -> None:
    assert name_of_member("a.zip", name) == shown
    assert name_of_member("a.zip", "n" * 5000) == "a.zip/" + "n" * 4096
