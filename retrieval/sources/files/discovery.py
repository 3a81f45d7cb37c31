"""Find saved pages in files, folders and archives, one at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from retrieval.errors import (
    MissingFileError,
    SpecialFileError,
    TooLargeError,
    UnreadableArchiveError,
    UnreadableFileError,
    UnreadablePageError,
)
from retrieval.sources.files.decompress import PACKINGS
from retrieval.sources.files.members import PACKED_ENDINGS, FoundFile, SavedFile, check_ending
from retrieval.sources.files.readers import LARGEST_FILE
from retrieval.sources.files.tar_archive import read_tar
from retrieval.sources.files.zip_archive import read_zip

__all__ = ["FoundFile", "SavedFile", "find_saved", "size_of"]

# Takes the name of a file, the open file and its size in bytes; yields what is found in it.
_Reader = Callable[[str, BinaryIO, int], Iterator[FoundFile]]
# Non-blocking: a pipe that has taken the place of a file is opened without waiting for a writer.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class _FileEntry:
    """A path with its status, or the error of reading that status."""

    path: Path
    status: os.stat_result | UnreadablePageError

    @property
    def size(self) -> int:
        """Bytes on disk; 0 for anything but a regular file."""
        if isinstance(self.status, UnreadablePageError) or not stat.S_ISREG(self.status.st_mode):
            return 0
        return self.status.st_size


def find_saved(paths: Sequence[Path]) -> Iterator[FoundFile]:
    """Yield each file under `paths` (files, folders, archives): a saved page, or why it is refused.

    Folders are walked in the order of names, archives are read in their own order; both are
    reported themselves only if something is wrong with them. Nothing is written, and no fault ends
    the run.
    """
    before = 0
    for entry in _walk(paths):
        with closing(_find_in(entry)) as finds:
            for found in finds:
                yield FoundFile(found.file, before + min(found.position, entry.size))
        before += entry.size


def size_of(paths: Sequence[Path]) -> int:
    """Sum up the bytes on disk of all files under `paths`; this is the last position."""
    return sum(entry.size for entry in _walk(paths))


def _walk(paths: Sequence[Path]) -> Iterator[_FileEntry]:
    # A link that the user names is followed; a link that is found in a folder may lead anywhere.
    for named in paths:
        status = _status(named, os.stat)
        waiting = [iter([_FileEntry(named, status)])]
        while waiting:
            entry = next(waiting[-1], None)
            if entry is None:
                waiting.pop()
            elif not _is_folder(entry):
                yield entry
            else:
                waiting.append(_entries_in(entry.path))


def _is_folder(entry: _FileEntry) -> bool:
    return isinstance(entry.status, os.stat_result) and stat.S_ISDIR(entry.status.st_mode)


def _entries_in(folder: Path) -> Iterator[_FileEntry]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except OSError as cause:
        yield _FileEntry(folder, UnreadableFileError(str(folder), cause.strerror or str(cause)))
        return
    for name in names:
        yield _FileEntry(folder / name, _status(folder / name, os.lstat))


def _status(
    path: Path, look: Callable[[Path], os.stat_result]
) -> os.stat_result | UnreadablePageError:
    try:
        return look(path)
    except FileNotFoundError:
        return MissingFileError(str(path))
    except (OSError, ValueError) as cause:
        return UnreadableFileError(str(path), getattr(cause, "strerror", None) or str(cause))


def _find_in(entry: _FileEntry) -> Generator[FoundFile, None, None]:
    name = str(entry.path)
    try:
        status = _check_regular(name, entry.status)
        read = _reader_of(name)
        with _open(entry.path, status) as raw:
            yield from read(name, raw, entry.size)
    except UnreadablePageError as fault:
        yield FoundFile(fault, entry.size)
    except OSError as cause:
        yield FoundFile(UnreadableFileError(name, cause.strerror or str(cause)), entry.size)


def _check_regular(name: str, status: os.stat_result | UnreadablePageError) -> os.stat_result:
    if isinstance(status, UnreadablePageError):
        raise status
    match stat.S_IFMT(status.st_mode):
        case stat.S_IFREG:
            return status
        case stat.S_IFLNK:
            raise SpecialFileError(name, "a link, which is not followed unless it is named itself")
        case _:
            raise SpecialFileError(name, "a pipe, a socket or a device, no plain file")


def _reader_of(name: str) -> _Reader:
    for ending, reader in _ARCHIVES.items():
        if name.lower().endswith(ending):
            return reader
    if name.lower().endswith(PACKED_ENDINGS):
        opened = ", ".join(_ARCHIVES)
        raise UnreadableArchiveError(name, f"packed in a way that is not read; {opened} are")
    check_ending(name, name)
    return _read_page


@contextmanager
def _open(path: Path, status: os.stat_result) -> Iterator[BinaryIO]:
    descriptor = os.open(path, _OPEN_FLAGS)
    try:
        # After its status was read, something else may have taken the place of the file.
        opened = os.fstat(descriptor)
        if not (stat.S_ISREG(opened.st_mode) and os.path.samestat(opened, status)):
            raise UnreadableFileError(str(path), "it was replaced while it was being read")
        with os.fdopen(descriptor, "rb", closefd=False) as raw:
            yield raw
    finally:
        os.close(descriptor)


def _read_page(name: str, raw: BinaryIO, size: int) -> Iterator[FoundFile]:
    if size > LARGEST_FILE:
        raise TooLargeError(name, LARGEST_FILE)
    data = raw.read(size + 1)
    if len(data) != size:
        raise UnreadableFileError(name, "it changed while it was being read")
    yield FoundFile(SavedFile(name, data), size)


# The reader of an archive, by the ending of its name.
_ARCHIVES: Mapping[str, _Reader] = {
    ".zip": read_zip,
    **{ending: partial(read_tar, unpack) for ending, unpack in PACKINGS.items()},
}
