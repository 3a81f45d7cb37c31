"""The generations of an index: each an index of the cluster, one of them behind the alias.

Each version of the code has an alias of its own, so that processes of two versions, as there are
during an upgrade, do not take turns in building what the other cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from retrieval.index.cluster.connection import Cluster, MissingError, path_of
from retrieval.index.cluster.mapping import make_index

# So much of the fingerprint of the code stands in names.
_MARK = 8
# Indexes of other versions are removed when they are so old.
_OLD_S = 86_400.0

_Told = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an index is, and how many bytes it has, without copies."""

    place: str
    size_bytes: int


class Generations:
    """The generations of one version of the code. `now` tells the time in seconds since 1970.

    All methods raise UnusableClusterError if the cluster does not do what they ask.
    """

    def __init__(self, cluster: Cluster, fingerprint: str, now: Callable[[], float]) -> None:
        self.alias = f"{cluster.address.prefix}-{fingerprint[:_MARK]}"
        self._cluster = cluster
        self._now = now

    def make(self, number: int) -> str:
        """Make an empty index, and return its name; remove what nobody needs any more.

        That is what killed builds left, what was replaced before, and what is of old versions.
        """
        gone = [one for one, aliases in self._indexes().items() if self.alias not in aliases]
        for one in (*gone, *self._of_old_versions()):
            with suppress(MissingError):
                self._cluster.call("DELETE", path_of(one), form=dict)
        index = f"{self.alias}-{number:06}"
        self._cluster.call(
            "PUT", path_of(index), make_index(self._cluster.address.shards), form=dict
        )
        return index

    def show(self, index: str) -> None:
        """Have the alias lead to an index, in one step; the one before stays for a while."""
        actions: list[dict[str, Any]] = [
            {"remove": {"index": one, "alias": self.alias}}
            for one, aliases in self._indexes().items()
            if self.alias in aliases
        ]
        actions.append({"add": {"index": index, "alias": self.alias}})
        self._cluster.call("POST", "/_aliases", {"actions": actions}, form=dict)

    def measure(self, index: str) -> Kept:
        """Tell where an index is, and how large it is; an empty name is none."""
        place = f"{self.alias} at {', '.join(self._cluster.address.urls)}"
        if not index:
            return Kept(place, 0)
        told = self._cluster.call("GET", path_of(index, "_stats", "store"), form=_Told)
        return Kept(place, told["_all"]["primaries"]["store"]["size_in_bytes"])

    def _indexes(self) -> Mapping[str, Mapping[str, Any]]:
        """Return the generations of this version, each with its aliases."""
        found = self._cluster.call("GET", path_of(f"{self.alias}-*", "_alias"), form=_Told)
        return {index: told.get("aliases", {}) for index, told in found.items()}

    def _of_old_versions(self) -> list[str]:
        prefix = self._cluster.address.prefix
        path = path_of(f"{prefix}-*", "_settings", "index.creation_date")
        found = self._cluster.call("GET", path, form=_Told)
        before = (self._now() - _OLD_S) * 1000
        name = re.compile(rf"{re.escape(prefix)}-[0-9a-f]{{{_MARK}}}-[0-9]{{6,}}")
        return [
            index
            for index, told in found.items()
            if name.fullmatch(index)
            and not index.startswith(self.alias)
            and int(told["settings"]["index"]["creation_date"]) < before
        ]
