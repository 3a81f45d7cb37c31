"""Debian's Chromium without a window, asked over its DevTools protocol on loopback."""

import asyncio
import os
import shutil
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse

Json = dict[str, Any]

_PROGRAM = "chromium"
NEEDS_CHROMIUM = pytest.mark.skipif(
    shutil.which(_PROGRAM) is None, reason="there is no chromium; make test-browser installs it"
)
_START_S = 30
_PAUSE_S = 0.05
# Words are marked a moment after their page is loaded.
_SETTLE_S = 0.4
# No script may know which words are marked: they are found by their colour in a picture.
_MARK = "rgb(255, 0, 255)"
STYLE = f"<style>::target-text {{ background: {_MARK}; color: {_MARK} }}</style>"
_LOADED = """
new Promise((go) => document.readyState === "complete" ? go() : addEventListener("load", go))
    .then(() => true)
"""
_READ_MARKED = """
(async (picture) => {
  const image = new Image();
  image.src = "data:image/png;base64," + picture;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const isMarked = (x, y) => canvas.getImageData(x, y, 1, 1).data.join() === "255,0,255,255";
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const marked = [];
  while (texts.nextNode()) {
    for (const word of texts.currentNode.data.matchAll(/[^\\s]/gu)) {
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      const box = range.getBoundingClientRect();
      if (isMarked(box.x + box.width / 2, box.y + box.height / 2)) marked.push(word[0]);
    }
  }
  return marked.join("");
})
"""


class Chromium:
    """A running Chromium."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)
        # What tabs told unasked, by session.
        self.events: defaultdict[str, list[Json]] = defaultdict(list)

    async def read_marked(self, address: str) -> str:
        """Open an address in a new tab; return the letters marked in it, without blanks."""
        target, session = await self.open_tab()
        await self.call("Page.navigate", session, url=address)
        await self.evaluate(session, _LOADED)
        await asyncio.sleep(_SETTLE_S)
        shot = await self.call("Page.captureScreenshot", session, format="png")
        marked = await self.evaluate(session, f'({_READ_MARKED})("{shot["data"]}")')
        await self.call("Target.closeTarget", targetId=target)
        return str(marked)

    async def open_tab(self) -> tuple[str, str]:
        """Open an empty tab; return its target and its session."""
        tab = await self.call("Target.createTarget", url="about:blank")
        target = str(tab["targetId"])
        attached = await self.call("Target.attachToTarget", targetId=target, flatten=True)
        return target, str(attached["sessionId"])

    async def evaluate(self, session: str, expression: str) -> Any:
        """Return what an expression, or the promise that it makes, gives in a tab."""
        answer = await self.call(
            "Runtime.evaluate",
            session,
            expression=expression,
            awaitPromise=True,
            returnByValue=True,
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def call(self, method: str, session: str = "", **params: object) -> Json:
        """Call a method of the protocol; return its result."""
        number = next(self._numbers)
        call = {"id": number, "method": method, "params": params}
        await self._socket.send_json(call | ({"sessionId": session} if session else {}))
        while (answer := await self._socket.receive_json()).get("id") != number:
            if "method" in answer:
                self.events[answer.get("sessionId", "")].append(answer)
        assert "error" not in answer, answer
        result: Json = answer["result"]
        return result


@asynccontextmanager
async def start_chromium() -> AsyncIterator[Chromium]:
    """Start Chromium, and end it."""
    program = shutil.which(_PROGRAM)
    assert program is not None, "make test-browser installs chromium"
    with TemporaryDirectory(prefix="kaiken-chromium-", ignore_cleanup_errors=True) as folder:
        port_file = Path(folder) / "DevToolsActivePort"
        running = await asyncio.create_subprocess_exec(
            program,
            *("--headless=new", "--disable-gpu", "--no-first-run", "--window-size=1200,1600"),
            *("--remote-debugging-port=0", f"--user-data-dir={folder}"),
            # Its sandbox refuses to run as root.
            *(("--no-sandbox",) if os.geteuid() == 0 else ()),
            "about:blank",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            address = await asyncio.to_thread(_wait_for_address, port_file)
            async with (
                ClientSession() as session,
                session.ws_connect(address, max_msg_size=0) as socket,
            ):
                yield Chromium(socket)
        finally:
            running.terminate()
            await running.wait()


def _wait_for_address(port_file: Path) -> str:
    """Wait until Chromium has written where it is asked; return the address."""
    end = time.monotonic() + _START_S
    while not port_file.exists() or len(port_file.read_text().split()) < 2:
        assert time.monotonic() < end, "chromium did not start"
        time.sleep(_PAUSE_S)
    port, path = port_file.read_text().split()
    return f"ws://127.0.0.1:{port}{path}"
