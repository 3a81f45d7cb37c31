"""Calls to the nodes of a cluster: each answer is decoded, each failure has a name."""

from __future__ import annotations

import logging
import math
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec
import opensearchpy
from opensearchpy.serializer import Serializer

from retrieval.errors import ClusterFault, UnusableClusterError
from retrieval.index.cluster.faults import fault_of

Form = TypeVar("Form")

# How long a call that writes may take, and how many more nodes are tried.
_WRITE_TIMEOUT_S = 60.0
_TRIES_AGAIN = 3
# Faults that may be over soon, and how long to wait before the first look.
_PASSING = (ClusterFault.AWAY, ClusterFault.BUSY, ClusterFault.PARTIAL, ClusterFault.SLOW)
_PAUSE_S = 0.1
_NOT_FOUND = 404
_CONFLICT = 409
_NO_PARAMETERS: Mapping[str, str | int] = MappingProxyType({})
_JSON = "application/json"
_LINES = "application/x-ndjson"


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """Where a cluster is: the addresses of its nodes, who asks, and the prefix of our indexes.

    `ca_file` names the certificates that are trusted; empty for those of the system. `shards` is
    how many parts an index has, so that several nodes share the work.
    """

    urls: Sequence[str]
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    prefix: str = "kaiken"
    shards: int = 3

    @property
    def name(self) -> str:
        """The addresses and the prefix, as operators are told."""
        return f"{', '.join(self.urls)} ({self.prefix})"


class ConflictError(Exception):
    """Another process was faster: a document is not as it was read."""


class MissingError(Exception):
    """There is no such index, alias or document."""


class _Undecoded(Serializer):
    """Hands on bodies as they are: they are decoded where their form is known."""

    mimetype = _JSON

    def dumps(self, data: Any) -> Any:  # noqa: ANN401 - see the class
        return data

    def loads(self, s: str) -> str:
        return s


class Cluster:
    """A cluster's nodes. Its methods can be called in any thread."""

    def __init__(
        self,
        address: ClusterAddress,
        most_at_once: int,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Prepare for calls; none is made, and nothing is opened.

        Raises:
            UnusableClusterError: the file of certificates cannot be read.
        """
        # What it logs by itself, each document that is not there among it, has its name here.
        logging.getLogger("opensearch").setLevel(logging.CRITICAL)
        self.address = address
        self.clock = clock
        self._sleep = sleep
        secured = _ssl_context(address) if address.urls[0].startswith("https") else None
        self._client = opensearchpy.OpenSearch(
            [*address.urls],
            http_auth=(address.user, address.password) if address.user else None,
            ssl_context=secured,
            connection_class=opensearchpy.Urllib3HttpConnection,
            pool_maxsize=most_at_once,
            serializer=_Undecoded(),
            timeout=_WRITE_TIMEOUT_S,
            # Where a node is gone, the next one is asked. What takes long is tried again where it
            # is known how much time is left.
            max_retries=_TRIES_AGAIN,
            retry_on_timeout=False,
        )
        self._transport = self._client.transport

    def call(  # noqa: PLR0913 - what a call has
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        form: type[Form],
        timeout_s: float = _WRITE_TIMEOUT_S,
        params: Mapping[str, str | int] = _NO_PARAMETERS,
    ) -> Form:
        """Call the cluster, and return what it answers, in its form.

        Raises:
            ConflictError: a document is not as it was read.
            MissingError: there is no such thing.
            UnusableClusterError: it cannot answer, or answers something else.
        """
        is_encoded = isinstance(body, bytes)
        try:
            answered = self._transport.perform_request(
                method,
                path,
                params={name: str(value) for name, value in params.items()},
                body=body if is_encoded or body is None else msgspec.json.encode(body),
                timeout=timeout_s,
                headers={"content-type": _LINES if is_encoded else _JSON},
            )
        except opensearchpy.OpenSearchException as cause:
            status = getattr(cause, "status_code", None)
            if status == _NOT_FOUND:
                raise MissingError(path) from cause
            if status == _CONFLICT:
                raise ConflictError(path) from cause
            raise self.unusable(*fault_of(cause)) from cause
        try:
            return msgspec.json.decode(answered or "null", type=form)
        except (msgspec.MsgspecError, TypeError) as cause:
            raise self.unusable(ClusterFault.OTHER, "what answers is no cluster") from cause

    def patiently(
        self, work: Callable[[], Form], within_s: float, longest_pause_s: float = math.inf
    ) -> Form:
        """Do some work, and again while the cluster may soon be able to do it.

        Raises:
            UnusableClusterError: it is not after that time, or never will be.
        """
        until, pause_s = self.clock() + within_s, _PAUSE_S
        while True:
            try:
                return work()
            except UnusableClusterError as fault:
                if fault.fault not in _PASSING or self.clock() + pause_s > until:
                    raise
            self._sleep(pause_s)
            pause_s = min(2 * pause_s, longest_pause_s)

    def unusable(self, fault: ClusterFault, reason: str) -> UnusableClusterError:
        """Make the error for a fault of this cluster."""
        return UnusableClusterError(self.address.name, fault, reason)

    def close(self) -> None:
        """Close all connections for good, those to nodes that are gone too."""
        # The client forgets those to nodes that it takes for dead.
        for connection in self._transport.seed_connections:
            if isinstance(connection, opensearchpy.Urllib3HttpConnection):
                connection.close()


def path_of(*parts: str) -> str:
    """Make a path of names, whatever signs they have."""
    return "/" + "/".join(quote(one, safe="") for one in parts)


def _ssl_context(address: ClusterAddress) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=address.ca_file or None)
    except (OSError, ssl.SSLError) as cause:
        reason = f"{address.ca_file} cannot be read: {type(cause).__name__}"
        raise UnusableClusterError(address.name, ClusterFault.CERTIFICATE, reason) from cause
