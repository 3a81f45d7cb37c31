"""What can stand in the way of looking at a source: never "nothing new", never "withdrawn"."""

from __future__ import annotations

from enum import StrEnum

from retrieval.errors import KaikenError


class Fault(StrEnum):
    """Why a source, or a page of it, could not be looked at."""

    REFUSED = "refused"  # 401, 403, 451 and other refusals of the visitor
    CHALLENGED = "challenged"  # a page that tests its visitor, or asks for a login
    THROTTLED = "throttled"  # 429, 503
    AWAY = "away"  # other 5xx
    RESTING = "resting"  # left alone since an earlier fault
    DISALLOWED = "disallowed"  # by robots.txt
    SLOW = "slow"  # not whole within the total time
    UNREACHABLE = "unreachable"  # refused, reset, cut off
    DNS = "dns"
    TLS = "tls"
    PRIVATE = "private"  # an address that is not public
    ELSEWHERE = "elsewhere"  # a redirect off the publisher's hosts, or to http
    LOOP = "loop"  # redirects without end
    TOO_LARGE = "too large"
    DAMAGED = "damaged"  # shorter than it says, or broken compression
    ENCODING = "encoding"  # compressed or written in a way that was not asked for
    NO_PAGE = "no page"  # a PDF, an image, …
    STRANGE = "strange"  # an answer that HTTP does not have, or a structure that is not known
    EMPTY = "empty"  # an index without a single entry


class UnseenError(KaikenError):
    """A source, or a page of it, could not be looked at.

    `rest_s`: for how many seconds the site asks to be left alone, where it says so; with RESTING,
    for how many more it is.
    """

    def __init__(self, url: str, fault: Fault, reason: str, rest_s: float | None = None) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.fault = fault
        self.reason = reason
        self.rest_s = rest_s
