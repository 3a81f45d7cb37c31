"""What a passage takes from its release, from its statement, and from its own words."""

import datetime as dt

import pytest

from retrieval.index.passages import passages
from retrieval.model.release import (
    Label,
    Passage,
    Question,
    Release,
    ReleaseKind,
    Span,
    Statement,
    StatementKind,
)
from retrieval.text.tokens import fold_words, terms

ASKED = [f"What of the {topic}?" for topic in ("whaling quota", "trade talks", "missile launch")]
ANSWERS = [
    "We spoke on January 30.\nNothing was decided in March 2021.",
    "I would like to refrain from commenting.",
    "We protest.",
]
HEADINGS = ("Northeast Asia", "Fisheries")


def release() -> Release:
    """Opening words that nobody asked for, and three answers."""
    text, statements = "The minister went to Paris.", []
    statements.append(Statement("s0", StatementKind.PARAGRAPH, "", "", (), Span(0, len(text))))
    for number, (asked, answer) in enumerate(zip(ASKED, ANSWERS, strict=True), 1):
        start = len(text) + 1
        text += f"\n{asked}\n{answer}"
        middle = start + len(asked)
        statements.append(
            Statement(
                f"s{number}",
                StatementKind.ANSWER,
                "TANABE Kenji",
                "Foreign Minister",
                HEADINGS,
                Span(middle + 1, len(text)),
                question=Question("NHK, Noda", Span(start, middle)),
            )
        )
    return Release(
        id="mofa-1", source="mofa", publisher="M", kind=ReleaseKind.CONFERENCE,
        title="Press Conference", date=dt.date(2022, 2, 2), time=None, place="", url="", text=text,
        statements=tuple(statements), parts=(), provisional=False, version=3,
    )  # fmt: skip


RELEASE = release()


@pytest.fixture
def made() -> list[Passage]:
    """The passages: opening words, two of the first answer, and one of each of the others."""
    return passages(RELEASE)


def said(one: Passage) -> str:
    return one.span.of(RELEASE.text)


def test_each_paragraph_of_each_statement_is_one_passage_in_the_order_of_the_text(
    made: list[Passage],
) -> None:
    assert [said(one) for one in made] == [
        "The minister went to Paris.",
        *ANSWERS[0].split("\n"),
        *ANSWERS[1:],
    ]
    assert [one.statement_id for one in made] == ["s0", "s1", "s1", "s2", "s3"]


def test_a_passage_is_of_its_release_and_its_version(made: list[Passage]) -> None:
    for one in made:
        assert (one.release_id, one.version, one.date, one.kind) == (
            *("mofa-1", 3, dt.date(2022, 2, 2), ReleaseKind.CONFERENCE),
        )


def test_a_passage_is_said_by_whoever_said_the_statement_to_whoever_asked(
    made: list[Passage],
) -> None:
    opening, _, _, _, _ = made
    assert (opening.speaker, opening.role, opening.asker) == ("", "", "")
    for one in made[1:]:
        assert (one.speaker, one.role, one.asker) == (
            *("TANABE Kenji", "Foreign Minister", "NHK, Noda"),
        )


def test_a_passage_has_its_own_words_days_and_months_and_not_those_beside_it(
    made: list[Passage],
) -> None:
    _, first, second, _, last = made
    for one in made:
        assert (tuple(one.words), one.folded) == (terms(said(one)), fold_words(said(one)))
    assert (first.mentions, first.months) == ({dt.date(2022, 1, 30)}, frozenset())
    assert (second.mentions, second.months) == (frozenset(), {dt.date(2021, 3, 1)})
    assert (last.mentions, last.months) == (frozenset(), frozenset())


def test_a_passage_has_the_labels_of_its_statement(made: list[Passage]) -> None:
    _, first, _, third, last = made
    assert third.labels == {Label.DECLINED}
    assert Label.DECLINED not in first.labels | last.labels


def test_title_and_headings_stand_above_an_answer_before_its_speaker_and_its_question(
    made: list[Passage],
) -> None:
    opening, _, second, _, _ = made
    headings = terms("Press Conference") + terms(HEADINGS[0]) + terms(HEADINGS[1])
    assert tuple(second.context) == headings + terms("TANABE Kenji") + terms(ASKED[0])
    assert second.headed == len(headings)
    assert tuple(opening.context) == terms("Press Conference")


def test_beside_an_answer_stand_the_questions_before_and_after_its_own(made: list[Passage]) -> None:
    beside = [tuple(one.neighbour_questions) for one in made[:1] + made[2:]]
    assert beside == [(), terms(ASKED[1]), terms(ASKED[0]) + terms(ASKED[2]), terms(ASKED[1])]
