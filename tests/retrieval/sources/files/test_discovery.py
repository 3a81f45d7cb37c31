"""Finding saved pages: what is found, what is refused with which fault; nothing stops a run."""

import bz2
import gzip
import hashlib
import io
import lzma
import os
import socket
import struct
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from retrieval.errors import (
    ArchiveBombError,
    ForeignFileError,
    MissingFileError,
    NestedArchiveError,
    SpecialFileError,
    TooLargeError,
    UnreadableArchiveError,
    UnreadableFileError,
    UnreadablePageError,
    UnsafeMemberError,
)
from retrieval.sources.files import decompress, members, tar_archive
from retrieval.sources.files.discovery import FoundFile, SavedFile, find_saved, size_of
from retrieval.sources.files.readers import LARGEST_FILE

TAR_ENDINGS = [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"]
ENDINGS = [".zip", *TAR_ENDINGS]
MEBIBYTE = 1024 * 1024
PAGES = {f"{year}/page{number}.md": f"{year} {number} words".encode() * 40
         for year in (2019, 2020) for number in (1, 2, 3)}  # fmt: skip


def tar_bytes(pages: Iterable[tuple[str | tarfile.TarInfo, bytes]], form: int = 1) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form) as archive:
        for member, data in pages:
            info = tarfile.TarInfo(member) if isinstance(member, str) else member
            info.size = info.size or len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def zip_bytes(
    pages: Iterable[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for member, data in pages:
            archive.writestr(member, data)
    return buffer.getvalue()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress, ".tgz": gzip.compress, ".bz2": bz2.compress, ".tbz2": bz2.compress,
    ".xz": partial(lzma.compress, preset=0), ".txz": partial(lzma.compress, preset=0),
}  # fmt: skip


def archive_bytes(ending: str, pages: Iterable[tuple[str, bytes]]) -> bytes:
    if ending == ".zip":
        return zip_bytes(pages)
    pack = PACKERS.get(ending.removeprefix(".tar"), bytes)
    return pack(tar_bytes(pages))


def save(path: Path, data: bytes = b"words") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def find(*paths: Path) -> tuple[list[SavedFile], list[UnreadablePageError]]:
    files = [found.file for found in find_saved(paths)]
    pages = [file for file in files if isinstance(file, SavedFile)]
    return pages, [file for file in files if isinstance(file, UnreadablePageError)]


def names(files: Iterable[SavedFile], folder: Path) -> list[str]:
    return [file.name.removeprefix(f"{folder}/") for file in files]


def only_fault(*paths: Path) -> UnreadablePageError:
    pages, (fault,) = find(*paths)
    assert pages == []
    return fault


# Files and folders


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.txt", "a.md", "A.HTML", "a.b.Md"])
def test_a_named_page_is_given_with_its_path_and_bytes(tmp_path: Path, name: str) -> None:
    path = save(tmp_path / name, b"\x00\xff words")
    assert find(path) == ([SavedFile(str(path), b"\x00\xff words")], [])


@pytest.mark.parametrize(
    "name, stem",
    [("a/kaiken24e_1.html", "kaiken24e_1"), ("w.zip/x/a.b.md", "a.b"), ("a.MD", "a")],
)
def test_a_stem_is_the_file_name_without_its_ending(name: str, stem: str) -> None:
    assert SavedFile(name, b"").stem == stem


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    wanted = ["B.md", "a/1.txt", "a/10.txt", "a/2/x.md", "a/2.html", "b.md"]
    for name in reversed(wanted):
        save(tmp_path / name)
    (tmp_path / "empty").mkdir()
    pages, faults = find(tmp_path)
    assert (names(pages, tmp_path), faults) == (wanted, [])


def test_paths_are_taken_in_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    paths = [save(tmp_path / "b.md"), tmp_path / "nowhere.md", save(tmp_path / "a.md")]
    files = [found.file for found in find_saved(paths)]
    assert isinstance(files[1], MissingFileError)
    assert files[1].page == str(paths[1])
    assert [getattr(file, "name", "") for file in files] == [str(paths[0]), "", str(paths[2])]


@pytest.mark.parametrize("name", ["a.pdf", "a", "html", ".DS_Store", "Thumbs.db", "._a.html"])
def test_a_file_that_is_no_page_by_its_name_is_refused(tmp_path: Path, name: str) -> None:
    fault = only_fault(save(tmp_path / name))
    assert isinstance(fault, ForeignFileError)
    assert fault.page == str(tmp_path / name)


@pytest.mark.parametrize("name", ["a.tar.zst", "a.tzst", "a.7z", "a.html.gz", "a.RAR"])
def test_an_archive_of_a_kind_that_is_not_read_is_refused_as_such(
    tmp_path: Path, name: str
) -> None:
    fault = only_fault(save(tmp_path / name))
    assert isinstance(fault, UnreadableArchiveError)
    assert ".tar.xz" in fault.reason


def test_a_named_link_is_followed(tmp_path: Path) -> None:
    save(tmp_path / "real/a.md")
    (tmp_path / "to_folder").symlink_to(tmp_path / "real")
    (tmp_path / "to_file.md").symlink_to(tmp_path / "real/a.md")
    pages, faults = find(tmp_path / "to_folder", tmp_path / "to_file.md")
    assert names(pages, tmp_path) == ["to_folder/a.md", "to_file.md"]
    assert faults == []


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    outside = save(tmp_path / "outside/secret.md").parent
    folder = save(tmp_path / "pages/z.md").parent
    (folder / "file.md").symlink_to(outside / "secret.md")
    (folder / "folder").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "nowhere.md").symlink_to("nothing")
    pages, faults = find(folder)
    assert names(pages, folder) == ["z.md"]
    assert {type(fault) for fault in faults} == {SpecialFileError}
    assert [Path(fault.page).name for fault in faults] == "file.md folder loop nowhere.md".split()


