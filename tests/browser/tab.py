"""A tab of Chromium, used as its reader does: by mouse and keyboard."""

import asyncio
import json
import time
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser.chromium import Chromium

_LONGEST_S = 20
_PAUSE_S = 0.05
_FIND = """
(selector, text) => [...document.querySelectorAll(selector)].filter((one) =>
  one.checkVisibility({visibilityProperty: true}) && one.textContent.includes(text)).at(-1)
"""
_KEYS = {
    "Enter": (13, "\r"), "Tab": (9, ""), "Escape": (27, ""), "ArrowUp": (38, ""),
    "ArrowDown": (40, ""), " ": (32, " "),
}  # fmt: skip
_SHIFT = 8


@dataclass
class Tab:
    """A tab; each of its ways to act waits for what it acts on."""

    chromium: Chromium
    session: str

    async def go(self, url: str) -> None:
        await self._call("Page.navigate", url=url)
        await self.wait("document.readyState === 'complete'")

    async def run(self, expression: str) -> Any:
        return await self.chromium.evaluate(self.session, expression)

    async def wait(self, expression: str) -> Any:
        """Wait until an expression is true; return it."""
        end = time.monotonic() + _LONGEST_S
        while not (found := await self.run(expression)):
            assert time.monotonic() < end, f"never so: {expression}"
            await asyncio.sleep(_PAUSE_S)
        return found

    async def see(self, selector: str, text: str = "") -> str:
        """Wait for the last element of a selector with a text; return all of its text."""
        return str(await self.wait(f"({_found(selector, text)})?.textContent"))

    async def click(self, selector: str, text: str = "") -> None:
        """Click the last element of a selector with a text, where it stands."""
        await self.wait(f"!!{_found(selector, text)}")
        x, y = await self.run(
            f"(() => {{ const one = {_found(selector, text)};"
            " one.scrollIntoView({block: 'nearest'}); const box = one.getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        await self.mouse("mouseMoved", x, y)
        await self.mouse("mousePressed", x, y)
        await self.mouse("mouseReleased", x, y)

    async def mouse(self, kind: str, x: float, y: float) -> None:
        held = {} if kind == "mouseMoved" else {"button": "left", "clickCount": 1}
        await self._call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **held)

    async def type(self, text: str) -> None:
        await self._call("Input.insertText", text=text)

    async def press(self, key: str, *, shift: bool = False) -> None:
        code, text = _KEYS[key]
        given = {"key": key, "windowsVirtualKeyCode": code, "modifiers": _SHIFT if shift else 0}
        typed = {"text": text} if text else {}
        await self._call("Input.dispatchKeyEvent", type="keyDown", **given, **typed)
        await self._call("Input.dispatchKeyEvent", type="keyUp", **given)

    async def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        await self._call("Emulation.setDeviceMetricsOverride", **size)

    async def set_theme(self, theme: str) -> None:
        features = [{"name": "prefers-color-scheme", "value": theme}]
        await self._call("Emulation.setEmulatedMedia", features=features)

    async def choose_files(self, selector: str, *paths: Path) -> None:
        """Choose files, or a folder, as in the dialog of the browser."""
        document = await self._call("DOM.getDocument")
        root = document["root"]["nodeId"]
        node = await self._call("DOM.querySelector", nodeId=root, selector=selector)
        files = [str(path) for path in paths]
        await self._call("DOM.setFileInputFiles", files=files, nodeId=node["nodeId"])

    async def drop(self, *paths: Path) -> None:
        """Drop files or folders from outside on the middle of the page."""
        data = {"items": [], "files": [str(one) for one in paths], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            await self._call("Input.dispatchDragEvent", type=kind, x=200, y=300, data=data)

    async def picture(self) -> bytes:
        """Return a picture of what is seen, as PNG."""
        return b64decode((await self._call("Page.captureScreenshot", format="png"))["data"])

    def complaints(self) -> list[str]:
        """What the browser complained of: exceptions, errors and warnings."""
        found = []
        for event in self.chromium.events[self.session]:
            params = event["params"]
            match event["method"]:
                case "Runtime.exceptionThrown":
                    found.append(json.dumps(params["exceptionDetails"])[:500])
                case "Runtime.consoleAPICalled" if params["type"] in ("error", "warning", "assert"):
                    found.append(json.dumps(params["args"])[:500])
                case "Log.entryAdded" if params["entry"]["level"] in ("error", "warning"):
                    found.append(f"{params['entry']['text']} {params['entry'].get('url', '')}")
        return found

    def asked(self) -> set[str]:
        """The addresses that were asked for."""
        return {
            event["params"]["request"]["url"]
            for event in self.chromium.events[self.session]
            if event["method"] == "Network.requestWillBeSent"
        }

    async def _call(self, method: str, **params: object) -> Any:
        return await self.chromium.call(method, self.session, **params)


@asynccontextmanager
async def open_tab(chromium: Chromium) -> AsyncIterator[Tab]:
    """Open a tab that notes what it asks for and complains of."""
    target, session = await chromium.open_tab()
    tab = Tab(chromium, session)
    for part in ("Page", "Runtime", "Log", "Network", "DOM"):
        await chromium.call(f"{part}.enable", session)
    await chromium.call("Emulation.setFocusEmulationEnabled", session, enabled=True)
    await tab.resize(1280, 900)
    yield tab
    await chromium.call("Target.closeTarget", targetId=target)


def _found(selector: str, text: str) -> str:
    return f"({_FIND})({json.dumps(selector)}, {json.dumps(text)})"
