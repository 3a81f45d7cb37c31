"""Trouble, ordered beforehand: which calls suffer it, when, how, and before or after they work."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from random import Random

from bot.sandbox.api_error import ApiError


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the wire does to a call; only a `Server` has one.

    `delay_s` is waited. `cut` is the share of the answer that arrives before the connection ends;
    0 is a reset, before the call is read where the fault comes before the call. `drip_s` lies
    between the bytes of the answer, `padding` blanks make it longer. Of getUpdates, `repeat` gives
    that many acknowledged updates again and `reverse` gives all the last first.
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
    """A failure, and which calls suffer it.

    `after` says that the call takes effect although its answer is lost. `method` is a name or a
    pattern ("send*"). Of the calls made from `begins_s` on, counted from when the fault is
    planned, for `lasts_s`, it lets `skip` through and then hits `times`, each with the
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
        """What the wire does; nothing for a failure of another kind."""
        return self.failure if isinstance(self.failure, Trouble) else NO_TROUBLE

    def answer(self) -> tuple[int, bytes]:
        """Return the false answer, or raise the error of the connection."""
        if isinstance(self.failure, tuple):
            return self.failure
        if isinstance(self.failure, ApiError):
            return self.failure.as_answer()
        if isinstance(self.failure, Trouble):
            raise TypeError("there is no wire here that could have trouble")
        raise self.failure


NO_TROUBLE = Trouble()


@dataclass(slots=True)
class _Planned:
    """A fault that waits, and how much of it is left."""

    fault: PlannedFault
    at: float
    skip: int
    left: float

    def hits(self, method: str, now: float, dice: Random) -> bool:
        """Whether it hits a call that is made now; what it lets through is counted."""
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
    """The faults that wait, first come first served; chance is the same in every run."""

    def __init__(self, clock: Callable[[], float], seed: int = 1) -> None:
        self._clock = clock
        self._dice = Random(seed)  # noqa: S311 - nothing secret
        self._planned: list[_Planned] = []

    def add(self, method: str, *failures: Failure, after: bool = False) -> None:
        """Order failures for the next calls of a method, one each."""
        self.plan(*(PlannedFault(failure, after, method) for failure in failures))

    def plan(self, *faults: PlannedFault) -> None:
        """Let faults wait for their calls, from now on."""
        now = self._clock()
        self._planned += [_Planned(fault, now, fault.skip, fault.times) for fault in faults]

    def clear(self) -> None:
        """Have no trouble any more."""
        self._planned.clear()

    def take(self, method: str) -> PlannedFault | None:
        """Return the fault the call now made has to suffer, if there is one."""
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
