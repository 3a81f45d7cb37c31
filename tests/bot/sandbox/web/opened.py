"""The page as its browser sees it, without a browser."""

import asyncio
import json
from asyncio import timeout
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import ClientResponse, ClientSession, ClientTimeout

from bot.sandbox.web.serving import listen, open_page
from bot.setup.settings import Address

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
Json = dict[str, Any]


@dataclass
class OpenPage:
    """A page as its browser sees it: what it asks for, and what it is told."""

    url: str
    session: ClientSession
    told: list[tuple[str, Json]] = field(default_factory=list)
    hearing: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def begun(self) -> Json:
        return next(data for name, data in self.told if name == "begin")

    @property
    def private(self) -> int:
        return int(self.begun["chats"][0]["id"])

    @property
    def group(self) -> int:
        return int(self.begun["chats"][1]["id"])

    def messages(self, chat: int | None = None) -> list[Json]:
        """The messages as the page shows them now, in order."""
        shown: dict[int, Json] = {}
        for name, data in self.told:
            if name == "message" and data["chat"] == (chat or self.private):
                shown[data["id"]] = data
        return [*shown.values()]

    def names(self) -> list[str]:
        return [name for name, _ in self.told]

    async def post(self, path: str, body: object = None, **headers: str) -> ClientResponse:
        given = {"Origin": self.url, **headers}
        response = await self.session.post(self.url + path, data=json.dumps(body), headers=given)
        await response.read()
        await asyncio.sleep(0.02)
        return response

    async def write(self, text: str, **rest: object) -> Json:
        """Write in the private chat; return the last message."""
        chat = rest.pop("chat", self.private)
        response = await self.post("/write", {"chat": chat, "text": text, **rest})
        assert response.status == 204, await response.text()
        return self.messages(int(str(chat)))[-1]

    async def tap(self, message: Json, label: str) -> None:
        [data] = [
            button["data"] for row in message["rows"] for button in row if button["label"] == label
        ]
        asked = {"chat": message["chat"], "message": message["id"], "data": data}
        assert (await self.post("/tap", asked)).status == 204

    async def fetch(self, path: str, **headers: str) -> tuple[ClientResponse, str]:
        """Get something; return the answer and its text."""
        # What is told to a page has no end.
        soon = ClientTimeout(total=20)
        async with self.session.get(self.url + path, headers=headers, timeout=soon) as response:
            return response, (await response.read()).decode("utf-8", "replace")

    async def get(self, path: str, **headers: str) -> Any:
        response, text = await self.fetch(path, **headers)
        assert response.status == 200, text
        return json.loads(text)

    async def hear(self, wanted: str, **values: object) -> Json:
        """Wait until the page is told something; return what."""
        async with timeout(20), self.hearing:
            while not (
                found := [
                    data
                    for name, data in self.told
                    if name == wanted and all(data[key] == value for key, value in values.items())
                ]
            ):
                await self.hearing.wait()
            return found[-1]

    async def follow(self) -> None:
        """Note what the page is told, until it is cancelled."""
        name = ""
        forever = ClientTimeout(total=None)
        async with self.session.get(f"{self.url}/events", timeout=forever) as stream:
            async for raw in stream.content:
                line = raw.decode().rstrip("\n")
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    self.told.append((name, json.loads(line.removeprefix("data: "))))
                    async with self.hearing:
                        self.hearing.notify_all()


@asynccontextmanager
async def follow(url: str) -> AsyncIterator[OpenPage]:
    async with ClientSession() as session:
        page = OpenPage(url, session)
        following = asyncio.create_task(page.follow())
        await page.hear("begin")
        yield page
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following


@asynccontextmanager
async def open_one() -> AsyncIterator[OpenPage]:
    address = Address("127.0.0.1", 0)
    with listen(address) as listener:
        async with open_page(listener, address, lambda: NOW) as url, follow(url) as opened:
            yield opened
