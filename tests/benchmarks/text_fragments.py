"""Text fragments of excerpts from White House pages: does each lead to its words, and only there?

The archive is looked for in ../shared/data, or where WH_BRIEFINGS says. Of pages spread over all of
it, a statement each is quoted about two of its words, as an answer quotes. The page is what its
Markdown says, blanks included, and the specification's own rule searches it. It ends with an error
if a fragment leads elsewhere, or one in a hundred nowhere.
"""

import os
import random
import statistics
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from retrieval.answering.excerpts import ExcerptRequest, cut
from retrieval.errors import UnreadablePageError
from retrieval.model.answer import Excerpt
from retrieval.model.query import Term
from retrieval.model.release import PartKind, Release, Span
from retrieval.parsing.pages.page import Page as SavedPage
from retrieval.parsing.registry import read
from retrieval.text.linking.text_fragments import find_directive
from retrieval.text.tokens import tokenize
from tests.retrieval.text.linking.page_as_seen import see
from tests.retrieval.text.linking.pages import show_markdown
from tests.retrieval.text.linking.specification import Page

ARCHIVE = Path(os.environ.get("WH_BRIEFINGS", "../shared/data/wh-briefings.tar.xz"))
EXCERPTS = int(os.environ.get("EXCERPTS", "300"))
EVERY = 14_000 // EXCERPTS
MOST_NOWHERE = 0.01


def main() -> None:
    chance = random.Random(21)  # noqa: S311 - the same excerpts each time
    counts: Counter[str] = Counter()
    took, lengths = [], []
    for source, release in releases():
        excerpt = quote(release, chance)
        began = time.process_time()
        directive = direct(excerpt)
        took.append(1000 * (time.process_time() - began))
        lengths += [len(directive)] if directive else []
        outcome = judge(excerpt, source, directive) if directive else "plain link"
        counts[outcome] += 1
        if outcome not in {"its words", "plain link"}:
            print(f"{outcome}: {release.id} {directive}")
    print(f"{counts.total()} excerpts: " + ", ".join(f"{n} {what}" for what, n in counts.items()))
    print(f"median {statistics.median(lengths):.0f} characters, at most {max(lengths)};")
    print(f"median {statistics.median(took):.1f} ms, at most {max(took):.1f}")
    if counts["elsewhere"] or counts["nowhere"] > MOST_NOWHERE * counts.total():
        sys.exit(1)


def releases() -> Iterator[tuple[str, Release]]:
    """Yield the source of pages spread over the archive, and each as it is read."""
    number = found = 0
    with tarfile.open(ARCHIVE) as archive:
        for member in archive:
            if not member.name.endswith(".md") or (saved := archive.extractfile(member)) is None:
                continue
            number += 1
            if number < EVERY * (found + 1) or found == EXCERPTS:
                continue
            source = saved.read().decode()
            try:
                release = read("whitehouse", SavedPage(PurePosixPath(member.name).stem, "", source))
            except UnreadablePageError:
                continue
            if release.statements:
                found += 1
                yield source, release


def quote(release: Release, chance: random.Random) -> Excerpt:
    """Quote a statement about two of its words."""
    statement = chance.choice(release.statements)
    words = [one for one in tokenize(statement.span.of(release.text)) if not one.is_stop]
    asked = chance.sample(words, min(2, len(words)))
    weights = {Term(one.folded, ((one.term,),)): 1.0 for one in asked}
    return cut(release, statement, ExcerptRequest(weights))


def direct(excerpt: Excerpt) -> str:
    release = excerpt.release
    quoted = Span(excerpt.slices[0].start, excerpt.slices[-1].end)
    unseen = (part.span for part in release.parts if part.kind is PartKind.MARKER)
    found = find_directive(release.text, quoted, title=release.title, unseen=unseen)
    return str(found) if found else ""


def judge(excerpt: Excerpt, source: str, directive: str) -> str:
    """Tell where a directive leads in the page: to the quoted words, elsewhere, or nowhere.

    The page may have more between its words, such as some struck out: the ends are compared.
    """
    page = Page(see(show_markdown(source, excerpt.release.title)))
    places = page.find(directive)
    if not places:
        return "nowhere"
    quoted = letters(excerpt.release.text[excerpt.slices[0].start : excerpt.slices[-1].end])
    led = letters(page.text[places[0][0] : places[0][1]])
    is_there = led[:12] in quoted and led[-12:] in quoted and len(led) < len(quoted) + 100
    return "its words" if len(places) == 1 and is_there else "elsewhere"


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


if __name__ == "__main__":
    main()
