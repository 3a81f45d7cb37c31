"""`kaiken try`: a conversation with the bot in the terminal."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.rendering.render import printable
from bot.sandbox.entities import QUOTES, Entity, MarkedText, utf16_len
from bot.sandbox.trying.conversation import BotMessage, Conversation

PROMPT = "you> "
_STYLES = {"bold": "bold", "italic": "italic", "code": "cyan", "underline": "underline"}
_GREETING = (
    "This is the bot as it is in Telegram, without Telegram. Write a question, "
    "or the number of a button; Ctrl-D ends. Subscribe to something (/subscribe Ukraine); then an "
    "exclamation mark publishes a made-up release, then corrects it, then withdraws it.\n"
)
PUBLISH_COMMAND = "!"
_PICTURE = "(a picture, which Telegram shows here)"
_PUBLISHED = "(A made-up release was published or changed.)\n"
_NO_NOTICE = (
    "(A made-up release was published or changed, and no notice is due: its words are about "
    "Ukraine, the Taiwan Strait and Host Nation Support.)\n"
)


def run_terminal(
    conversation: Conversation,
    runner: asyncio.Runner,
    console: Console,
    read: Callable[[], str],
    publish: Callable[[], Awaitable[None]],
) -> None:
    """Talk until `read`, which returns a line, raises EOFError or KeyboardInterrupt.

    `publish` does the next step of a made-up release.
    """
    console.print(_GREETING)
    runner.run(conversation.__aenter__())
    try:
        show(console, runner.run(conversation.writes("/start")))
        for line in _lines(read):
            if line == PUBLISH_COMMAND:
                messages = runner.run(conversation.messages_during(publish()))
                console.print(_PUBLISHED if messages else _NO_NOTICE)
            else:
                messages = runner.run(_reply(conversation, line))
            show(console, messages)
    finally:
        runner.run(conversation.__aexit__(None, None, None))


async def _reply(conversation: Conversation, line: str) -> list[BotMessage]:
    number = int(line) if line.isdecimal() and line.isascii() else 0
    if conversation.has_button(number):
        return await conversation.taps(number)
    return await conversation.writes(line)


def _lines(read: Callable[[], str]) -> Iterator[str]:
    while True:
        try:
            line = read().strip()
        except (EOFError, KeyboardInterrupt):
            return
        if line:
            yield line


def show(console: Console, messages: Iterable[BotMessage]) -> None:
    """Print messages of the bot as their reader sees them, with quotations indented."""
    for message in messages:
        if message.call.method == "sendPhoto":
            console.print(_PICTURE, style="dim")
        console.print(Group(*_paragraphs(MarkedText(message.call.text, message.call.entities))))
        for number, button in message.buttons:
            console.print(f"  [{number}] {button.label}", markup=False)
        console.print()


def _paragraphs(markup: MarkedText) -> Iterator[RenderableType]:
    start = 0
    for quote in (entity for entity in markup.entities if entity.type in QUOTES):
        yield from _styled_text(markup, start, quote.offset)
        yield Padding(next(_styled_text(markup, quote.offset, quote.end)), (0, 2, 0, 2))
        start = quote.end
    yield from _styled_text(markup, start, utf16_len(markup.text))


def _styled_text(markup: MarkedText, start: int, end: int) -> Iterator[Text]:
    """Yield the styled text between two offsets in UTF-16 units; nothing if it is blank."""
    words = printable(markup.slice(Entity("plain", start, end - start)))
    text = Text(words)
    for entity in markup.entities:
        style = f"link {printable(entity.url)}" if entity.url else _STYLES.get(entity.type)
        first, last = max(entity.offset, start), min(entity.end, end)
        if style is not None and first < last:
            at = len(markup.slice(Entity("plain", start, first - start)))
            length = len(markup.slice(Entity("plain", first, last - first)))
            text.stylize(style, at, at + length)
    if words.strip():
        leading = len(words) - len(words.lstrip("\n"))
        yield text[leading : len(words.rstrip())]
