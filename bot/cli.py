"""The `kaiken` command: the list of its commands, and the exit codes of errors."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from bot.commands import (
    ask_commands,
    backup_commands,
    import_command,
    index_commands,
    notices_commands,
    record_commands,
    serve_commands,
    setup_commands,
    survey_commands,
    try_command,
    watch_commands,
)
from bot.commands.console import print_message
from bot.commands.stop import hear_stop
from bot.setup.redaction import redact_stderr
from retrieval.errors import KaikenError

# EX_CONFIG of sysexits.h.
WRONG_SETTINGS = 78
FAILED = 1

app = typer.Typer(
    name="kaiken",
    help="What did the ministry say? Its own words, cited. Unofficial.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


_VERSION = typer.Option(
    "--version",
    help="Show the version.",
    is_eager=True,
    callback=setup_commands.print_version,
)


@app.callback(no_args_is_help=True)
def take_options(*, version: Annotated[bool, _VERSION] = False) -> None:
    """Take the options that stand before a command; Typer calls what each does."""


# An unknown option is a word of the question: `kaiken ask Taiwan -Okinawa`.
app.command(context_settings={"ignore_unknown_options": True})(ask_commands.ask)
app.command(context_settings={"ignore_unknown_options": True})(survey_commands.timeline)
app.command(context_settings={"ignore_unknown_options": True})(survey_commands.compare)
app.command(context_settings={"ignore_unknown_options": True})(survey_commands.history)
app.command(context_settings={"ignore_unknown_options": True})(survey_commands.first)
app.command(context_settings={"ignore_unknown_options": True})(ask_commands.verify)
app.command("try")(try_command.try_bot)
app.command()(serve_commands.serve)
app.command()(serve_commands.inbox)
app.command()(notices_commands.notices)
app.command()(record_commands.release)
app.command()(record_commands.people)
app.command()(record_commands.topics)
app.command()(record_commands.stats)
app.command("import")(import_command.import_pages)
app.command()(watch_commands.watch)
app.command()(watch_commands.sources)
app.command("eval")(ask_commands.evaluate)
app.command()(backup_commands.migrate)
app.command()(backup_commands.backup)
app.command()(backup_commands.restore)
app.command()(setup_commands.config)
app.command()(setup_commands.check)
app.add_typer(index_commands.index, name="index")


def main() -> None:
    """Run the command; an error becomes one sentence on standard error and an exit code."""
    hear_stop()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a quotation mark must not end the answer.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    # Whatever fails, and whoever tells of it: no secret stands in what is told.
    redact_stderr()
    # numpy's linear algebra is not used here, and its threads cost a cold start 0.05 s.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except KaikenError as error:
        from bot.setup.declaring import SettingsError  # noqa: PLC0415 - needed here only

        print_message(str(error))
        sys.exit(WRONG_SETTINGS if isinstance(error, SettingsError) else FAILED)