def test_a_named_link_to_nowhere_or_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to("nothing")
    (tmp_path / "loop.md").symlink_to("loop.md")
    _, faults = find(tmp_path / "gone.md", tmp_path / "loop.md")
    assert [type(fault) for fault in faults] == [MissingFileError, UnreadableFileError]


@pytest.mark.parametrize("is_named", [True, False])
def test_pipes_and_sockets_are_refused_without_being_opened(tmp_path: Path, is_named: bool) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.md"))
        paths = [tmp_path / "pipe.html", tmp_path / "socket.md"]
        _, faults = find(*paths if is_named else [tmp_path])
    assert [type(fault) for fault in faults] == [SpecialFileError] * 2


def test_a_device_is_refused_without_being_opened() -> None:
    assert isinstance(only_fault(Path("/dev/zero")), SpecialFileError)


def test_a_file_replaced_by_a_pipe_between_look_and_opening_does_not_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real = save(tmp_path / "a.html"), os.open

    def replace_then_open(path: Path, flags: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return real(path, flags)

    monkeypatch.setattr(os, "open", replace_then_open)
    assert "replaced" in only_fault(path).reason


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real = save(tmp_path / "a.html"), os.open

    def grow_then_open(path: Path, flags: int) -> int:
        path.write_bytes(b"many more words")
        return real(path, flags)

    monkeypatch.setattr(os, "open", grow_then_open)
    assert "changed" in only_fault(path).reason


@pytest.mark.parametrize("call", ["open", "scandir", "lstat"])
def test_what_the_system_keeps_to_itself_is_refused_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    save(tmp_path / "locked.md/x.md" if call == "scandir" else tmp_path / "locked.md")
    save(tmp_path / "z.md")
    real = getattr(os, call)

    def refuse(path: Path, *flags: int) -> object:
        if path.name == "locked.md":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *flags)

    monkeypatch.setattr(os, call, refuse)
    pages, (fault,) = find(tmp_path)
    assert names(pages, tmp_path) == ["z.md"]
    assert isinstance(fault, UnreadableFileError)
    assert (fault.page, fault.reason) == (str(tmp_path / "locked.md"), "Permission denied")


def test_a_path_that_no_system_takes_is_refused() -> None:
    _, faults = find(Path("a\0b.md"), Path("x" * 5000 + ".md"), Path("/dev/null/a.md"))
    assert [type(fault) for fault in faults] == [UnreadableFileError] * 3
    assert size_of([Path("a\0b.md"), Path("x" * 5000)]) == 0


