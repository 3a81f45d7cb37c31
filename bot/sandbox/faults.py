"""Trouble on the wire, ordered beforehand: which call fails, how, and before or after it works."""

import json
from collections import deque
from dataclasses import dataclass

from bot.sandbox.errors import ApiError

Failure = Exception | tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Fault:
    """One failure; `after` says that the call took effect although its answer was lost."""

    failure: Failure
    after: bool

    def answer(self) -> tuple[int, bytes]:
        """Return the false answer, or raise the error of the connection."""
        if isinstance(self.failure, tuple):
            return self.failure
        if isinstance(self.failure, ApiError):
            return self.failure.code, json.dumps(self.failure.as_json()).encode()
        raise self.failure


class Faults:
    """The faults that wait, first come first served, by method."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Fault]] = {}

    def add(self, method: str, *failures: Failure, after: bool = False) -> None:
        """Order failures for the next calls of a method, one each."""
        waiting = self._waiting.setdefault(method.lower(), deque())
        waiting.extend(Fault(failure, after) for failure in failures)

    def take(self, method: str) -> Fault | None:
        """Return the fault the call now made has to suffer, if there is one."""
        waiting = self._waiting.get(method.lower())
        return waiting.popleft() if waiting else None
