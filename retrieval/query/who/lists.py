"""People who need not speak on record: "by Hayashi, Blinken and Biden", "Putin himself"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from retrieval.model.query import Term, Voice
from retrieval.query.who.common_names import SAYING
from retrieval.query.who.mentions import Mention, bare_word
from retrieval.query.words.aliases import read_table
from retrieval.text.tokens import Token, fold_words, tokenize

_AGAINST = frozenset({"versus", "vs"})
_JOINTS = frozenset({"and", "or"}) | _AGAINST
TITLES = frozenset("foreign minister mr mrs ms president prime secretary".split())
_NAMED = ("people", "speakers")
_FEWEST = 3
_OF = frozenset({"by", "from"})
_SELF = frozenset({"herself", "himself", "personally"})
# Behind these "by" and "from" tell whose words are meant.
_WORDS = frozenset(
    """
    anything comment comments nothing quotation quotations quote quotes remark remarks said
    something statement statements words
    """.split()
)


@cache
def people_known() -> frozenset[str]:
    """Return the folded names of the people of the reviewed table, and their parts."""
    lines = [line for kind in _NAMED for line in read_table()["japanese"][kind].splitlines()]
    whole = {line.partition(" = ")[2].casefold() for line in lines} - {""}
    parts = whole | {part for one in whole for part in one.split("-")[0].split()}
    return frozenset(parts | {one.replace("yy", "y") for one in parts})


def is_somebody(term: Term, speakers: Iterable[str] = ()) -> bool:
    """Tell whether a term is somebody's name: of the reviewed table, or of a speaker on record."""
    words = (token.folded.removesuffix("'s") for token in tokenize(term.word))
    named = [word for word in words if word not in TITLES]
    if not named:
        return False
    ways = {" ".join(named), *(" ".join(name) for name in term.names)}
    return not ways.isdisjoint(people_known()) or any(
        set(named) <= set(one.split()) for one in speakers
    )


def find_lists(
    question: str, tokens: Sequence[Token], mentions: Sequence[Mention]
) -> Iterator[list[Mention]]:
    """Find the lists of three or more people, or of either of two, whose words are asked for.

    So are those of two who are set against each other: "Hayashi vs Blinken on Ukraine". At least
    one of them speaks on record; a voice of another admits nothing.
    """
    by_start = {one.start: one for one in mentions if one.is_person}
    has_or = any(one.folded == "or" or one.folded in _AGAINST for one in tokens)
    if not (by_start and (has_or or "," in question or len(mentions) >= _FEWEST)):
        return
    at = 0
    while at < len(tokens):
        found = [*_list_at(question, tokens, at, by_start)]
        joint = tokens[found[0].end].folded if len(found) == _FEWEST - 1 else ""
        is_list = len(found) >= _FEWEST or joint == "or" or joint in _AGAINST
        is_list = is_list and any(one.is_held for one in found)
        is_asked = is_list and _is_asked_for(tokens, found[0].start, found[-1].end)
        if is_asked or (is_list and joint in _AGAINST):
            yield found
        at = max(at + 1, found[-1].end if found else 0)


def find_own_words(
    question: str, tokens: Sequence[Token], mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """Find somebody whose own words are asked for, though he may not speak on record.

    "Anything from Kishida himself?", "said by Putin"; "a visit by Kishida" asks for no words.
    """
    words = [token.folded for token in tokens]
    by_start = {one.start: one for one in mentions if one.is_person}
    for at in range(len(words)):
        behind = words[at + 1] if at + 1 < len(words) else ""
        before = words[at - 1] if at else ""
        of_words = before in _OF and at > 1 and words[at - 2] in _WORDS
        if not (behind in _SELF or of_words):
            continue
        mention = by_start.get(at) or _unknown_at(question, tokens, at)
        if mention is not None:
            yield replace(mention, start=at - (before in _OF), end=mention.end + (behind in _SELF))


def _list_at(
    question: str, tokens: Sequence[Token], at: int, by_start: dict[int, Mention]
) -> Iterator[Mention]:
    while (one := by_start.get(at) or _unknown_at(question, tokens, at)) is not None:
        yield one
        at = one.end
        if at >= len(tokens):
            return
        gap = question[tokens[at - 1].span.end : tokens[at].span.start].strip()
        joint = tokens[at].folded in _JOINTS
        if gap not in {",", "&"} and not (joint and gap == ""):
            return
        at += joint


def _unknown_at(question: str, tokens: Sequence[Token], at: int) -> Mention | None:
    """Return somebody of the reviewed table who does not speak on record."""
    if at >= len(tokens) or bare_word(tokens[at]) not in people_known():
        return None
    written = tokens[at].span.of(question)
    voice = Voice(written, frozenset({fold_words(written)}))
    return Mention(at, at + 1, voice, is_person=True, is_held=False)


def _is_asked_for(tokens: Sequence[Token], start: int, end: int) -> bool:
    before = tokens[start - 1].folded if start else ""
    behind = tokens[end].folded if end < len(tokens) else ""
    return before in {"by", "from"} or behind in SAYING
