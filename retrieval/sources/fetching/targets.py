"""Which addresses may be requested: only those on a publisher's own hosts."""

from __future__ import annotations

from urllib.parse import urljoin

from yarl import URL

from retrieval.patterns import regex
from retrieval.sources.fetching.faults import Fault, UnseenError

# The characters of an address (RFC 3986, chapter 2): no blanks, backslashes or letters of other
# alphabets, which different libraries read differently.
_ADDRESS = regex(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]{1,2000}")


def check_target(url: str, hosts: frozenset[str], schemes: frozenset[str]) -> URL:
    """Check an address, and return it in the parsed form that is then connected to.

    Raises:
        UnseenError: it is no address, has a user name, or is not on these hosts and schemes.
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
    """Return the host of an address, with its port if that is not the default one."""
    name = (target.raw_host or "").lower()
    return name if target.is_default_port() else f"{name}:{target.port}"


def redirect_target(url: str, location: str) -> str:
    """Return where a redirect leads, without the fragment, which the site does not need.

    Raises:
        UnseenError: it leads nowhere.
    """
    if not location:
        raise UnseenError(url, Fault.STRANGE, "a redirect that leads nowhere")
    try:
        return urljoin(url, location).partition("#")[0]
    except ValueError as cause:
        raise UnseenError(url, Fault.ELSEWHERE, "it leads to what is no address") from cause
