"""One address before several processes: each request goes to the next that takes it."""

from itertools import count
from typing import Self

import aiohttp
from aiohttp import web


class RoundRobin:
    """A proxy, to be entered with `async with`; `ports` are those of the processes."""

    def __init__(self, ports: list[int]) -> None:
        self.ports = ports
        self.url = ""
        # How many requests each process answered.
        self.taken = dict.fromkeys(ports, 0)
        self._turn = count()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        self._runner = web.ServerRunner(web.Server(self._hand_on), shutdown_timeout=0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = "http://{}:{}".format(*self._runner.addresses[0][:2])
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()
        await self._session.close()

    async def _hand_on(self, request: web.BaseRequest) -> web.Response:
        body = await request.read()
        for _ in self.ports:
            port = self.ports[next(self._turn) % len(self.ports)]
            asked = self._session.request(
                request.method,
                f"http://127.0.0.1:{port}{request.path}",
                data=body,
                headers=request.headers,
            )
            try:
                async with asked as answer:
                    said = await answer.read()
            except aiohttp.ClientError:
                # It is killed, or not there yet.
                continue
            self.taken[port] += 1
            return web.Response(status=answer.status, body=said)
        return web.Response(status=502)
