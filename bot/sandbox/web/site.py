"""The routes of the page: what it is made of, what it is told, and what it may ask for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePosixPath
from typing import TypeVar

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.rendering.as_json import listed_as_json
from bot.sandbox.web.chats import RefusedError
from bot.sandbox.web.dropping import LARGEST_ARCHIVE, Shelf
from bot.sandbox.web.guard import Guard, TooLargeRequestError, read_body
from bot.sandbox.web.looking import explain, load_rows
from bot.sandbox.web.marking import marks_of, release_json
from bot.sandbox.web.stage import Stage
from retrieval.archive.census import list_releases, load_totals
from retrieval.errors import KaikenError, UnknownReleaseError
from retrieval.model.release import Span

_PAGE = files("bot.sandbox.web") / "page"
_KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
# A text, or a text with a quotation of another; each character may be written as an escape.
_MOST_JSON = 128 * 1024
_MOST_LISTED = 500
Asked = TypeVar("Asked")
Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Writing:
    """A text that the visitor writes, perhaps as a reply to a message or to some of its words."""

    chat: int
    text: str
    reply_to: int | None = None
    quote: str = ""
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class Editing:
    """A new text of a message that the visitor wrote."""

    chat: int
    message: int
    text: str


@dataclass(frozen=True, slots=True)
class Tapping:
    """A button that the visitor taps."""

    chat: int
    message: int
    data: str


@dataclass(frozen=True, slots=True)
class Searching:
    """Words that the visitor types behind the bot's name."""

    chat: int
    typed: str


@dataclass(frozen=True, slots=True)
class Inserting:
    """A result that the visitor chooses, by its list and its number there."""

    chat: int
    list: str
    number: int
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class Admitting:
    """Whether the visitor wants the bot in a channel."""

    chat: int
    is_in: bool


@dataclass(frozen=True, slots=True)
class Speaking:
    """The language of the visitor's client."""

    language: str


def build_page(stage: Stage, shelf: Shelf, hosts: Collection[str]) -> Starlette:
    """Build the site; `hosts` are the names with ports under which it may be asked."""
    routes = [
        *_static_routes(),
        *(_changing(f"/{name}", act) for name, act in _actions(stage).items()),
        *_looking_routes(stage),
        *_shelf_routes(stage, shelf),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, hosts=hosts)])


def _static_routes() -> list[Route]:
    environment = Environment(
        loader=PackageLoader("bot.sandbox.web", "page"), autoescape=True, undefined=StrictUndefined
    )
    page = environment.get_template("page.html.j2").render(language="en")

    async def show_page(_request: Request) -> Response:
        return Response(page, media_type="text/html")

    async def show_part(request: Request) -> Response:
        name = request.path_params["name"]
        kind = _KINDS.get(PurePosixPath(name).suffix)
        part = _PAGE / name
        if kind is None or not part.is_file():
            return _refusal("there is no such part of the page", 404)
        return Response(part.read_bytes(), media_type=kind)

    return [Route("/", show_page), Route("/page/{name:str}", show_part)]


def _actions(stage: Stage) -> dict[str, Handler]:
    async def write(request: Request) -> Response:
        asked = await _read(request, Writing)
        await stage.write(asked.chat, asked.text, asked.reply_to, asked.quote, asked.topic)
        return _done()

    async def edit(request: Request) -> Response:
        asked = await _read(request, Editing)
        await stage.edit(asked.chat, asked.message, asked.text)
        return _done()

    async def tap(request: Request) -> Response:
        asked = await _read(request, Tapping)
        await stage.tap(asked.chat, asked.message, asked.data)
        return _done()

    async def search(request: Request) -> Response:
        asked = await _read(request, Searching)
        return JSONResponse(await stage.search(asked.chat, asked.typed))

    async def insert(request: Request) -> Response:
        asked = await _read(request, Inserting)
        await stage.insert(asked.chat, asked.topic, asked.list, asked.number)
        return _done()

    async def admit(request: Request) -> Response:
        asked = await _read(request, Admitting)
        await stage.change_bot(asked.chat, is_in=asked.is_in)
        return _done()

    async def speak(request: Request) -> Response:
        await stage.speak((await _read(request, Speaking)).language)
        return _done()

    async def publish(_request: Request) -> Response:
        await stage.publish()
        return _done()

    actions = (write, edit, tap, search, insert, admit, speak, publish)
    return {one.__name__: one for one in actions}


