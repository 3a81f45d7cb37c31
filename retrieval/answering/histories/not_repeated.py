"""Sentences that used to come with a topic, and are not in a release of that kind about it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.answering.histories.quoting import quote_sentence
from retrieval.formulas.gathering import Formulas
from retrieval.index.engine import Bar
from retrieval.model.query import Order, Query, Term
from retrieval.model.release import Passage, Release
from retrieval.model.wording import NotRepeated
from retrieval.record.record import Record
from retrieval.text.tokens import terms
from retrieval.wording.families import Family

# A sentence used to come if all of so many releases before have it: those about the topic, of that
# kind.
_WINDOW = 3
# Of the releases before, so many are looked through for sentences.
_LATEST = 3
_TITLES = 8
_PASSAGES = 300
# What is in the titles of so large a share of a kind of release is no topic: "Press Conference".
_COMMON_IN_TITLES = 0.2
_LOOKED_AT = 400
_MOST_FORMS = 24
_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Topics:
    """What a release may be about: the terms of its title, and earlier releases by such a term.

    The latter are of its kind, newest first, each with the terms of its title. Terms that many
    titles have are left out.
    """

    own: frozenset[str]
    releases: Mapping[str, Mapping[str, frozenset[str]]]


async def find_topics(release: Release, record: Record) -> Topics:
    """Find what a release may be about."""
    common = await _common_terms(release, record)
    own = frozenset(terms(release.title)) - common
    releases = {one: await _titles_with(one, common, release, record) for one in sorted(own)}
    return Topics(own, releases)


async def find_not_repeated(
    release: Release, record: Record, formulas: Formulas
) -> list[NotRepeated]:
    """Find the sentences that releases of this kind about the same topic had, and this one lacks.

    It says what was there before and is not there now, and nothing of why.
    """
    found: dict[str, NotRepeated] = {}
    topics = await find_topics(release, record)
    seen = set[int]()
    for titles in topics.releases.values():
        for one in [*titles][:_LATEST]:
            for family in await _families_in(one, seen, record, formulas):
                told = await _not_repeated(family, release, topics.own, titles, record)
                if told is not None:
                    found.setdefault(told.before.quote, told)
    return [*found.values()][:_MOST_TOLD]


async def find_lapse(
    family: Family, release: Release, topics: Topics, record: Record
) -> NotRepeated | None:
    """Find whether releases like this about the same topic had a sentence that this one lacks."""
    for titles in topics.releases.values():
        told = await _not_repeated(family, release, topics.own, titles, record)
        if told is not None:
            return told
    return None


async def _families_in(
    release_id: str, seen: set[int], record: Record, formulas: Formulas
) -> list[Family]:
    """Gather the families of a release's sentences, but for those that were seen."""
    families = []
    for form, place in record.engine.sentences.forms_of(release_id):
        # A long release takes a second or two; others are answered meanwhile.
        await asyncio.sleep(0)
        if form not in seen:
            family = await formulas.find_family(await formulas.read_at(place), _MOST_FORMS)
            if family is not None:
                seen.update(family.numbers)
                families.append(family)
    return families


async def _not_repeated(
    family: Family,
    release: Release,
    own: frozenset[str],
    titles: Mapping[str, frozenset[str]],
    record: Record,
) -> NotRepeated | None:
    """Tell a family that a release lacks, if those before it about its topic all have it.

    `titles` are the terms of titles that are of a topic, newest release first. The topic of a
    family is what the titles of its last releases have in common.
    """
    day = release.date.toordinal()
    places = [one for one, _ in family.occurrences if one.day <= day]
    having = dict.fromkeys(one.release_id for one in reversed(places))
    latest = [titles[one] for one in having if one in titles][:_TITLES]
    if release.id in having or len(latest) < _WINDOW:
        return None
    topic = frozenset.intersection(*latest)
    about = [one for one, title in titles.items() if topic <= title][:_WINDOW]
    if not topic or not topic <= own or not having.keys() >= {*about}:
        return None
    excerpt = await quote_sentence(places[-1], record)
    since, until = (date.fromordinal(one.day) for one in (places[0], places[-1]))
    return NotRepeated(excerpt, since, until, len(having))


async def _common_terms(release: Release, record: Record) -> frozenset[str]:
    """Return the terms that so many titles of a kind have that they are of no topic."""
    query = Query("", kinds=frozenset((release.kind,)), order=Order.NEW)
    passages = await _newest(query, {}, _LOOKED_AT, record)
    titles = {one.release_id: {*one.context[: one.headed]} for one in passages}
    counted = Counter(term for title in titles.values() for term in title)
    most = _COMMON_IN_TITLES * len(titles)
    return frozenset(term for term, times in counted.items() if times > most)


async def _titles_with(
    topic: str, common: frozenset[str], release: Release, record: Record
) -> dict[str, frozenset[str]]:
    """Return the titles of a kind with a term, as terms of topics, by release, newest first."""
    term = Term(topic, ((topic,),))
    query = Query(topic, terms=(term,), kinds=frozenset((release.kind,)), order=Order.NEW)
    passages = await _newest(query, {term: 1.0}, _PASSAGES, record)
    before = release.date, release.id
    titles = {
        one.release_id: frozenset(one.context[: one.headed]) - common
        for one in passages
        if (one.date, one.release_id) < before
    }
    return {one: title for one, title in titles.items() if topic in title}


async def _newest(
    query: Query, weights: dict[Term, float], most: int, record: Record
) -> list[Passage]:
    hits = await record.engine.search(query, most, Bar(weights, 1.0, _all_pass))
    return [hit.passage for hit in hits]


def _all_pass(passages: Collection[Passage]) -> Sequence[bool]:
    return [True] * len(passages)
