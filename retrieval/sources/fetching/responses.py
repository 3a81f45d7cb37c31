"""Check the responses of sites: each response that says nothing about the page has a fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.politeness import retry_after_s

GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
# Faults of one page: the site still gets requests. After all others it is left alone.
PAGE_FAULTS = frozenset({Fault.TOO_LARGE, Fault.ENCODING, Fault.NO_PAGE, Fault.DAMAGED})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READABLE = frozenset(
    "text/html application/xhtml+xml text/plain text/xml application/xml application/rss+xml "
    "application/atom+xml application/rdf+xml".split()
)
_THROTTLING = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


@dataclass(frozen=True, slots=True)
class Validators:
    """What a site sent with a page, and gets back unchanged with the next request."""

    etag: str = ""
    last_modified: str = ""


NONE_GIVEN = Validators()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as the site gives it now: the address after redirects, and its bytes."""

    url: str
    body: bytes
    validators: Validators


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The page is as it was when the validators were given."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The site says that there is no such page (404, 410)."""


Seen = Fetched | Unchanged | Gone


@dataclass(frozen=True, slots=True)
class Answered:
    """The response of a site: the status, the headers, and the body if the status is 200."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def location(self) -> str:
        """Where a redirect leads; empty if it does not say."""
        return self.headers.get("Location", "")


def check_response(url: str, answer: Answered, now: datetime, *, is_page: bool) -> None:
    """Refuse a response that says nothing about a page; `is_page` is False for a robots.txt.

    Raises:
        UnseenError: the site refuses, is throttled or away, or this is no page.
    """
    status = answer.status
    asked = answer.headers.get("Retry-After", "")
    rest_s = retry_after_s(asked, now) if asked else None
    if status in _THROTTLING:
        raise UnseenError(url, Fault.THROTTLED, f"the site answers {status}", rest_s)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise UnseenError(url, Fault.AWAY, f"the site answers {status}", rest_s)
    if not is_page or status in {*GONE, *REDIRECTS, HTTPStatus.NOT_MODIFIED}:
        return
    if status != HTTPStatus.OK:
        refuses = status >= HTTPStatus.BAD_REQUEST
        fault = Fault.REFUSED if refuses else Fault.STRANGE
        raise UnseenError(url, fault, f"the site answers {status}", rest_s)
    kind = answer.headers.get("Content-Type", "text/html").partition(";")[0].strip().casefold()
    if kind not in _READABLE:
        raise UnseenError(url, Fault.NO_PAGE, f"it is {kind[:40]!r}, not a page")
    if not answer.body.strip():
        raise UnseenError(url, Fault.DAMAGED, "the answer is empty")


def read_response(target: str, answer: Answered, validators: Validators) -> Seen:
    """Return what a response says about a page.

    Raises:
        UnseenError: it says that the page is unchanged, but no validators were sent.
    """
    if answer.status in GONE:
        return Gone()
    if answer.status == HTTPStatus.NOT_MODIFIED:
        if validators == NONE_GIVEN:
            raise UnseenError(target, Fault.STRANGE, "304 though nothing was known of it")
        return Unchanged()
    headers = answer.headers
    given = Validators(
        _printable(headers.get("ETag", "")), _printable(headers.get("Last-Modified", ""))
    )
    return Fetched(target, answer.body, given)


def _printable(validator: str) -> str:
    """Return a validator that can be stored and sent back; one with control characters cannot."""
    return validator if validator.isprintable() else ""


def conditional_headers(validators: Validators) -> dict[str, str]:
    """Make the headers that request a page only if it has changed (RFC 9110, 13.1)."""
    headers = {
        "If-None-Match": validators.etag,
        "If-Modified-Since": validators.last_modified,
    }
    return {name: value for name, value in headers.items() if value}
