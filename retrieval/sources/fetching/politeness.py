"""Politeness to sites: when the next request may be made, and how long a site is left alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# The pause between the end of a request to a host and the beginning of the next one.
GAP_S = 2.0
# How long a site that refuses or fails is left alone at least; this doubles each time.
_FIRST_REST_S = 60.0
_LONGEST_REST_S = 6 * 3600.0
_MOST_DOUBLINGS = 16
# A longer request is not meant seriously; a wrong clock can produce one of years.
_LONGEST_REQUESTED_S = 24 * 3600.0
_MOST_GAP_S = 600.0
_NEVER = float("-inf")


@dataclass(frozen=True, slots=True)
class Host:
    """What is known of a host: when its last request ended, and how often in a row it failed."""

    ended_at: float = _NEVER
    rests_until: float = _NEVER
    failures: int = 0


@dataclass(slots=True)
class Politeness:
    """When each host may get a request; times are seconds of one clock, given by the caller."""

    hosts: dict[str, Host] = field(default_factory=dict)

    def rest_s(self, host: str, now: float) -> float:
        """Return for how much longer a host is to be left alone; 0 if it may get a request."""
        return max(0.0, self._of(host).rests_until - now)

    def wait_s(self, host: str, now: float, gap_s: float = GAP_S) -> float:
        """Return how long to wait before the next request to a host that wants such pauses."""
        return max(0.0, self._of(host).ended_at + min(max(gap_s, GAP_S), _MOST_GAP_S) - now)

    def ended(self, host: str, now: float) -> None:
        """Note the end of a request that the host answered."""
        self.hosts[host] = Host(ended_at=now)

    def failed(self, host: str, now: float, requested_s: float | None = None) -> None:
        """Leave a host alone: longer after each failure, and at least as long as it requests."""
        known = self._of(host)
        rest_s = min(_FIRST_REST_S * 2**known.failures, _LONGEST_REST_S)
        rest_s = max(rest_s, min(requested_s or 0.0, _LONGEST_REQUESTED_S))
        self.hosts[host] = Host(now, now + rest_s, min(known.failures + 1, _MOST_DOUBLINGS))

    def _of(self, host: str) -> Host:
        return self.hosts.get(host, Host())


def retry_after_s(value: str, now: datetime) -> float | None:
    """Read the seconds of a Retry-After header, in either of its forms (RFC 9110, 10.2.3).

    At most a day; None if it has neither form.
    """
    given = value.strip()
    if given.isascii() and given.isdecimal():
        return min(float(given), _LONGEST_REQUESTED_S)
    try:
        moment = parsedate_to_datetime(given)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - now).total_seconds()), _LONGEST_REQUESTED_S)
