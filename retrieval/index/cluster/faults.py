"""Gives what goes wrong with a cluster its name, by what its client and its answers say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import opensearchpy

from retrieval.errors import ClusterFault

_REFUSALS = (401, 403)
_TOO_MANY = 429
_AWAY = (502, 503, 504)
_FULL = "disk usage exceeded"
_BLOCK = "cluster_block_exception"


def fault_of(cause: opensearchpy.OpenSearchException) -> tuple[ClusterFault, str]:
    """Name what a call ended in, with its reason."""
    if isinstance(cause, opensearchpy.SSLError):
        return ClusterFault.CERTIFICATE, _told(cause)
    if isinstance(cause, opensearchpy.ConnectionTimeout):
        return ClusterFault.SLOW, "no answer in time"
    if isinstance(cause, opensearchpy.ConnectionError):
        if "certificate" in str(cause.error).lower():
            return ClusterFault.CERTIFICATE, _told(cause)
        return ClusterFault.AWAY, _told(cause)
    if isinstance(cause, opensearchpy.TransportError) and isinstance(cause.status_code, int):
        info = cause.info if isinstance(cause.info, Mapping) else {}
        return fault_of_status(cause.status_code, info.get("error"))
    return ClusterFault.OTHER, type(cause).__name__


def fault_of_status(status: int, error: object) -> tuple[ClusterFault, str]:
    """Name what an answer, or a part of it, says by its status and its error."""
    kinds, reasons = _kinds_and_reasons(error)
    said = f"{status}, {', '.join(dict.fromkeys(kinds)) or 'without a reason'}"
    if _BLOCK in kinds:
        # With status 429, although waiting does not help.
        is_full = any(_FULL in reason for reason in reasons)
        is_away = status in _AWAY
        fault = ClusterFault.AWAY if is_away else ClusterFault.READ_ONLY
        return (ClusterFault.FULL if is_full else fault), said
    if status in _REFUSALS:
        return ClusterFault.REFUSED, said
    if status == _TOO_MANY:
        return ClusterFault.BUSY, said
    if status not in _AWAY:
        return ClusterFault.OTHER, said
    is_partial = "search_phase_execution_exception" in kinds
    return (ClusterFault.PARTIAL if is_partial else ClusterFault.AWAY), said


def _kinds_and_reasons(error: object) -> tuple[list[str], list[str]]:
    """List the types of an error and its causes, and their reasons, which nobody is shown."""
    if not isinstance(error, Mapping):
        return [], []
    found: list[Mapping[str, Any]] = [error, *error.get("root_cause", ())]
    if isinstance(error.get("caused_by"), Mapping):
        found.append(error["caused_by"])
    kinds = [str(one.get("type", "")) for one in found]
    return [one for one in kinds if one], [str(one.get("reason", "")) for one in found]


def _told(cause: opensearchpy.ConnectionError) -> str:
    """Say what kept a connection from being made: the class, never what was sent."""
    error = cause.info
    return type(error).__name__ if isinstance(error, BaseException) else "no connection"
