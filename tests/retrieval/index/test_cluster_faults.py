"""What can go wrong with a cluster: each is told apart, nothing is lost, nothing half is shown."""

import asyncio
import json
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.errors import (
    ClusterFault,
    DamagedIndexError,
    IndexLockedError,
    UnusableClusterError,
)
from retrieval.index.cluster.cluster_engine import ClusterEngine
from retrieval.index.cluster.connection import ClusterAddress
from retrieval.model.query import Query
from tests.retrieval.index.fake_cluster import Answer, FakeCluster, Time, error, serving
from tests.retrieval.index.test_contract import passage

ALL = Query("")
HALF = (
    200,
    {"timed_out": False, "_shards": {"failed": 1, "total": 3}, "hits": {"hits": []}},
)
SLOW = (200, {"timed_out": True, "_shards": {"failed": 0}, "hits": {"hits": []}})
BLOCK = "cluster_block_exception"
FULL = "index [x] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark]"
READ_ONLY = "index [x] blocked by: [FORBIDDEN/5/index read-only (api)]"
BUSY = error(429, "rejected_execution_exception", "the queue is full")
PASSWORD = "a-password-of-the-cluster"  # noqa: S105 - it opens nothing


@pytest.fixture
def fake() -> Iterator[FakeCluster]:
    with serving() as cluster:
        yield cluster


@pytest.fixture
def time() -> Time:
    return Time()


Opening = Callable[..., ClusterEngine]


@pytest.fixture
def opening(fake: FakeCluster, time: Time) -> Iterator[Opening]:
    """Opens engines over the fake cluster, each as another process would."""
    opened: list[ClusterEngine] = []

    def open_it(**rest: object) -> ClusterEngine:
        address = replace(ClusterAddress([fake.url]), **rest)
        opened.append(ClusterEngine(address, lambda: time.now, lambda: time.now, time.sleep))
        return opened[-1]

    yield open_it
    fake.faults.clear()
    for engine in opened:
        engine.close()


def put(engine: ClusterEngine, words: str, revision: int = 1, release_id: str = "a") -> None:
    engine.add({release_id: [passage(words, release_id=release_id)]}, revision)
    engine.commit("token")


async def said(engine: ClusterEngine) -> list[str]:
    return sorted(" ".join(hit.passage.words) for hit in await engine.search(ALL, 10))


async def test_what_is_written_by_one_process_is_found_by_others(opening: Opening) -> None:
    one, other = opening(), opening()
    put(one, "talks on trade")
    assert await said(other) == []
    other.refresh()
    assert await said(other) == await said(one) == ["talk trade"]
    put(other, "talks on fish", 2)
    one.refresh()
    assert await said(one) == ["talk fish"]
    assert (one.size, one.revision, one.frequency("trade"), one.frequency("fish")) == (1, 2, 0, 1)


@pytest.mark.parametrize(
    "answer, fault",
    [
        (HALF, ClusterFault.PARTIAL),
        (error(503, "search_phase_execution_exception"), ClusterFault.PARTIAL),
        (SLOW, ClusterFault.SLOW),
        (BUSY, ClusterFault.BUSY),
        (error(429, "circuit_breaking_exception"), ClusterFault.BUSY),
        ((401, b"Unauthorized"), ClusterFault.REFUSED),
        (error(403, "security_exception"), ClusterFault.REFUSED),
        ((503, b"no node"), ClusterFault.AWAY),
        ((200, b"<html>a login page</html>"), ClusterFault.OTHER),
        ((200, {"another": "form"}), ClusterFault.OTHER),
        (error(400, "query_shard_exception", "secret words"), ClusterFault.OTHER),
    ],
)
async def test_a_question_that_the_cluster_cannot_answer_is_an_error_with_its_reason(
    opening: Opening, fake: FakeCluster, time: Time, answer: Answer, fault: ClusterFault
) -> None:
    engine = opening()
    put(engine, "talks on trade")
    fake.fails("_search", answer)
    with pytest.raises(UnusableClusterError) as met:
        await engine.search(ALL, 10)
    assert met.value.fault is fault
    assert str(fault) in str(met.value)
    assert "secret" not in str(met.value)
    assert time.slept < 5


