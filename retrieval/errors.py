"""What can go wrong with the record, each with the ids of what it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum


class KaikenError(Exception):
    """The base class of all errors that Kaiken raises on purpose."""

    @property
    def passes(self) -> bool:
        """Whether the same work may succeed soon, though nobody mends anything."""
        return False


class UnreadablePageError(KaikenError):
    """A page could not be read as a release."""

    def __init__(self, page: str, reason: str) -> None:
        super().__init__(f"{page}: {reason}")
        self.page = page
        self.reason = reason


class EmptyPageError(UnreadablePageError):
    """A page without any words."""

    def __init__(self, page: str) -> None:
        super().__init__(page, "the page is empty")


class UntitledPageError(UnreadablePageError):
    """A page without a title, and without words that could serve as one."""

    def __init__(self, page: str) -> None:
        super().__init__(page, "no title found")


class UndatedPageError(UnreadablePageError):
    """A page on which no date is found."""

    def __init__(self, page: str) -> None:
        super().__init__(page, "no line with its date found")


class WordlessPageError(UnreadablePageError):
    """A page with a header and no statement below it."""

    def __init__(self, page: str) -> None:
        super().__init__(page, "nobody's words found under the header")


class PlaceholderPageError(UnreadablePageError):
    """A page that says that its text will come later."""

    def __init__(self, page: str) -> None:
        super().__init__(page, "a placeholder: its text is yet to come")


class RefusalPageError(UnreadablePageError):
    """A page by which the site refuses or tests its visitor, in place of a release."""

    def __init__(self, page: str) -> None:
        super().__init__(page, "a refusal page of the site, not a release")


class FutureDatePageError(UnreadablePageError):
    """A page with a date in the future."""

    def __init__(self, page: str, day: dt.date) -> None:
        super().__init__(page, f"its date, {day.isoformat()}, lies in the future")


class TangledPageError(UnreadablePageError):
    """A page whose HTML is nested too deep, or has too many nodes, for a publisher's page."""

    def __init__(self, page: str) -> None:
        super().__init__(page, "its HTML is nested too deep or too large to be a page")


class TooManyLinesError(UnreadablePageError):
    """A page with more lines than any page of a publisher."""

    def __init__(self, page: str, most: int) -> None:
        super().__init__(page, f"more than {most} lines, which no page has")
        self.most = most


class TooShortPageError(UnreadablePageError):
    """A page with hardly any words."""

    def __init__(self, page: str) -> None:
        super().__init__(page, "too short: hardly any words")


class UnstorablePageError(UnreadablePageError):
    """A page with characters that no database stores: NULs, or unpaired surrogates."""

    def __init__(self, page: str) -> None:
        super().__init__(page, "it has NULs or halves of characters, which no database keeps")


class SlowPageError(UnreadablePageError):
    """A page that takes longer to read than any page of a publisher; `most_s` in seconds."""

    def __init__(self, page: str, most_s: float) -> None:
        super().__init__(page, f"reading it takes longer than {most_s:g} s")


class UnreadableManifestError(KaikenError):
    """A manifest of saved pages is missing or cannot be read."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UnknownReleaseError(KaikenError):
    """No release with that id, or no such version of it, is on record; `alike` are similar ids."""

    def __init__(self, release_id: str, version: int | None, alike: Sequence[str]) -> None:
        wanted = f"no release {release_id!r}" + (f" of version {version}" if version else "")
        near = f"; the nearest ids: {', '.join(alike)}" if alike else ""
        super().__init__(f"{wanted} on record{near}")
        self.release_id = release_id
        self.version = version
        self.alike = tuple(alike)


class UnreadableReleaseError(KaikenError):
    """A release is on record, but its rows are damaged."""

    def __init__(self, release_id: str) -> None:
        super().__init__(f"the rows of release {release_id!r} cannot be read")
        self.release_id = release_id


class UnreadableQuestionsError(KaikenError):
    """A line of a file of evaluation questions is no question; `line` is 0 for the whole file."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        place = f"{path}, line {line}" if line else path
        super().__init__(f"{place}: {reason}")
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


class UnreadableUrlMapError(KaikenError):
    """A line of a map of files to addresses cannot be read; `line` is 0 for the whole file."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        place = f"{path}, line {line}" if line else path
        super().__init__(f"{place}: {reason}")
        self.path = path
        self.line = line


class UnwritableFileError(KaikenError):
    """A file to be written cannot be written; what was done before that stays done."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class DatabaseFault(StrEnum):
    """What is wrong with a database, and what mends it, as operators are told."""

    AWAY = "it is not reached"
    BUSY = "others hold it for too long"
    DISK = "its disk has no room or fails"
    READ_ONLY = "it can only be read; give the right to write, or name the server that takes writes"
    REFUSED = "it refuses this user, or cannot be opened; look at its rights and the password"
    DAMAGED = "it is damaged; stop Kaiken and restore a copy"
    SCHEMA = "its tables are not those of this version; restore a copy, or run `kaiken migrate`"
    LOST = "it is gone, or another one is in its place; put it back"
    RULE = "a row breaks a rule of its table"
    OTHER = "it cannot be used"

    @property
    def passes(self) -> bool:
        """Whether the same work may succeed soon, though nobody mends anything."""
        return self in (DatabaseFault.AWAY, DatabaseFault.BUSY)


