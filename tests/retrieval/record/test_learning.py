"""Learning from changes alone gives the same as learning everything anew."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from retrieval.index.okapi import OkapiEngine
from retrieval.index.passages import passages
from retrieval.model.answer import Searched
from retrieval.model.release import Question, Release, ReleaseKind, Span, Statement, StatementKind
from retrieval.query.lexicon import Lexicon
from retrieval.record.learning import Learning, note

SAID = (
    "We spoke of the Blue Ocean Pact (BOP).",
    "The BOP came into force, and the bop was danced.",
    "The Board of Ports (BOP) met the Blue Open Ocean Pact (BOP).",
    "The Republic of Kenda (ROK) and the Korean Republic of Kenda (ROK).",
    "We want HELP from Health, Education, Labor, and Pensions (HELP), and help.",
    "help and help again",
    "The cease-fire of the Sea-bed talks.",
    "Two cease-fires, and a sea-bed.",
)
SPEAKERS = ("Joe Rowe", "Mr. Rowe", "Joe Lund", "Joe Rowe and Ann Lund", "ROWE Joe", "Ministry")
ROLES = ("", "Minister", "Press Secretary", "Deputy Press Secretary", "Foreign Minister")


def make(
    release_id: str, day: dt.date, turns: list[tuple[str, str, str, str]], url: str
) -> Release:
    """A release with a paragraph a statement, each an answer to somebody who asks."""
    text, statements = "", []
    for number, (said, speaker, role, asker) in enumerate(turns):
        span = Span(len(text), len(text) + len(said))
        asked = Question(asker, span) if asker else None
        kind = StatementKind.ANSWER if asker else StatementKind.PARAGRAPH
        statements.append(Statement(f"s{number}", kind, speaker, role, (), span, asked))
        text += f"{said}\n"
    return Release(
        id=release_id,
        source="",
        publisher="Ministry",
        kind=ReleaseKind.RELEASE,
        title="Release",
        date=day,
        time=None,
        place="",
        url=url,
        text=text,
        statements=tuple(statements),
        parts=(),
        provisional=False,
    )


releases = st.builds(
    make,
    st.sampled_from("abcdefgh"),
    st.dates(dt.date(2021, 5, 1), dt.date(2021, 7, 2)),
    st.lists(
        st.tuples(
            st.sampled_from(SAID),
            st.sampled_from(SPEAKERS),
            st.sampled_from(ROLES),
            st.sampled_from(["", "NHK, Noda", "Arai, Kyodo News"]),
        ),
        max_size=3,
    ),
    st.sampled_from(["", "https://www.example.org/a", "https://example.org/b"]),
)


def told(lexicon: Lexicon) -> Mapping[str, Any]:
    """All that a lexicon says."""
    said = {one.name: getattr(lexicon, one.name) for one in fields(Lexicon) if one.compare}
    aliases = said.pop("aliases")
    return said | {
        "groups": dict(aliases.groups),
        "first": {name[0]: aliases.longest_from(name[0]) for name in aliases.groups},
        "longest": aliases.longest,
        "acronyms": aliases.acronyms,
    }


A = make("a", dt.date(2021, 5, 1), [(SAID[0], "Joe Rowe", "Minister", "")], "https://example.org/b")


@settings(max_examples=40)
@given(st.lists(st.lists(releases, max_size=3) | st.sampled_from("abcdefgh"), max_size=8))
@example([[A], [replace(A, id="b")], "b", [A], "a"])
def test_a_lexicon_kept_up_is_that_learned_of_all(changes: list[list[Release] | str]) -> None:
    kept_up, known = Learning(), dict[str, Release]()
    for change in changes:
        if isinstance(change, str):
            known.pop(change, None)
        else:
            known |= {one.id: one for one in change}
        engine, anew = OkapiEngine(), Learning()
        engine.add({one.id: passages(one) for one in known.values()}, revision=1)
        vocabulary, notes = engine.vocabulary, [*map(note, known.values())]
        lexicon = kept_up.learn(notes, vocabulary)
        assert told(lexicon) == told(anew.learn(reversed(notes), vocabulary))
        days = [one.date for one in known.values()]
        searched = Searched(len(known), min(days, default=None), max(days, default=None))
        assert kept_up.searched == anew.searched == searched


def test_what_was_learned_before_stays_as_it_was() -> None:
    learning, vocabulary = Learning(), OkapiEngine().vocabulary
    first = learning.learn([note(A)], vocabulary)
    before = told(first)
    learning.learn([note(replace(A, id="b", text=SAID[2]))], vocabulary)
    assert told(first) == before


def test_the_words_with_a_hyphen_are_learned_as_compounds() -> None:
    told_of = make("a", dt.date(2021, 5, 1), [(SAID[6], "Joe Rowe", "Minister", "")], "")
    learned = Learning().learn([note(told_of)], OkapiEngine().vocabulary)
    assert learned.compounds.of((("ceasefir",),)) == (("ceasefir",), ("ceas", "fire"))
    assert learned.compounds.of((("fire",),)) == (("fire",),)
