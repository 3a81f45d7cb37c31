"""The compact form of a subscription to a sentence, so that a release can be matched to many.

To gather the wordings of a sentence takes some milliseconds; to compare its compact form, a
hundredth of one. It only tells which releases may word the sentence otherwise, or be about the same
without it: then its wordings are gathered.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date

from retrieval.formulas.gathering import Formulas
from retrieval.record.record import Record
from retrieval.text.tokens import terms
from retrieval.wording.comparing import words_of
from retrieval.wording.sketching import keys_of

_FRESH_DAYS = 7
# Forms of one family share so many of their keys.
_FEWEST_SHARED = 2
# Releases about the topic of a sentence have the terms that so many of its last titles have.
_LATEST = 60
_FEWEST_TITLES = 3


@dataclass(frozen=True, slots=True)
class CompactSentence:
    """The keys of all forms of a sentence, and terms of the titles under which it stands."""

    keys: frozenset[int]
    titles: frozenset[str]
    understood_on: date

    def is_fresh(self, today: date) -> bool:
        """Say whether it need not be gathered again yet."""
        return (today - self.understood_on).days < _FRESH_DAYS

    def may_concern(self, keys: frozenset[int], title: frozenset[str]) -> bool:
        """Tell whether a release with these keys may have a form of it, or be about the same."""
        shared = len(self.keys & keys)
        return shared >= min(_FEWEST_SHARED, len(self.keys)) or not self.titles.isdisjoint(title)


async def understand_sentence(
    sentence: str, record: Record, formulas: Formulas, today: date
) -> CompactSentence:
    """Gather what tells which releases may concern a sentence.

    Raises:
        IndexFaultError: the index cannot be read.
        UnreadableReleaseError, UnknownReleaseError: a release with it cannot be read.
    """
    family = await formulas.find_family(sentence)
    places = [place for place, _ in family.occurrences] if family else []
    forms = [form for one in family.wordings for form in one.forms] if family else []
    texts = [sentence, *(form.text for form in forms)]
    keys = {key for text in texts for key in keys_of(words_of(text).reading.words)}
    counted = Counter[str]()
    having = dict.fromkeys((one.release_id, one.version) for one in reversed(places))
    for release_id, version in [*having][:_LATEST]:
        counted.update({*terms((await record.release(release_id, version)).title)})
    titles = (term for term, times in counted.items() if times >= _FEWEST_TITLES)
    return CompactSentence(frozenset(keys - {0}), frozenset(titles), today)


def to_json(sentence: CompactSentence) -> str:
    """Return the text that is stored."""
    fields = sentence.understood_on.toordinal(), sorted(sentence.keys), sorted(sentence.titles)
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> CompactSentence | None:
    """Read a stored text; None if it is none, so that the sentence is gathered again."""
    try:
        day, keys, titles = json.loads(text)
        return CompactSentence(frozenset(keys), frozenset(titles), date.fromordinal(day))
    except (OverflowError, TypeError, ValueError):
        return None
