"""Decides whose words a question asks for: "by Hayashi", "what did the press secretary say"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.model.query import Query, Term
from retrieval.patterns import regex
from retrieval.query.who.common_names import ABOUT, SAYING, VIEWS
from retrieval.query.who.lists import is_somebody
from retrieval.query.who.mentions import Mention, bare_word
from retrieval.query.who.offices import find_state
from retrieval.query.words.stop_phrases import FUNCTION_WORDS, FURNITURE, is_sentence
from retrieval.text.tokens import Token

_BETWEEN = frozenset(
    """
    actually also ever exactly first himself herself just last latest main most never not official
    often once only own personal public really recent recently then publicly
    """.split()
)
# Of adverbs' ending, and nobody's manner of speaking.
_NOUNS = frozenset("anomaly assembly butterfly family fly italy july monopoly supply".split())
# "A visit by Hayashi": this is who did something, not who said it.
_DOINGS = frozenset(
    """
    attempt attendance call calls dinner invitation lunch meeting meetings participation tour
    travel trip trips visit visits
    """.split()
)
# "Biden officials" are others than he.
_OTHERS = frozenset(
    """
    administration adviser advisers advisor advisors aide aides allies ally camp campaign critics
    government official officials opponents staff supporters team
    """.split()
)
# "Did Hayashi bring up the mines": what he said of them.
_TOUCHING = frozenset(
    (verb, behind)
    for verbs, behinds in (("bring brought brings", "up"), ("touch touched touches", "on upon"))
    for verb in verbs.split()
    for behind in behinds.split()
)
_MARKS = regex(r"[,;:()–—/|]| - ")
_POSTS = frozenset("capacity duties duty job office position post role seat title work".split())
_OPENS_REFUSAL = frozenset(
    "decline declined declines refuse refused refuses refrain refrained".split()
)


def select_voices(
    mentions: Sequence[Mention], tokens: Sequence[Token], is_topic: Sequence[bool]
) -> list[Mention]:
    """Select the mentions of those whose words are asked for, not of those who are a topic.

    `is_topic` tells which tokens carry a topic. "By Hayashi or Kawai" asks for both.
    """
    words = [bare_word(token) for token in tokens]
    first_topic = next((place for place, topic in enumerate(is_topic) if topic), len(words))
    meant = [
        _is_asked_for(words, tokens[mention.end - 1], mention, first_topic < mention.start)
        for mention in mentions
    ]
    for place, (one, other) in enumerate(pairwise(mentions)):
        if words[one.end : other.start] in (["or"], ["and"]) and any(meant[place : place + 2]):
            meant[place : place + 2] = True, True
    return [mention for mention, is_meant in zip(mentions, meant, strict=True) if is_meant]


def _is_asked_for(
    words: Sequence[str],
    last: Token,
    mention: Mention,
    has_topic: bool,  # noqa: FBT001 - whether a topic comes before it
) -> bool:
    if _is_held(words, mention):
        return False
    before = [word for word in words[max(0, mention.start - 4) : mention.start] if word != "the"]
    behind = [word for word in words[mention.end : mention.end + 6] if not _is_between(word)]
    following, next_but_one = (*behind, "", "")[:2]
    if following in _OTHERS:
        return False
    if last.folded.endswith("'s"):
        # "Say about Hayashi's remarks" asks for what was said about them, not for his words.
        is_spoken_of = (
            before[-1:] and before[-1] in ABOUT and before[-2:-1] and before[-2] in SAYING
        )
        return following in VIEWS and not is_spoken_of
    is_source = _is_source(before, has_topic=has_topic) or _is_from(words, mention.start)
    if is_source or (following, next_but_one) in _TOUCHING:
        return True
    if following in SAYING or following in _OPENS_REFUSAL:
        is_talk = following.startswith(("talk", "sp")) and next_but_one in {"to", "with"}
        return not is_talk
    return following in ABOUT and not has_topic


def _is_from(words: Sequence[str], start: int) -> bool:
    """Tell whether somebody's words on a country are asked for: "North Korea from Hayashi"."""
    if words[start - 1 : start] != ["from"]:
        return False
    is_said = start > 1 and words[start - 2] in SAYING
    ends = (find_state(tuple(words[: start - 1]), at)[1] for at in range(start - 1))
    return is_said or start - 1 in ends


