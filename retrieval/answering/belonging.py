"""What belongs to chosen sentences: without it they would mislead, or lose the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from retrieval.answering.analysis import ReadSentence
from retrieval.labels.labelling import find_labels, is_courtesy
from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.text.clauses import has_a_verb

_POINTS_BACK = regex(r"(?:He|She|They|It|This|That|These|Those|Such)\b")
_GOES_ON = regex(r"(?:He|She|They)\b(?: (?:also|further|then))?")
_RESERVES = regex(r"(?:However|But|That said|At the same time)\b")

# A question is answered by what follows it; what ends in a dash goes on there.
_OPEN_END = regex(r"(?:\?|[—–―]|--|…| -)[”\"’')\]]*\Z")
# Of fewer words, nobody can tell what was said.
_FEWEST_WORDS = 4

# "Yes.", "No, not at this point.", "That's correct.": the answer itself, in so many words at most.
_DIRECT = regex(
    r"(?:(?:yes|yeah)(?= )|(?:yes|yeah|yep|no|nope|correct|right|indeed|exactly|absolutely"
    r"|certainly|definitely|of course|never"
    r"|not (?:at (?:this|that|the) \w+|at all|yet|now|really|necessarily|exactly)"
    r"|(?:that|it)(?:[’']s| is) (?:not )?(?:correct|right|true|so)"
    r"|(?:i|we|he|she|it|they) (?:do|does|did|will|have|has|is|are|can|would)(?:n[’']t| not)?)"
    r"(?=[,.;:!—–-]|\Z))",
    re.IGNORECASE,
)
_MOST_DIRECT_WORDS = 6


def goes_on(words: str) -> bool:
    """Tell whether a sentence goes on with somebody named before: "He also stated"."""
    return _GOES_ON.match(words) is not None


def completed(
    text: str, found: Sequence[ReadSentence], chosen: Sequence[ReadSentence]
) -> list[ReadSentence]:
    """Add the sentences that complete others: what follows a question, a dash or a fragment."""
    positions = {one.position for one in chosen}
    for sentence in chosen:
        last = sentence.position
        while last + 1 < len(found) and _is_open(found[last].span.of(text)):
            last += 1
            positions.add(last)
    said = " ".join(found[one].span.of(text) for one in sorted(positions))
    is_fragment = len(said.split()) < _FEWEST_WORDS and not has_a_verb(said)
    if is_fragment and len(positions) < len(found):
        after = max(positions) + 1
        positions.add(after if after < len(found) else min(positions) - 1)
    return [found[one] for one in sorted(positions)]


def _is_open(words: str) -> bool:
    return _OPEN_END.search(words) is not None


def find_direct_answer(text: str, found: Sequence[ReadSentence]) -> ReadSentence | None:
    """Find the "Yes." or "No." that an answer begins with, perhaps after a courtesy."""
    for sentence in found[:2]:
        words = sentence.span.of(text)
        if _DIRECT.match(words) and len(words.split()) <= _MOST_DIRECT_WORDS:
            return sentence
        if not is_courtesy(words):
            return None
    return None


def find_belonging(
    text: str, found: Sequence[ReadSentence], sentence: ReadSentence, *, is_answer: bool
) -> list[ReadSentence]:
    """Find the sentences without which a chosen one would mislead.

    The refusal or reservation right after an answer belongs to it ("However, I would like to
    refrain …"). The sentence that names the speaker belongs before "He also stated".
    """
    behind = found[sentence.position + 1 :]
    reserving = [*behind[:1]] if is_answer and behind and _reserves(text, behind[0].span) else []
    if sentence.is_saying:
        going_on = takewhile(lambda one: one.is_saying and goes_on(one.span.of(text)), behind)
        return [*going_on] or reserving
    if is_answer:
        return reserving
    near = found[max(0, sentence.position - 1) : sentence.position]
    return [one for one in near if _POINTS_BACK.match(sentence.span.of(text))]


def _reserves(text: str, span: Span) -> bool:
    return _RESERVES.match(span.of(text)) is not None or bool(find_labels(text, span))
