"""Planned faults: which calls fail, when and how, and before or after they take effect."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from random import Random

from bot.sandbox.api_error import ApiError


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the network does to a call; it needs a `Server`.

    `delay_s` is the delay. `cut` is the share of the answer, 0 to 1, that arrives before the
    connection ends; 0 is a reset (before the call is read, if the fault comes before the call).
    `drip_s` is the time between two bytes of the answer; `padding` adds that many blanks to it.
    For getUpdates, `repeat` gives that many acknowledged updates again, and `reverse` gives all
    updates in reverse order.
    """

    delay_s: float = 0.0
    cut: float | None = None
    drip_s: float = 0.0
    padding: int = 0
    repeat: int = 0
    reverse: bool = False


Failure = Exception | tuple[int, bytes] | Trouble


@dataclass(frozen=True, slots=True)
class PlannedFault:
    """A failure, and the calls that it hits.

    With `after` the call takes effect although its answer is lost. `method` is a name or a
    pattern ("send*"). The fault begins `begins_s` seconds after it is planned and lasts `lasts_s`.
    In that time it lets `skip` calls through and then hits `times` calls, each with the
    probability `share`.
    """

    failure: Failure
    after: bool = False
    method: str = "*"
    skip: int = 0
    times: float = 1
    begins_s: float = 0.0
    lasts_s: float = math.inf
    share: float = 1.0

    @property
    def trouble(self) -> Trouble:
        """What the network does; `NO_TROUBLE` for a failure of another kind."""
        return self.failure if isinstance(self.failure, Trouble) else NO_TROUBLE

    def answer(self) -> tuple[int, bytes]:
        """Return the wrong answer, or raise the error of the connection."""
        if isinstance(self.failure, tuple):
            return self.failure
        if isinstance(self.failure, ApiError):
            return self.failure.as_answer()
        if isinstance(self.failure, Trouble):
            raise TypeError("there is no network here that could have trouble")
        raise self.failure


NO_TROUBLE = Trouble()


@dataclass(slots=True)
class _PendingFault:
    """A planned fault, when it was planned, and how many calls it still skips and hits."""

    fault: PlannedFault
    at: float
    skip: int
    left: float

    def hits(self, method: str, now: float, dice: Random) -> bool:
        """Tell whether it hits a call that is made now; count a call that it skips."""
        fault = self.fault
        if not 0 <= now - self.at - fault.begins_s < fault.lasts_s:
            return False
        if not fnmatchcase(method, fault.method.lower()):
            return False
        if self.skip:
            self.skip -= 1
            return False
        return fault.share >= 1 or dice.random() < fault.share


class Faults:
    """The planned faults, in the order of planning; chance is the same in every run."""

    def __init__(self, clock: Callable[[], float], seed: int = 1) -> None:
        self._clock = clock
        self._dice = Random(seed)  # noqa: S311 - nothing secret
        self._planned: list[_PendingFault] = []

    def add(self, method: str, *failures: Failure, after: bool = False) -> None:
        """Plan failures for the next calls of a method, one a call."""
        self.plan(*(PlannedFault(failure, after, method) for failure in failures))

    def plan(self, *faults: PlannedFault) -> None:
        """Plan faults, from now on."""
        now = self._clock()
        self._planned += [_PendingFault(fault, now, fault.skip, fault.times) for fault in faults]

    def clear(self) -> None:
        """Remove all faults."""
        self._planned.clear()

    def take(self, method: str) -> PlannedFault | None:
        """Return the fault that hits a call made now, or None."""
        if not self._planned:
            return None
        name, now = method.lower(), self._clock()
        for planned in self._planned:
            if planned.hits(name, now, self._dice):
                planned.left -= 1
                if planned.left <= 0:
                    self._planned.remove(planned)
                return planned.fault
        return None
