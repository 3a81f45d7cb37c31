"""A real OpenSearch of several nodes on loopback, each of which can be killed and started again."""

import json
import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

VERSION = "2.19.6"
_ARTIFACT = f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip"
_ZIP = Path(
    f"org/opensearch/distribution/integ-test-zip/opensearch/{VERSION}/opensearch-{VERSION}.zip"
)
_USER = "kaiken-search"
_HOST = "127.0.0.1"
# Below those that the system gives to connections: one of them could take that of a killed node.
_PORTS = range(20_000, 32_000)
_LONGEST_START_S = 180.0
_OWN_SETTINGS: Mapping[str, object] = MappingProxyType({})


class NodeError(Exception):
    """A node that does not start, or that does not answer in time."""


def what_is_missing() -> str:
    """Say which program the cluster needs and this machine lacks; empty if there are all."""
    missing = [name for name in ("java", "setpriv") if shutil.which(name) is None]
    if not _zip().exists() and shutil.which("mvn") is None:
        missing.append("mvn")
    return f"there is no {' and no '.join(missing)}" if missing else ""


def _zip() -> Path:
    return Path.home() / ".m2" / "repository" / _ZIP


def fetch() -> Path:
    """Return the zip of OpenSearch's transport and engine, fetched by Maven if need be."""
    if not _zip().exists():
        goal = ["dependency:get", f"-Dartifact={_ARTIFACT}", "-Dtransitive=false"]
        subprocess.run(["mvn", "-q", "-B", *goal], check=True, timeout=300)  # noqa: S607 - the system's
    return _zip()


