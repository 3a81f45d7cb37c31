"""Who may ask the page's server for what: pages of its own, under names of its own.

A page of another origin can make a browser send requests here. A name of another site can also be
made to lead here (DNS rebinding). Neither may read or change anything.
"""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from retrieval.errors import KaikenError

_READING = ("GET", "HEAD")
_FOREIGN = ("cross-site", "same-site")
# Nothing of another host, no inline script or style, and no HTML made from text.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


class TooLargeRequestError(KaikenError):
    """The body of a request is larger than it may be."""


class Guard:
    """Lets requests through that name one of `hosts`; changes must come from a page of theirs."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        """`hosts` are names with ports, in small letters, as a browser sends them."""
        self._app = app
        self._hosts = frozenset(hosts)
        self._origins = frozenset(f"http://{host}" for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        reason = self._reason_to_refuse(scope)
        if reason:
            refusal = PlainTextResponse(f"{reason}\n", 403)
            await refusal(scope, receive, send_guarded)
        else:
            await self._app(scope, receive, send_guarded)

    def _reason_to_refuse(self, scope: Scope) -> str:
        headers = Headers(scope=scope)
        if headers.getlist("host") not in [[host] for host in self._hosts]:
            return "this server is not known by that name"
        # Another page may lead to this one, and ask for none of its parts.
        if headers.get("sec-fetch-site") in _FOREIGN and scope["path"] != "/":
            return "only a page of this server may ask for that"
        if scope["method"] in _READING:
            return ""
        # Every browser sends it with a request that may change something.
        if headers.get("origin") not in self._origins:
            return "only a page of this server may do that"
        return ""


async def read_body(request: Request, most: int) -> bytes:
    """Read the body of a request.

    Raises:
        TooLargeRequestError: it has more than `most` bytes.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise TooLargeRequestError(f"that is more than {most:,} bytes")
    return bytes(body)
