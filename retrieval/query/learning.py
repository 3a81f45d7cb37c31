"""What a record teaches about words: acronyms that it explains, who speaks in it, and who asks.

It is noted release by release and kept beside the index, so that opening a large record does not
mean reading it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from retrieval.model import Period, Release, Searched, Vocabulary
from retrieval.people import Turn
from retrieval.query.aliases import Lexicon, explained, learn, reviewed_aliases
from retrieval.query.releases import address_key
from retrieval.query.speakers import make_outlets, make_speakers
from retrieval.text.sentences import paragraphs

# "NATO", "U.S.", "HBCUs".
_IN_CAPITALS = re.compile(r"\b(?:(?:[A-Z]\.){2,}(?:[A-Z]\b)?|\w*[A-Z]\w*[A-Z]\w*)")
# An acronym that stands in capitals in fewer of the passages that have it is a word of its own.
_MOSTLY = 0.5


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
            "capitals": " ".join(_in_capitals(release)),
            "keys": sorted({address_key(one) for one in (release.id, release.url) if one}),
            "id": release.id,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _in_capitals(release: Release) -> Iterator[str]:
    """The words that stand in capitals, folded, once for each passage of the release."""
    return (
        word
        for statement in release.statements
        for span in paragraphs(release.text, statement.span)
        if not (text := span.of(release.text)).isupper()
        for word in {one.replace(".", "").casefold() for one in _IN_CAPITALS.findall(text)}
    )


def learn_lexicon(notes: Iterable[str], vocabulary: Vocabulary, searched: Searched) -> Lexicon:
    """What a question is read with, by the notes of all releases."""
    pairs: dict[tuple[str, str], None] = {}
    turns: dict[tuple[str, str, int, int], Turn] = {}
    askers, publishers = set[str](), set[str]()
    ids: dict[str, str] = {}
    # At once: one by one takes three times as long.
    read = json.loads(f"[{','.join(filter(None, notes))}]")
    capitals = Counter(" ".join([one["capitals"] for one in read]).split())
    for one in read:
        pairs |= dict.fromkeys((written, short) for written, short in one["explained"])
        day = dt.date.fromordinal(one["day"])
        for name, role, count in one["turns"]:
            # One turn a month tells who somebody is as well as all of them.
            turns[name, role, day.year, day.month] = Turn(name, role, day, count)
        askers.update(one["askers"])
        publishers.add(one["publisher"])
        for key in one["keys"]:
            ids[key] = one["id"]

    def is_word(acronym: str) -> bool:
        return capitals[acronym] < _MOSTLY * vocabulary.passages.get(acronym, 0)

    return Lexicon(
        vocabulary,
        learn(reviewed_aliases(), pairs, is_word),
        make_speakers([*turns.values()], publishers),
        make_outlets(askers),
        Period(searched.since, searched.until),
        ids,
    )
