"""The side panel says what stands behind an answer, and a release shows what was quoted of it."""

import pytest

from bot.sandbox.web.marking import split_at_marks
from retrieval.model.release import Span


async def test_behind_an_answer_stand_its_question_passages_calls_and_rows(page) -> None:
    await page.write("Did Host Nation Support come up in November 2021?")
    behind = await page.get(f"/look/{page.private}")
    answer = behind["answer"]
    assert answer["status"] == "answered"
    assert answer["understood"]["shown"].startswith("Host Nation Support")
    best = answer["considered"][0]
    assert best["is_quoted"]
    assert best["answers"]
    assert best["coverage"] >= answer["needed"] > 0
    scores = [one["score"] * one["coverage"] for one in answer["considered"]]
    assert scores == sorted(scores, reverse=True)
    assert [call["method"] for call in behind["calls"]] == ["sendMessage"]
    assert "Host Nation Support" in behind["calls"][0]["params"]["text"]
    tables = {one["table"]: one["rows"] for one in behind["rows"]}
    assert tables["questions"][0]["chat_id"] == str(page.private)


async def test_it_says_what_a_near_answer_lacks(page) -> None:
    await page.write("What did Kishida say about whaling and the Taiwan Strait?")
    answer = (await page.get(f"/look/{page.private}"))["answer"]
    assert answer["status"] in ("near", "nothing_found")
    assert "whaling" in {*answer["missing"], *answer["understood"]["terms"]}
    assert not any(one["answers"] for one in answer["considered"])


async def test_what_searched_nothing_has_no_answer_behind_it(page) -> None:
    await page.write("Taiwan Strait")
    await page.write("/help")
    behind = await page.get(f"/look/{page.private}")
    assert behind["answer"] is None
    assert [call["method"] for call in behind["calls"]] == ["sendMessage"]


async def test_each_chat_has_its_own(page) -> None:
    await page.write("Taiwan Strait")
    assert (await page.get(f"/look/{page.group}"))["answer"] is None
    assert (await page.fetch("/look/5"))[0].status == 409


async def test_a_release_shows_the_quoted_slices_marked_in_its_whole_text(page) -> None:
    await page.write("Did Host Nation Support come up in November 2021?")
    best = (await page.get(f"/look/{page.private}"))["answer"]["considered"][0]
    start, end = best["span"]
    asked = f"/release?id={best['release']}&chat={page.private}&start={start}&end={end}"
    release = await page.get(asked)
    whole = "".join(run["text"] for run in release["runs"])
    quoted = "".join(run["text"] for run in release["runs"] if "quoted" in run["marks"])
    considered = "".join(run["text"] for run in release["runs"] if "considered" in run["marks"])
    assert "did not discuss HNS in particular" in quoted
    assert considered == whole[start:end] == best["words"]
    assert (await page.fetch("/release?id=no-such-release"))[0].status == 404


@pytest.mark.parametrize(
    "spans, expected",
    [
        ({}, [("abcdef", [])]),
        ({"q": [Span(2, 4)]}, [("ab", []), ("cd", ["q"]), ("ef", [])]),
        (
            {"q": [Span(0, 4)], "m": [Span(2, 6)]},
            [("ab", ["q"]), ("cd", ["q", "m"]), ("ef", ["m"])],
        ),
        ({"q": [Span(4, 99)]}, [("abcd", []), ("ef", ["q"])]),
    ],
)
def test_runs_are_the_whole_text_in_order(
    spans: dict[str, list[Span]], expected: list[tuple[str, list[str]]]
) -> None:
    text = "abcdef"
    assert [(span.of(text), marks) for span, marks in split_at_marks(6, spans)] == expected
