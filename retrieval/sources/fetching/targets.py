"""Addresses that may be asked: a publisher's own hosts, and no way around that."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from yarl import URL

from retrieval.sources.fetching.faults import Fault, UnseenError

# What an address is made of (RFC 3986, chapter 2): no blanks, backslashes or letters of other
# alphabets, which one reader of addresses takes otherwise than another.
_ADDRESS = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]{1,2000}")


def target_of(url: str, hosts: frozenset[str], schemes: frozenset[str]) -> URL:
    """The address as it is asked: what is looked at here is what is connected to.

    Raises:
        UnseenError: it is no address, has a user's name, or leads off these hosts or schemes.
    """
    target = _parse(url)
    if target is None or "@" in target.raw_authority:
        raise UnseenError(url, Fault.ELSEWHERE, "it leads to what is no address")
    if target.scheme not in schemes:
        raise UnseenError(url, Fault.ELSEWHERE, "it leads to an address without TLS")
    if host_of(target) not in hosts:
        raise UnseenError(url, Fault.ELSEWHERE, "it leads away from the publisher's hosts")
    return target


def _parse(url: str) -> URL | None:
    if _ADDRESS.fullmatch(url) is None:
        return None
    try:
        target = URL(url, encoded=True)
        is_whole = bool(target.raw_host and target.port)
    except ValueError:
        return None
    return target if is_whole else None


def host_of(target: URL) -> str:
    """The host of an address, with its port where that is not the usual one."""
    name = (target.raw_host or "").lower()
    return name if target.is_default_port() else f"{name}:{target.port}"


def redirected(url: str, location: str) -> str:
    """Where a redirect leads, without its fragment, which is of no matter to the site.

    Raises:
        UnseenError: it leads nowhere.
    """
    if not location:
        raise UnseenError(url, Fault.STRANGE, "a redirect that leads nowhere")
    try:
        return urljoin(url, location).partition("#")[0]
    except ValueError as cause:
        raise UnseenError(url, Fault.ELSEWHERE, "it leads to what is no address") from cause
