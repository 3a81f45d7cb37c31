"""A cluster in this process that keeps documents and finds them: for what can go wrong.

It knows the calls that the engine makes. What was written is found after the next refresh. What
real nodes answer is tested in tests/cluster.
"""

import json
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.retrieval.index.fake_search import FakeSearch, unknown_fields

Answer = tuple[int, Any]
# Takes the method, the path and the body; None lets the cluster answer as it should.
Fault = Callable[[str, str, bytes], Answer | None]


def error(status: int, kind: str, reason: str = "") -> Answer:
    """An answer that is an error, in the form that nodes give it."""
    said = {"type": kind, "reason": reason}
    return status, {"error": {"root_cause": [said], **said}, "status": status}


@dataclass
class FakeCluster:
    """Indexes of documents by their ids, aliases, and what goes wrong now."""

    indexes: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    # What each index was made with, and its documents when it was refreshed.
    made_with: dict[str, Any] = field(default_factory=dict)
    refreshed: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    calls: list[tuple[str, str, bytes]] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    url: str = ""
    # Ends each connection without an answer, as a node does that was killed.
    is_gone: bool = False
    lock: Any = field(default_factory=threading.RLock)
    written: int = 0

    def fails(self, where: str, answer: Answer, times: int = 1_000_000) -> None:
        """Answer calls whose path ends so by something else, so many times."""
        left = times

        def fault(_method: str, path: str, _body: bytes) -> Answer | None:
            nonlocal left
            if not path.endswith(where) or left == 0:
                return None
            left -= 1
            return answer

        self.faults.append(fault)

    def answer(self, method: str, path: str, query: str, body: bytes) -> Answer:
        """Answer a call."""
        self.calls.append((method, path, body))
        self.queries.append(query)
        for fault in self.faults:
            if (said := fault(method, path, body)) is not None:
                return said
        with self.lock:
            return self._answer(method, [unquote(one) for one in path.split("/")[1:]], query, body)

    def _answer(  # noqa: C901, PLR0911, PLR0912 - a branch for each call
        self, method: str, parts: list[str], query: str, body: bytes
    ) -> Answer:
        given = json.loads(body) if body and parts[-1] != "_bulk" else {}
        name = self.aliases.get(parts[0], parts[0])
        match parts:
            case ["_aliases"]:
                for one in given["actions"]:
                    for what, told in one.items():
                        if what == "add":
                            self.aliases[told["alias"]] = told["index"]
                return 200, {}
            case [pattern, "_alias"]:
                found = self._named(pattern)
                return 200, {
                    one: {"aliases": {name: {} for name, to in self.aliases.items() if to == one}}
                    for one in found
                }
            case [_, "_settings", _]:
                return 200, {}
            case [_] if method == "PUT":
                self.indexes.setdefault(name, {})
                self.made_with.setdefault(name, given)
                return 200, {}
            case [_] if method == "DELETE":
                self.indexes.pop(name, None)
                return 200, {}
            case [_, "_doc", document] if method == "PUT":
                return self._put(name, document, given, query)
        if name not in self.indexes:
            return error(404, "index_not_found_exception")
        documents = self.indexes[name]
        match parts:
            case [_, "_doc", document]:
                found = documents.get(document)
                return (200, found) if found else (404, {"_index": name, "_id": document})
            case [_, "_mget"]:
                absent = {"_index": name, "found": False}
                return 200, {
                    "docs": [documents.get(one, absent | {"_id": one}) for one in given["ids"]]
                }
            case [_, "_refresh"]:
                self.refreshed[name] = [*documents.values()]
                return 200, {"_shards": {"failed": 0}}
            case [_, "_search"]:
                hits = FakeSearch(self.made_with[name], self.refreshed.get(name, [])).find(given)
                return 200, {"timed_out": False, "_shards": {"failed": 0}, "hits": {"hits": hits}}
            case [_, "_stats", "store"]:
                return 200, {"_all": {"primaries": {"store": {"size_in_bytes": 5_000_000}}}}
            case [_, "_bulk"]:
                return 200, self._bulk(name, body)
        raise NotImplementedError(parts)

    def _named(self, pattern: str) -> list[str]:
        return [one for one in self.indexes if one.startswith(pattern.removesuffix("*"))]

    def _put(self, index: str, document: str, source: object, query: str) -> Answer:
        documents = self.indexes.setdefault(index, {})
        known = documents.get(document)
        named = dict(one.split("=") for one in query.split("&") if one)
        if named.get("op_type") == "create" and known is not None:
            return error(409, "version_conflict_engine_exception")
        wanted = named.get("if_seq_no")
        if wanted is not None and (known is None or known["_seq_no"] != int(wanted)):
            return error(409, "version_conflict_engine_exception")
        return 200, self._keep(index, document, source) | {"result": "created"}

    def _keep(self, index: str, document: str, source: object) -> dict[str, Any]:
        assert isinstance(source, dict)
        assert not unknown_fields(self.made_with.get(index, {}), source)
        self.written += 1
        kept = {"_index": index, "_id": document, "_seq_no": self.written, "_primary_term": 1}
        self.indexes[index][document] = kept | {"_source": source}
        return kept

    def _bulk(self, index: str, body: bytes) -> dict[str, Any]:
        lines = iter(body.splitlines())
        items = []
        for line in lines:
            [(what, told)] = json.loads(line).items()
            if what == "delete":
                self.indexes[index].pop(told["_id"], None)
            else:
                self._keep(index, told["_id"], json.loads(next(lines)))
            items.append({what: {"_id": told["_id"], "status": 200}})
        return {"errors": False, "items": items}


class Time:
    """The time, which goes on where somebody sleeps; what was slept is noted."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.pauses: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Let so much time pass at once."""
        self.now += seconds
        self.pauses.append(seconds)

    @property
    def slept(self) -> float:
        """How long somebody slept in all."""
        return sum(self.pauses)


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[FakeCluster]:
    """Serve a cluster on loopback."""
    cluster = FakeCluster()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Heads and bodies leave together, or each waits for the other's receipt.
        wbufsize = -1

        def _handle(self) -> None:
            if cluster.is_gone:
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            cluster.headers.append(dict(self.headers))
            parts = urlsplit(self.path)
            status, said = cluster.answer(self.command, parts.path, parts.query, body)
            data = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(status)
            kind = "text/html" if isinstance(said, bytes) else "application/json"
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = do_DELETE = _handle  # noqa: N815 - named by the library

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    cluster.url = f"http{'s' if tls else ''}://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield cluster
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