def test_a_file_name_that_is_no_utf_8_is_given_as_the_system_has_it(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.md")).write_bytes(b"words")
    pages, faults = find(tmp_path)
    assert (os.fsencode(Path(pages[0].name).name), faults) == (b"caf\xe9.md", [])


def test_a_file_larger_than_any_page_is_refused_without_being_read(tmp_path: Path) -> None:
    for name, size in [("large.md", LARGEST_FILE + 1), ("most.md", LARGEST_FILE)]:
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    pages, (fault,) = find(tmp_path)
    assert names(pages, tmp_path) == ["most.md"]
    assert isinstance(fault, TooLargeError)


def test_a_deeply_nested_folder_is_walked(tmp_path: Path) -> None:
    levels = [tmp_path / "d"]
    while len(levels) < 1500:
        levels.append(levels[-1] / "d")
    for level in levels:
        level.mkdir()
    page = save(levels[-1] / "a.md")
    pages, faults = find(tmp_path)
    page.unlink()
    for level in reversed(levels):  # pytest itself could not remove it
        level.rmdir()
    assert (len(pages), faults) == (1, [])


# Every kind of archive


@pytest.mark.parametrize("ending", [*ENDINGS, ".ZIP", ".Tar.GZ"])
@pytest.mark.parametrize("is_named", [True, False])
def test_an_archive_gives_its_pages_in_its_order(
    tmp_path: Path, ending: str, is_named: bool
) -> None:
    path = save(tmp_path / f"a{ending}", archive_bytes(ending.lower(), PAGES.items()))
    pages, faults = find(path if is_named else tmp_path)
    assert pages == [SavedFile(f"{path}/{name}", data) for name, data in PAGES.items()]
    assert faults == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_other_pages_are_given_when_one_is_refused(tmp_path: Path, ending: str) -> None:
    odd = {"a.pdf": b"", "inner.zip": b"PK", "b.tar.zst": b"", "__MACOSX/._c.md": b"", "d.md": b""}
    path = save(tmp_path / f"a{ending}", archive_bytes(ending, [*odd.items(), *PAGES.items()]))
    pages, faults = find(path)
    assert names(pages, path) == ["d.md", *PAGES]
    assert [(Path(fault.page).name, type(fault)) for fault in faults] == [
        ("a.pdf", ForeignFileError),
        ("inner.zip", NestedArchiveError),
        ("b.tar.zst", NestedArchiveError),
        ("._c.md", ForeignFileError),
    ]


UNSAFE = {
    "an absolute name": "/etc/a.md",
    "a way out": "../a.md",
    "a way out further in": "x/../../a.md",
    "a way out at the end": "a.md/..",
    "a drive": "C:/a.md",
    "a drive's own folder": "c:a.md",
    "backslashes": "..\\a.md",
    "a share": "\\\\host\\a.md",
    "a line end": "a\n.md",
    "an escape": "\x1b[2Ja.md",
    "a C1 control": "a\x9b.md",
    "a name that is too long": "n/" * 2500 + "a.md",
}


@pytest.mark.parametrize("ending", [".zip", ".tar"])
@pytest.mark.parametrize("name", UNSAFE.values(), ids=UNSAFE.keys())
def test_a_member_with_a_trick_in_its_name_is_refused(
    tmp_path: Path, ending: str, name: str
) -> None:
    pages = [(name, b"words"), ("good.md", b"words")]
    path = save(tmp_path / f"a{ending}", archive_bytes(ending, pages))
    found, (fault,) = find(path)
    assert names(found, path) == ["good.md"]
    assert isinstance(fault, UnsafeMemberError)


@pytest.mark.parametrize(
    "name", ["...md", "a..b.md", "..a/b.md", "ab:c.md", "é:.md", "日本/会見.md"]
)
@pytest.mark.parametrize("ending", [".zip", ".tar"])
def test_a_name_that_only_looks_like_a_trick_is_taken(
    tmp_path: Path, ending: str, name: str
) -> None:
    path = save(tmp_path / f"a{ending}", archive_bytes(ending, [(name, b"words")]))
    pages, faults = find(path)
    assert [fault.reason for fault in faults] == []
    assert names(pages, path) == [name]


@pytest.mark.parametrize("ending", ENDINGS)
def test_members_of_one_name_are_all_given(tmp_path: Path, ending: str) -> None:
    pages = [("a.md", b"first"), ("a.md", b"second")]
    with pytest.warns(UserWarning, match="Duplicate") if ending == ".zip" else nullcontext():
        data = archive_bytes(ending, pages)
    found, faults = find(save(tmp_path / f"a{ending}", data))
    assert ([file.data for file in found], faults) == ([b"first", b"second"], [])


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("part", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, -9, -1])
def test_a_cut_archive_gives_what_came_before_and_one_fault_in_its_own_name(
    tmp_path: Path, ending: str, part: float
) -> None:
    pages = {name: hashlib.shake_256(name.encode()).digest(3000) for name in PAGES}
    whole = archive_bytes(ending, pages.items())
    if ending == ".tar":
        whole = whole[: len(pages) * (512 + 3072) + 512]  # a tar is complete at its end mark
    cut = int(len(whole) * part) if part >= 0 else len(whole) + int(part)
    path = save(tmp_path / f"a{ending}", whole[:cut])
    found, (fault,) = find(path)
    assert [(file.name, file.data) for file in found] == [
        (f"{path}/{name}", data) for name, data in pages.items()
    ][: len(found)]
    assert isinstance(fault, UnreadableArchiveError)
    assert fault.page == str(path)
    if part == 0.5 and ending in {".tar", ".tar.gz"}:
        assert len(found) in {2, 3}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_is_no_archive_but_is_named_like_one_is_refused(
    tmp_path: Path, ending: str
) -> None:
    fault = only_fault(save(tmp_path / f"a{ending}", b"these are words " * 100))
    assert isinstance(fault, UnreadableArchiveError)


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_archive_may_have_no_pages_at_all(tmp_path: Path, ending: str) -> None:
    assert find(save(tmp_path / f"a{ending}", archive_bytes(ending, []))) == ([], [])


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_archive_that_unpacks_to_too_much_is_left_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(members, "LEAST_UNPACKED", MEBIBYTE)
    monkeypatch.setattr(members, "LARGEST_RATIO", 0)
    zeros = [(f"{number}.md", bytes(300_000)) for number in range(9)]
    bomb = save(tmp_path / f"a{ending}", archive_bytes(ending, zeros))
    after = save(tmp_path / "z.md")
    pages, (fault,) = find(bomb, after)
    assert [Path(file.name).name for file in pages] == ["0.md", "1.md", "2.md", "z.md"]
    assert isinstance(fault, ArchiveBombError)
    assert fault.page == str(bomb)


