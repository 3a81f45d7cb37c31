"""Doubt about what a site answers: each answer that tells nothing of the page has a fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.politeness import retry_after_s

GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
# Faults of one page: the site itself may go on being asked. All others make it rest.
OF_THE_PAGE = frozenset({Fault.TOO_LARGE, Fault.ENCODING, Fault.NO_PAGE, Fault.DAMAGED})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READABLE = frozenset(
    "text/html application/xhtml+xml text/plain text/xml application/xml application/rss+xml "
    "application/atom+xml application/rdf+xml".split()
)
_THROTTLING = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


@dataclass(frozen=True, slots=True)
class Validators:
    """What a site gave with a page, and gets back with the next request, letter for letter."""

    etag: str = ""
    last_modified: str = ""


NONE_GIVEN = Validators()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as the site gives it now: the address it came from in the end, and its bytes."""

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
    """What a site answered: the status, the headers, and the body where it is a page."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def location(self) -> str:
        """Where a redirect leads; empty where it does not say."""
        return self.headers.get("Location", "")


def doubt(url: str, answer: Answered, now: datetime, *, is_page: bool) -> None:
    """Refuse an answer that tells nothing; `is_page`: a page of the site, not its robots.txt.

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


def seen(target: str, answer: Answered, validators: Validators) -> Seen:
    """What an answer says of a page.

    Raises:
        UnseenError: it says nothing: the page is unchanged since nobody knows when.
    """
    if answer.status in GONE:
        return Gone()
    if answer.status == HTTPStatus.NOT_MODIFIED:
        if validators == NONE_GIVEN:
            raise UnseenError(target, Fault.STRANGE, "304 though nothing was known of it")
        return Unchanged()
    headers = answer.headers
    given = Validators(_kept(headers.get("ETag", "")), _kept(headers.get("Last-Modified", "")))
    return Fetched(target, answer.body, given)


def _kept(validator: str) -> str:
    """A validator that can be kept and sent back; bytes that are no text cannot."""
    return validator if validator.isprintable() else ""


def conditions(validators: Validators) -> dict[str, str]:
    """The headers that ask for a page only if it is no longer the one known (RFC 9110, 13.1)."""
    headers = {
        "If-None-Match": validators.etag,
        "If-Modified-Since": validators.last_modified,
    }
    return {name: value for name, value in headers.items() if value}
