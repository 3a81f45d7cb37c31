"""Posts updates to the webhook of the bot until the bot answers that it has them."""

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
_MAX_PAUSE_S = 512.0
_TIMEOUT_S = 60.0
# The method that a `PlannedFault` names in order to hit posts.
FAULT_METHOD = "webhook"


def pauses(pause_scale: float) -> Iterator[float]:
    """Yield the seconds before each try: 0, 2, 4, 8 … up to 512, times `pause_scale`."""
    yield 0.0
    pause = 2.0
    while True:
        yield pause * pause_scale
        pause = min(2 * pause, _MAX_PAUSE_S)


def chat_of(update: Json) -> int:
    """Return the id of the chat, else the person, whose updates are posted one by one; else 0."""
    content: Json = next((value for name, value in update.items() if name != "update_id"), {})
    within = content.get("message", content)
    origin = within.get("chat") or content.get("from") or {}
    return int(origin.get("id", 0))


class WebhookPoster:
    """Posts waiting updates to the webhook while there is one; chats do not wait for each other.

    A fault of the method "webhook" delays a post or repeats it. With `cut`, Telegram does not
    learn that the bot took the update.
    """

    def __init__(self, api: BotApi, pause_scale: float = 1.0) -> None:
        self._api = api
        self._pause_scale = pause_scale
        self._hook: Webhook | None = None
        self._posting: asyncio.Task[None] | None = None
        self._by_chat: dict[int, deque[Json]] = {}

    async def follow_webhook(self) -> None:
        """Begin or stop posting if the bot has set or deleted its webhook."""
        if self._hook == self._api.state.webhook:
            return
        await self.stop()
        self._hook = self._api.state.webhook
        if self._hook:
            self._posting = asyncio.create_task(self._post_waiting(self._hook))

    async def stop(self) -> None:
        """Stop posting; updates that the bot did not take stay queued."""
        self._hook = None
        if self._posting:
            self._posting.cancel()
            await asyncio.gather(self._posting, return_exceptions=True)
        self._by_chat.clear()

    async def _post_waiting(self, hook: Webhook) -> None:
        slots = asyncio.Semaphore(hook.max_connections)
        timeout = aiohttp.ClientTimeout(total=_TIMEOUT_S)
        last = 0
        async with aiohttp.ClientSession(timeout=timeout) as session, asyncio.TaskGroup() as tasks:
            while True:
                for update in self._api.updates.after(last):
                    last = update["update_id"]
                    waiting = self._by_chat.setdefault(chat_of(update), deque())
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
            for pause in pauses(self._pause_scale):
                await asyncio.sleep(pause)
                async with slots:
                    if await self._deliver(waiting[0], hook, session):
                        break
            self._api.updates.remove(waiting.popleft()["update_id"])

    async def _deliver(self, update: Json, hook: Webhook, session: aiohttp.ClientSession) -> bool:
        fault = self._api.faults.take(FAULT_METHOD)
        if fault is None:
            return await self._post(update, hook, session)
        await asyncio.sleep(fault.trouble.delay_s)
        answers = [await self._post(update, hook, session) for _ in range(1 + fault.trouble.repeat)]
        return all(answers) and fault.trouble.cut is None

    async def _post(self, update: Json, hook: Webhook, session: aiohttp.ClientSession) -> bool:
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers[SECRET_HEADER] = hook.secret
        # A file object, because aiohttp warns about large bodies of bytes.
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