def test_a_large_archive_may_unpack_to_many_times_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "LEAST_UNPACKED", 1)
    path = save(tmp_path / "a.tar", archive_bytes(".tar", PAGES.items()))
    assert find(path)[1] == []


@pytest.mark.parametrize("ending", TAR_ENDINGS)
def test_bytes_that_are_only_skipped_count_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(members, "LEAST_UNPACKED", MEBIBYTE)
    monkeypatch.setattr(members, "LARGEST_RATIO", 0)
    large = [("large.bin", bytes(2 * MEBIBYTE)), ("a.md", b"words")]
    path = save(tmp_path / f"a{ending}", archive_bytes(ending, large))
    assert isinstance(only_fault(path), ArchiveBombError)


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_archive_of_too_many_members_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(members, "MOST_MEMBERS", 4)
    path = save(tmp_path / f"a{ending}", archive_bytes(ending, PAGES.items()))
    pages, (fault,) = find(path)
    assert len(pages) == 4
    assert isinstance(fault, ArchiveBombError)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_member_that_says_it_is_larger_than_any_page_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(members, "LARGEST_FILE", 1000)
    pages = [("large.md", bytes(1001)), ("most.md", bytes(1000))]
    path = save(tmp_path / f"a{ending}", archive_bytes(ending, pages))
    found, (fault,) = find(path)
    assert names(found, path) == ["most.md"]
    assert isinstance(fault, TooLargeError)


@pytest.mark.parametrize("ending", [".zip", ".tar.gz", ".tar.bz2", ".tar.xz"])
def test_memory_is_bounded_by_the_largest_page(tmp_path: Path, ending: str) -> None:
    if ending == ".zip":
        data = zip_bytes((f"{number}.md", bytes(LARGEST_FILE)) for number in range(3))
        data += b""
    else:
        one = tar_bytes([("a.md", bytes(LARGEST_FILE))])[: LARGEST_FILE + 512]
        skipped = tar_bytes([("a.bin", bytes(2 * LARGEST_FILE))])
        data = PACKERS[ending.removeprefix(".tar")](one + skipped)
    path = save(tmp_path / f"a{ending}", data)
    del data
    tracemalloc.start()
    try:
        for found in find_saved([path]):
            assert isinstance(found.file, (SavedFile, ForeignFileError))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3.5 * LARGEST_FILE


def open_files() -> set[str]:
    descriptors = Path("/proc/self/fd").iterdir()
    return {str(one.readlink()) for one in descriptors if one.exists()}


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_archive_is_closed_when_nobody_reads_on(tmp_path: Path, ending: str) -> None:
    path = save(tmp_path / f"a{ending}", archive_bytes(ending, PAGES.items()))
    before = open_files()
    finds = find_saved([path])
    assert isinstance(finds, Generator)
    next(finds)
    assert open_files() == before | {str(path)}
    finds.close()
    assert open_files() == before


