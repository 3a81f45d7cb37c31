"""Gathers families of sentences from what is searched, and tells how long a sentence stands."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Sequence

from retrieval.index.sentences import SentenceIndex
from retrieval.model.answer import Excerpt, Standing
from retrieval.model.release import Span
from retrieval.record.record import Record
from retrieval.wording.comparing import Kinship, compare, words_of
from retrieval.wording.families import Family, Form, Occurrence, make_families
from retrieval.wording.sketching import find_forms, form_of, keys_of

# A family that has more forms is a list with changing entries.
_MOST_FORMS = 48
_MOST_FORMS_OF_ANSWER = 20
_FEWEST_RELEASES = 2
_MOST_CACHED = 20_000


class Formulas:
    """What the record knows of a sentence: how often it was said, and how otherwise."""

    def __init__(self, record: Record) -> None:
        self._record = record
        # By their numbers. Sentences of one form are read alike, so it does not matter which it is.
        self._texts: OrderedDict[int, str] = OrderedDict()

    async def find_family(self, sentence: str, most: int = _MOST_FORMS) -> Family | None:
        """Gather all wordings of a sentence; None if neither it nor one like it is on record.

        With more forms than `most`, those are left out that are least like it.

        Raises:
            IndexFaultError: the index cannot be read.
        """
        index = self._record.engine.sentences
        forms: dict[int, Form] = {}
        todo = deque([sentence])
        while todo and len(forms) < most:
            words = words_of(todo.popleft())
            for number in index.relatives(keys_of(words.reading.words)):
                if number in forms:
                    continue
                text = await self._read(index, number)
                if compare(words, words_of(text)).kinship is not Kinship.UNRELATED:
                    forms[number] = Form(number, text, tuple(index.occurrences(number)))
                    todo.append(text)
        return _nearest(sentence, make_families(forms.values())) if forms else None

    async def find_standings(self, excerpts: Sequence[Excerpt]) -> list[Standing | None]:
        """Find of each excerpt how long its sentence stands that stands in most releases.

        None for those of which none stands in several.

        Raises:
            IndexFaultError: the index cannot be read.
        """
        texts = [(one.release.text, one.slices) for one in excerpts]
        index = self._record.engine.sentences
        return [
            await self._find_standing(excerpt, found, index)
            for excerpt, found in zip(excerpts, find_forms(texts), strict=True)
        ]

    async def _find_standing(
        self, excerpt: Excerpt, found: Sequence[tuple[int, Span]], index: SentenceIndex
    ) -> Standing | None:
        counted = (
            (len({one.release_id for one in index.occurrences(form)}), span) for form, span in found
        )
        releases, span = max(counted, default=(0, Span(0, 0)), key=lambda one: one[0])
        if releases < _FEWEST_RELEASES:
            return None
        sentence = span.of(excerpt.release.text)
        family = await self.find_family(sentence, _MOST_FORMS_OF_ANSWER)
        if family is None or not (wording := family.wording_at(excerpt.release.id, span.end)):
            return None
        before = [one for one in family.wordings if one.until < wording.since]
        until = max((one.until for one in before), default=None)
        return Standing(span, wording.releases, wording.since, wording.until, until)

    async def _read(self, index: SentenceIndex, number: int) -> str:
        """Read a sentence of a form that is on record."""
        text = self._texts.get(number)
        if text is None:
            text = self._texts[number] = await self.read_at(index.occurrences(number)[-1])
            if len(self._texts) > _MOST_CACHED:
                self._texts.popitem(last=False)
        return text

    async def read_at(self, place: Occurrence) -> str:
        """Read a sentence where it stands."""
        release = await self._record.release(place.release_id, place.version)
        return release.text[place.start : place.end]


def _nearest(sentence: str, families: Sequence[Family]) -> Family:
    """Return the family that has a sentence, or one that has most in common with it."""
    words = words_of(sentence)
    number = form_of(words.reading.words)

    def nearness(family: Family) -> tuple[bool, float, int]:
        forms = [form for wording in family.wordings for form in wording.forms]
        alike = max(compare(words, words_of(form.text)).alike for form in forms)
        return any(form.number == number for form in forms), alike, len(family.occurrences)

    return max(families, key=nearness)
