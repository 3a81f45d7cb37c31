"""A saved page before it is decoded, and what a member of an archive may be."""

from __future__ import annotations

from dataclasses import dataclass
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
# Whatever is packed, also by tools that are not read here: it is refused as what it is.
PACKED_ENDINGS = tuple(".zip .tar .gz .tgz .bz2 .tbz2 .xz .txz .zst .tzst .7z .rar".split())

# Small archives may be all repetition; text hardly packs to a tenth, saved menus to a fiftieth.
LEAST_UNPACKED = 256 * 1024 * 1024
LARGEST_RATIO = 200
# Twice the paragraphs, and seventy times the pages, of the largest record known.
MOST_MEMBERS = 1_000_000
# No file system takes a longer path, so no honest archive was made of one.
LONGEST_NAME = 4096


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A saved page before it is decoded: its name as shown to people, and its bytes.

    The name is the path as given or found; of a member, "<path of the archive>/<its name>". It may
    hold whatever a file system or an archive lets a name hold, surrogates too.
    """

    name: str
    data: bytes

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
    """What one archive may still unpack, by its size on disk (bytes), and how many members."""

    def __init__(self, archive: str, size: int) -> None:
        self._archive = archive
        self._most = max(LEAST_UNPACKED, LARGEST_RATIO * size)
        self._left = self._most
        self._members = 0

    def spend(self, count: int) -> None:
        """Take `count` bytes off.

        Raises:
            ArchiveBombError: there are not as many left.
        """
        self._left -= count
        if self._left < 0:
            reason = f"unpacks to more than {self._most} bytes; the rest of it is not read"
            raise ArchiveBombError(self._archive, reason)

    def count_member(self) -> None:
        """Count one more member.

        Raises:
            ArchiveBombError: it is one too many.
        """
        self._members += 1
        if self._members > MOST_MEMBERS:
            reason = f"has more than {MOST_MEMBERS} members; the rest of them are not read"
            raise ArchiveBombError(self._archive, reason)


def check_ending(shown: str, name: str) -> None:
    """Let a saved page pass, by its name.

    Raises:
        ForeignFileError: it is something else.
    """
    name = name.lower()
    if PurePath(name).name.startswith("._"):
        raise ForeignFileError(shown, "what macOS knows about a file, not the file")
    if not name.endswith(PAGE_ENDINGS):
        raise ForeignFileError(shown, "its name does not end in .html, .htm, .txt or .md")


def check_member(shown: str, name: str, size: int) -> None:
    """Let a member of an archive pass that is a saved page, by its name and its size in bytes.

    Raises:
        UnsafeMemberError: the name is a trick.
        NestedArchiveError: it is an archive.
        ForeignFileError: it is no saved page.
        TooLargeError: it says that it is larger than any page.
    """
    if trick := _trick_in(name):
        raise UnsafeMemberError(shown, trick)
    if name.lower().endswith(PACKED_ENDINGS):
        raise NestedArchiveError(shown)
    check_ending(shown, name)
    if size > LARGEST_FILE:
        raise TooLargeError(shown, LARGEST_FILE)


def name_of_member(archive: str, name: str) -> str:
    """The name of a member as shown to people, without the "./" that tar likes to begin with."""
    return f"{archive}/{name.removeprefix('./')[:LONGEST_NAME]}"


def _trick_in(name: str) -> str:
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
