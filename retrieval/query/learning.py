"""What a record teaches about words: acronyms that it explains, who speaks in it, and who asks.

It is noted release by release and kept beside the index, so that opening a large record does not
mean reading it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable

from retrieval.model import Period, Release, Searched, Vocabulary
from retrieval.people import Turn
from retrieval.query.aliases import Lexicon, explained, learn, reviewed_aliases
from retrieval.query.releases import address_key
from retrieval.query.speakers import make_outlets, make_speakers


def note(release: Release) -> str:
    """What a release teaches, as JSON."""
    said = Counter(
        (statement.speaker, statement.role)
        for statement in release.statements
        if statement.speaker not in {"", release.publisher}
    )
    asked = {one.question.asker for one in release.statements if one.question}
    return json.dumps(
        {
            "explained": [*map(list, explained(release.text))],
            "turns": [[*who, count] for who, count in said.items()],
            "day": release.date.toordinal(),
            "askers": sorted(asked),
            "publisher": release.publisher,
            "id": release.id,
            "url": release.url,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def learn_lexicon(notes: Iterable[str], vocabulary: Vocabulary, searched: Searched) -> Lexicon:
    """What a question is read with, by the notes of all releases."""
    pairs: dict[tuple[str, str], None] = {}
    turns: dict[tuple[str, str, int, int], Turn] = {}
    askers, publishers = set[str](), set[str]()
    ids: dict[str, str] = {}
    for one in map(json.loads, notes):
        pairs |= dict.fromkeys((written, short) for written, short in one["explained"])
        day = dt.date.fromordinal(one["day"])
        for name, role, count in one["turns"]:
            # One turn a month tells who somebody is as well as all of them.
            turns[name, role, day.year, day.month] = Turn(name, role, day, count)
        askers.update(one["askers"])
        publishers.add(one["publisher"])
        ids |= {address_key(name): one["id"] for name in (one["id"], one["url"]) if name}
    return Lexicon(
        vocabulary,
        learn(reviewed_aliases(), pairs),
        make_speakers([*turns.values()], publishers),
        make_outlets(askers),
        Period(searched.since, searched.until),
        ids,
    )
