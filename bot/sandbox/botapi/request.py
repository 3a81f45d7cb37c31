"""The object that PTB uses as its HTTP client."""

import asyncio
import json
from http import HTTPStatus
from typing import IO

from telegram.request import BaseRequest, RequestData

from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.exchange import exchange
from bot.sandbox.call_log import Upload


class SandboxRequest(BaseRequest):
    """Answers PTB from a `BotApi`; pass one to `.request` and one to `.get_updates_request`."""

    __slots__ = ("_api",)

    def __init__(self, api: BotApi) -> None:
        self._api = api

    @property
    def read_timeout(self) -> float | None:
        """None: nothing is read from a network, so nothing times out by itself."""
        return None

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to close."""

    async def do_request(  # noqa: PLR0913, PLR0917 (PTB's signature)
        self,
        url: str,
        method: str,  # noqa: ARG002
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Return status and body as Telegram would, or raise a fault that was planned."""
        address, _, name = url.rpartition("/")
        await asyncio.sleep(0)
        fault = self._api.faults.take(name)
        if fault is not None and not fault.after:
            return fault.answer()
        data = request_data or RequestData()
        # To JSON and back: what could not be sent over HTTP must not pass here either.
        values = json.loads(json.dumps(data.parameters))
        files = {part: _read(*given) for part, given in data.multipart_data.items()}
        answer = await exchange(self._api, address, name, values, files)
        return answer if fault is None or answer[0] != HTTPStatus.OK else fault.answer()


def _read(filename: str, content: bytes | IO[bytes], mimetype: str) -> Upload:
    data = content if isinstance(content, bytes) else content.read()
    return Upload(filename, data, mimetype)
