"""A title turns no line round: signs that change the direction of writing are not shown."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import pytest

from bot.rendering.markup import read_markup
from bot.rendering.render import PlainRenderer
from bot.setup.services import Services
from retrieval.archive.knowledge import Reading
from retrieval.model.answer import Status
from retrieval.model.release import Release

Over = Callable[..., AbstractAsyncContextManager[Services]]
# Overrides, isolates, embeddings and marks of Unicode's bidirectional algorithm.
TURNS = "\u202d\u202e\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u200e\u200f\u061c"


async def shown_of(services: Services, question: str) -> list[str]:
    """What a chat and a terminal are shown."""
    answer = await services.answerer.answer(question, services.now())
    assert answer.status is Status.ANSWERED
    in_chat = [read_markup(one).text for one in services.renderer.answer(answer)]
    return ["\n".join(in_chat), PlainRenderer().answer(answer)]


def with_turns(words: str) -> str:
    return f"Talks {' '.join(TURNS)} {words}"


def odd_title(release: Release) -> Release:
    return replace(release, title=with_turns("with Arlandia"))


def odd_speaker(release: Release) -> Release:
    statements = [replace(one, speaker=with_turns(one.speaker)) for one in release.statements]
    return replace(release, statements=tuple(statements))


def odd_role(release: Release) -> Release:
    statements = [replace(one, role=with_turns("Minister")) for one in release.statements]
    return replace(release, statements=tuple(statements))


def odd_headings(release: Release) -> Release:
    odd = (with_turns("Arlandia"),)
    statements = [replace(one, headings=odd, kind=one.kind) for one in release.statements]
    return replace(release, statements=tuple(statements))


@pytest.mark.parametrize("make", [odd_title, odd_speaker, odd_role, odd_headings])
async def test_no_sign_beside_a_quotation_turns_the_line_round(
    services_over: Over, reading: Callable[[str], Reading], make: Callable[[Release], Release]
) -> None:
    release = make(reading("Arlandia").release)
    async with services_over(release) as services:
        for shown in await shown_of(services, "Arlandia"):
            assert [sign for sign in TURNS if sign in shown] == []


async def test_the_rest_of_a_title_is_shown(
    services_over: Over, reading: Callable[[str], Reading]
) -> None:
    async with services_over(odd_title(reading("Arlandia").release)) as services:
        for shown in await shown_of(services, "Arlandia"):
            assert "Talks " in shown


async def test_a_question_turns_no_line_round(
    services_over: Over, reading: Callable[[str], Reading]
) -> None:
    async with services_over(reading("Arlandia").release) as services:
        for shown in await shown_of(services, f"Arlandia {TURNS}"):
            assert [sign for sign in TURNS if sign in shown] == []


@pytest.mark.parametrize("sign", ["\u202e", "\u2067", "\u200f"])
async def test_a_quotation_keeps_every_sign(
    services_over: Over, reading: Callable[[str], Reading], sign: str
) -> None:
    release = reading("Arlandia").release
    said = "We will hold talks on the harbour of Arlandia soon."
    turned = said.replace("harbour ", f"har{sign}our ")
    assert len(said) == len(turned)
    odd: Any = replace(release, text=release.text.replace(said, turned))
    async with services_over(odd) as services:
        for shown in await shown_of(services, "Arlandia talks"):
            assert f"❝ {turned} ❞" in shown