def _is_between(word: str) -> bool:
    """Tell whether a word may stand between a name and its verb: "Hayashi explicitly said"."""
    is_noun = word in _NOUNS or word in _OTHERS or word in SAYING or word in VIEWS
    return word in _BETWEEN or word in FUNCTION_WORDS or (word.endswith("ly") and not is_noun)


def among_key_words(
    question: str, mentions: Sequence[Mention], tokens: Sequence[Token]
) -> list[Mention]:
    """Return who speaks by key words alone: "North Korea, Hayashi", "Hayashi North Korea".

    One who speaks on record is set apart by marks, or stands beside a country. What somebody does
    is a topic: "Hayashi, visit".
    """
    people = [one for one in mentions if one.is_person and one.is_held]
    words = [bare_word(token) for token in tokens]
    if len(people) != 1 or is_sentence(question.casefold()):
        return []
    one = people[0]
    is_owner = tokens[one.end - 1].folded.endswith("'s")
    if is_owner or not (_DOINGS | _OTHERS | SAYING).isdisjoint(words):
        return []
    ends = [token.span.end for token in tokens[one.start - 1 : one.start]] if one.start else [0]
    starts = [token.span.start for token in tokens[one.end : one.end + 1]] or [len(question)]
    before = question[ends[0] : tokens[one.start].span.start]
    behind = question[tokens[one.end - 1].span.end : starts[0]]
    is_apart = all(not gap.strip() or _MARKS.search(gap) for gap in (before, behind))
    is_apart = is_apart and (_MARKS.search(before) or _MARKS.search(behind)) is not None
    is_beside_a_state = find_state(tuple(words), one.end)[0] != "" or any(
        find_state(tuple(words), at)[1] == one.start for at in range(one.start)
    )
    return people if is_apart or is_beside_a_state else []


def _is_held(words: Sequence[str], mention: Mention) -> bool:
    """Tell whether an office is what its holder holds: "the position of Minister for …"."""
    start = mention.start
    is_of = start > 1 and words[start - 1] in {"of", "as"} and words[start - 2] in _POSTS
    return is_of and mention.is_held and not mention.is_person


def _is_source(before: Sequence[str], *, has_topic: bool) -> bool:
    """Tell whether the words before a name show that this person's words are meant."""
    if not before:
        return False
    earlier = before[-2] if len(before) > 1 else ""
    match before[-1]:
        case "by":
            is_done = earlier.endswith("ed") and earlier not in SAYING | FURNITURE
            return not (is_done or earlier in _DOINGS or earlier == "asked")
        case "to":
            return earlier == "according"
        case "of" | "from":
            return earlier in VIEWS or (before[-1] == "from" and not has_topic)
        case _:
            return False


def with_excluded(query: Query, excluded: Sequence[Term]) -> Query:
    """Exclude words from what a query asks, but for people who only are not who is asked for.

    "What did Hayashi say, not Blinken": what Hayashi says may well name him. It is said that this
    limits nothing.
    """
    if not query.voices:
        return replace(query, excluded=tuple(excluded))
    people = [one for one in excluded if _names_somebody(one)]
    aside = (f"not {one.word}" for one in people)
    kept = tuple(one for one in excluded if one not in people)
    return replace(query, excluded=kept, left_aside=(*aside, *query.left_aside))


def _names_somebody(term: Term) -> bool:
    """Tell whether a term names somebody, if only by his family name: "Antony Blinken"."""
    family = term.word.rpartition(" ")[2]
    return is_somebody(term) or is_somebody(replace(term, word=family))
