"""Commands that count or compare many statements."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.console import AsJson, dumps, open_services, print_result, terminal_width


def timeline(
    topic: Annotated[list[str], typer.Argument(help="What it is about, with or without filters.")],
    *,
    as_json: AsJson = False,
    picture: Annotated[Path | None, typer.Option(help="Draw it to this PNG file as well.")] = None,
) -> None:
    """Show when something was said: how often by month, first and last."""
    from bot.rendering.as_json import answer_as_json  # noqa: PLC0415 - see the package
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package
    from bot.rendering.surveys import survey_json, timeline_views  # noqa: PLC0415 - the same
    from retrieval.answering.surveys.timeline import draw_up_timeline  # noqa: PLC0415 - the same

    question, plain = " ".join(topic), PlainRenderer(terminal_width())
    with open_services() as (runner, services):
        drawn = runner.run(draw_up_timeline(question, services.now(), services.record))
        if drawn is None:
            answer = runner.run(services.answerer.answer(question, services.now()))
            print_result(dumps(answer_as_json(answer)) if as_json else plain.answer(answer))
            return
        if picture is not None:
            picture.write_bytes(timeline_views.draw_picture(services.renderer, drawn))
    shown = dumps(survey_json.timeline_as_json(drawn)) if as_json else None
    print_result(shown or timeline_views.plain(plain, drawn))


def history(
    words: Annotated[list[str], typer.Argument(help="The sentence, or words of it.")],
    *,
    as_json: AsJson = False,
    picture: Annotated[Path | None, typer.Option(help="Draw it to this PNG file as well.")] = None,
) -> None:
    """Show how a sentence is worded now, since when, and how it was worded before."""
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package
    from bot.rendering.surveys import history_views, survey_json  # noqa: PLC0415 - the same
    from bot.rendering.views import receipt  # noqa: PLC0415 - the same
    from retrieval.answering.histories.history import draw_up_history  # noqa: PLC0415 - the same

    asked, plain = " ".join(words), PlainRenderer(terminal_width())
    with open_services() as (runner, services):
        asking = draw_up_history(asked, services.now(), services.record, services.formulas)
        drawn = runner.run(asking)
        searched = services.record.searched
        if drawn is not None and picture is not None:
            picture.write_bytes(history_views.draw_picture(services.renderer, drawn))
    if as_json:
        print_result(
            dumps(
                survey_json.history_as_json(drawn)
                if drawn
                else survey_json.no_history(asked, searched)
            )
        )
    elif drawn is None:
        print_result(plain.survey("no_history", receipt=receipt(searched)))
    else:
        print_result(history_views.plain(plain, drawn))


def first(
    words: Annotated[list[str], typer.Argument(help="A word, or several in a row.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Show when words were first said on record, by whom, and in answer to what."""
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package
    from bot.rendering.surveys import history_views, survey_json  # noqa: PLC0415 - the same
    from bot.rendering.views import receipt  # noqa: PLC0415 - the same
    from retrieval.answering.histories.first_said import find_first_said  # noqa: PLC0415 - the same

    asked, plain = " ".join(words), PlainRenderer(terminal_width())
    with open_services() as (runner, services):
        said = runner.run(find_first_said(asked, services.record))
        searched = services.record.searched
    if as_json:
        print_result(dumps(survey_json.first_said_as_json(asked, said, searched)))
    elif said is None:
        print_result(plain.survey("never_said", receipt=receipt(searched)))
    else:
        print_result(plain.survey("first_said", said=history_views.first_said_view(said)))


def compare(
    sides: Annotated[
        list[str], typer.Argument(help="A topic and two sides: Ukraine 2021 vs 2022.")
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """Compare what two periods, people or kinds of release say on one topic."""
    from bot.rendering.markup import read_markup  # noqa: PLC0415 - see the package
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package
    from bot.rendering.surveys import comparison_views, survey_json  # noqa: PLC0415 - the same
    from retrieval.answering.surveys import comparison  # noqa: PLC0415 - the same
    from retrieval.answering.surveys.sides import Unreadable  # noqa: PLC0415 - the same

    with open_services() as (runner, services):
        asking = comparison.compare(
            " ".join(sides), services.now(), services.answerer, services.record
        )
        compared = runner.run(asking)
    if isinstance(compared, Unreadable):
        how_to = comparison_views.how_to(services.renderer, compared)
        raise typer.BadParameter(read_markup(how_to).text.replace("/compare", "kaiken compare"))
    shown = dumps(survey_json.comparison_as_json(compared)) if as_json else None
    print_result(shown or comparison_views.plain(PlainRenderer(terminal_width()), compared))