def test_positions_never_decrease_and_end_at_the_size_of_the_input(tmp_path: Path) -> None:
    for number, ending in enumerate(ENDINGS):
        data = archive_bytes(ending, PAGES.items())
        save(tmp_path / f"{number}{ending}", data)
        save(tmp_path / f"cut{number}{ending}", data[: len(data) // 2])
    os.mkfifo(tmp_path / "pipe.md")
    save(tmp_path / "picture.png", bytes(500))
    paths = [tmp_path, tmp_path / "nowhere", save(tmp_path / "last.md")]
    positions = [found.position for found in find_saved(paths)]
    assert positions == sorted(positions)
    assert positions[-1] == size_of(paths)
    assert len(set(positions)) > 20


def test_two_runs_find_the_same(tmp_path: Path) -> None:
    for ending in ENDINGS:
        save(tmp_path / f"a{ending}", archive_bytes(ending, PAGES.items()))

    def look(found: FoundFile) -> tuple[str, int]:
        return str(found.file), found.position

    assert [*map(look, find_saved([tmp_path]))] == [*map(look, find_saved([tmp_path]))]


# Zip


def patched(data: bytes, signature: bytes, at: int, fields: bytes) -> bytes:
    """Return `data` with `fields` written `at` bytes into its first record of that signature."""
    place = data.index(signature) + at
    return data[:place] + fields + data[place + len(fields) :]


ENTRY = b"PK\x01\x02"


@pytest.mark.parametrize("at", [20, 24], ids=["packed", "unpacked"])
@pytest.mark.parametrize("size", [0, 1, 9, LARGEST_FILE, 0xFFFFFFFF])
def test_a_zip_member_that_lies_about_its_size_is_refused(
    tmp_path: Path, at: int, size: int
) -> None:
    whole = zip_bytes([("a.md", b"words " * 99), ("b.md", b"others")])
    path = save(tmp_path / "a.zip", patched(whole, ENTRY, at, struct.pack("<I", size)))
    assert max(found.position for found in find_saved([path])) <= size_of([path])
    pages, (fault,) = find(path)
    assert names(pages, path) == ["b.md"]
    assert isinstance(fault, (TooLargeError, UnreadableArchiveError))
    assert fault.page == f"{path}/a.md"


def test_a_zip_member_that_unpacks_to_more_than_it_says_is_not_unpacked_further(
    tmp_path: Path,
) -> None:
    bomb = zip_bytes([("a.md", bytes(64 * MEBIBYTE))])
    path = save(tmp_path / "a.zip", patched(bomb, ENTRY, 24, struct.pack("<I", 1000)))
    del bomb
    tracemalloc.start()
    try:
        fault = only_fault(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert isinstance(fault, TooLargeError)
    assert peak < MEBIBYTE


@pytest.mark.parametrize(
    "at, fields, reason",
    [
        (8, b"\x01\x00", "encrypted"),
        (8, b"\x41\x00", "encrypted"),
        (10, struct.pack("<H", 9), "method 9"),
        (10, struct.pack("<H", zipfile.ZIP_LZMA), "method 14"),
        (16, b"\x00\x00\x00\x01", "checksum"),
        (42, struct.pack("<I", 7), "not where"),
        (42, struct.pack("<I", 0xFFFFFFF0), "not where"),
        (42, struct.pack("<I", 0xFFFFFFFF), "not where"),
    ],
)
def test_a_zip_member_that_cannot_be_read_is_refused_and_the_others_are_read(
    tmp_path: Path, at: int, fields: bytes, reason: str
) -> None:
    whole = zip_bytes([("a.md", b"words " * 99), ("b.md", b"others")])
    path = save(tmp_path / "a.zip", patched(whole, ENTRY, at, fields))
    pages, (fault,) = find(path)
    assert names(pages, path) == ["b.md"]
    assert isinstance(fault, UnreadableArchiveError)
    assert fault.page == f"{path}/a.md"
    assert reason in fault.reason


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_member_with_a_changed_byte_is_refused(tmp_path: Path, method: int) -> None:
    whole = zip_bytes([("a.md", b"words " * 99), ("b.md", b"others")], method)
    path = save(tmp_path / "a.zip", patched(whole, b"a.md", 6, b"\xff\xff"))
    pages, (fault,) = find(path)
    assert names(pages, path) == ["b.md"]
    assert "damaged" in fault.reason


def test_a_zip_member_without_its_own_header_is_refused(tmp_path: Path) -> None:
    whole = zip_bytes([("a.md", b"words " * 99), ("b.md", b"others")])
    path = save(tmp_path / "a.zip", patched(whole, b"PK\x03\x04", 0, b"XXXX"))
    pages, (fault,) = find(path)
    assert names(pages, path) == ["b.md"]
    assert "not where" in fault.reason


def test_an_offset_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    far = zipfile.ZipInfo("a.md")
    far.extra = struct.pack("<2HQ", 1, 8, 2**64 - 1)
    whole = patched(zip_bytes([(far, b"words")]), ENTRY, 42, b"\xff\xff\xff\xff")
    assert "not where" in only_fault(save(tmp_path / "a.zip", whole)).reason


def test_positions_hold_when_a_zip_directory_is_in_another_order(tmp_path: Path) -> None:
    whole = zip_bytes([("a.md", b"words " * 99), ("b.md", b"others")])
    first, second = whole.index(ENTRY), whole.rindex(ENTRY)
    path = save(tmp_path / "a.zip", whole[:first] + whole[second:-22] + whole[first:second]
                + whole[-22:])  # fmt: skip
    assert names(find(path)[0], path) == ["b.md", "a.md"]
    positions = [found.position for found in find_saved([path])]
    assert positions == sorted(positions)


def test_overlapping_zip_members_count_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "LEAST_UNPACKED", 5 * MEBIBYTE)
    one = zip_bytes([("a.md", bytes(MEBIBYTE))])
    start = one.index(ENTRY)
    entry, end = one[start:-22], one[-22:]
    size = len(entry) * 50
    end = end[:8] + struct.pack("<HHII", 50, 50, size, start) + end[20:]
    path = save(tmp_path / "a.zip", one[:start] + entry * 50 + end)
    monkeypatch.setattr(members, "LARGEST_RATIO", 0)
    pages, (fault,) = find(path)
    assert len(pages) == 5
    assert isinstance(fault, ArchiveBombError)


@pytest.mark.parametrize("kind", [0o120777, 0o010644, 0o020644, 0o060644, 0o140755])
def test_a_zip_member_that_is_no_plain_file_is_refused(tmp_path: Path, kind: int) -> None:
    odd = zipfile.ZipInfo("a.md")
    odd.create_system, odd.external_attr = 3, kind << 16
    fault = only_fault(save(tmp_path / "a.zip", zip_bytes([(odd, b"/etc/passwd")])))
    assert isinstance(fault, UnsafeMemberError)


def test_folders_in_a_zip_are_nothing_to_report(tmp_path: Path) -> None:
    whole = zip_bytes([("x/", b""), ("x/a.md", b"words"), ("__MACOSX/", b"")])
    pages, faults = find(save(tmp_path / "a.zip", whole))
    assert (len(pages), faults) == (1, [])


def test_a_nul_in_a_zip_name_is_refused(tmp_path: Path) -> None:
    whole = zip_bytes([("aXb.md", b"words")]).replace(b"aXb.md", b"a\0b.md")
    assert isinstance(only_fault(save(tmp_path / "a.zip", whole)), UnsafeMemberError)


@pytest.mark.parametrize(
    "raw, flags, name",
    [
        (b"caf\x82.md", 0, "café.md"),
        ("café.md".encode(), 0, "café.md"),
        (b"caf\xe9.md", 0x800, "caf\udce9.md"),
    ],
)
def test_a_zip_name_is_read_in_the_encoding_that_fits(
    tmp_path: Path, raw: bytes, flags: int, name: str
) -> None:
    plain = "x" * len(raw)
    whole = zip_bytes([(plain, b"words")]).replace(plain.encode(), raw)
    path = save(tmp_path / "a.zip", patched(whole, ENTRY, 8, struct.pack("<H", flags)))
    pages, faults = find(path)
    assert (names(pages, path), faults) == ([name], [])


def test_a_zip_behind_other_bytes_or_with_a_comment_is_read(tmp_path: Path) -> None:
    buffer = io.BytesIO(b"#!/bin/unpack\n" * 99)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("a.md", b"words")
        archive.comment = b"PK\x05\x06 by hand"
    assert len(find(save(tmp_path / "a.zip", buffer.getvalue()))[0]) == 1
    late = b"x" * 999 + zip_bytes([("a.md", b"words")])
    assert len(find(save(tmp_path / "b.zip", late))[0]) == 1


def test_a_wide_zip_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 100)
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 2)
    whole = zip_bytes(PAGES.items(), zipfile.ZIP_STORED)
    assert b"PK\x06\x06" in whole
    pages, faults = find(save(tmp_path / "a.zip", whole))
    assert ([file.data for file in pages], faults) == ([*PAGES.values()], [])


