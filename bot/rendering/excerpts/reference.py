"""What every style of citation says of an excerpt, in words on one line."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass, replace

from bot.language.english import ENGLISH
from bot.language.spoken import gettext_noop, speaking
from bot.rendering.citation import provisional, section, short_title, withdrawn
from bot.rendering.excerpts.authors import Author, author_of
from bot.rendering.views import speaker_with_role
from retrieval.model.answer import Excerpt
from retrieval.model.release import Release, ReleaseKind

KIND_NAMES = {
    ReleaseKind.CONFERENCE: gettext_noop("Press conference"),
    ReleaseKind.RELEASE: gettext_noop("Press release"),
    ReleaseKind.READOUT: gettext_noop("Readout"),
    ReleaseKind.STATEMENT: gettext_noop("Statement"),
    ReleaseKind.SPEECH: gettext_noop("Speech"),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """Who said what where: an excerpt as it is cited.

    `title` is as published, `short_title` without office holder and day. `section` says where in
    the release the words stand, and `remarks` what a reader has to know of the page.
    """

    key: str
    quotation: str
    author: Author
    speaker: str
    title: str
    short_title: str
    kind: str
    date: dt.date
    section: str
    remarks: tuple[str, ...]
    publisher: str
    url: str

    def with_key(self, key: str) -> Reference:
        """Return the same under another key."""
        return replace(self, key=key)


@speaking(ENGLISH)
def refer_to(excerpt: Excerpt) -> Reference:
    """Return what citations say of an excerpt, in English as the words that are cited."""
    release, statement = excerpt.release, excerpt.statement
    return Reference(
        key=f"{release.id}-{statement.id}",
        quotation=on_one_line(excerpt.quote),
        author=author_of(release, statement),
        speaker=on_one_line(speaker_with_role(statement.speaker, statement.role)),
        title=on_one_line(release.title),
        short_title=on_one_line(short_title(release)),
        kind=KIND_NAMES[release.kind],
        date=release.date,
        section=on_one_line(section(release, statement)),
        remarks=tuple(_remarks(release)),
        publisher=on_one_line(release.publisher),
        url=on_one_line(release.url).replace(" ", "%20"),
    )


def _remarks(release: Release) -> list[str]:
    remarks = [provisional()] if release.provisional else []
    remarks += [f"version {release.version}"] if release.version > 1 else []
    if release.withdrawn_at is not None:
        remarks.append(withdrawn(release.withdrawn_at))
    return remarks


def on_one_line(words: str) -> str:
    """Return words with plain blanks between them, and no signs that control a line."""
    kept = (" " if unicodedata.category(one) in {"Cc", "Zl", "Zp"} else one for one in words)
    return " ".join("".join(kept).split())
