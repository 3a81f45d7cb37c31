"""Sketches of sentences: the same form has one number, and forms of one family share keys.

MinHash over pairs of content words that follow each other: of the hashes of all pairs the least are
kept. Small words do not count, so that "not" changes no key.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from zlib import crc32

from retrieval.model.release import Release, Span, StatementKind
from retrieval.text.sentences import paragraphs, sentences
from retrieval.wording.reading import Reading, content_words, length_of_marks, read

KEYS = 8


@dataclass(frozen=True, slots=True)
class SketchedRelease:
    """What all sentences of a release share: its day, version and kind, and who speaks in it."""

    day: int
    version: int
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SketchedSentences:
    """The sentences of a release that may be formulas, as the bytes of arrays of one length.

    `forms` are 64-bit numbers of the sentences' forms; `starts` and `ends`, of 32 bits, say where
    they stand in the text of the release; `speakers`, of 16 bits, which of its names says them.
    `keys` are `KEYS` numbers of 32 bits a sentence; what is missing is 0.
    """

    of: SketchedRelease
    forms: bytes
    starts: bytes
    ends: bytes
    speakers: bytes
    keys: bytes


NO_SENTENCES = SketchedSentences(SketchedRelease(0, 0, "", ()), b"", b"", b"", b"", b"")


def sketch(release: Release) -> SketchedSentences:
    """Sketch the sentences of a release."""
    names: dict[str, int] = {}
    forms, starts, ends, speakers, keys = array("Q"), array("I"), array("I"), array("H"), array("I")
    for span, speaker, reading in formulas(release):
        forms.append(form_of(reading.words))
        starts.append(span.start)
        ends.append(span.end)
        speakers.append(names.setdefault(speaker, len(names)))
        keys.extend(keys_of(reading.words))
    of = SketchedRelease(
        release.date.toordinal(), release.version, release.kind.value, tuple(names)
    )
    arrays = (forms, starts, ends, speakers, keys)
    return SketchedSentences(of, *(one.tobytes() for one in arrays))


def formulas(release: Release) -> Iterator[tuple[Span, str, Reading]]:
    """Yield the sentences that may be formulas: where it stands, who says it."""
    for statement in release.statements:
        if statement.kind is StatementKind.MODERATION:
            continue
        for paragraph in paragraphs(release.text, statement.span):
            # Behind "(1) " sentences are not told apart.
            start = paragraph.start + length_of_marks(paragraph.of(release.text))
            for span in sentences(release.text, Span(start, paragraph.end)):
                reading = read(span.of(release.text))
                if reading.is_formula:
                    yield span, statement.speaker, reading


def find_forms(
    texts: Iterable[tuple[str, Sequence[Span]]],
) -> list[list[tuple[int, Span]]]:
    """Find of each text, in its parts, the sentences that may be formulas, with their forms."""
    found = []
    for text, parts in texts:
        spans = [span for part in parts for span in sentences(text, part)]
        readings = [(read(span.of(text)), span) for span in spans]
        found.append([(form_of(one.words), span) for one, span in readings if one.is_formula])
    return found


def form_of(words: Sequence[str]) -> int:
    """Return the number of a form; two forms share one with a chance of 2^-64."""
    data = " ".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")


def keys_of(words: Sequence[str]) -> list[int]:
    """Return the keys of a form, ascending, filled up with 0."""
    pairs = {
        crc32(f"{one} {other}".encode("utf-8", "surrogatepass")) or 1
        for one, other in pairwise(content_words(words))
    }
    least = sorted(pairs)[:KEYS]
    return least + [0] * (KEYS - len(least))
