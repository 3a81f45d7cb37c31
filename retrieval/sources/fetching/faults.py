"""Why a source cannot be read; this never means "nothing new" or "withdrawn"."""

from __future__ import annotations

from enum import StrEnum

from retrieval.errors import KaikenError


class Fault(StrEnum):
    """Why a source, or a page of it, could not be read."""

    REFUSED = "refused"  # 401, 403, 451 and other refusals of the visitor
    CHALLENGED = "challenged"  # a page that tests its visitor, or asks for a login
    THROTTLED = "throttled"  # 429, 503
    AWAY = "away"  # other 5xx
    RESTING = "resting"  # left alone after an earlier fault
    DISALLOWED = "disallowed"  # by robots.txt
    SLOW = "slow"  # not complete within the total time
    UNREACHABLE = "unreachable"  # refused, reset, cut off
    DNS = "dns"
    TLS = "tls"
    PRIVATE = "private"  # an address that is not public
    ELSEWHERE = "elsewhere"  # a redirect away from the publisher's hosts, or to http
    LOOP = "loop"  # too many redirects
    TOO_LARGE = "too large"
    DAMAGED = "damaged"  # shorter than it says, or broken compression
    ENCODING = "encoding"  # a compression or character encoding that was not requested
    NO_PAGE = "no page"  # a PDF, an image, …
    STRANGE = "strange"  # a response that HTTP does not define, or an unknown structure
    EMPTY = "empty"  # an index without a single entry


class UnseenError(KaikenError):
    """A source, or a page of it, could not be read.

    `rest_s`: for how many seconds the site asks to be left alone, if it says so; with RESTING, for
    how many more seconds it is left alone.
    """

    def __init__(self, url: str, fault: Fault, reason: str, rest_s: float | None = None) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.fault = fault
        self.reason = reason
        self.rest_s = rest_s
