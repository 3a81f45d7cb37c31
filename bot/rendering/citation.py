"""The citation under an excerpt: who, in answer to what, where and when."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from bot.language.english import DAY
from bot.language.spoken import gettext, gettext_noop, spoken
from retrieval.model.release import Release, Statement, StatementKind
from retrieval.parsing.mofa.speakers import read_title
from retrieval.text.dates import without_date

# Names of the record that have one in other languages too; all others stay as they are published.
_OFFICIAL_NAMES = frozenset(
    (
        gettext_noop("Ministry of Foreign Affairs of Japan"),
        gettext_noop("The White House"),
        gettext_noop("Minister for Foreign Affairs"),
        gettext_noop("Foreign Minister"),
        gettext_noop("State Minister for Foreign Affairs"),
        gettext_noop("Parliamentary Vice-Minister for Foreign Affairs"),
        gettext_noop("Press Secretary"),
        gettext_noop("Foreign Press Secretary"),
        gettext_noop("Foreign Ministry Spokesman"),
        gettext_noop("Deputy Press Secretary"),
        gettext_noop("Assistant Press Secretary"),
        gettext_noop("Principal Deputy Press Secretary"),
        gettext_noop("Chief Cabinet Secretary"),
        gettext_noop("Prime Minister"),
        gettext_noop("President"),
        gettext_noop("Vice President"),
        gettext_noop("First Lady"),
        gettext_noop("Moderator"),
    )
)


def official_name(name: str) -> str:
    """Return how an office or a publisher is called in the language spoken now."""
    return gettext(name) if name in _OFFICIAL_NAMES else name


def section(release: Release, statement: Statement) -> str:
    """Return where a statement stands in its release: "Q&A, 2nd of 4", "item 3 (1)"."""
    alike = [one.id for one in release.statements if one.kind is statement.kind]
    return _section(statement, alike.index(statement.id) + 1, len(alike))


def sections(release: Release) -> list[str]:
    """Return the section of every statement of a release, in their order."""
    totals = Counter(statement.kind for statement in release.statements)
    counted: Counter[StatementKind] = Counter()
    found = []
    for statement in release.statements:
        counted[statement.kind] += 1
        found.append(_section(statement, counted[statement.kind], totals[statement.kind]))
    return found


def _section(statement: Statement, number: int, total: int) -> str:
    place = ""
    if total > 1:
        place = gettext(", %(place)s of %(total)s", place=spoken().ordinal(number), total=total)
    match statement.kind:
        case StatementKind.ANSWER:
            return gettext("Q&A") + place
        case StatementKind.ITEM:
            return gettext("item %(number)s", number=statement.number)
        case StatementKind.OPENING:
            return " · ".join(statement.headings) or gettext("Opening remarks")
        case StatementKind.PARAGRAPH:
            return gettext("paragraph") + place if place else ""
        case StatementKind.MODERATION:
            return gettext("moderation")


def short_title(release: Release) -> str:
    """Return the title without what stands beside it anyway: the office holder, and the day."""
    head, by, _ = release.title.partition(" by ")
    title = head if by and read_title(release.title) else release.title
    return without_date(title, release.date)


def title_and_day(release: Release) -> str:
    """Return the short title with the day: "Extraordinary Press Conference, 13 Nov 2021"."""
    return gettext(", ").join(filter(None, (short_title(release), day(release.date))))


def asked_by(asker: str) -> str:
    """Return the words before a question: who asked, by the label; neutral words without a name.

    At a town hall, "Q" does not stand for a reporter.
    """
    if not is_named(asker):
        return gettext("In answer to")
    if asker.casefold() == "reporter":
        return gettext("Asked by a reporter")
    return gettext("Asked by %(asker)s", asker=asker)


def is_named(asker: str) -> bool:
    """Tell whether the label of a question says anything of who asked."""
    return asker.casefold() not in {"", "question", "q"}


def day(moment: dt.date) -> str:
    """Return a day as citations write it: "13 Nov 2021"."""
    return spoken().date(moment, DAY)


def provisional() -> str:
    """Return how a translation is called that its publisher may still change."""
    return gettext("provisional translation")


def withdrawn(since: dt.date) -> str:
    """Return that a page was taken down by its publisher, and when."""
    return gettext("withdrawn by its publisher, %(day)s", day=day(since))
