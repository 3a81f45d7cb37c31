"""Whether an edited page says something else than before: what its subscribers are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz.distance import DamerauLevenshtein, Indel, Levenshtein

from retrieval.model.release import PartKind, Release
from retrieval.sources.edits.change_weights import Usage, Weight, Word, is_opposite, words_of
from retrieval.text.folding import fold
from retrieval.text.sentences import sentences

# "A few words" that may change without anything else being said.
_FEW = 3
_LONGEST_RUN = 4
# A slip of one letter in a shorter word makes another word of it ("of", "or").
_SHORTEST_SLIP = 4
_ALIKE = 0.5
# Fewer words that change their places may be who did it to whom.
_SHORTEST_MOVED = 4
# The work of comparing sentences pair by pair, and words in order, has an end.
_MOST_PAIRS = 40_000
_MOST_WORDS = 12_000

_Sentence = tuple[Word, ...]
_Change = tuple[Sequence[Word], Sequence[Word]]


def is_material(old: Release, new: Release) -> bool:
    """Whether the change from one version of a release to the next says something else.

    Material are another day or time, other numbers, dates, names and offices, a "not", another
    speaker, what is added or withdrawn, and more than a few words. Not material are blanks, signs,
    spelling, slips of a letter in ordinary words, list numbers, links, and the order of parts.
    """
    facts = [(one.date, one.time, one.withdrawn_at is None) for one in (old, new)]
    if facts[0] != facts[1]:
        return True
    usage = Usage.of(
        span.of(one.text)
        for one in (old, new)
        for span in (statement.span for statement in one.statements)
    )
    before, after = _sentences_of(old, usage), _sentences_of(new, usage)
    if before == after or not _weighs(_moved(before, after)):
        return False
    return _weighs(_in_order(_joined(before), _joined(after)))


def _sentences_of(release: Release, usage: Usage) -> list[_Sentence]:
    """The sentences of a release's title, place and statements, each with whose it is."""
    titles = [one.span.of(release.text) for one in release.parts if one.kind is PartKind.TITLE]
    found = [tuple(words_of(line, "", usage)) for line in (*titles, release.place)]
    for statement in release.statements:
        voice = " ".join(sorted(fold(f"{statement.speaker} {statement.role}").text.split()))
        found += [
            tuple(words_of(span.of(release.text), voice, usage))
            for span in sentences(release.text, statement.span)
        ]
    return [sentence for sentence in found if sentence]


def _joined(parts: Sequence[_Sentence]) -> _Sentence:
    return tuple(word for part in parts for word in part)


def _keys(words: Sequence[Word]) -> list[tuple[str, str]]:
    return [(word.voice, word.key) for word in words]


def _moved(before: Sequence[_Sentence], after: Sequence[_Sentence]) -> Iterator[_Change]:
    """The changes, where sentences may stand in any order: each is compared to the most alike."""
    gone, come = _without(before, after), _without(after, before)
    left: list[_Sentence] = []
    put: list[_Sentence] = []
    for was in gone if len(gone) * len(come) <= _MOST_PAIRS else ():
        alike = [Indel.normalized_similarity(_keys(was), _keys(now)) for now in come]
        best = max(alike, default=0.0)
        now = come.pop(alike.index(best)) if best >= _ALIKE else ()
        for change in _in_order(was, now):
            if all(change) or max(map(len, change)) < _SHORTEST_MOVED:
                yield change
            else:
                left.append(tuple(change[0]))
                put.append(tuple(change[1]))
    # A sentence whose end was not seen moves with its neighbour: here too many, there too few.
    yield from ((words, ()) for words in _without(left, put) if words)
    yield from (((), words) for words in _without([*put, *come], left) if words)


def _without(parts: Sequence[_Sentence], others: Sequence[_Sentence]) -> list[_Sentence]:
    """The sentences that are not among the others, however often they stand there."""
    left = Counter(tuple(_keys(part)) for part in others)
    found = []
    for part in parts:
        key = tuple(_keys(part))
        if left[key]:
            left[key] -= 1
        else:
            found.append(part)
    return found


def _in_order(before: _Sentence, after: _Sentence) -> Iterator[_Change]:
    """The changes, where every word stands in its order: what was there and what is there now."""
    if max(len(before), len(after)) > _MOST_WORDS:
        yield before, after
        return
    steps = Levenshtein.opcodes(_keys(before), _keys(after))
    for is_equal, group in groupby(steps, lambda step: step.tag == "equal"):
        if not is_equal:
            run = list(group)
            yield (
                before[run[0].src_start : run[-1].src_end],
                after[run[0].dest_start : run[-1].dest_end],
            )


def _weighs(changes: Iterator[_Change]) -> bool:
    few = 0
    for was, now in changes:
        if _letters(was) == _letters(now):  # "cyber security" is "cybersecurity"
            continue
        left, put = _without_slips(was, now)
        if _is_grave(left, put):
            return True
        few += max(_count(left), _count(put))
        if few > _FEW:
            return True
    return False


def _letters(words: Sequence[Word]) -> tuple[str, set[str]]:
    return "".join(word.folded for word in words), _voices(words)


def _voices(words: Sequence[Word]) -> set[str]:
    return {word.voice for word in words}


def _without_slips(was: Sequence[Word], now: Sequence[Word]) -> _Change:
    """What is left of a change without the words that only have a slip of a letter."""
    if len(was) != len(now):
        return was, now
    pairs = [(one, other) for one, other in zip(was, now, strict=True) if not _is_slip(one, other)]
    return [one for one, _ in pairs], [other for _, other in pairs]


def _is_slip(one: Word, other: Word) -> bool:
    """Whether two words are one ordinary word but for a letter; a slip can look like a name."""
    weights = {one.weight, other.weight}
    return (
        one.voice == other.voice
        and Weight.GRAVE not in weights
        and weights != {Weight.NAME}
        and min(len(one.folded), len(other.folded)) >= _SHORTEST_SLIP
        and DamerauLevenshtein.distance(one.folded, other.folded, score_cutoff=1) <= 1
    )


def _is_grave(was: Sequence[Word], now: Sequence[Word]) -> bool:
    if max(len(was), len(now)) > _LONGEST_RUN or (was and now and _voices(was) != _voices(now)):
        return True
    return _heavy(was) != _heavy(now) or any(
        is_opposite(one.folded, other.folded) for one in was for other in now
    )


def _heavy(words: Sequence[Word]) -> list[str]:
    return [word.key for word in words if word.weight in {Weight.NAME, Weight.GRAVE}]


def _count(words: Sequence[Word]) -> int:
    return sum(word.weight is Weight.ORDINARY for word in words)
