"""The right to write, which one process has at a time: a document with an end, taken in turn.

Whoever takes it names the version that was read, so of two that are equally fast one fails. A
process that was killed gives it back by the end of its time. Each holder has a number, higher than
all before, so that what it wrote and did not finish can be told from what others wrote.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

import msgspec

from retrieval.errors import ClusterFault, IndexLockedError, UnusableClusterError
from retrieval.index.cluster.connection import Cluster, ConflictError, MissingError, path_of

LEASE_S = 60.0
# If all copies of it lose their power at once, some seconds of it may be lost: the head of an index
# is only written over the one that was read, whoever holds the lease.
_INDEX = {
    "settings": {
        "index": {
            "number_of_shards": 1,
            "auto_expand_replicas": "0-1",
            "translog": {"durability": "async"},
        }
    },
    "mappings": {"enabled": False},
}


class _Lease(msgspec.Struct):
    """Who writes until when, in seconds since 1970; `unfinished` are numbers of what was left."""

    holder: str = ""
    until: float = 0.0
    number: int = 0
    unfinished: list[int] = []


class _Read(msgspec.Struct):
    seq_no: int = msgspec.field(name="_seq_no", default=-1)
    primary_term: int = msgspec.field(name="_primary_term", default=0)
    found: _Lease = msgspec.field(name="_source", default_factory=_Lease)


class Lease:
    """The lease of that name in a cluster, as one process sees it.

    `now` tells the time in seconds since 1970. It lasts so long unless it is renewed.
    """

    def __init__(
        self,
        cluster: Cluster,
        name: str,
        now: Callable[[], float],
        lasting_s: float = LEASE_S,
    ) -> None:
        self._cluster = cluster
        self._name = name
        self._now = now
        self._lasting_s = lasting_s
        self._index = f"{cluster.address.prefix}-writer"
        self._holder = f"process {os.getpid()} on {socket.gethostname()}, {uuid4().hex[:8]}"
        self._held: _Read | None = None

    @property
    def is_held(self) -> bool:
        """Whether this process may write."""
        return self._held is not None

    @property
    def number(self) -> int:
        """The number of the holder: this process."""
        return self._held.found.number if self._held else 0

    @property
    def unfinished(self) -> list[int]:
        """The numbers of holders before who may have left what they did not finish."""
        return self._held.found.unfinished[:-1] if self._held else []

    def take(self) -> None:
        """Take the right to write, if nobody has it.

        Raises:
            IndexLockedError: another process has it.
            UnusableClusterError: the cluster cannot be written to.
        """
        if self._held is not None:
            self.renew()
            return
        read = self._read()
        known = read.found
        if known.until > self._now():
            raise IndexLockedError(self._cluster.address.name, known.holder)
        if read.seq_no < 0:
            self._make_index()
        number = known.number + 1
        self._write(read, _Lease(self._holder, 0.0, number, [*known.unfinished, number]))

    def renew(self) -> None:
        """Have the right for longer, if a third of its time is over.

        Raises:
            IndexLockedError: it was over, and another process has it.
            UnusableClusterError: the cluster cannot be written to.
        """
        if self._held is None:
            raise IndexLockedError(self._cluster.address.name, "")
        if self._held.found.until - self._now() < self._lasting_s * 2 / 3:
            self._write(self._held, self._held.found)

    def finish(self) -> None:
        """Note that nothing is left unfinished, by this holder or those before."""
        if self._held is not None:
            self._held.found.unfinished = []

    def give_back(self) -> None:
        """Let others write."""
        held, self._held = self._held, None
        if held is not None:
            held.found.until = 0.0
            # It ends by itself where it cannot be given back.
            with suppress(IndexLockedError, UnusableClusterError):
                self._put(held, held.found)

    def _read(self) -> _Read:
        try:
            return self._cluster.call("GET", path_of(self._index, "_doc", self._name), form=_Read)
        except MissingError:
            return _Read()

    def _make_index(self) -> None:
        # Another process may have made it meanwhile; the next call says what else is wrong.
        with suppress(UnusableClusterError):
            self._cluster.call("PUT", path_of(self._index), _INDEX, form=dict)

    def _write(self, read: _Read, lease: _Lease) -> None:
        lease.until = self._now() + self._lasting_s
        self._held = None
        self._held = self._put(read, lease)

    def _put(self, read: _Read, lease: _Lease) -> _Read:
        """Write the lease, if it is still the one that was read."""
        is_there = read.seq_no >= 0
        version: dict[str, str | int] = (
            {"if_seq_no": read.seq_no, "if_primary_term": read.primary_term}
            if is_there
            else {"op_type": "create"}
        )
        path = path_of(self._index, "_doc", self._name)
        try:
            written = self._cluster.call("PUT", path, lease, form=_Read, params=version)
        except ConflictError:
            found = self._read()
            if found.found == lease:
                # It was written, and the answer was lost.
                return found
            holder = found.found.holder
            raise IndexLockedError(self._cluster.address.name, holder) from None
        if written.seq_no < 0:
            raise self._cluster.unusable(ClusterFault.OTHER, "a document was not written")
        return _Read(written.seq_no, written.primary_term, lease)
