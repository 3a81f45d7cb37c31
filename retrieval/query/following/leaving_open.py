"""Tells whether a question leaves something to the one before: "and in 2022?", "did he say so?"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile

from retrieval.model.query import Query
from retrieval.model.release import ReleaseKind
from retrieval.patterns import regex
from retrieval.query.following import times, wordings
from retrieval.query.following.combining import asks_both
from retrieval.query.following.taking_back import DENIALS
from retrieval.query.words import threads
from retrieval.query.words.thread_terms import folded_words, is_channel, topical_terms, words_of
from retrieval.query.words.threads import PRONOUNS, SUBJECTS
from retrieval.text.folding import fold
from retrieval.text.tokens import Token

_OPENS = regex(
    r"(?:(?:ok|okay|so|then|well|alright|now)[, ]+)*"
    r"(?:(?:and|what about|how about|what of|only|just|but|also|or|ditto|likewise"
    r"|similarly|(?:the )?same)\b"
    r"|(?:about|against|concerning|for|of|on|re|regarding|to|towards?|with) (?:[^ ]+ ?){1,3}$"
    r"|no [a-z]+ (?:at all|given|mentioned|named|whatsoever)\b"
    r"|(?:let's |let us |now |then )?(?:(?:go )?(?:back|over) to|try|switch to) "
    r"|(?:now|then) (?:in|only|just|by|for|about|of|on|to|with|from|since|the)\b)"
)
_ENDS = regex(r"\b(?:instead|too|as well)[?.! ]*$|^(?:[^ ]+ ){1,4}then[?.! ]*$")
# "Now Hayashi": of what was asked before; "Hayashi" alone starts anew.
_NEXT = regex(r"(?:(?:and|ok|okay),? )?(?:now|then) [^ ,.;?!]+(?: [^ ,.;?!]+)?[ ?.!]*$")
# Words that may be beside a filter in a follow-up: "in 2022?", "by the minister?"; "what did the
# minister say in 2022" is a question of its own.
_BESIDE_FILTERS = frozenset(
    """
    according actually after again alone also and any as at before but by during for from give in
    instead just list maybe me no now of ok okay on only or perhaps please rather show since sorry
    the then till to too until well within yes
    """.split()
)
# Without a topic, these mean one that was named before.
_POINTING = PRONOUNS | frozenset(
    "anything else mention mentions more nothing one ones other others something".split()
)
_ONLY = frozenset("alone just only".split())
_FEWEST_OF_THREAD = 3
_ASKING_ALONE = frozenset("how when when's where where's who who's whom why".split())
_ASKING = _ASKING_ALONE | frozenset(
    """
    anything are did do does explain has have is more show something tell was were what what's which
    """.split()
)
_CONNECTING = frozenset("and but ok okay or so then".split())
_ASKS_FOR_TOPICS = frozenset("what where which".split())
# "Was it raised?" is about the topic; "is it true that" is about what follows.
_TOPICAL = frozenset("it them".split())
_OF_CLAUSES = frozenset("if mention mentions say says that to whether".split())
_MOST_SPEAKERS = 3
# Of what somebody said, without saying of what.
_MOST_WORDS = 9
_NAME_AND_VERB = 2
_KINDS = {
    **dict.fromkeys(("conference", "conferences"), ReleaseKind.CONFERENCE),
    **dict.fromkeys(("release", "releases"), ReleaseKind.RELEASE),
    **dict.fromkeys(("readout", "readouts"), ReleaseKind.READOUT),
    **dict.fromkeys(("statement", "statements"), ReleaseKind.STATEMENT),
    "speeches": ReleaseKind.SPEECH,
}
_OF_KINDS = frozenset({"press", *_KINDS})


def leaves_open(query: Query, tokens: Sequence[Token], *, is_bare_name: bool) -> bool:
    """Tell whether a query leaves something to the one before; `tokens` are its unread words.

    A question with a topic does so by how it begins or ends, or if it asks what "he" said. One
    without does so unless it is somebody's name, a page's address, or asks for topics itself.
    """
    folded = fold(query.question).text
    words = [*dropwhile(_CONNECTING.__contains__, (token.folded for token in tokens))]
    is_linked = _OPENS.match(folded) is not None or _ENDS.search(folded) is not None
    is_linked = is_linked or threads.corrects(folded) or folded.startswith(DENIALS)
    is_linked = is_linked or threads.joins(folded) or bool(threads.swapped(folded))
    is_linked = is_linked or wordings.goes_on(folded) or asks_both(folded)
    is_linked = is_linked or (is_bare_name and _NEXT.match(folded) is not None)
    if query.terms or query.phrases:
        is_of_him = not query.voices and _is_of_him(words)
        return is_linked or is_of_him or is_of_topic(words) or _adds_to_topic(query, folded)
    is_narrow = query.has_filters or bool(query.excluded or query.barred)
    if not (is_narrow or query.is_order_asked):
        is_narrowing = is_linked and (
            bool(query.left_aside) or any(not token.is_stop for token in tokens)
        )
        if is_narrowing or asks_both(folded) or threads.asks_for_part(folded):
            return True
    if any(
        read(folded)
        for read in (
            *(threads.removed_filters, times.years_away, wordings.is_choice),
            *(times.compared_with_before, times.reverses),
        )
    ):
        return not query.releases
    if query.has_filters or query.excluded or query.barred:
        is_linked = is_linked or _orders_more(query, words)
        # "Who raised it, Hayashi or both?" names nobody alone.
        is_linked = is_linked or (bool(query.voices) and is_of_topic(words))
        return _limits_more(query, words, folded, is_linked=is_linked, is_bare_name=is_bare_name)
    is_limit = query.is_order_asked or query.most > 0 or query.unheld_office is not None
    return is_limit or _asks_on(words) or _is_of_thread(folded.split())


def _limits_more(
    query: Query, words: Sequence[str], folded: str, *, is_linked: bool, is_bare_name: bool
) -> bool:
    """Tell whether a query that only limits does so to the one before: no other topic is asked."""
    is_limited = query.period is not None or bool(query.releases)
    if is_limited and threads.asks_what_else(folded):
        return False
    if is_linked or query.releases or query.is_order_asked or is_bare_name:
        is_limit = query.has_filters and not _ONLY.isdisjoint(folded.rstrip(" ?.!").split())
        return is_linked or (is_limit and not query.releases)
    return _filters_more(query, words)


def _is_of_thread(words: Sequence[str]) -> bool:
    """Tell whether a message is about what was asked before: "so they didn't discuss it?"."""
    is_of_it = not PRONOUNS.isdisjoint(words) and len(words) >= _FEWEST_OF_THREAD
    return is_of_it or not _ONLY.isdisjoint(words)


def _orders_more(query: Query, words: Sequence[str]) -> bool:
    """Tell whether an order comes with more filters: "hayashi, newest first".

    "Latest press release" and "newest statements by him" ask for all of a kind.
    """
    is_short = all(word in _BESIDE_FILTERS for word in words)
    is_more = bool(query.voices) and not (query.kinds or query.releases)
    return query.is_order_asked and is_more and is_short


def _filters_more(query: Query, words: Sequence[str]) -> bool:
    """Tell whether filters without a topic are more filters for the topic before."""
    if query.labels and words and words[0] in _ASKS_FOR_TOPICS:
        return not (PRONOUNS - SUBJECTS).isdisjoint(words)
    is_short = all(word in _BESIDE_FILTERS for word in words)
    return is_short or bool(query.voices or query.labels) or not _POINTING.isdisjoint(words)


def _asks_on(words: Sequence[str]) -> bool:
    """Tell whether words with neither topic nor filters ask on: "when?", "what was said?"."""
    words = [*dropwhile((_CONNECTING | _BESIDE_FILTERS).__contains__, words)]
    first = words[0] if words else ""
    return first in _ASKING_ALONE or (first in _ASKING and len(words) > 1)


def asks_or_points(words: Sequence[str]) -> bool:
    """Tell whether words that name no topic ask something, or for a part of an answer."""
    return not _ASKING.isdisjoint(words[:1]) or threads.asks_for_part(" ".join(words))


def is_of_topic(words: Sequence[str]) -> bool:
    """Tell whether "it" is what a question adds to: "was it discussed?", not "is it true that".

    In "what does it say?" it is a page.
    """
    if not words or words[0] not in _ASKING or _TOPICAL.isdisjoint(words):
        return False
    at = next(at for at, word in enumerate(words) if word in _TOPICAL)
    return _OF_CLAUSES.isdisjoint(words[at + 1 :])


def _is_of_him(words: Sequence[str]) -> bool:
    """Tell whether "he" or "she" is whom a question is about: "did he mention China?"."""
    return words[:1] != [] and words[0] in _ASKING and not SUBJECTS.isdisjoint(words[1:3])


def _adds_to_topic(query: Query, folded: str) -> bool:
    """Tell whether the terms of a query do not stand by themselves, but add to a topic before."""
    topical = topical_terms(query)
    if query.phrases or query.releases:
        return False
    is_of_others = threads.asks_others(folded) or threads.asks_everybody(folded)
    if not topical or is_of_others or wordings.is_choice(folded) or kinds_alone(query):
        return True
    if all(map(is_channel, topical)) or threads.undated(folded) is not None:
        return True
    if threads.names_one_of_them(folded):
        return True
    if threads.names_speaker(folded):
        return len(topical) <= _MOST_SPEAKERS and len(words_of(query)) <= _MOST_WORDS
    return len(topical) == _NAME_AND_VERB and threads.lacks_object(folded)


def kinds_alone(query: Query, given: frozenset[str] = frozenset()) -> frozenset[ReleaseKind]:
    """Read the kinds that are all that a follow-up names: "let me see releases"."""
    named = {word for one in query.terms for word in folded_words(one)} - given
    named -= threads.FILLERS | threads.OPENERS
    is_kind = _OF_KINDS.issuperset(named)
    return frozenset(_KINDS[word] for word in named & _KINDS.keys() if is_kind)
