"""A saved page before it is decoded, and the checks of an archive's members."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath

from retrieval.errors import (
    ArchiveBombError,
    ForeignFileError,
    NestedArchiveError,
    TooLargeError,
    UnreadablePageError,
    UnsafeMemberError,
)
from retrieval.sources.files.readers import LARGEST_FILE

PAGE_ENDINGS = (".html", ".htm", ".txt", ".md")
# Archives of all kinds, also those that are not read here; so each is refused as an archive.
PACKED_ENDINGS = tuple(".zip .tar .gz .tgz .bz2 .tbz2 .xz .txz .zst .tzst .7z .rar".split())

# A small archive may be pure repetition; text rarely packs to a tenth, saved menus to a fiftieth.
LEAST_UNPACKED = 256 * 1024 * 1024
LARGEST_RATIO = 200
# Of a processor, to read the pages: some ten times as long as those of honest archives take.
LEAST_READING_S = 20.0
READING_S_PER_BYTE = 10.0 / 1024**2
# Twice the number of paragraphs, and seventy times that of pages, in the largest known record.
MOST_MEMBERS = 1_000_000
# No file system allows a longer path, so no honest archive has one.
LONGEST_NAME = 4096


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A saved page before it is decoded: its name as shown to people, and its bytes.

    The name is the path as given or found; for a member, "<path of the archive>/<its name>". It may
    contain whatever a file system or an archive allows in a name, also surrogates. `allowance` is
    that of its archive; None for a file by itself.
    """

    name: str
    data: bytes
    allowance: Allowance | None = field(default=None, compare=False, repr=False)

    @property
    def stem(self) -> str:
        """The file name without its ending."""
        return PurePath(self.name).stem


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file that was found, or why it is refused.

    `position` is how many bytes of the input were read by then; it never decreases.
    """

    file: SavedFile | UnreadablePageError
    position: int


class Allowance:
    """What one archive may still cost, given its size on disk: bytes, members, processor time."""

    def __init__(self, archive: str, size: int) -> None:
        self._archive = archive
        self._most_s = LEAST_READING_S + READING_S_PER_BYTE * size
        self._spent_s = 0.0
        self._most = max(LEAST_UNPACKED, LARGEST_RATIO * size)
        self._left = self._most
        self._members = 0

    def spend(self, count: int) -> None:
        """Use up `count` bytes.

        Raises:
            ArchiveBombError: fewer are left.
        """
        self._left -= count
        if self._left < 0:
            reason = f"unpacks to more than {self._most} bytes; the rest of it is not read"
            raise ArchiveBombError(self._archive, reason)

    def spend_time(self, seconds: float) -> None:
        """Note how long its members took to read; if that was too long, no more of them come."""
        self._spent_s += seconds

    def count_member(self) -> None:
        """Count one more member.

        Raises:
            ArchiveBombError: that is one too many, or those before took too long to read.
        """
        if self._spent_s > self._most_s:
            reason = f"takes more than {self._most_s:.0f} s to read; the rest of it is not read"
            raise ArchiveBombError(self._archive, reason)
        self._members += 1
        if self._members > MOST_MEMBERS:
            reason = f"has more than {MOST_MEMBERS} members; the rest of them are not read"
            raise ArchiveBombError(self._archive, reason)


def check_ending(shown: str, name: str) -> None:
    """Check that a file is a saved page, by its name.

    Raises:
        ForeignFileError: it is none.
    """
    name = name.lower()
    if PurePath(name).name.startswith("._"):
        raise ForeignFileError(shown, "what macOS knows about a file, not the file")
    if not name.endswith(PAGE_ENDINGS):
        raise ForeignFileError(shown, "its name does not end in .html, .htm, .txt or .md")


def check_member(shown: str, name: str, size: int) -> None:
    """Check that a member of an archive is a saved page, by its name and its size in bytes.

    Raises:
        UnsafeMemberError: the name is an attack.
        NestedArchiveError: it is an archive.
        ForeignFileError: it is no saved page.
        TooLargeError: it claims to be larger than any page.
    """
    if attack := _attack_in(name):
        raise UnsafeMemberError(shown, attack)
    if name.lower().endswith(PACKED_ENDINGS):
        raise NestedArchiveError(shown)
    check_ending(shown, name)
    if size > LARGEST_FILE:
        raise TooLargeError(shown, LARGEST_FILE)


def name_of_member(archive: str, name: str) -> str:
    """Return the name of a member as shown to people, without the "./" that tar often writes."""
    return f"{archive}/{name.removeprefix('./')[:LONGEST_NAME]}"


def _attack_in(name: str) -> str:
    if not name or len(name) > LONGEST_NAME:
        return "a name that no file can have"
    if any(sign < " " or "\x7f" <= sign <= "\x9f" for sign in name):
        return "control characters in its name"
    if "\\" in name:
        return "a backslash in its name"
    if name.startswith("/") or (name[1:2] == ":" and name[0].isascii() and name[0].isalpha()):
        return "its name is a path from the root of a file system"
    if ".." in name.split("/"):
        return "its name leads out of the archive"
    return ""
