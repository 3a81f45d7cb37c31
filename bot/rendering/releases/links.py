"""Links that open something in the private chat: a release at a statement, the rest of an answer.

The parameter after `?start=` has at most 64 of the characters A-Z, a-z, 0-9, _ and -. That of a
release is `r_<release>_<statement>-<mark>` and lasts: the mark is of the words of the statement, so
that they are found again when the page was read otherwise or was changed. That of an answer is
`q_<key>_<number>`, for a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from retrieval.model.release import Release, Statement
from retrieval.patterns import regex
from retrieval.text.tokens import fold_words

RELEASE, ANSWER = "r", "q"
# What a name with other signs or more of them is short for begins with this.
_SHORT = "-"
_LONGEST_NAME = 40
_NAME = regex(rf"[A-Za-z0-9_][A-Za-z0-9_-]{{0,{_LONGEST_NAME - 1}}}")
_STATEMENT = regex(r"s[1-9][0-9]{0,5}")
_MARK_BYTES = 4
_NAME_BYTES = 10
_AT_STATEMENT = regex(
    rf"(?P<name>.+)_(?P<statement>{_STATEMENT.pattern})"
    rf"(?:-(?P<mark>[0-9a-f]{{{2 * _MARK_BYTES}}}))?"
)
_ANSWER = regex(r"(?P<key>[0-9a-z-]+)(?:_(?P<number>[1-9][0-9]{0,3}))?")


@dataclass(frozen=True, slots=True)
class LinkedStatement:
    """What a link leads to: a release by its short name, and perhaps a statement of it.

    `mark` is of the words of the statement, empty if the link has none.
    """

    name: str
    statement_id: str = ""
    mark: str = ""


def link(bot_name: str, parameter: str) -> str:
    """Return the address that opens the private chat with a parameter; empty without a name."""
    return f"https://t.me/{bot_name}?start={parameter}" if bot_name else ""


def release_parameter(release: Release, statement: Statement | None = None) -> str:
    """Return the lasting parameter for a release, or for a statement of it."""
    whole = f"{RELEASE}_{short_name(release.id)}"
    if statement is None or not _STATEMENT.fullmatch(statement.id):
        return whole
    return f"{whole}_{statement.id}-{words_mark(release, statement)}"


def answer_parameter(key: str, number: int) -> str:
    """Return the parameter for an answer from the statement of a number on, by its key."""
    return f"{ANSWER}_{key}_{number}"


def read_release_parameter(words: str) -> tuple[LinkedStatement, ...]:
    """Read what stands behind `r_`: what it can mean, the likeliest first.

    Names may hold the signs that stand between a name and a statement.
    """
    found = _AT_STATEMENT.fullmatch(words)
    whole = LinkedStatement(words)
    if found is None:
        return (whole,)
    return whole, LinkedStatement(found["name"], found["statement"], found["mark"] or "")


def read_answer_parameter(words: str) -> tuple[str, int]:
    """Read what stands behind `q_`: a key, empty for none, and the number of a statement."""
    found = _ANSWER.fullmatch(words)
    return (found["key"], int(found["number"] or 1)) if found else ("", 1)


def short_name(release_id: str) -> str:
    """Return a lasting name of a release: its id, or a digest of an id that is no such name."""
    if _NAME.fullmatch(release_id):
        return release_id
    digest = blake2b(release_id.encode("utf-8", "surrogatepass"), digest_size=_NAME_BYTES)
    return f"{_SHORT}{digest.hexdigest()}"


def is_digest(name: str) -> bool:
    """Tell whether a short name is a digest: the release is found among all ids."""
    return name.startswith(_SHORT)


def find_by_short_name(name: str, release_ids: Iterable[str]) -> str:
    """Find the id that a short name is for; empty if there is none."""
    unfit = (one for one in release_ids if not _NAME.fullmatch(one))
    return next((one for one in unfit if short_name(one) == name), "")


def words_mark(release: Release, statement: Statement) -> str:
    """Return a mark of the words of a statement, as versions are compared: folded."""
    words = fold_words(statement.span.of(release.text))
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=_MARK_BYTES).hexdigest()


def find_linked(release: Release, linked: LinkedStatement) -> Statement | None:
    """Find the statement that a link leads to, in a version; None if that has not these words.

    Of several with the same words it is the one of that id. Without a mark the id decides.
    """
    alike = [
        one
        for one in release.statements
        if (
            words_mark(release, one) == linked.mark
            if linked.mark
            else one.id == linked.statement_id
        )
    ]
    same = (one for one in alike if one.id == linked.statement_id)
    return next(same, alike[0] if alike else None)