@pytest.mark.parametrize(
    "at, fields",
    [(10, b"\x05\x00"), (12, b"\x01\x00"), (12, b"\xff\xff\xff\x7f"), (16, b"\xff\xff\xff\x7f")],
)
def test_a_zip_directory_that_contradicts_itself_is_named(
    tmp_path: Path, at: int, fields: bytes
) -> None:
    whole = patched(zip_bytes(PAGES.items()), b"PK\x05\x06", at, fields)
    path = save(tmp_path / "a.zip", whole)
    faults = find(path)[1]
    assert isinstance(faults[-1], UnreadableArchiveError)
    assert faults[-1].page == str(path)


def test_a_zip_directory_damaged_half_way_gives_what_came_before(tmp_path: Path) -> None:
    whole = zip_bytes(PAGES.items())
    path = save(tmp_path / "a.zip", whole[:-22].replace(b"PK\x01\x02", b"XXXX") + whole[-22:])
    assert "directory is damaged" in only_fault(path).reason
    place = whole.rindex(ENTRY)
    path.write_bytes(whole[: place + 32] + b"\x09" + whole[place + 33 :])
    assert "has not the members" in find(path)[1][0].reason
    path.write_bytes(whole[:place] + b"XXXX" + whole[place + 4 :])
    pages, (fault,) = find(path)
    assert len(pages) == len(PAGES) - 1
    assert fault.page == str(path)


# Tar


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_every_form_of_tar_is_read_long_names_too(tmp_path: Path, form: int) -> None:
    pages = [("f" * 90 + "/" + "n" * 90 + ".md", b"first"), ("会見/é.md", b"second")]
    if form != tarfile.USTAR_FORMAT:
        pages.append(("long/" * 60 + "a.md", b"third"))
    path = save(tmp_path / "a.tar", tar_bytes(pages, form))
    found, faults = find(path)
    assert ([(file.name, file.data) for file in found], faults) == (
        [(f"{path}/{name}", data) for name, data in pages],
        [],
    )


def member(name: str, kind: bytes, **more: object) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type = kind
    for key, value in more.items():
        setattr(info, key, value)
    return info


