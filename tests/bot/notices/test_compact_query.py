"""The compact form of a subscription's query: what is stored, and that it loses no release."""

import datetime as dt
import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notices import compact_query
from bot.notices.compact_query import (
    CompactQuery,
    CompactTerm,
    from_json,
    to_json,
    understand_compactly,
)
from bot.notices.matching import Matcher, StandingQuery
from retrieval.answering.deciding import Decider
from retrieval.answering.sought import find_quoted
from retrieval.answering.term_weights import WeightedTerm, is_unknown_name
from retrieval.index.engine import Engine, admits
from retrieval.index.okapi import OkapiEngine
from retrieval.index.passages import passages
from retrieval.model.query import Intent
from retrieval.model.release import Release, ReleaseKind, Span, Statement, StatementKind
from retrieval.query.lexicon import Lexicon
from retrieval.query.standing import understand_in_turn
from retrieval.query.words.tables import revision
from retrieval.record.learning import Learning, note

DAY = dt.date(2026, 11, 20)
NOW = dt.datetime(2026, 11, 20, 3, 0, tzinfo=dt.UTC)

# Words with near names and aliases, names, figures, ordinary words, and words of no record.
SAID = (
    "coronation enthronement hungry famine friendship whaling troops soldiers quota herring Borovia"
    " Arlandia Seoul ROK three 40 minutes abruptly announced"
).split()
PHRASES = ("South Korea", "refrain from commenting", "get along", "deal with", "good relations")
ASKED = [*SAID, *PHRASES, "Syldavia", "the Blue House", "whale hunting", "gribbles", "hurriedly"]
SENTENCE = st.lists(st.sampled_from([*SAID, *PHRASES]), min_size=1, max_size=6).map(" ".join)
OPENINGS = ("", "how many ", "how long is ", "latest on ", "why ", "what did Arlandia say about ")
CLOSINGS = ("", "", "", " OR whaling", " -herring", " in 2022", ' "quota herring"', " declined:yes")


def make_release(number: int, title: str, paragraphs: Sequence[str]) -> Release:
    """A release of one statement."""
    text = "\n".join(paragraphs)
    return Release(
        id=f"r{number}",
        source="mofa",
        publisher="Ministry",
        kind=ReleaseKind.RELEASE,
        title=title,
        date=DAY,
        time=None,
        place="",
        url="",
        text=text,
        statements=(Statement("s1", StatementKind.PARAGRAPH, "", "", (), Span(0, len(text))),),
        parts=(),
        provisional=False,
    )


PARAGRAPHS = st.lists(SENTENCE, min_size=1, max_size=3)
RECORDS = st.lists(st.tuples(st.one_of(st.just(""), SENTENCE), PARAGRAPHS), min_size=1, max_size=5)
QUESTIONS = st.builds(
    lambda opening, words, closing: f"{opening}{' '.join(words)}{closing}",
    st.sampled_from(OPENINGS),
    st.lists(st.sampled_from(ASKED), min_size=1, max_size=5),
    st.sampled_from(CLOSINGS),
)


def on_record(made: Sequence[tuple[str, Sequence[str]]]) -> tuple[list[Release], Engine, Lexicon]:
    releases = [make_release(number, *each) for number, each in enumerate(made)]
    engine = OkapiEngine()
    engine.add({one.id: passages(one) for one in releases}, 1)
    engine.commit()
    return releases, engine, Learning().learn(map(note, releases), engine.vocabulary)


def decided(words: str, release: Release, engine: Engine, lexicon: Lexicon) -> bool:
    """Decide by the full query whether a passage of the release answers."""
    query = understand_in_turn(words, DAY, lexicon)
    if query.intent is not Intent.QUESTION:
        return False
    if any(is_unknown_name(term, engine) for term in query.terms):
        return False
    admitted = [one for one in passages(release) if admits(query, one)]
    return any(Decider(query, engine, is_standing=True).grade(admitted).answers)


@given(RECORDS, st.lists(QUESTIONS, min_size=1, max_size=8), st.booleans())
def test_a_release_is_matched_to_each_question_that_one_of_its_passages_answers(
    made: list[tuple[str, list[str]]], questions: list[str], is_stored: bool
) -> None:
    releases, engine, lexicon = on_record(made)
    stored = [
        to_json(understand_compactly(words, DAY, DAY, lexicon)) if is_stored else None
        for words in questions
    ]
    standing = [
        StandingQuery(at, words, NOW, known)
        for at, (words, known) in enumerate(zip(questions, stored, strict=True))
    ]
    for release in releases:
        result = Matcher(release, engine, lexicon, DAY).match(standing)
        wanted = [
            at for at, words in enumerate(questions) if decided(words, release, engine, lexicon)
        ]
        undecided = [at for at, _ in result.undecided]
        assert sorted([*result.matched, *undecided]) == wanted
        # Only whose words a release reports cannot be told from passages.
        assert all(find_quoted(query) for _, query in result.undecided)
        assert len(result.newly_understood) == (0 if is_stored else len(questions))


NAME = st.lists(st.text("abcé", min_size=1, max_size=3), min_size=1, max_size=3).map(tuple)
COMPACT = st.builds(
    CompactQuery,
    st.lists(
        st.builds(
            CompactTerm,
            st.builds(
                WeightedTerm,
                st.lists(NAME, min_size=1, max_size=3).map(tuple),
                st.lists(st.tuples(NAME, st.floats(0, 1)), max_size=3).map(tuple),
                st.booleans(),
            ),
            st.booleans(),
            st.booleans(),
        ),
        max_size=4,
    ),
    st.booleans(),
    st.dates(),
)


@given(COMPACT)
def test_a_compact_query_is_read_as_it_was_stored(query: CompactQuery) -> None:
    assert from_json(to_json(query)) == query


@given(QUESTIONS)
def test_what_a_question_was_understood_as_is_read_as_it_was_stored(words: str) -> None:
    _, _, lexicon = on_record([("", [" ".join([*SAID, *PHRASES])])])
    query = understand_compactly(words, DAY, DAY, lexicon)
    assert from_json(to_json(query)) == query


FORMER = [DAY.toordinal(), True, True, [[["quota"], 1.0, True, False]]]


def test_what_was_understood_with_other_tables_is_understood_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, _, lexicon = on_record([("", ["the quota"])])
    stored = to_json(understand_compactly("quota", DAY, DAY, lexicon))
    assert from_json(stored) is not None
    monkeypatch.setattr(compact_query, "revision", lambda: revision() + 1)
    assert from_json(stored) is None


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(FORMER),
        json.dumps([DAY.toordinal(), True, [[["quota"], 1.0, True, False]]]),
        *("", "{}", "[]", "null", "1", '"quota"', "[1, true]", "[[], true, []]", "[0, true, []]"),
        "[739000, true, [[1]]]",
        '[739000, true, [[["quota"], [["soldier"]], false, true, false]]]',
        '[739000, true, [[["quota"], [], false, true]]]',
    ],
)
def test_a_row_of_a_former_form_or_of_none_is_understood_again(text: str) -> None:
    releases, engine, lexicon = on_record([("", ["the quota"]), ("", ["whaling"])])
    assert from_json(text) is None
    result = Matcher(releases[0], engine, lexicon, DAY).match(
        [StandingQuery(7, "quota", NOW, text)]
    )
    assert result.matched == [7]
    assert from_json(result.newly_understood[7]) == understand_compactly("quota", DAY, DAY, lexicon)