@pytest.mark.parametrize("answer", [HALF, SLOW, BUSY, (503, b"no node")])
async def test_half_an_answer_is_asked_for_again_and_never_shown(
    opening: Opening, fake: FakeCluster, answer: Answer
) -> None:
    engine = opening()
    put(engine, "talks on trade")
    fake.fails("_search", answer, times=2)
    assert await said(engine) == ["talk trade"]


async def test_a_cluster_that_is_gone_is_away_and_its_index_is_not_taken_for_damaged(
    opening: Opening, fake: FakeCluster
) -> None:
    engine = opening()
    put(engine, "talks on trade")
    fake.is_gone = True
    with pytest.raises(UnusableClusterError) as met:
        engine.refresh()
    assert met.value.fault is ClusterFault.AWAY
    assert (engine.size, engine.fault) == (1, None)
    with pytest.raises(UnusableClusterError) as met:
        await engine.search(ALL, 10)
    assert met.value.fault is ClusterFault.AWAY
    fake.is_gone = False
    assert await said(engine) == ["talk trade"]


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_where_a_cluster_is_missing_at_the_start_nothing_is_shown_yet(time: Time) -> None:
    address = ClusterAddress([f"http://127.0.0.1:{unused_port()}"])
    engine = ClusterEngine(address, lambda: time.now, lambda: time.now, time.sleep)
    assert (engine.size, engine.revision, engine.fault) == (0, 0, None)
    with pytest.raises(UnusableClusterError, match="it is not reached"):
        engine.refresh()
    engine.close()


@pytest.mark.parametrize(
    "where, answer, fault",
    [
        ("_bulk", error(403, BLOCK, READ_ONLY), ClusterFault.READ_ONLY),
        ("_bulk", error(429, BLOCK, FULL), ClusterFault.FULL),
        ("_bulk", (401, b"Unauthorized"), ClusterFault.REFUSED),
        ("_bulk", BUSY, ClusterFault.BUSY),
        ("_refresh", (200, {"_shards": {"failed": 1}}), ClusterFault.PARTIAL),
        ("_doc/head", error(403, BLOCK, READ_ONLY), ClusterFault.READ_ONLY),
        ("_doc/head", (503, b"no node"), ClusterFault.AWAY),
    ],
)
async def test_what_cannot_be_written_is_told_and_what_was_there_stays(
    opening: Opening, fake: FakeCluster, where: str, answer: Answer, fault: ClusterFault
) -> None:
    engine = opening()
    put(engine, "talks on trade")

    def fail(method: str, path: str, _body: bytes) -> Answer | None:
        return answer if path.endswith(where) and method != "GET" else None

    fake.faults.append(fail)
    with pytest.raises(UnusableClusterError) as met:
        put(engine, "talks on fish", 2, "b")
    assert met.value.fault is fault
    assert await said(engine) == ["talk trade"]
    fake.faults.clear()
    put(engine, "talks on fish", 2, "b")
    assert await said(engine) == ["talk fish", "talk trade"]
    assert (engine.size, engine.frequency("talk")) == (2, 2)


async def test_documents_for_which_there_is_no_time_are_written_again_and_only_these(
    opening: Opening, fake: FakeCluster
) -> None:
    engine = opening()
    calls: list[list[str]] = []

    def refuse(_method: str, path: str, body: bytes) -> Answer | None:
        if not path.endswith("_bulk"):
            return None
        ids = [one["index"]["_id"] for one in map(json.loads, body.splitlines()) if "index" in one]
        calls.append(ids)
        if len(calls) > 1:
            return None
        full = {"type": "rejected_execution_exception", "reason": ""}
        kept = {"index": {"_id": ids[0], "status": 201}}
        left = [{"index": {"_id": one, "status": 429, "error": full}} for one in ids[1:]]
        lines = body.splitlines(keepends=True)
        name = path.split("/")[1]
        fake._bulk(name, b"".join(lines[:2]))
        return 200, {"errors": True, "items": [kept, *left]}

    fake.faults.append(refuse)
    made = [passage(f"talks x{number}1", release_id="a") for number in range(3)]
    engine.add({"a": made}, 1)
    assert calls[1] == calls[0][1:]
    engine.commit()
    assert len(await said(engine)) == 3


