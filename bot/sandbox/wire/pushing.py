"""Updates posted to the address of the bot until it says that it has them."""

import asyncio
import io
import json
from collections import deque
from collections.abc import Iterator

import aiohttp

from bot.sandbox.botapi.api import BotApi
from bot.sandbox.memory.state import Webhook
from bot.sandbox.params import Json

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - its name
_LONGEST_PAUSE_S = 512.0
_TIMEOUT_S = 60.0
# As the method of a `Fault`: it suffers what is posted.
METHOD = "webhook"


def pauses(scale: float) -> Iterator[float]:
    """Yield the seconds before each try: 0, 2, 4, 8 …, times the scale."""
    yield 0.0
    pause = 2.0
    while True:
        yield pause * scale
        pause = min(2 * pause, _LONGEST_PAUSE_S)


def lane(update: Json) -> int:
    """Return whose updates come one at a time: the chat's, or those of somebody outside of any."""
    content: Json = next((value for name, value in update.items() if name != "update_id"), {})
    within = content.get("message", content)
    whose = within.get("chat") or content.get("from") or {}
    return int(whose.get("id", 0))


class Pusher:
    """Posts what waits to the webhook while there is one; the chats do not wait for each other.

    A fault of the method "webhook" delays a post, repeats it, or, where it is cut, lets Telegram
    miss that the bot took the update.
    """

    def __init__(self, api: BotApi, scale: float = 1.0) -> None:
        self._api = api
        self._scale = scale
        self._hook: Webhook | None = None
        self._pushing: asyncio.Task[None] | None = None
        self._lanes: dict[int, deque[Json]] = {}

    async def look(self) -> None:
        """Begin to post, or end, as the bot set its webhook."""
        if self._hook == self._api.state.webhook:
            return
        await self.stop()
        self._hook = self._api.state.webhook
        if self._hook:
            self._pushing = asyncio.create_task(self._push(self._hook))

    async def stop(self) -> None:
        """Post no more; what the bot did not take waits on."""
        self._hook = None
        if self._pushing:
            self._pushing.cancel()
            await asyncio.gather(self._pushing, return_exceptions=True)
        self._lanes.clear()

    async def _push(self, hook: Webhook) -> None:
        slots = asyncio.Semaphore(hook.most)
        timeout = aiohttp.ClientTimeout(total=_TIMEOUT_S)
        last = 0
        async with aiohttp.ClientSession(timeout=timeout) as session, asyncio.TaskGroup() as tasks:
            while True:
                for update in self._api.updates.after(last):
                    last = update["update_id"]
                    waiting = self._lanes.setdefault(lane(update), deque())
                    waiting.append(update)
                    if len(waiting) == 1:
                        tasks.create_task(self._drain(waiting, hook, session, slots))
                await self._api.updates.wait(None)

    async def _drain(
        self,
        waiting: deque[Json],
        hook: Webhook,
        session: aiohttp.ClientSession,
        slots: asyncio.Semaphore,
    ) -> None:
        while waiting:
            for pause in pauses(self._scale):
                await asyncio.sleep(pause)
                async with slots:
                    if await self._deliver(waiting[0], hook, session):
                        break
            self._api.updates.finish(waiting.popleft()["update_id"])

    async def _deliver(self, update: Json, hook: Webhook, session: aiohttp.ClientSession) -> bool:
        fault = self._api.faults.take(METHOD)
        if fault is None:
            return await self._post(update, hook, session)
        await asyncio.sleep(fault.trouble.delay_s)
        taken = [await self._post(update, hook, session) for _ in range(1 + fault.trouble.repeat)]
        return all(taken) and fault.trouble.cut is None

    async def _post(self, update: Json, hook: Webhook, session: aiohttp.ClientSession) -> bool:
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers[SECRET_HEADER] = hook.secret
        # A file, since aiohttp warns of large bodies that are none.
        body = io.BytesIO(json.dumps(update).encode())
        try:
            async with session.post(hook.url, data=body, headers=headers) as response:
                if response.ok:
                    return True
                reason = f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            reason = type(error).__name__
        self._api.state.note_webhook_error(reason)
        return False
