"""The Bot API, played behind a socket of this machine: for bots in processes of their own."""

import asyncio
from types import TracebackType
from typing import Self

from aiohttp import web
from aiohttp.http_parser import RawRequestMessage
from aiohttp.streams import StreamReader
from aiohttp.web_protocol import RequestHandler

from bot.sandbox.api_error import ApiError
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.exchange import exchange
from bot.sandbox.memory.trouble import PlannedFault
from bot.sandbox.wire.control import PREFIX, Control
from bot.sandbox.wire.encoding import answer, read_call, reset
from bot.sandbox.wire.pushing import Pusher

# A document of 50 MiB, the largest that Telegram takes, and the rest of its form.
_MOST_BYTES = 64 * 2**20


class Server:
    """A `BotApi` on a free port of 127.0.0.1, to be entered with `async with`.

    It runs on the loop that enters it; `api` can be used from there. `scale` shortens the pauses
    between two posts of an update to a webhook. Under /control it is steered from outside.
    """

    def __init__(self, api: BotApi, *, scale: float = 1.0) -> None:
        self.api = api
        self.url = ""
        self._pusher = Pusher(api, scale)
        self._control = Control(api)
        self._runner: web.ServerRunner | None = None
        self._suffering: set[asyncio.Task[web.StreamResponse]] = set()

    async def __aenter__(self) -> Self:
        # A poll ends with its connection, or the next one would be told of a second poller.
        server = web.Server(self._handle, request_factory=_make_request, handler_cancellation=True)
        self._runner = web.ServerRunner(server, access_log=None, shutdown_timeout=0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._pusher.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        address, _, name = request.path.rpartition("/")
        if address == PREFIX:
            return await self._control.handle(name, request)
        fault = self.api.faults.take(name)
        if fault is None:
            return await answer(request, *await self._play(address, name, request))
        suffering = asyncio.create_task(self._suffer(fault, address, name, request))
        if name.lower() == "getupdates":
            return await suffering
        # Telegram does what it was asked for, whether or not somebody waits for the answer.
        self._suffering.add(suffering)
        suffering.add_done_callback(self._suffering.discard)
        return await asyncio.shield(suffering)

    async def _suffer(
        self, fault: PlannedFault, address: str, name: str, request: web.BaseRequest
    ) -> web.StreamResponse:
        trouble = fault.trouble
        self.api.updates.stir(trouble.repeat, reverse=trouble.reverse)
        if not fault.after and trouble.cut is not None:
            await asyncio.sleep(trouble.delay_s)
            reset(request)
            return web.Response()
        if not fault.after and fault.failure is not trouble:
            return await answer(request, *fault.answer())
        before_s = 0.0 if fault.after else trouble.delay_s
        status, body = await self._play(address, name, request, before_s)
        if fault.after:
            await asyncio.sleep(trouble.delay_s)
            if fault.failure is not trouble:
                status, body = fault.answer()
        return await answer(request, status, body, trouble)

    async def _play(
        self, address: str, name: str, request: web.BaseRequest, delay_s: float = 0.0
    ) -> tuple[int, bytes]:
        try:
            values, files = await read_call(request)
        except ApiError as error:
            self.api.refuse(name, {}, error)
            return error.as_answer()
        if delay_s:
            await asyncio.sleep(delay_s)
        played = await exchange(self.api, address, name, values, files)
        await self._pusher.look()
        return played


def _make_request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: RequestHandler,
    writer: object,
    task: "asyncio.Task[None]",
) -> web.BaseRequest:
    return web.BaseRequest(
        message,
        payload,
        protocol,
        writer,  # type: ignore[arg-type]
        task,
        asyncio.get_running_loop(),
        client_max_size=_MOST_BYTES,
    )
