"""The `kaiken` command. Imports stand where they are needed: a cold `ask` has 0.6 s."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from retrieval.errors import KaikenError

if TYPE_CHECKING:
    from bot.services import Services
    from retrieval.model import Release

# EX_CONFIG of sysexits.h.
WRONG_SETTINGS = 78
FAILED = 1
_SAVED_AS = (".html", ".htm", ".txt", ".md")

app = typer.Typer(
    name="kaiken",
    help="What did the ministry say? Its own words, cited. Unofficial.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def main() -> None:
    """Run the command; what is wrong is one sentence on standard error and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a quotation mark must not end the answer.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    # numpy's linear algebra is not used here, and its threads cost a cold start 0.05 s.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except KaikenError as error:
        from bot.settings import SettingsError  # noqa: PLC0415 - platformdirs, needed here only

        _tell(str(error))
        sys.exit(WRONG_SETTINGS if isinstance(error, SettingsError) else FAILED)


# An unknown option is a word of the question: `kaiken ask Taiwan -Okinawa`.
@app.command(context_settings={"ignore_unknown_options": True})
def ask(
    question: Annotated[
        list[str] | None, typer.Argument(help="The question; - reads one a line from stdin.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Ask the record."""
    from bot.rendering.as_json import answer_as_json  # noqa: PLC0415 - see above
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see above

    services = _open()
    words = question or []
    questions = _lines_of_stdin() if words == ["-"] else [" ".join(words)]
    machine = as_json or words == ["-"]
    plain = PlainRenderer(_width())
    with asyncio.Runner() as runner:
        for one in questions:
            answer = runner.run(services.answerer.answer(one, services.now()))
            _say(_dumps(answer_as_json(answer)) if machine else plain.answer(answer))


@app.command("try")
def try_bot() -> None:
    """Talk to the bot here in the terminal, without Telegram."""
    from rich.console import Console  # noqa: PLC0415 - see above

    from bot.logs import ChatNames, configure_logs  # noqa: PLC0415 - see above
    from bot.sandbox.conversation import Conversation  # noqa: PLC0415 - loads telegram
    from bot.sandbox.terminal import PROMPT, hold  # noqa: PLC0415 - see above

    settings = _settings()
    configure_logs()
    chat_names = ChatNames.kept_in(settings.data_folder())
    console = Console(highlight=False)
    hold(Conversation(_open(), chat_names), console, lambda: input(PROMPT))


@app.command()
def serve() -> None:
    """Answer in Telegram, with the token in KAIKEN_TOKEN."""
    from bot.logs import configure_logs  # noqa: PLC0415 - see above
    from bot.serving import serve_polling  # noqa: PLC0415 - loads telegram

    settings = _settings()
    settings.require_token()
    configure_logs()
    serve_polling(settings, _open())


@app.command()
def release(
    id_or_file: Annotated[
        str, typer.Argument(help="An id, such as mofa-kaiken24e_000077, or a saved page.")
    ],
    *,
    as_json: AsJson = False,
    text: Annotated[bool, typer.Option("--text", help="Print the text raw.")] = False,
    unread: Annotated[
        bool, typer.Option("--unread", help="Show also what is nobody's words, and as what.")
    ] = False,
) -> None:
    """Show a release, or a saved page, as it was read."""
    from bot.rendering.as_json import release_as_json  # noqa: PLC0415 - see above
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see above

    found = _find_release(id_or_file)
    if text:
        sys.stdout.write(found.text)
    elif as_json:
        _say(_dumps(release_as_json(found, unread=unread)))
    else:
        _say(PlainRenderer(_width()).release(found, unread=unread))


@app.command("eval")
def evaluate(
    file: Annotated[Path, typer.Argument(help="Questions with gold, one JSON object a line.")],
) -> None:
    """Ask the questions of a file and say how good the answers are."""
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see above
    from retrieval import evaluation  # noqa: PLC0415 - see above

    services = _open()
    asked = evaluation.load_questions(file)
    judged = asyncio.run(evaluation.evaluate(services.answerer, asked, services.now()))
    _say(PlainRenderer(_width()).evaluation(judged))


def _find_release(id_or_file: str) -> Release:
    """A release on record, or a saved page: whatever is a file is read as one."""
    is_file = os.path.isfile(id_or_file)  # noqa: PTH113 - a name too long for a file is no error
    if not is_file and not id_or_file.endswith(_SAVED_AS):
        return _open().release(id_or_file)
    from retrieval.sources.files import read_file  # noqa: PLC0415 - see above

    return read_file(Path(id_or_file), datetime.now(UTC).date())


def _settings() -> Any:  # noqa: ANN401 - typed where it is read; importing it costs a cold start
    from bot.settings import read_settings  # noqa: PLC0415 - see above

    return read_settings(os.environ)


def _open() -> Services:
    """The services; releases that could not be loaded are named on standard error."""
    from bot.services import open_services  # noqa: PLC0415 - see above

    services = open_services()
    for fault in services.faults:
        _tell(f"not loaded: {fault}")
    return services


def _lines_of_stdin() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.rstrip(b"\r\n").decode("utf-8", "replace")


def _width() -> int | None:
    """The columns of the terminal; None where there is none, so that no quotation is broken."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _dumps(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


def _tell(words: str) -> None:
    sys.stderr.write(f"kaiken: {words}\n")
