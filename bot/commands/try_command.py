"""`kaiken try`: a conversation without Telegram, in the terminal or on a page in a browser."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Annotated

import typer

from bot.commands.console import load_settings, open_services, print_result
from bot.process.garbage import collect_as_usual


def try_bot(
    *,
    web: Annotated[
        bool, typer.Option("--web", help="Open a page in a browser instead of the terminal.")
    ] = False,
    listen: Annotated[
        str, typer.Option(help="Where the page is served; by default on this machine only.")
    ] = "127.0.0.1:8470",
) -> None:
    """Talk to the bot without Telegram: here in the terminal, or on a page in a browser."""
    if web:
        _serve_page(listen)
    else:
        _run_terminal()


def _serve_page(listen: str) -> None:
    from bot.sandbox.web.serving import serve_page  # noqa: PLC0415 - loads telegram and starlette
    from bot.setup.logs import configure_logs  # noqa: PLC0415 - see the package
    from bot.setup.readers import host_and_port  # noqa: PLC0415 - the same
    from bot.setup.services import now_utc  # noqa: PLC0415 - the same
    from bot.setup.settings import Address  # noqa: PLC0415 - the same

    try:
        address = host_and_port(Address)(listen)
    except ValueError as fault:
        raise typer.BadParameter(f"{listen} {fault}", param_hint="--listen") from fault
    settings = load_settings()
    configure_logs(settings.log)
    collect_as_usual()
    asyncio.run(serve_page(settings, address, now_utc, show_address))


def show_address(url: str) -> None:
    """Print where the page is, and open it in a browser if somebody sits before this machine."""
    print_result(f"Kaiken is at {url} (Ctrl-C ends it, and deletes what it kept)")
    sys.stdout.flush()
    if _somebody_watches():
        import webbrowser  # noqa: PLC0415 - see the package

        webbrowser.open(url)


def _somebody_watches() -> bool:
    """Say whether somebody sits before this machine, with a browser on the same screen."""
    is_far = "SSH_CONNECTION" in os.environ or "CI" in os.environ
    has_screen = sys.platform in ("darwin", "win32") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return has_screen and not is_far and sys.stdin.isatty() and sys.stdout.isatty()


def _run_terminal() -> None:
    from dataclasses import replace  # noqa: PLC0415 - see the package

    from rich.console import Console  # noqa: PLC0415 - see the package

    from bot.sandbox.trying.conversation import Conversation  # noqa: PLC0415 - loads telegram
    from bot.sandbox.trying.made_up_release import (  # noqa: PLC0415 - the same
        MadeUpPublisher,
        join_alone,
        open_scratch_services,
    )
    from bot.sandbox.trying.terminal import PROMPT, run_terminal  # noqa: PLC0415 - see the package
    from bot.setup.logs import ChatNames, configure_logs  # noqa: PLC0415 - see the package

    settings = load_settings()
    chat_names = ChatNames.in_folder(settings.make_data_folder())
    configure_logs(settings.log)
    with open_services() as (runner, services):
        collect_as_usual()
        entering = open_scratch_services(services.now)
        scratch = runner.run(entering.__aenter__())
        try:
            # Questions are answered from the record; what a visitor leaves is deleted at the end.
            conversation = Conversation(replace(services, database=scratch.database), chat_names)
            process = runner.run(join_alone(scratch))
            publisher = MadeUpPublisher(scratch, conversation.application.bot, process)
            console = Console(highlight=False)
            run_terminal(conversation, runner, console, lambda: input(PROMPT), publisher.publish)
        finally:
            runner.run(entering.__aexit__(None, None, None))
