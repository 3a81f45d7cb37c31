"""Questions of reporters are found by their terms in a row, each once."""

import datetime as dt

import pytest

from retrieval.answering.verifying import questions
from retrieval.answering.verifying.questions import find_questions
from retrieval.answering.verifying.reading import Quotation
from retrieval.index.okapi import OkapiEngine
from retrieval.model.release import Passage, ReleaseKind, Span
from retrieval.text.tokens import fold_words, terms

ASKED = "Was the herring quota agreed in Tokyo?"


def passage(
    number: int,
    asked: str = ASKED,
    said: str = "No comment.",
    *,
    statement: str = "s1",
    at: int = 0,
) -> Passage:
    return Passage(
        release_id=f"made-up-{number}",
        version=1,
        statement_id=statement,
        span=Span(at, at + len(said)),
        date=dt.date(2022, 2, 2) + dt.timedelta(number),
        kind=ReleaseKind.CONFERENCE,
        speaker="TANABE Kenji",
        role="",
        asker="Reporter" if asked else "",
        words=terms(said),
        context=terms(asked),
        mentions=frozenset(),
        labels=frozenset(),
        folded=fold_words(said),
    )


async def found(words: str, *passages: Passage, most: int = 40) -> list[tuple[str, str, int]]:
    engine = OkapiEngine()
    by_release: dict[str, list[Passage]] = {}
    for one in passages:
        by_release.setdefault(one.release_id, []).append(one)
    engine.add(by_release, 1)
    hits = await find_questions(Quotation(words), engine, most)
    return [(one.release_id[8:], one.statement_id, one.span.start) for one in hits]


@pytest.mark.parametrize(
    "words, is_found",
    [
        (ASKED, True),
        ("herring quota", True),
        ("the quota was agreed", True),
        ("quota herring", False),
        ("herring agreed", False),
        ("herring", False),
        ("was the", False),
        ("herring whale", False),
        ("", False),
    ],
)
async def test_a_question_is_found_by_two_of_its_terms_in_a_row(words: str, is_found: bool) -> None:
    assert await found(words, passage(1)) == [("1", "s1", 0)] * is_found


async def test_what_somebody_answered_is_no_question() -> None:
    answers = [passage(1, "What then?", ASKED), passage(2, "", ASKED), passage(3, "Quota", ASKED)]
    assert await found("herring quota", *answers) == []


async def test_a_question_that_several_passages_answer_is_found_once() -> None:
    long = [passage(1, at=at) for at in (0, 20, 40)]
    other, unrelated = passage(1, statement="s2", at=60), passage(1, "Why?", statement="s3", at=80)
    assert sorted(await found("herring quota", *long, other, unrelated)) == [
        ("1", "s1", 0),
        ("1", "s2", 60),
    ]


async def test_no_more_questions_are_found_than_asked_for() -> None:
    asked = [passage(number) for number in range(5)]
    everyone = await found("herring quota", *asked)
    assert sorted(one for one, _, _ in everyone) == ["0", "1", "2", "3", "4"]
    assert await found("herring quota", *asked, most=2) == everyone[:2]


@pytest.mark.parametrize("words, most", [("herring quota", 3), ("herring quota agreed", 9)])
async def test_the_more_terms_there_are_the_more_passages_may_have_the_rarest(
    words: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "_MOST_WITH_ONE", 1)
    for count in range(1, 12):
        asked = [passage(number) for number in range(count)]
        frequent = [passage(number, "Was the herring agreed?") for number in range(20, 40)]
        assert len(await found(words, *asked, *frequent)) == (count if count <= most else 0)