ODD = {
    "a symbolic link": member("a.md", tarfile.SYMTYPE, linkname="/etc/passwd"),
    "a hard link": member("a.md", tarfile.LNKTYPE, linkname="good.md"),
    "a pipe": member("a.md", tarfile.FIFOTYPE),
    "a character device": member("a.md", tarfile.CHRTYPE),
    "a block device": member("a.md", tarfile.BLKTYPE),
    "an unknown kind": member("a.md", b"Q"),
    "a sparse file": member("a.md", tarfile.GNUTYPE_SPARSE),
    "a sparse file of pax": member(
        "a.md", tarfile.REGTYPE, pax_headers={"GNU.sparse.name": "a.md", "GNU.sparse.major": "1"}
    ),
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_a_tar_member_that_is_no_plain_file_is_refused(
    tmp_path: Path, odd: tarfile.TarInfo
) -> None:
    form = tarfile.PAX_FORMAT if odd.pax_headers else tarfile.GNU_FORMAT
    data = b"x" * 700 if odd.type in {b"0", b"Q", b"S"} else b""
    path = save(tmp_path / "a.tar", tar_bytes([(odd, data), ("good.md", b"words")], form))
    pages, (fault,) = find(path)
    assert names(pages, path) == ["good.md"]
    assert isinstance(fault, UnsafeMemberError)
    assert fault.page == f"{path}/a.md"


def test_the_map_of_a_sparse_file_is_passed_over(tmp_path: Path) -> None:
    header = odd_header(member("a.md", tarfile.GNUTYPE_SPARSE), {482: b"\1"})
    first, last = bytes(504) + b"\1" + bytes(7), bytes(512)
    rest = tar_bytes([("good.md", b"words")])
    path = save(tmp_path / "a.tar", header + first + last + rest)
    pages, (fault,) = find(path)
    assert names(pages, path) == ["good.md"]
    assert "sparse" in fault.reason


def odd_header(info: tarfile.TarInfo, changes: Mapping[int, bytes] = MappingProxyType({})) -> bytes:
    """Build one header with bytes that `tarfile` does not write, and a correct checksum."""
    block = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    for at, fields in changes.items():
        block[at : at + len(fields)] = fields
    block[148:156] = b"%06o\0 " % (sum(block[:148]) + sum(block[156:]) + 8 * 32)
    return bytes(block)


def test_the_times_that_gnu_notes_are_no_part_of_a_name(tmp_path: Path) -> None:
    header = odd_header(member("a.md", tarfile.REGTYPE), {345: b"15300536540\0"})
    path = save(tmp_path / "a.tar", header + bytes(1024))
    pages, faults = find(path)
    assert (names(pages, path), faults) == (["a.md"], [])


def test_folders_and_global_headers_in_a_tar_are_nothing_to_report(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", pax_headers={"comment": "of git"}) as archive:
        archive.addfile(member("./", tarfile.DIRTYPE))
        archive.addfile(member("x", tarfile.DIRTYPE))
        archive.addfile(member("./x/a.md", tarfile.REGTYPE))
    path = save(tmp_path / "a.tar", buffer.getvalue())
    pages, faults = find(path)
    assert (names(pages, path), faults) == (["x/a.md"], [])


def test_a_nul_in_a_tar_name_is_refused(tmp_path: Path) -> None:
    odd = member("a.md", tarfile.REGTYPE, pax_headers={"path": "a.md\0.md"})
    path = save(tmp_path / "a.tar", tar_bytes([(odd, b"words")], tarfile.PAX_FORMAT))
    assert isinstance(only_fault(path), UnsafeMemberError)


@pytest.mark.parametrize("name", ["caf\udce9.md", "caf\udce9/" * 30 + "a.md"])
def test_a_tar_name_that_is_no_utf_8_is_given_with_surrogates(tmp_path: Path, name: str) -> None:
    path = save(tmp_path / "a.tar", tar_bytes([(name, b"words")], tarfile.GNU_FORMAT))
    pages, faults = find(path)
    assert (names(pages, path), faults) == ([name], [])


def test_a_link_has_no_bytes_whatever_size_it_says(tmp_path: Path) -> None:
    link = odd_header(member("a.md", tarfile.SYMTYPE, size=700))
    path = save(tmp_path / "a.tar", link + tar_bytes([("good.md", b"words")]))
    pages, faults = find(path)
    assert (names(pages, path), len(faults)) == (["good.md"], 1)


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.XGLTYPE])
@pytest.mark.parametrize("size", [64 * MEBIBYTE, 7 * 1024**3])
def test_a_header_that_swells_is_refused_without_being_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: bytes, size: int
) -> None:
    monkeypatch.setattr(members, "LEAST_UNPACKED", 32 * MEBIBYTE)
    block = odd_header(member("a.md", kind, size=size))
    path = save(tmp_path / "a.tar.xz", lzma.compress(block + bytes(64 * MEBIBYTE), preset=0))
    monkeypatch.setattr(members, "LARGEST_RATIO", 0)
    tracemalloc.start()
    try:
        fault = only_fault(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert isinstance(fault, ArchiveBombError)
    assert peak < 4 * MEBIBYTE


def test_a_long_chain_of_headers_is_followed_without_recursion(tmp_path: Path) -> None:
    link = odd_header(member("x", tarfile.XHDTYPE))
    path = save(tmp_path / "a.tar", link * 20_000 + tar_bytes([("a.md", b"words")]))
    assert len(find(path)[0]) == 1


@pytest.mark.parametrize(
    "records",
    [
        b"9" * 900_000,
        b"9" * 900_000 + b" path=a\n",
        b"0 path=a\n",
        b"99 path=a\n",
        b"-9 path=a\n",
        b"path=a\n",
        b" =\n",
        b"1 \n",
        b"13 size=-900\n",
        b"12 size=1e9\n",
        b"5008 size=" + b"9" * 4997 + b"\n",
    ],
)
def test_a_damaged_extended_header_is_named_at_once(tmp_path: Path, records: bytes) -> None:
    block = odd_header(member("x", tarfile.XHDTYPE, size=len(records)))
    rest = records + bytes(-len(records) % 512) + tar_bytes([("a.md", b"words")])
    path = save(tmp_path / "a.tar", block + rest)
    fault = only_fault(path)
    assert isinstance(fault, UnreadableArchiveError)
    assert fault.page == str(path)


def test_a_damaged_header_half_way_is_no_end(tmp_path: Path) -> None:
    whole = bytearray(tar_bytes([("a.md", b"words"), ("b.md", b"words")]))
    whole[1024 + 3] ^= 1
    path = save(tmp_path / "a.tar", bytes(whole))
    pages, (fault,) = find(path)
    assert names(pages, path) == ["a.md"]
    assert "header" in fault.reason


@pytest.mark.parametrize("kind", [tarfile.REGTYPE, tarfile.XHDTYPE, tarfile.XGLTYPE])
def test_a_negative_size_is_no_way_back(tmp_path: Path, kind: bytes) -> None:
    block = odd_header(member("a.bin", kind, size=-1024))
    assert "header" in only_fault(save(tmp_path / "a.tar", block + bytes(2048))).reason


def test_a_tar_that_says_more_than_there_is_is_cut(tmp_path: Path) -> None:
    block = odd_header(member("a.bin", tarfile.REGTYPE, size=8**20))
    assert "cut off" in only_fault(save(tmp_path / "a.tar", block + bytes(2048))).reason


@pytest.mark.parametrize("ending", TAR_ENDINGS)
def test_data_after_the_end_mark_is_reported(tmp_path: Path, ending: str) -> None:
    two = archive_bytes(ending, [("a.md", b"words")]) + archive_bytes(ending, [("b.md", b"words")])
    pages, (fault,) = find(save(tmp_path / f"a{ending}", two))
    assert len(pages) == 1
    assert "end mark" in fault.reason


def test_zeros_without_end_behind_the_end_mark_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tar_archive, "_LONGEST_FILLING", 20_000)
    whole = tar_bytes([("a.md", b"words")])
    path = save(tmp_path / "a.tar", whole + bytes(10_000))
    assert find(path)[1] == []
    path.write_bytes(whole + bytes(100_000))
    assert "end mark" in find(path)[1][0].reason