@dataclass(slots=True)
class Node:
    """One node: a folder of its own, its ports, and its process while it lives."""

    name: str
    home: Path
    folder: Path
    port: int
    transport_port: int
    heap_mb: int
    uid: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{_HOST}:{self.port}"

    @property
    def pid(self) -> int:
        """The id of its process, as it wrote it down itself."""
        return int((self.folder / "pid").read_text())

    def start(self) -> None:
        """Start it, and do not wait until it answers."""
        assert self.process is None, f"{self.name} runs"
        own = [] if self.uid == os.getuid() else [f"--reuid={self.uid}", f"--regid={self.uid}"]
        # If this thread ends in whatever way, the node does too.
        command = ["setpriv", *own, *(["--clear-groups"] if own else []), "--pdeathsig=KILL"]
        java = Path(shutil.which("java") or "java").resolve()
        environment = {
            "PATH": os.environ["PATH"],
            "OPENSEARCH_JAVA_HOME": str(java.parents[1]),
            "OPENSEARCH_PATH_CONF": str(self.folder / "config"),
            "OPENSEARCH_TMPDIR": str(self.folder / "tmp"),
            "TMPDIR": str(self.folder / "tmp"),
        }
        program = str(self.home / "bin" / "opensearch")
        with (self.folder / "output").open("ab") as output:
            self.process = subprocess.Popen(
                [*command, program, "-p", str(self.folder / "pid")],
                cwd=self.home,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def kill(self) -> None:
        """Kill it (-9); its folder stays."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def output(self) -> str:
        """Return the end of what it wrote."""
        return (self.folder / "output").read_text("utf-8", "replace")[-4000:]

    def ask(self, path: str, timeout_s: float = 10.0) -> Any:
        """Return what it answers to GET.

        Raises:
            OSError: it is away, or answers with an error.
        """
        with urllib.request.urlopen(f"{self.url}{path}", timeout=timeout_s) as answer:  # noqa: S310 - loopback
            return json.load(answer)

    def prepare(self, seeds: list[int], names: list[str], more: Mapping[str, object]) -> None:
        """Write its configuration: loopback only, and `more` settings of the test."""
        config = self.folder / "config"
        for made in (config, self.folder / "data", self.folder / "logs", self.folder / "tmp"):
            made.mkdir(parents=True)
        settings = {
            "cluster.name": f"kaiken-{seeds[0]}",
            "node.name": self.name,
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            "network.host": _HOST,
            "http.port": self.port,
            "transport.port": self.transport_port,
            "discovery.seed_hosts": [f"{_HOST}:{port}" for port in seeds],
            "cluster.initial_cluster_manager_nodes": names,
            # The disk is the whole machine's; who tests a full one sets this.
            "cluster.routing.allocation.disk.threshold_enabled": False,
        } | dict(more)
        # JSON is YAML.
        lines = (f"{name}: {json.dumps(value)}\n" for name, value in settings.items())
        (config / "opensearch.yml").write_text("".join(lines))
        heap = f"-Xms{self.heap_mb}m\n-Xmx{self.heap_mb}m\n"
        (config / "jvm.options").write_text(f"{heap}-Djava.io.tmpdir={self.folder / 'tmp'}\n")
        shutil.copy(self.home / "config" / "log4j2.properties", config)
        if self.uid != os.getuid():
            for one in (self.folder, *self.folder.rglob("*")):
                os.chown(one, self.uid, self.uid)


@dataclass(slots=True)
class Cluster:
    """Several nodes that know each other."""

    nodes: list[Node] = field(default_factory=list)

    @property
    def urls(self) -> list[str]:
        """Where the nodes answer, the dead ones too."""
        return [node.url for node in self.nodes]

    def manager(self) -> Node:
        """Return the node that manages the cluster now."""
        [elected] = self._living().ask("/_cat/cluster_manager?format=json")
        [found] = [node for node in self.nodes if node.name == elected["node"]]
        return found

    def wait(self, status: str = "yellow", timeout_s: float = _LONGEST_START_S) -> None:
        """Wait until all that were started are members, and all indices are of this status.

        Raises:
            NodeError: that takes too long, or one of them has ended by itself.
        """
        started = [node for node in self.nodes if node.process is not None]
        asked = f"/_cluster/health?wait_for_nodes={len(started)}&wait_for_status={status}"
        until = time.monotonic() + timeout_s
        while time.monotonic() < until:
            for node in started:
                if node.process is not None and node.process.poll() is not None:
                    raise NodeError(f"{node.name} has ended:\n{node.output()}")
            # One is away, or says 408 until it is so. Each is asked: another may still take one
            # that was killed for a member.
            with suppress(OSError):
                answers = [node.ask(f"{asked}&timeout=1s") for node in started]
                if all(one["number_of_nodes"] == len(started) for one in answers):
                    return
            time.sleep(0.1)
        raise NodeError(f"not {status} with {len(started)} nodes after {timeout_s:.0f} s")

    def _living(self) -> Node:
        return next(node for node in self.nodes if node.process is not None)


@contextmanager
def start_cluster(
    nodes: int = 3, heap_mb: int = 512, settings: Mapping[str, object] = _OWN_SETTINGS
) -> Iterator[Cluster]:
    """Start a cluster; at the end kill it by its ids, and remove all that was made for it.

    Raises:
        NodeError: it does not start.
    """
    with _user() as uid, TemporaryDirectory(prefix="kaiken-search-") as root:
        # The nodes' user has to get through.
        Path(root).chmod(0o755)
        shutil.unpack_archive(fetch(), root)
        home = Path(root) / f"opensearch-{VERSION}"
        # Who opened a record in this process has made all new files its own user's only.
        for one in (home, *home.rglob("*")):
            one.chmod(0o755 if one.is_dir() or one.parent.name == "bin" else 0o644)
        cluster = Cluster()
        ports = iter(_free_ports(2 * nodes))
        for number in range(1, nodes + 1):
            own = Path(root) / f"node-{number}"
            made = Node(own.name, home, own, next(ports), next(ports), heap_mb, uid)
            cluster.nodes.append(made)
        try:
            for node in cluster.nodes:
                node.prepare(
                    [one.transport_port for one in cluster.nodes],
                    [one.name for one in cluster.nodes],
                    settings,
                )
                node.start()
            cluster.wait("green")
            yield cluster
        finally:
            for node in cluster.nodes:
                node.kill()


@contextmanager
def _user() -> Iterator[int]:
    """Yield the number of the user that the nodes run as: OpenSearch refuses to run as root."""
    if os.getuid() != 0:
        yield os.getuid()
        return
    # Another cluster may have made it, and goes on by the number if it is removed here.
    made = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", _USER]
    subprocess.run(made, check=False, stderr=subprocess.DEVNULL)
    try:
        yield pwd.getpwnam(_USER).pw_uid
    finally:
        # Refused while another cluster runs as it.
        subprocess.run(["userdel", _USER], check=False, stderr=subprocess.DEVNULL)  # noqa: S607 - the system's


def _free_ports(how_many: int) -> list[int]:
    """Return free ports, chosen at random so that clusters started at once do not meet."""
    free: list[int] = []
    for port in random.sample(_PORTS, len(_PORTS)):
        if len(free) == how_many:
            break
        with suppress(OSError), socket.create_server((_HOST, port)):
            free.append(port)
    return free


if __name__ == "__main__":
    # `make cluster`
    lacking = what_is_missing()
    if lacking:
        raise SystemExit(lacking)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt), start_cluster() as started:
        print(*started.urls, "Ctrl-C ends it", sep="\n", flush=True)  # noqa: T201 - it is what one waits for
        signal.pause()
