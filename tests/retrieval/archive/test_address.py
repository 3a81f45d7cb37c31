"""The address of a database: what is connected to, what is shown, what is hidden."""

from itertools import count

import pytest

from retrieval.archive.address import hide_secrets, name_of, read_address
from retrieval.errors import UnusableDatabaseError

SERVER = "postgresql+psycopg"


@pytest.mark.parametrize(
    "url, connected_to, shown",
    [
        ("sqlite:///a/b.db", ("sqlite+aiosqlite", None, None, None, "a/b.db"), "a/b.db"),
        ("sqlite:////a@b/r.db", ("sqlite+aiosqlite", None, None, None, "/a@b/r.db"), "/a@b/r.db"),
        ("postgresql://u:p@h/n", (SERVER, "p", "h", None, "n"), "postgresql://h/n"),
        ("postgres://u:p@h:65/n", (SERVER, "p", "h", 65, "n"), "postgresql://h:65/n"),
        ("postgresql://u@h/n", (SERVER, None, "h", None, "n"), "postgresql://h/n"),
        ("postgresql://u:a@b@c@h:1/n", (SERVER, "a@b@c", "h", 1, "n"), "postgresql://h:1/n"),
        ("postgresql:///n?host=a&host=b", (SERVER, None, None, None, "n"), "postgresql://a,b/n"),
        ("postgresql://?dbname=n", (SERVER, None, None, None, None), "postgresql:///n"),
        (
            "postgresql:///n?host=/run/pg",
            (SERVER, None, None, None, "n"),
            "postgresql:///n?host=/run/pg",
        ),
        ("postgresql://h/n?host=g&dbname=m", (SERVER, None, "h", None, "n"), "postgresql://h/n"),
    ],
    ids=count(),
)
def test_an_address_says_what_is_connected_to_and_its_name_hides_who_connects(
    url: str, connected_to: tuple[object, ...], shown: str
) -> None:
    address = read_address(url)
    assert connected_to == (
        *(address.drivername, address.password, address.host),
        *(address.port, address.database),
    )
    assert name_of(address) == shown


@pytest.mark.parametrize(
    "url, said",
    [
        ("nonsense", "the database: its address cannot be read"),
        (
            "mysql://u:secret@h/n",
            "the database: its address begins with neither sqlite: nor postgresql:",
        ),
        ("sqlite:///:memory:", "sqlite: the address names no file"),
        (
            "postgresql://u:secret@x/y@h/n",
            "the database: in its password @ / ? and # have to be written %40 %2F %3F and %23",
        ),
    ],
    ids=count(),
)
def test_an_address_that_cannot_be_used_is_refused_with_the_reason_and_not_shown(
    url: str, said: str
) -> None:
    with pytest.raises(UnusableDatabaseError) as caught:
        read_address(url)
    assert str(caught.value) == said
    assert caught.value.__cause__ is None


def test_what_a_driver_says_is_shown_on_one_line_without_what_may_be_a_password() -> None:
    address = read_address(
        "postgresql://somebody:pw1@h/kaiken?sslpassword=pw2&options=12345678&application_name=1234"
        "&host=a-long-host&hostaddr=10.10.10.10&port=54325432&dbname=a-long-name&user=a-long-user"
    )
    said = "pw1 pw2\n 12345678  1234 a-long-host 10.10.10.10 54325432 a-long-name\ta-long-user "
    assert hide_secrets(said, address) == (
        "[hidden] [hidden] [hidden] 1234 a-long-host 10.10.10.10 54325432 a-long-name a-long-user"
    )
    assert hide_secrets("None at  all", read_address("postgresql://h/n")) == "None at all"
