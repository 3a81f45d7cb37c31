"""Records in a file are read as they were written, and what was changed is damage."""

import os
from pathlib import Path

import pytest
from msgspec.msgpack import Decoder, Encoder

from retrieval.errors import DamagedIndexError
from retrieval.index.disk.heap import Heap

ENCODER, DECODER = Encoder(), Decoder(bytes)
# The bytes that are read at once, and those before a record and before the bytes in it.
AT_ONCE, HEAD, MARK = 4_096, 8, 3


@pytest.fixture
def heap(tmp_path: Path) -> Heap:
    return Heap(tmp_path / "records")


@pytest.mark.parametrize("beyond", [-2, -1, 0, 1, 2, AT_ONCE, 10 * AT_ONCE])
def test_a_record_is_read_whole_whatever_its_length_and_place(heap: Heap, beyond: int) -> None:
    data = os.urandom(AT_ONCE - HEAD - MARK + beyond)
    kept = [(heap.append(ENCODER.encode(one)), one) for one in (data, b"short", data, b"")]
    heap.flush()
    assert [heap.read(at, DECODER) for at, _ in kept] == [one for _, one in kept]


@pytest.mark.parametrize("length", [1, 100, AT_ONCE, 2 * AT_ONCE])
def test_each_byte_of_a_record_is_checked(tmp_path: Path, length: int) -> None:
    path = tmp_path / "records"
    heap = Heap(path)
    heap.append(ENCODER.encode(b"x" * length))
    heap.flush()
    whole = path.read_bytes()
    for at in (0, 3, 4, 7, 8, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(DamagedIndexError, match="no record at 0"):
            heap.read(0, DECODER)
    path.write_bytes(whole[:-1])
    with pytest.raises(DamagedIndexError):
        heap.read(0, DECODER)


def test_beyond_the_end_and_in_empty_bytes_there_is_no_record(heap: Heap) -> None:
    heap.append(b"")
    heap.flush()
    for at in (0, heap.size, heap.size + 100):
        with pytest.raises(DamagedIndexError, match=f"no record at {at}"):
            heap.read(at, DECODER)


@pytest.mark.parametrize("end", [1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 3 * AT_ONCE])
def test_the_checksum_is_of_the_last_bytes_before_an_offset_whatever_follows(
    tmp_path: Path, end: int
) -> None:
    path = tmp_path / "records"
    heap = Heap(path)
    before = heap.append_block(os.urandom(end))
    heap.flush()
    checksum = heap.checksum_before(end)
    heap.append_block(b"more" * AT_ONCE)
    heap.flush()
    assert (before, heap.checksum_before(end)) == (0, checksum)
    whole = path.read_bytes()
    for at in (end - 1, max(0, end - AT_ONCE)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert heap.checksum_before(end) != checksum


def test_what_was_not_flushed_is_dropped_when_the_file_is_measured(heap: Heap) -> None:
    heap.append(ENCODER.encode(b"kept"))
    heap.flush()
    end = heap.size
    heap.append(ENCODER.encode(b"dropped"))
    assert (heap.written, heap.size > end) == (end, True)
    heap.measure()
    assert heap.append(ENCODER.encode(b"next")) == heap.written == end
    heap.flush()
    assert heap.read(end, DECODER) == b"next"


def test_a_file_that_was_removed_or_replaced_is_not_in_place(tmp_path: Path) -> None:
    path = tmp_path / "records"
    heap = Heap(path)
    assert heap.is_in_place
    path.rename(tmp_path / "elsewhere")
    assert not heap.is_in_place
    path.write_bytes(b"")
    assert not heap.is_in_place