def _looking_routes(stage: Stage) -> list[Route]:
    async def follow(_request: Request) -> Response:
        if stage.feed.is_full:
            return _refusal("too many pages are open", 503)
        return StreamingResponse(stage.feed.listen(stage.snapshot), media_type="text/event-stream")

    async def send_file(request: Request) -> Response:
        chat, message = (_number(request.path_params[name]) for name in ("chat", "message"))
        upload = stage.files.get((chat or 0, message or 0))
        if upload is None:
            return _refusal("there is no such file", 404)
        is_picture = upload.content.startswith(b"\x89PNG\r\n")
        kind = "image/png" if is_picture else "application/octet-stream"
        headers = {} if is_picture else {"Content-Disposition": "attachment"}
        return Response(upload.content, media_type=kind, headers=headers)

    async def look(request: Request) -> Response:
        chat = _number(request.path_params["chat"]) or 0
        turn, services = stage.turn(chat), stage.services
        async with services.database.read() as connection:
            rows = await connection.run_sync(load_rows, chat)
        explained = await explain(turn.answer, services.record) if turn.answer else None
        return JSONResponse({"answer": explained, "calls": stage.calls_of(turn), "rows": rows})

    async def show_release(request: Request) -> Response:
        asked = request.query_params
        version, start, end = (_number(asked.get(name)) for name in ("version", "start", "end"))
        release = await stage.services.record.release(asked.get("id", ""), version)
        marks = marks_of(stage.turn(_number(asked.get("chat")) or 0).answer, release)
        if start is not None and end is not None:
            marks["considered"] = [Span(start, end)]
        return JSONResponse(release_json(release, marks))

    return [
        Route("/events", _refusing(follow)),
        Route("/files/{chat}/{message}", _refusing(send_file)),
        Route("/look/{chat}", _refusing(look)),
        Route("/release", _refusing(show_release)),
    ]


def _shelf_routes(stage: Stage, shelf: Shelf) -> list[Route]:
    async def show_shelf(_request: Request) -> Response:
        async with stage.services.database.read() as connection:
            listed = await list_releases(connection, _MOST_LISTED)
            totals = await load_totals(connection)
        return JSONResponse(
            {"releases": list(map(listed_as_json, listed)), "in_all": totals.releases}
        )

    async def open_drop(_request: Request) -> Response:
        return JSONResponse({"drop": shelf.open_drop(), "largest": LARGEST_ARCHIVE})

    async def take_file(request: Request) -> Response:
        drop = shelf.drop(request.path_params["drop"])
        if drop is None:
            return _refusal("there is no such drop", 404)
        asked = request.query_params
        chunks = request.stream()
        await drop.take(asked.get("name", ""), _number(asked.get("size")) or 0, chunks)
        # A browser that gets an answer while it writes may not read it.
        async for _ in chunks:
            pass
        return _done()

    async def import_drop(request: Request) -> Response:
        number = request.path_params["drop"]
        if shelf.drop(number) is None:
            return _refusal("there is no such drop", 404)
        return Response(status_code=202, background=BackgroundTask(shelf.import_drop, number))

    return [
        Route("/shelf", _refusing(show_shelf)),
        _changing("/drops", open_drop),
        _changing("/drops/{drop:int}/files", take_file),
        _changing("/drops/{drop:int}/import", import_drop),
    ]


def _changing(path: str, handler: Handler) -> Route:
    return Route(path, _refusing(handler), methods=["POST"])


def _refusing(handler: Handler) -> Handler:
    """Make a handler that answers with a sentence if what is asked for cannot be done."""

    async def handle(request: Request) -> Response:
        try:
            return await handler(request)
        except TooLargeRequestError as error:
            return _refusal(str(error), 413)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return _refusal("that is not what this page sends", 400)
        except UnknownReleaseError as error:
            return _refusal(str(error), 404)
        except (RefusedError, KaikenError) as error:
            return _refusal(str(error), 409)
        except ClientDisconnect:
            return Response(status_code=400)

    return handle


async def _read(request: Request, kind: type[Asked]) -> Asked:
    return msgspec.json.decode(await read_body(request, _MOST_JSON), type=kind)


def _number(given: str | None) -> int | None:
    try:
        return int(given or "")
    except ValueError:
        return None


def _refusal(reason: str, status: int) -> Response:
    return JSONResponse({"refused": reason}, status)


def _done() -> Response:
    return Response(status_code=204)
