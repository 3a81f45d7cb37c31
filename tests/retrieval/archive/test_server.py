"""How a server is used, as far as that shows without one."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from retrieval.archive import database as module
from retrieval.archive.address import read_address
from retrieval.archive.database import Database
from retrieval.errors import DatabaseFault, UnusableDatabaseError


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return what an engine is made with."""
    found: dict[str, Any] = {}
    make = module.create_async_engine

    def note(address: Any, **options: Any) -> Any:
        found.update(options, address=address)
        return make(address, **options)

    monkeypatch.setattr(module, "create_async_engine", note)
    return found


def test_a_silent_network_is_noticed_unless_the_address_says_how_long_to_wait(
    made: dict[str, Any],
) -> None:
    Database.at("postgresql://h/n")
    assert made["connect_args"] == module._CONNECTING
    assert made["pool_pre_ping"] is True
    assert made["hide_parameters"] is True
    url = "postgresql://h/n?connect_timeout=3&keepalives_idle=4"
    Database.at(url)
    assert made["address"] == read_address(url)
    assert made["connect_args"] == {
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 30_000,
    }


def test_a_reader_of_a_server_sees_one_state_and_a_writer_what_others_committed() -> None:
    opened = Database.at("postgresql://h/n")
    reading = opened._reading.sync_engine.get_execution_options()
    assert reading == {"isolation_level": "REPEATABLE READ"}
    assert opened._writing.sync_engine.get_execution_options() == {}
    assert opened.file is None


@pytest.mark.parametrize(
    "code, was, is_disconnected",
    [
        ("25006", False, True),
        ("57014", False, True),
        ("23505", False, False),
        (None, False, False),
        (None, True, True),
        ("23505", True, True),
    ],
)
def test_a_connection_that_would_go_on_failing_is_given_up(
    code: str | None, was: bool, is_disconnected: bool
) -> None:
    engine = Database.at("postgresql://h/n")._writing.sync_engine
    context: Any = SimpleNamespace(
        original_exception=SimpleNamespace(sqlstate=code), is_disconnect=was
    )
    engine.dialect.dispatch.handle_error(context)
    assert context.is_disconnect is is_disconnected


def test_nobody_waits_long_for_the_locks_of_others() -> None:
    done: list[str] = []
    cursor = SimpleNamespace(execute=done.append, close=lambda: done.append("close"))
    connection = SimpleNamespace(cursor=lambda: cursor, commit=lambda: done.append("commit"))
    pool = Database.at("postgresql://h/n")._writing.sync_engine.pool
    listeners: list[Callable[..., None]] = [
        one for one in pool.dispatch.connect if one.__name__ == "_limit_in_session"
    ]
    [limit] = listeners
    limit(connection, None)
    assert done == ["SET lock_timeout = '10s'", "close", "commit"]


class Server:
    """Takes the place of a server's engine: notes what is done in which transaction."""

    dialect = SimpleNamespace(loaded_dbapi=SimpleNamespace(Error=ConnectionError))

    def __init__(self, *, is_silent: bool = False) -> None:
        self.done: list[object] = []
        self.began = asyncio.Event()
        self._is_silent = is_silent

    @asynccontextmanager
    async def begin(self) -> AsyncIterator["Server"]:
        self.done.append("begin")
        self.began.set()
        try:
            if self._is_silent:
                await asyncio.Event().wait()
            yield self
        except BaseException:
            self.done.append("rollback")
            raise
        self.done.append("commit")

    async def execute(self, statement: object) -> None:
        self.done.append(statement)

    async def run_sync(self, work: Callable[["Server"], object]) -> object:
        return work(self)


def over(server: Any) -> Database:
    address = read_address("postgresql://h/n")
    return Database("postgresql://h/n", address, server, server)


@pytest.mark.parametrize("durable", [True, False])
async def test_only_what_has_to_last_waits_for_the_servers_disk(*, durable: bool) -> None:
    server = Server()
    assert await over(server).transact(lambda _: 7, durable=durable) == 7
    on_disk = [module._COMMIT_ON_DISK] if durable else []
    assert server.done == ["begin", *on_disk, "commit"]


async def test_a_fault_of_the_work_is_raised_and_nothing_is_committed() -> None:
    server = Server()

    def fail(_: object) -> None:
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        await over(server).transact(fail)
    assert server.done == ["begin", "rollback"]


async def test_a_server_that_is_silent_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_WORK_S", 0.01)
    server = Server(is_silent=True)
    with pytest.raises(UnusableDatabaseError) as caught:
        await over(server).transact(lambda _: 7)
    assert (caught.value.database, caught.value.fault) == (
        "postgresql://h/n",
        DatabaseFault.AWAY,
    )
    assert caught.value.reason == "no answer within 0.01 s"
    await asyncio.sleep(0)
    assert server.done == ["begin", "rollback"]


async def test_work_that_is_given_up_is_rolled_back_before_that_is_told() -> None:
    server = Server(is_silent=True)
    working = asyncio.create_task(over(server).transact(lambda _: 7))
    await server.began.wait()
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert server.done == ["begin", "rollback"]


async def test_a_driver_that_does_not_give_up_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_CANCELLING_S", 0.01)
    began, end = asyncio.Event(), asyncio.Event()

    class Stubborn(Server):
        @asynccontextmanager
        async def begin(self) -> AsyncIterator[Server]:
            began.set()
            try:
                await end.wait()
            except asyncio.CancelledError:
                await end.wait()
            yield self

    working = asyncio.create_task(over(Stubborn()).transact(lambda _: 7))
    await began.wait()
    working.cancel()
    done, _ = await asyncio.wait({working}, timeout=5)
    end.set()
    assert done
    assert working.cancelled()