async def test_documents_that_are_refused_are_told_by_their_releases(
    opening: Opening, fake: FakeCluster
) -> None:
    engine = opening()
    item = {
        "_id": "kyodo-1:1.0:4",
        "status": 400,
        "error": {"type": "mapper_parsing_exception", "reason": "words of a page"},
    }
    fake.fails("_bulk", (200, {"errors": True, "items": [{"index": item}]}))
    with pytest.raises(UnusableClusterError) as met:
        put(engine, "talks", release_id="kyodo-1")
    assert "1 documents refused: kyodo-1: 400, mapper_parsing_exception" in str(met.value)
    assert "words of a page" not in str(met.value)


def test_a_user_whom_the_cluster_does_not_know_is_refused_and_the_password_told_nowhere(
    opening: Opening, fake: FakeCluster
) -> None:
    fake.fails("", (401, b"Unauthorized"))
    engine = opening(user="kaiken", password=PASSWORD)
    with pytest.raises(UnusableClusterError, match="KAIKEN_SEARCH_USER") as met:
        engine.refresh()
    assert met.value.fault is ClusterFault.REFUSED
    assert fake.headers[-1]["authorization"].startswith("Basic ")
    assert PASSWORD not in f"{met.value} {met.value!r} {engine._cluster.address!r}"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate that localhost signed itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    made, key = folder / "certificate.pem", folder / "key.pem"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    files = ["-nodes", "-days", "2", "-keyout", str(key), "-out", str(made)]
    subprocess.run([*command, *files, *names], check=True, capture_output=True)
    return made, key


async def test_a_cluster_is_trusted_by_its_certificate_only(
    certificate: tuple[Path, Path], time: Time
) -> None:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(*certificate)
    with serving(tls) as fake:
        trusting = ClusterAddress([fake.url], ca_file=str(certificate[0]))
        engine = ClusterEngine(trusting, lambda: time.now, lambda: time.now, time.sleep)
        put(engine, "talks on trade")
        assert await said(engine) == ["talk trade"]
        engine.close()
        elsewhere = fake.url.replace("localhost", "127.0.0.1")
        calls = len(fake.calls)
        for other in (ClusterAddress([fake.url]), replace(trusting, urls=[elsewhere])):
            engine = ClusterEngine(other, lambda: time.now, lambda: time.now, time.sleep)
            with pytest.raises(UnusableClusterError, match="KAIKEN_SEARCH_CA") as met:
                engine.refresh()
            assert met.value.fault is ClusterFault.CERTIFICATE
            engine.close()
        assert len(fake.calls) == calls


def test_a_file_of_certificates_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    address = ClusterAddress(["https://localhost:1"], ca_file=str(tmp_path / "ca.pem"))
    with pytest.raises(UnusableClusterError, match=r"ca\.pem cannot be read") as met:
        ClusterEngine(address)
    assert met.value.fault is ClusterFault.CERTIFICATE


def test_one_process_writes_at_a_time_and_a_killed_one_for_a_minute(
    opening: Opening, time: Time
) -> None:
    one, other = opening(), opening()
    one.add({"a": [passage("talks")]}, 1)
    with pytest.raises(IndexLockedError, match="process"):
        put(other, "talks on fish", 2)
    # It was killed: nothing gives the right back.
    time.now += 61
    put(other, "talks on fish", 2, "b")
    assert other.size == 1
    with pytest.raises(IndexLockedError):
        one.commit()
    one.refresh()
    assert (one.size, one.revision) == (1, 2)


async def test_what_a_killed_writer_left_is_found_by_nobody_and_removed(
    opening: Opening, fake: FakeCluster, time: Time
) -> None:
    one, other = opening(), opening()
    put(one, "talks on trade")
    one.add({"b": [passage("talks on whaling", release_id="b")]}, 2)
    other.refresh()
    assert await said(other) == ["talk trade"]
    time.now += 61
    put(other, "talks on fish", 2, "c")
    assert await said(other) == ["talk fish", "talk trade"]
    [documents] = [kept for name, kept in fake.indexes.items() if "head" in kept]
    assert not [one for one in documents if one.startswith("b:")]
    with pytest.raises(IndexLockedError):
        one.commit()


