"""What passages cover of a question: of one question many passages, or of many questions few."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.coverage import Coverage, PassageSet
from retrieval.model.query import Term
from retrieval.model.release import Passage, ReleaseKind, Span

WORDS = st.lists(st.sampled_from("abcd"), max_size=5).map(tuple)
NAMES = st.lists(
    st.lists(st.sampled_from("abcde"), min_size=1, max_size=3).map(tuple), min_size=1, max_size=3
).map(tuple)
# Sums of these are exact, so that a share may be just reached.
WEIGHTS = st.sampled_from([0.0, 0.25, 0.5, 1.0, 2.0])
SHARES = st.sampled_from([0.25, 0.5, 0.75, 1.0])


def passage(words: tuple[str, ...], context: tuple[str, ...] = ()) -> Passage:
    return Passage(
        release_id="made-up",
        version=1,
        statement_id="s1",
        span=Span(0, 1),
        date=dt.date(2022, 2, 2),
        kind=ReleaseKind.CONFERENCE,
        speaker="TANABE Kenji",
        role="Foreign Minister",
        asker="",
        words=words,
        context=context,
        mentions=frozenset(),
        labels=frozenset(),
        folded=" ".join(words),
        neighbour_questions=(),
    )


@given(
    st.lists(st.builds(passage, WORDS, WORDS), max_size=4),
    st.lists(st.tuples(NAMES, WEIGHTS), max_size=4),
    SHARES,
)
def test_a_set_of_passages_covers_a_question_if_one_of_them_does(
    passages: list[Passage], asked: list[tuple[tuple[tuple[str, ...], ...], float]], share: float
) -> None:
    weights = {Term(str(at), names): weight for at, (names, weight) in enumerate(asked)}
    expected = any(one >= share for one in Coverage(weights).shares(passages))
    together = PassageSet(passages)
    weighed = [(weight, together.having(names)) for names, weight in asked]
    assert together.covers(weighed, share) == expected


def test_a_name_of_several_words_is_had_only_where_they_stand_next_to_each_other() -> None:
    together = PassageSet([passage(("a", "b")), passage(("b", "a")), passage(("a",), ("b",))])
    assert together.having([("a", "b")]) == 0b001
    assert together.having([("b",), ("c",)]) == 0b111
