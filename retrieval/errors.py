"""What can go wrong with the record, each with the ids of what it is about."""

from __future__ import annotations


class KaikenError(Exception):
    """The root of all errors that Kaiken raises on purpose."""


class UnreadablePageError(KaikenError):
    """A page could not be read as a release."""

    def __init__(self, page: str, reason: str) -> None:
        super().__init__(f"{page}: {reason}")
        self.page = page
        self.reason = reason


class UnreadableManifestError(KaikenError):
    """A manifest of saved pages is missing or cannot be read."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UnknownReleaseError(KaikenError):
    """No release of that id is on record."""

    def __init__(self, release_id: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no release {release_id!r} on record; there are: {', '.join(known)}")
        self.release_id = release_id


class UnreadableQuestionsError(KaikenError):
    """A file of evaluation questions has a line that is not a question with its gold."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        super().__init__(f"{path}, line {line}: {reason}")
        self.path = path
        self.line = line


class InexactSliceError(KaikenError):
    """A quotation would not equal the text of its release; it is never shown."""

    def __init__(self, release_id: str, statement_id: str, start: int, end: int) -> None:
        super().__init__(
            f"{release_id} {statement_id}: [{start}:{end}] is not within the statement"
        )
        self.release_id = release_id
        self.statement_id = statement_id