async def test_a_writer_that_is_overtaken_cannot_show_what_another_one_removed(
    opening: Opening, fake: FakeCluster, time: Time
) -> None:
    """It hangs right before it writes the head, until another one has its right."""
    one, other = opening(), opening()
    put(one, "talks on trade")
    is_first = True

    def overtake(method: str, path: str, _body: bytes) -> Answer | None:
        nonlocal is_first
        if is_first and method == "PUT" and path.endswith("_doc/head"):
            is_first = False
            time.now += 61
            put(other, "talks on fish", 2, "c")
        return None

    fake.faults.append(overtake)
    with pytest.raises(IndexLockedError):
        put(one, "talks on whaling", 2, "b")
    one.refresh()
    assert await said(one) == await said(other) == ["talk fish", "talk trade"]


async def test_a_search_that_began_before_a_change_finds_all_of_what_was_there(
    opening: Opening, time: Time
) -> None:
    """What is replaced is removed half a minute later, and found until the change after that."""
    one, other = opening(), opening()
    put(one, "talks on trade")
    other.refresh()
    put(one, "talks on fish", 2)
    put(one, "talks on visas", 3, "b")
    assert await said(other) == ["talk trade"]
    time.now += 31
    put(one, "talks on quotas", 4, "b")
    one.refresh()
    assert await said(one) == ["talk fish", "talk quota"]
    assert await said(other) == ["talk trade"]
    put(one, "talks on quotas", 5, "b")
    assert await said(other) == []
    other.refresh()
    assert await said(other) == ["talk fish", "talk quota"]


async def test_a_search_goes_on_in_the_new_generation_where_its_own_is_removed(
    opening: Opening, fake: FakeCluster
) -> None:
    one, other = opening(), opening()
    put(one, "talks on trade")
    other.refresh()
    for revision in (2, 3):
        one.start_over()
        put(one, "talks on fish", revision)
    assert len(fake.aliases) == 1
    assert await said(other) == ["talk fish"]


async def test_of_many_small_changes_one_is_made_and_others_follow(
    opening: Opening, fake: FakeCluster, monkeypatch: pytest.MonkeyPatch, time: Time
) -> None:
    monkeypatch.setattr("retrieval.index.cluster.writing._MOST_ENTRIES", 3)
    one, other, third = opening(), opening(), opening()
    for number in range(9):
        put(one, f"talks x{number}1", number + 1, f"r{number}")
        time.now += 31
        if number % 4 == 0:
            other.refresh()
    for engine in (other, third):
        engine.refresh()
        assert (engine.size, engine.frequency("talk"), len(engine.notes)) == (9, 9, 9)
        assert engine.vocabulary.words == one.vocabulary.words
    [documents] = [kept for name, kept in fake.indexes.items() if "head" in kept]
    assert len([one for one in documents if one.startswith("changes")]) <= 8


async def test_an_entry_that_is_not_what_was_written_is_damage(
    opening: Opening, fake: FakeCluster
) -> None:
    put(opening(), "talks on trade")
    [documents] = [kept for kept in fake.indexes.values() if "head" in kept]
    [changed] = [one for one in documents if one.startswith("changes")]
    documents[changed]["_source"] = documents["head"]["_source"]
    engine = opening()
    assert engine.fault is not None
    with pytest.raises(DamagedIndexError):
        await engine.search(ALL, 10)
    engine.start_over()
    put(engine, "talks on trade")
    assert await said(engine) == ["talk trade"]


def test_what_cannot_be_decoded_in_an_answer_is_no_passage(
    opening: Opening, fake: FakeCluster
) -> None:
    engine = opening()
    put(engine, "talks on trade")
    [documents] = [kept for kept in fake.indexes.values() if "head" in kept]
    [changed] = [one for one in documents if one.startswith("a:")]
    documents[changed]["_source"]["record"] = "AAAA"
    with pytest.raises(DamagedIndexError):
        asyncio.run(engine.search(ALL, 10))
    assert engine.fault is not None
