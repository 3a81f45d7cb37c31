import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.rendering.as_json import evaluation_as_json
from bot.rendering.render import PlainRenderer
from bot.setup.services import Services
from retrieval.errors import UnreadableQuestionsError
from retrieval.evaluation.evaluation import (
    Evaluation,
    Gold,
    GoldQuestion,
    Judged,
    ResultChange,
    compare,
    evaluate,
    is_verbatim,
    is_within_bounds,
    load_baseline,
    load_questions,
)
from retrieval.model.release import Span

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
RIGHT = Gold(dt.date(2021, 11, 13), "peace and stability of the Taiwan Strait")


async def judge(services: Services, question: str, *gold: Gold) -> Judged:
    return (await evaluate(services.answerer, [GoldQuestion(question, gold)], NOW)).judged[0]


async def test_an_excerpt_of_the_day_with_the_words_is_right(services: Services) -> None:
    assert (await judge(services, "Taiwan Strait", RIGHT)).rank == 1


async def test_the_words_on_another_day_are_wrong(services: Services) -> None:
    other_day = replace(RIGHT, date=dt.date(2022, 2, 2))
    assert (await judge(services, "Taiwan Strait", other_day)).rank is None


async def test_straight_and_curly_quotes_are_the_same_words(services: Services) -> None:
    gold = Gold(dt.date(2022, 2, 2), "today's telephone talk")
    assert (await judge(services, "Japan requested the telephone talk", gold)).rank == 1


async def test_a_quotation_beyond_the_bounds_is_a_miss(services: Services) -> None:
    right = await judge(services, "Taiwan Strait", RIGHT)
    excerpt = right.answer.excerpts[0]
    opening = excerpt.release.statements[0]
    whole = replace(excerpt, statement=opening, slices=(opening.span,))
    assert is_verbatim(whole)
    assert not is_within_bounds(whole)


async def test_a_quotation_from_outside_its_statement_is_not_verbatim(services: Services) -> None:
    excerpt = (await judge(services, "Taiwan Strait", RIGHT)).answer.excerpts[0]
    assert not is_verbatim(replace(excerpt, slices=(Span(0, 20),)))


async def test_the_figures_count_what_was_judged(services: Services) -> None:
    asked = [
        GoldQuestion("Taiwan Strait", (RIGHT,)),
        GoldQuestion("Taiwan Strait", (replace(RIGHT, contains="no such words"),)),
        GoldQuestion("whaling", ()),
        GoldQuestion("Ukraine", ()),
    ]
    judged = await evaluate(services.answerer, asked, NOW)
    assert (judged.first, judged.in_three) == (0.5, 0.5)
    assert [one.gold_question.question for one in judged.misses] == ["Taiwan Strait"]
    assert [one.gold_question.question for one in judged.false_answers] == ["Ukraine"]
    assert judged.verbatim == judged.within_bounds == 1.0
    shortest, median, longest = judged.lengths
    assert 0 < shortest <= median <= longest


async def test_what_is_shown_as_near_is_neither_a_false_answer_nor_a_right_one(
    services: Services,
) -> None:
    asked = [
        GoldQuestion("Taiwan Strait", (RIGHT,)),
        GoldQuestion("whaling in Taiwan", (RIGHT,)),
        GoldQuestion("whaling", (RIGHT,)),
        GoldQuestion("harpoons in Taiwan", ()),
        GoldQuestion("harpoons", ()),
        GoldQuestion("Ukraine", ()),
    ]
    judged = await evaluate(services.answerer, asked, NOW)
    assert names_of(judged.false_answers) == ["Ukraine"]
    assert names_of(judged.near_answers) == ["harpoons in Taiwan"]
    assert names_of(judged.misses) == ["whaling in Taiwan", "whaling"]
    assert names_of(judged.near_misses) == ["whaling in Taiwan"]
    data = evaluation_as_json(judged, ())
    counted = "unanswerable false_answers near_answers misses near_misses"
    assert [data[name] for name in counted.split()] == [3, 1, 1, 2, 1]
    lines = PlainRenderer().evaluation(judged).splitlines()
    assert "shown as near    1 of 3 without an answer, 1 of 2 missed" in lines
    assert "  came: near" in lines


def names_of(some: list[Judged]) -> list[str]:
    return [one.gold_question.question for one in some]


def test_no_questions_give_no_figures_to_be_ashamed_of() -> None:
    empty = Evaluation(())
    assert (empty.first, empty.verbatim, empty.lengths) == (1.0, 1.0, (0, 0, 0))


@pytest.mark.parametrize(
    "row",
    ["no json", "[]", '{"q": "x"}', '{"q": "x", "gold": [{"date": "soon", "contains": "y"}]}'],
)
def test_a_line_that_is_no_question_is_named_with_its_number(tmp_path: Path, row: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(f'{{"q": "fine", "gold": []}}\n\n{row}\n', "utf-8")
    with pytest.raises(UnreadableQuestionsError, match="line 3"):
        load_questions(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableQuestionsError, match="nowhere"):
        load_questions(tmp_path / "nowhere.jsonl")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableQuestionsError, match="binary"):
        load_questions(tmp_path / "binary")


async def test_words_in_another_order_are_not_verbatim(services: Services) -> None:
    excerpt = (await judge(services, "Host Nation Support")).answer.excerpts[0]
    first = excerpt.slices[0]
    half = first.start + len(first) // 2
    swapped = (Span(half, first.end), Span(first.start, half))
    assert not is_verbatim(replace(excerpt, slices=swapped))


async def test_the_mean_reciprocal_rank_counts_a_miss_as_nothing(services: Services) -> None:
    right = await judge(services, "Taiwan Strait", RIGHT)
    missed = await judge(services, "Taiwan Strait", replace(RIGHT, date=dt.date(2022, 2, 2)))
    second = replace(right, rank=2)
    assert Evaluation((right, second, missed)).mean_reciprocal_rank == 0.5
    assert Evaluation(()).mean_reciprocal_rank == 1.0


async def test_what_fares_differently_than_before_is_told_the_worse_first(
    services: Services, tmp_path: Path
) -> None:
    right = await judge(services, "Taiwan Strait", RIGHT)
    noise = await judge(services, "whaling")
    judged = Evaluation((right, noise))
    path = tmp_path / "before.json"
    path.write_text(json.dumps(evaluation_as_json(judged, ())), "utf-8")
    before = load_baseline(path)
    assert compare(judged, before) == []
    worse = Evaluation((replace(right, rank=None), noise))
    assert compare(worse, before) == [
        ResultChange("Taiwan Strait", "right at 1", "missed", is_better=False)
    ]
    better = compare(judged, {"Taiwan Strait": 2, "whaling": True, "unknown": 1})
    assert [(one.question, one.before, one.now) for one in better] == [
        ("Taiwan Strait", "right at 2", "right at 1"),
        ("whaling", "answered", "not answered"),
    ]
    assert all(one.is_better for one in better)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"judged": [1]}', '{"judged": [{}]}'])
def test_a_file_that_is_no_baseline_is_a_clear_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "before.json"
    path.write_text(content)
    with pytest.raises(UnreadableQuestionsError, match=r"before\.json"):
        load_baseline(path)
