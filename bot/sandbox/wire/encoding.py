"""Reads calls that come over HTTP, and sends answers, also broken ones."""

import asyncio
import json
import socket
import struct
from collections.abc import Mapping
from http import HTTPStatus

from aiohttp import web

from bot.sandbox.api_error import ApiError, bad_request
from bot.sandbox.call_log import Upload
from bot.sandbox.memory.trouble import NO_TROUBLE, Trouble
from bot.sandbox.params import Json, ParamValue

CallArguments = tuple[Mapping[str, object], Mapping[str, Upload]]
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


async def read_call(request: web.BaseRequest) -> CallArguments:
    """Return the values and files of a call: from its address, and from JSON or a form.

    Raises:
        ApiError: the body is neither, or is too large.
    """
    values: Json = {name: ParamValue(value) for name, value in request.query.items()}
    try:
        if request.content_type in _FORMS:
            return await _read_form(request, values)
        body = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, "Request Entity Too Large") from None
    if not body:
        return values, {}
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("can't parse JSON") from None
    if not isinstance(given, dict):
        raise bad_request("object expected as JSON")
    return {**values, **given}, {}


async def _read_form(request: web.BaseRequest, values: Json) -> CallArguments:
    files = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename, value.file.read(), value.content_type)
        else:
            values[name] = ParamValue(value if isinstance(value, str) else value.decode())
    return values, files


async def respond(
    request: web.BaseRequest, status: int, body: bytes, trouble: Trouble = NO_TROUBLE
) -> web.Response:
    """Return the answer; with trouble, first write a broken one to the connection."""
    if not (trouble.cut is not None or trouble.drip_s or trouble.padding):
        return web.Response(body=body, status=status, content_type="application/json")
    body += b" " * trouble.padding
    head = (
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    await _write(request, head.encode() + body, trouble)
    return web.Response()


async def _write(request: web.BaseRequest, answer: bytes, trouble: Trouble) -> None:
    if trouble.cut is not None:
        answer = answer[: int(len(answer) * trouble.cut)]
    if not answer:
        return reset(request)
    for piece in (answer[at : at + 1] for at in range(len(answer))) if trouble.drip_s else [answer]:
        if request.transport is None:
            return None
        request.transport.write(piece)
        await asyncio.sleep(trouble.drip_s)
    if request.transport is not None:
        request.transport.close()
    return None


def reset(request: web.BaseRequest) -> None:
    """Close the connection with a reset, without an answer."""
    if request.transport is None:
        return
    sock = request.transport.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.transport.abort()
