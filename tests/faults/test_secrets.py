"""No password stands in what anybody is shown: not on standard error, not at /readyz."""

import sys
import traceback
from collections.abc import Callable

import pytest

from bot.cli import main
from bot.gateway.receiving.health import Health
from bot.gateway.receiving.polling import Poller
from retrieval.archive.database import Database
from retrieval.errors import UnusableDatabaseError

PASSWORD = "hunter2SECRETpw"  # noqa: S105 - of nobody
# Where nothing listens.
NOWHERE = "127.0.0.1:1/kaiken"
IN_QUERY = f"postgresql://{NOWHERE}?user=kaiken&password={PASSWORD}"
OF_KEY = f"postgresql://kaiken@{NOWHERE}?sslpassword={PASSWORD}&sslkey=/x"
WITH_A_SIGN = f"postgresql://kaiken:a@{PASSWORD}@{NOWHERE}"


@pytest.mark.parametrize("address", [IN_QUERY, OF_KEY, WITH_A_SIGN])
def test_a_database_is_named_without_a_password(address: str) -> None:
    assert PASSWORD not in Database.at(address).name


@pytest.mark.parametrize("command", ["stats", "migrate"])
@pytest.mark.parametrize("address", [IN_QUERY, OF_KEY])
def test_a_database_that_is_away_is_told_of_without_a_password(
    address: str,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KAIKEN_DATABASE_URL", address)
    monkeypatch.setattr(sys, "argv", ["kaiken", command])
    with pytest.raises(SystemExit) as ended:
        main()
    said = "".join(capsys.readouterr())
    assert ended.value.code
    assert said
    assert PASSWORD not in said


async def look_at(address: str) -> None:
    database = Database.at(address)
    assert PASSWORD not in f"{database.name} {database!r}"
    async with database.read():
        """It is away."""


@pytest.mark.parametrize(
    "rest",
    [
        f"kaiken:{PASSWORD}@127.0.0.1:1/kaiken",
        f"kaiken:{PASSWORD}@127.0.0.1:abc/kaiken",
        f"kaiken:{PASSWORD}@127.0.0.1:99999/kaiken",
        f"kaiken:{PASSWORD}@[::1/kaiken",
        f"kaiken:a@{PASSWORD}@127.0.0.1:1/kaiken",
        f"kaiken:{PASSWORD}@a@127.0.0.1:1/kaiken",
        f"kaiken:a/{PASSWORD}@127.0.0.1:1/kaiken",
        f"kaiken:a@b/{PASSWORD}@127.0.0.1:1/kaiken",
        f"kaiken:a#{PASSWORD}@127.0.0.1:1/kaiken",
        f"kaiken:a?{PASSWORD}@127.0.0.1:1/kaiken",
        f"kaiken:%zz{PASSWORD}@127.0.0.1:1/kaiken",
        f":{PASSWORD}@127.0.0.1:1/kaiken",
        f"127.0.0.1:1/kaiken?password={PASSWORD}&password={PASSWORD}",
        f"127.0.0.1:1/kaiken?PASSWORD={PASSWORD}",
        f"127.0.0.1:1/kaiken?passwd={PASSWORD}",
        f"127.0.0.1:1/kaiken?sslmode={PASSWORD}",
        f"127.0.0.1:1/kaiken?options=-c%20x.y={PASSWORD}",
        f"/kaiken?host=/nowhere&password={PASSWORD}",
        f"kaiken:{PASSWORD}@127.0.0.1:1,127.0.0.1:2/kaiken",
    ],
)
async def test_an_address_of_any_form_shows_no_password(rest: str) -> None:
    with pytest.raises(UnusableDatabaseError) as caught:
        await look_at(f"postgresql://{rest}")
    assert PASSWORD not in "".join(traceback.format_exception(caught.value))


class Bringing:
    """A line that brings one update, and no more polls after that."""

    async def __call__(self, _offset: int | None, _wait_s: int) -> list[object]:
        return [{"update_id": 1}]

    async def rebuild(self) -> None:
        """Be the same."""


class Stop(Exception):  # noqa: N818 - it ends a test, nothing went wrong
    """The script of a test has come to its end."""


async def test_who_asks_whether_the_bot_is_ready_hears_which_part_fails_and_not_why(
    clock: Callable[[], float],
) -> None:
    health = Health(clock, has_started=True)

    async def fail(_updates: object) -> None:
        address = f"postgresql://db.internal/kaiken?password={PASSWORD}"
        raise UnusableDatabaseError(address, "could not extend file")

    async def stop(_seconds: float) -> None:
        raise Stop

    with pytest.raises(Stop):
        await Poller(Bringing(), fail, health, sleep=stop).run()
    assert health.not_ready_reason
    for told in (PASSWORD, "db.internal", "could not extend file"):
        assert told not in health.not_ready_reason
