"""The simulated Bot API as an HTTP server on this machine, for bots in other processes."""

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
from bot.sandbox.wire.encoding import read_call, reset, respond
from bot.sandbox.wire.webhook_poster import WebhookPoster

# A document of 50 MiB, the largest that Telegram accepts, and the rest of its form.
_MOST_BYTES = 64 * 2**20


class Server:
    """A `BotApi` on a free port of 127.0.0.1, to be entered with `async with`.

    It runs on the loop that enters it; `api` can be used from there. `pause_scale` is a factor for
    the pauses between two posts of an update to a webhook. Paths under /control take commands.
    """

    def __init__(self, api: BotApi, *, pause_scale: float = 1.0) -> None:
        self.api = api
        self.url = ""
        self._poster = WebhookPoster(api, pause_scale)
        self._control = Control(api)
        self._runner: web.ServerRunner | None = None
        self._faulty_calls: set[asyncio.Task[web.StreamResponse]] = set()

    async def __aenter__(self) -> Self:
        # A poll ends with its connection; otherwise the next poll would be refused as a second one.
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
        await self._poster.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        address, _, name = request.path.rpartition("/")
        if address == PREFIX:
            return await self._control.handle(name, request)
        fault = self.api.faults.take(name)
        if fault is None:
            return await respond(request, *await self._simulate(address, name, request))
        call = asyncio.create_task(self._answer_with_fault(fault, address, name, request))
        if name.lower() == "getupdates":
            return await call
        # Telegram does what a call asks for, also if nobody waits for the answer any more.
        self._faulty_calls.add(call)
        call.add_done_callback(self._faulty_calls.discard)
        return await asyncio.shield(call)

    async def _answer_with_fault(
        self, fault: PlannedFault, address: str, name: str, request: web.BaseRequest
    ) -> web.StreamResponse:
        trouble = fault.trouble
        self.api.updates.disturb_next(trouble.repeat, reverse=trouble.reverse)
        if not fault.after and trouble.cut is not None:
            await asyncio.sleep(trouble.delay_s)
            reset(request)
            return web.Response()
        if not fault.after and fault.failure is not trouble:
            return await respond(request, *fault.answer())
        before_s = 0.0 if fault.after else trouble.delay_s
        status, body = await self._simulate(address, name, request, before_s)
        if fault.after:
            await asyncio.sleep(trouble.delay_s)
            if fault.failure is not trouble:
                status, body = fault.answer()
        return await respond(request, status, body, trouble)

    async def _simulate(
        self, address: str, name: str, request: web.BaseRequest, delay_s: float = 0.0
    ) -> tuple[int, bytes]:
        try:
            values, files = await read_call(request)
        except ApiError as error:
            self.api.log_refusal(name, {}, error)
            return error.as_answer()
        if delay_s:
            await asyncio.sleep(delay_s)
        result = await exchange(self.api, address, name, values, files)
        await self._poster.follow_webhook()
        return result


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