@pytest.mark.parametrize("ending", [".tar.gz", ".tar.bz2", ".tar.xz"])
def test_a_tar_packed_in_several_streams_is_read(tmp_path: Path, ending: str) -> None:
    pack = PACKERS[ending.removeprefix(".tar")]
    whole = tar_bytes(PAGES.items())
    packed = b"".join(pack(whole[at : at + 1000]) for at in range(0, len(whole), 1000))
    if ending == ".tar.xz":
        packed += bytes(8)
    pages, faults = find(save(tmp_path / f"a{ending}", packed))
    assert ([file.data for file in pages], faults) == ([*PAGES.values()], [])


@pytest.mark.parametrize("ending", [".tar.gz", ".tar.bz2", ".tar.xz"])
def test_a_checksum_that_does_not_fit_is_found(tmp_path: Path, ending: str) -> None:
    whole = bytearray(archive_bytes(ending, PAGES.items()))
    at = {".tar.gz": -6, ".tar.bz2": 12, ".tar.xz": -30}[ending]
    whole[at] ^= 0xFF
    faults = find(save(tmp_path / f"a{ending}", bytes(whole)))[1]
    assert isinstance(faults[-1], UnreadableArchiveError)


def test_an_xz_that_asks_for_too_much_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decompress, "_MOST_MEMORY", MEBIBYTE)
    path = save(tmp_path / "a.tar.xz", lzma.compress(tar_bytes([]), preset=6))
    assert "emory" in only_fault(path).reason


# Whatever is in the bytes


SMALL = {ending: archive_bytes(ending, [*PAGES.items(), ("x" * 150 + ".md", b"")])
         for ending in (".zip", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz")}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutated")


@pytest.mark.parametrize("ending", SMALL)
@settings(max_examples=60)
@example(changes=[], cut=0)
@given(
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8),
    cut=st.integers(0, 30),
)
def test_no_bytes_make_it_fail_or_go_on_for_ever(
    folder: Path, ending: str, changes: list[tuple[float, int]], cut: int
) -> None:
    data = bytearray(SMALL[ending])
    for place, byte in changes:
        data[int(place * (len(data) - 1))] = byte
    path = save(folder / f"a{ending}", bytes(data[: len(data) - cut]))
    positions = [found.position for found in find_saved([path])]
    assert positions == sorted(positions)
    assert len(positions) <= len(PAGES) + 2
