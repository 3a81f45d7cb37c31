"""An answer that is near is told from one that answers and from nothing at all."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from bot.rendering.as_json import answer_as_json
from bot.rendering.markup import count_units, read_markup
from bot.rendering.render import PlainRenderer, Renderer
from retrieval.model.answer import Answer, Excerpt, Status
from retrieval.model.query import Query, Term

Excerpts = Callable[..., Excerpt]
Answers = Callable[..., Answer]

RECEIPT = "Searched 5 releases, 13 Nov 2021 – 23 May 2022."
SAID = "We spoke of it."


def asking(*words: str, read_as: str = "") -> Query:
    return Query(
        " ".join(words), terms=tuple(Term(one, ((one,),), read_as=read_as) for one in words)
    )


@pytest.fixture
def near(excerpt: Excerpts, answered: Answers) -> Answers:
    """Return a function that makes near answers with so many excerpts."""

    def make(
        met: Sequence[str] = (), missing: Sequence[str] = (), *, count: int = 2, **fields: Any
    ) -> Answer:
        fields = {"query": asking(*met, *missing), **fields}
        nearest = [excerpt(f"{SAID} {'Again. ' * number}") for number in range(count)]
        status = Status.NEAR
        return answered(
            nearest=nearest, status=status, met=tuple(met), missing=tuple(missing), **fields
        )

    return make


def shown(answer: Answer) -> str:
    return "\n".join(read_markup(html).text for html in Renderer().answer(answer))


def test_the_first_line_alone_tells_the_three_answers_apart(
    near: Answers, excerpt: Excerpts, answered: Answers
) -> None:
    query = asking("Kishida", "Korea")
    answers = [
        answered(excerpt(SAID), query=query),
        near(["Korea"], ["Kishida"], query=query),
        answered(nearest=[excerpt(SAID)], query=query),
    ]
    assert [Renderer().answer(one)[0].split("\n")[:2] for one in answers] == [
        ["<b>Kishida Korea</b>", "1 statement on record"],
        ["No statement on record says all of this: <b>Kishida Korea</b>.", RECEIPT],
        ["Nothing on record about <b>Kishida Korea</b>.", RECEIPT],
    ]
    assert [PlainRenderer().answer(one).split("\n")[:2] for one in answers] == [
        ["Kishida Korea", "1 statement on record"],
        ["No statement on record says all of this: “Kishida Korea”.", RECEIPT],
        ["Nothing on record about “Kishida Korea”.", RECEIPT],
    ]


def test_a_near_answer_says_what_it_has_and_what_it_lacks_before_it_quotes(near: Answers) -> None:
    answer = near(["North Korea"], ["Kishida"], suggestion="Kishi on North Korea")
    [html] = Renderer().answer(answer)
    before, _, _ = html.partition("<blockquote>")
    assert before == (
        "No statement on record says all of this: <b>North Korea Kishida</b>.\n"
        f"{RECEIPT}\n"
        "Did you mean: <i>Kishi on North Korea</i>\n\n"
        "These speak of <i>North Korea</i>; none of them of <i>Kishida</i>:\n\n<b>1.</b>\n"
    )
    before, _, _ = PlainRenderer().answer(answer).partition("❝")
    assert before == (
        "No statement on record says all of this: “North Korea Kishida”.\n"
        f"{RECEIPT}\n"
        "Did you mean: Kishi on North Korea\n\n"
        "These speak of “North Korea”; none of them of “Kishida”:\n\n"
    )


@pytest.mark.parametrize(
    "met, missing, count, said",
    [
        (["A"], ["B"], 1, "This speaks of A; not of B:"),
        (["A", "B"], ["C", "D"], 1, "This speaks of A and B; not of C or D:"),
        (["A", "B"], ["C", "D", "E"], 2, "These speak of A or B; none of them of C, D or E:"),
        (["A", "B"], [], 2, "These have a part of it each, none has all:"),
        (["A", "B"], [], 1, "This has a part of it, not all:"),
        # "What did A say?", and A's words are nowhere.
        (["A"], [], 2, "These speak of A; none says all that was asked:"),
        (["A"], [], 1, "This speaks of A; it does not say all that was asked:"),
        ([], ["A"], 2, "None of these speaks of A:"),
        ([], ["A"], 1, "This does not speak of A:"),
        ([], [], 2, "These have a part of it each, none has all:"),
    ],
)
def test_no_excerpt_is_said_to_have_more_than_it_has(
    near: Answers, met: list[str], missing: list[str], count: int, said: str
) -> None:
    answer = near(met, missing, count=count)
    assert said in shown(answer).splitlines()
    assert said in PlainRenderer().answer(answer).replace("“", "").replace("”", "").splitlines()


def test_statements_are_never_counted_in_a_near_answer(near: Answers) -> None:
    answer = near(["A"], ["B"], found=7)
    for text in (shown(answer), PlainRenderer().answer(answer)):
        assert "7" not in text
        assert "statements on record" not in text


def test_a_near_answer_quotes_all_that_comes_nearest(near: Answers) -> None:
    answer = near(["A"], ["B"], count=3)
    for text in (shown(answer), PlainRenderer().answer(answer)):
        assert [text.count(f"❝ {one.quote} ❞") for one in answer.nearest] == [1, 1, 1]


def test_what_was_typed_is_shown_as_words_and_never_as_markup(near: Answers) -> None:
    answer = near(["<b>a & b"], ["</i><a href='x'>"], also={"<b>a & b": ("<u>c",)})
    [html] = Renderer().answer(answer)
    assert "of <i>&lt;b&gt;a &amp; b</i>; none of them of <i>&lt;/i&gt;&lt;a href=" in html
    assert "(also: &lt;u&gt;c)" in html
    assert "These speak of <b>a & b; none of them of </i><a href='x'>:" in shown(answer)


def test_words_of_any_length_and_number_leave_room_for_the_quotations(near: Answers) -> None:
    long, many = "😀" * 4000, [f"w{number}" for number in range(40)]
    answer = near([long], many, also={long: (long,) * 5})
    [html] = Renderer().answer(answer)
    before, _, _ = html.partition("<blockquote>")
    assert count_units(read_markup(before).text) < 1000
    assert (
        "none of them of <i>w0</i>, <i>w1</i>, <i>w2</i>, <i>w3</i>, <i>w4</i> or <i>35 more</i>:"
        in html
    )


def test_a_misspelt_word_is_compared_as_it_was_read(near: Answers) -> None:
    answer = near(["Taiwn"], ["whales"], query=asking("Taiwn", read_as="Taiwan"))
    assert "These speak of Taiwan; none of them of whales:" in shown(answer)


def test_no_sign_turns_the_words_of_the_comparison_round(near: Answers) -> None:
    answer = near(["a\u202eb"], ["c"], also={"a\u202eb": ("d\u202e",)})
    assert "\u202e" not in shown(answer)


def test_a_word_that_is_met_by_near_names_is_shown_with_them(
    near: Answers, excerpt: Excerpts, answered: Answers
) -> None:
    also = {"troops": ("personnel", "forces", "soldiers", "service members")}
    described = "troops (also: personnel, forces, soldiers) bases"
    query = asking("troops", "bases")
    answer = answered(excerpt(SAID), query=query, also=also)
    assert Renderer().answer(answer)[0].startswith(f"<b>{described}</b>\n")
    assert PlainRenderer().answer(answer).startswith(f"{described}\n")
    assert (
        f"says all of this: <b>{described}</b>."
        in (Renderer().answer(near(["troops"], ["bases"], query=query, also=also))[0])
    )


def test_near_names_stand_beside_what_a_slip_was_read_as(
    excerpt: Excerpts, answered: Answers
) -> None:
    query = asking("trops", read_as="troops")
    answer = answered(excerpt(SAID), query=query, also={"trops": ("personnel",)})
    assert shown(answer).startswith("trops (read as “troops”; also: personnel)\n")


def test_json_gives_what_is_met_and_missing_and_the_near_names(near: Answers) -> None:
    query = asking("“troops", "bases", "whales")
    data = answer_as_json(
        near(["“troops", "bases"], ["whales"], query=query, also={"“troops": ("personnel",)})
    )
    assert (data["status"], data["found"], data["excerpts"]) == ("near", 0, [])
    assert len(data["nearest"]) == 2
    assert data["nearest_is_outside"] is False
    # As they are under "terms".
    assert (data["met"], data["missing"]) == (["troops", "bases"], ["whales"])
    assert data["understood"]["terms"] == ["troops", "bases", "whales"]
    assert data["understood"]["also"] == {"troops": ["personnel"]}
    assert data["understood"]["shown"] == "troops (also: personnel) bases whales"