class UnusableDatabaseError(KaikenError):
    """The database cannot be used: its address, its schema or its response is wrong.

    `reason` shows nothing that a statement was given, and no password.
    """

    def __init__(
        self, database: str, reason: str, fault: DatabaseFault = DatabaseFault.OTHER
    ) -> None:
        told = reason if fault is DatabaseFault.OTHER else f"{fault} ({reason})"
        super().__init__(f"{database}: {told}")
        self.database = database
        self.reason = reason
        self.fault = fault

    @property
    def passes(self) -> bool:
        """See `KaikenError.passes`."""
        return self.fault.passes


class IndexFaultError(KaikenError):
    """The index cannot be searched, or not be written, now; it is once its cause is gone."""


class DamagedIndexError(IndexFaultError):
    """The index on disk is not what was written, or of another record.

    It is rebuilt from the archive; `is_known` if that was found before this was asked.
    """

    def __init__(self, path: str, reason: str, *, is_known: bool = False) -> None:
        super().__init__(f"{path}: the index is damaged: {reason}")
        self.path = path
        self.reason = reason
        self.is_known = is_known

    @property
    def passes(self) -> bool:
        """See `KaikenError.passes`."""
        return self.is_known


class IndexLockedError(IndexFaultError):
    """Another process writes the index; `holder` says which."""

    def __init__(self, folder: str, holder: str) -> None:
        super().__init__(f"{folder}: the index is being written by {holder or 'another process'}")
        self.folder = folder
        self.holder = holder

    @property
    def passes(self) -> bool:
        """See `KaikenError.passes`."""
        return True


class UnusableIndexError(IndexFaultError):
    """The index cannot be created, read or written: the disk is full, or a folder is not ours."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(f"{folder}: the index cannot be used: {reason}")
        self.folder = folder
        self.reason = reason


class ClusterFault(StrEnum):
    """What is wrong with a search cluster, and what mends it, as operators are told."""

    AWAY = "it is not reached; look whether its nodes run, and at KAIKEN_SEARCH_URL"
    REFUSED = "it refuses this user; look at KAIKEN_SEARCH_USER, the password and its rights"
    CERTIFICATE = "its certificate is not trusted; look at KAIKEN_SEARCH_CA and the names of hosts"
    READ_ONLY = "it takes no changes; take the block off its indexes"
    FULL = "its disks are too full to be written to; make room on them"
    BUSY = "it has too much to do; give it time, or more nodes"
    PARTIAL = "not all of its shards answer; look at its nodes"
    SLOW = "it takes too long to answer; look at its nodes"
    OTHER = "it cannot be used"


class UnusableClusterError(UnusableIndexError):
    """The search cluster cannot be used; `fault` says why, and `reason` what it said itself.

    `reason` shows nothing of a question, and no password.
    """

    def __init__(self, cluster: str, fault: ClusterFault, reason: str) -> None:
        super().__init__(cluster, f"{fault} ({reason})")
        self.fault = fault


class MissingFileError(UnreadablePageError):
    """A given path does not exist."""

    def __init__(self, page: str) -> None:
        super().__init__(page, "no such file or folder")


class UnreadableFileError(UnreadablePageError):
    """A file or folder that the system does not allow to be read."""


class ForeignFileError(UnreadablePageError):
    """A file whose name is not that of a saved page."""


class SpecialFileError(UnreadablePageError):
    """A link, pipe, socket or device in place of a file; it is not followed or opened."""


class TooLargeError(UnreadablePageError):
    """A file that is too large to be a page; `most` in bytes."""

    def __init__(self, page: str, most: int) -> None:
        super().__init__(page, f"larger than {most} bytes")


class UnsafeMemberError(UnreadablePageError):
    """A member of an archive that is no plain file, or whose name is an attack."""


class NestedArchiveError(UnreadablePageError):
    """An archive within an archive."""

    def __init__(self, page: str) -> None:
        super().__init__(page, "an archive within an archive is not opened")


class UnreadableArchiveError(UnreadablePageError):
    """An archive, or the member of it that `page` names, is damaged or of an unknown kind."""


class ArchiveBombError(UnreadablePageError):
    """An archive that unpacks to far more than its size allows; the rest of it is not read."""
