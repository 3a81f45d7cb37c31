"""Decide whether an edited page says something else than before, so that subscribers hear of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz.distance import DamerauLevenshtein, Indel, Levenshtein

from retrieval.model.release import PartKind, Release
from retrieval.sources.edits.change_weights import Usage, Weight, Word, is_opposite, words_of
from retrieval.text.folding import fold
from retrieval.text.sentences import sentences

# So many words may change without a change of meaning.
_FEW = 3
_LONGEST_RUN = 4
# In a shorter word, one wrong letter makes another word ("of", "or").
_SHORTEST_SLIP = 4
_LEAST_SIMILARITY = 0.5
# Fewer words that change places may change who did something to whom.
_SHORTEST_MOVED = 4
# Bounds on the work of comparing sentences pair by pair, and words in order.
_MOST_PAIRS = 40_000
_MOST_WORDS = 12_000

_Sentence = tuple[Word, ...]
_Change = tuple[Sequence[Word], Sequence[Word]]


def is_material(old: Release, new: Release) -> bool:
    """Tell whether the new version of a release says something else than the old one.

    Material are another day or time, other numbers, dates, names and offices, a "not", another
    speaker, what is added or withdrawn, and more than a few words. Not material are blanks,
    punctuation, spelling, a wrong letter in an ordinary word, list numbers, links, and the order of
    the parts.
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
    if before == after or not _is_substantial(_changes_in_any_order(before, after)):
        return False
    return _is_substantial(_changes_in_order(_joined(before), _joined(after)))


def _sentences_of(release: Release, usage: Usage) -> list[_Sentence]:
    """List the sentences of a release's title, place and statements, with their speakers."""
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


def _changes_in_any_order(
    before: Sequence[_Sentence], after: Sequence[_Sentence]
) -> Iterator[_Change]:
    """Find the changes if sentences may be in any order: each is compared to the most similar."""
    only_before, only_after = _without(before, after), _without(after, before)
    rest_before: list[_Sentence] = []
    rest_after: list[_Sentence] = []
    for old_words in only_before if len(only_before) * len(only_after) <= _MOST_PAIRS else ():
        alike = [
            Indel.normalized_similarity(_keys(old_words), _keys(new_words))
            for new_words in only_after
        ]
        best = max(alike, default=0.0)
        new_words = only_after.pop(alike.index(best)) if best >= _LEAST_SIMILARITY else ()
        for change in _changes_in_order(old_words, new_words):
            if all(change) or max(map(len, change)) < _SHORTEST_MOVED:
                yield change
            else:
                rest_before.append(tuple(change[0]))
                rest_after.append(tuple(change[1]))
    # A sentence whose end was not recognised moves with its neighbour: too many words in one place
    # are the ones missing in the other.
    yield from ((words, ()) for words in _without(rest_before, rest_after) if words)
    yield from (((), words) for words in _without([*rest_after, *only_after], rest_before) if words)


def _without(parts: Sequence[_Sentence], others: Sequence[_Sentence]) -> list[_Sentence]:
    """Return the sentences that are not among the others; each of the others counts once."""
    remaining = Counter(tuple(_keys(part)) for part in others)
    found = []
    for part in parts:
        key = tuple(_keys(part))
        if remaining[key]:
            remaining[key] -= 1
        else:
            found.append(part)
    return found


def _changes_in_order(before: _Sentence, after: _Sentence) -> Iterator[_Change]:
    """Find the changes if words must be in order: the old words and the new words of each."""
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


def _is_substantial(changes: Iterator[_Change]) -> bool:
    few = 0
    for old_words, new_words in changes:
        if _letters(old_words) == _letters(new_words):  # "cyber security" is "cybersecurity"
            continue
        rest_before, rest_after = _without_slips(old_words, new_words)
        if _is_grave(rest_before, rest_after):
            return True
        few += max(_count(rest_before), _count(rest_after))
        if few > _FEW:
            return True
    return False


def _letters(words: Sequence[Word]) -> tuple[str, set[str]]:
    return "".join(word.folded for word in words), _voices(words)


def _voices(words: Sequence[Word]) -> set[str]:
    return {word.voice for word in words}


def _without_slips(old_words: Sequence[Word], new_words: Sequence[Word]) -> _Change:
    """Return a change without the words that only differ by a wrong letter."""
    if len(old_words) != len(new_words):
        return old_words, new_words
    pairs = [
        (one, other)
        for one, other in zip(old_words, new_words, strict=True)
        if not _is_slip(one, other)
    ]
    return [one for one, _ in pairs], [other for _, other in pairs]


def _is_slip(one: Word, other: Word) -> bool:
    """Tell whether two words differ by one letter; one of them may look like a name."""
    weights = {one.weight, other.weight}
    return (
        one.voice == other.voice
        and Weight.GRAVE not in weights
        and weights != {Weight.NAME}
        and min(len(one.folded), len(other.folded)) >= _SHORTEST_SLIP
        and DamerauLevenshtein.distance(one.folded, other.folded, score_cutoff=1) <= 1
    )


def _is_grave(old_words: Sequence[Word], new_words: Sequence[Word]) -> bool:
    if max(len(old_words), len(new_words)) > _LONGEST_RUN or (
        old_words and new_words and _voices(old_words) != _voices(new_words)
    ):
        return True
    return _weighty_keys(old_words) != _weighty_keys(new_words) or any(
        is_opposite(one.folded, other.folded) for one in old_words for other in new_words
    )


def _weighty_keys(words: Sequence[Word]) -> list[str]:
    return [word.key for word in words if word.weight in {Weight.NAME, Weight.GRAVE}]


def _count(words: Sequence[Word]) -> int:
    return sum(word.weight is Weight.ORDINARY for word in words)
