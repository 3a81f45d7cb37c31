"""Who may write to a cluster, in what calls, and to which index; and how long it is waited for."""

import json
import os
import socket
from collections.abc import Callable, Iterator

import pytest

from retrieval.errors import ClusterFault, IndexLockedError, UnusableClusterError
from retrieval.index.cluster import bulk
from retrieval.index.cluster.bulk import BulkWriter, additions, deletions
from retrieval.index.cluster.connection import Cluster, ClusterAddress, path_of
from retrieval.index.cluster.faults import fault_of_status
from retrieval.index.cluster.generations import Generations, Kept
from retrieval.index.cluster.lease import Lease
from retrieval.index.cluster.mapping import make_index
from tests.retrieval.index.fake_cluster import Answer, FakeCluster, Time, error, serving

BUSY = error(429, "rejected_execution_exception")
NOW = 1_000.0


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def fake() -> Iterator[FakeCluster]:
    with serving() as cluster:
        yield cluster


@pytest.fixture
def cluster(fake: FakeCluster, time: Time) -> Iterator[Cluster]:
    opened = Cluster(ClusterAddress([fake.url]), 2, lambda: time.now, time.sleep)
    yield opened
    fake.faults.clear()
    opened.close()


# --- the lease


@pytest.fixture
def leasing(cluster: Cluster, time: Time) -> Callable[[], Lease]:
    """Makes leases of one name, each as another process would."""
    return lambda: Lease(cluster, "name", lambda: time.now)


def kept_lease(fake: FakeCluster) -> dict[str, object]:
    source: dict[str, object] = fake.indexes["kaiken-writer"]["name"]["_source"]
    return source


def test_a_lease_tells_which_process_writes_and_until_when(
    leasing: Callable[[], Lease], fake: FakeCluster
) -> None:
    lease = leasing()
    assert (lease.is_held, lease.number, lease.unfinished) == (False, 0, [])
    lease.take()
    assert (lease.is_held, lease.number, lease.unfinished) == (True, 1, [])
    kept = kept_lease(fake)
    assert (kept["until"], kept["number"], kept["unfinished"]) == (1_060.0, 1, [1])
    assert str(kept["holder"]).startswith(f"process {os.getpid()} on {socket.gethostname()}, ")
    made = fake.made_with["kaiken-writer"]
    assert made["settings"]["index"]["number_of_shards"] == 1
    assert made["mappings"] == {"enabled": False}


def test_of_two_processes_on_one_machine_each_has_a_name_of_its_own(
    leasing: Callable[[], Lease], fake: FakeCluster
) -> None:
    holders = set()
    for _ in range(2):
        lease = leasing()
        lease.take()
        holders.add(kept_lease(fake)["holder"])
        lease.give_back()
    assert len(holders) == 2


def test_each_holder_has_a_higher_number_and_knows_who_left_something_unfinished(
    leasing: Callable[[], Lease],
) -> None:
    seen = []
    for is_finished in (False, False, True, False):
        lease = leasing()
        lease.take()
        seen.append((lease.number, lease.unfinished))
        if is_finished:
            lease.finish()
        lease.give_back()
        assert (lease.is_held, lease.number, lease.unfinished) == (False, 0, [])
    assert seen == [(1, []), (2, [1]), (3, [1, 2]), (4, [])]


@pytest.mark.parametrize("later, is_free", [(0.0, False), (59.9, False), (60.0, True)])
def test_the_right_of_another_process_lasts_a_minute(
    leasing: Callable[[], Lease], time: Time, later: float, is_free: bool
) -> None:
    one, other = leasing(), leasing()
    one.take()
    time.now += later
    if is_free:
        other.take()
        time.now += 25
        with pytest.raises(IndexLockedError, match=f"process {os.getpid()}"):
            one.renew()
        assert not one.is_held
    else:
        with pytest.raises(IndexLockedError, match=f"process {os.getpid()}"):
            other.take()
        assert not other.is_held


@pytest.mark.parametrize("later, until", [(19.9, 1_060.0), (20.0, 1_060.0), (20.1, 1_080.1)])
def test_the_right_is_renewed_when_a_third_of_its_time_is_over(
    leasing: Callable[[], Lease], fake: FakeCluster, time: Time, later: float, until: float
) -> None:
    for renew in (Lease.renew, Lease.take):
        lease = leasing()
        lease.take()
        began, number = time.now, lease.number
        time.now += later
        renew(lease)
        assert kept_lease(fake)["until"] == pytest.approx(began + until - 1_000.0)
        assert lease.number == number
        lease.give_back()


def test_what_nobody_holds_cannot_be_renewed_and_given_back_it_is_free_at_once(
    leasing: Callable[[], Lease], fake: FakeCluster
) -> None:
    one, other = leasing(), leasing()
    with pytest.raises(IndexLockedError):
        one.renew()
    one.give_back()
    assert not fake.indexes
    one.take()
    one.give_back()
    assert kept_lease(fake)["until"] == 0.0
    other.take()
    assert other.is_held


def test_a_lease_whose_answer_was_lost_is_held_and_one_that_another_wrote_is_not(
    leasing: Callable[[], Lease], fake: FakeCluster, time: Time
) -> None:
    """Asked again, the cluster says that the document is not as it was read."""
    is_lost = True

    def lose(method: str, path: str, body: bytes) -> Answer | None:
        nonlocal is_lost
        if is_lost and method == "PUT" and path.endswith("_doc/name"):
            is_lost = False
            fake._put("kaiken-writer", "name", json.loads(body), "")
            return error(409, "version_conflict_engine_exception")
        return None

    fake.faults.append(lose)
    lease = leasing()
    lease.take()
    assert lease.is_held
    time.now += 30
    lease.renew()
    is_lost = True
    fake.faults[:] = [
        lambda method, _path, _body: (
            error(409, "version_conflict_engine_exception") if method == "PUT" else None
        )
    ]
    time.now += 30
    with pytest.raises(IndexLockedError):
        lease.renew()
    assert not lease.is_held


def test_a_cluster_that_does_not_say_what_it_wrote_gives_no_right(
    leasing: Callable[[], Lease], fake: FakeCluster
) -> None:
    lease = leasing()
    fake.faults.append(
        lambda method, path, _body: (200, {}) if (method, path[-5:]) == ("PUT", "/name") else None
    )
    with pytest.raises(UnusableClusterError) as met:
        lease.take()
    assert met.value.fault is ClusterFault.OTHER
    assert not lease.is_held


# --- documents in bulk


@pytest.fixture
def writer(cluster: Cluster, leasing: Callable[[], Lease], fake: FakeCluster) -> BulkWriter:
    lease = leasing()
    lease.take()
    fake.indexes["some"] = {}
    fake.made_with["some"] = make_index(1)
    return BulkWriter(cluster, lease, "some")


def written(fake: FakeCluster) -> list[list[str]]:
    """The ids that each call wrote or deleted."""
    calls = [body for _, path, body in fake.calls if path == "/some/_bulk"]
    lines = [[json.loads(line) for line in body.splitlines()] for body in calls]
    actions = [
        [one.get("index") or one.get("delete") for one in call if "record" not in one]
        for call in lines
    ]
    return [[one["_id"] for one in call] for call in actions]


@pytest.mark.parametrize(
    "size, calls",
    [
        (1, ["a", "b", "c", "d", "e"]),
        (100, ["ab", "cd", "e"]),
        (101, ["abc", "de"]),
        (250, ["abcde"]),
        (10_000, ["abcde"]),
    ],
)
def test_documents_are_written_in_calls_that_end_where_they_have_so_many_bytes(
    writer: BulkWriter,
    fake: FakeCluster,
    monkeypatch: pytest.MonkeyPatch,
    size: int,
    calls: list[str],
) -> None:
    monkeypatch.setattr(bulk, "_CALL_BYTES", size)
    lines = [(one, b'{"index":{"_id":"%b"}}\n' % one.encode()) for one in "abcde"]
    filled = [(one, line + b'{"record":"%b"}\n' % (b"x" * (36 - len(line)))) for one, line in lines]
    assert {len(line) for _, line in filled} == {50}
    writer.write(iter(filled))
    assert written(fake) == [[*call] for call in calls]
    assert [*fake.indexes["some"]] == [*"abcde"]


def test_nothing_to_write_is_no_call_and_what_is_deleted_is_gone(
    writer: BulkWriter, fake: FakeCluster
) -> None:
    writer.write(additions([]))
    assert written(fake) == []
    writer.write(additions([("a", b'{"record":"x"}'), ("b:\u00e9", b'{"record":"y"}')]))
    writer.write(deletions(["a"]))
    assert written(fake) == [["a", "b:\u00e9"], ["a"]]
    assert {one: kept["_source"] for one, kept in fake.indexes["some"].items()} == {
        "b:\u00e9": {"record": "y"}
    }


def test_documents_of_a_change_are_found_once_they_are_refreshed_and_so_many_at_once(
    writer: BulkWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [(f"{at}", b'{"change":%d,"record":"x"}' % (at % 2)) for at in range(8)]
    writer.write(additions(made))
    assert sorted(writer.ids_of_change(1)) == ["1", "3", "5", "7"]
    assert writer.ids_of_change(2) == []
    monkeypatch.setattr(bulk, "_IDS_AT_ONCE", 3)
    assert len(writer.ids_of_change(0)) == 3


def test_of_documents_that_are_refused_three_reasons_are_told_each_once(
    writer: BulkWriter, fake: FakeCluster
) -> None:
    """Those for which there is no time are no reason: they are written again."""
    kinds = ["late", "one", "one", "two", "three", "four"]
    items = [
        {
            "index": {
                "_id": f"release-{kind}:1.0:{number}",
                "status": 429 if kind == "late" else 400,
                "error": {"type": kind, "reason": ""},
            }
        }
        for number, kind in enumerate(kinds)
    ]
    fake.fails("_bulk", (200, {"errors": True, "items": items}))
    with pytest.raises(UnusableClusterError) as met:
        writer.write(additions([("a", b'{"record":"x"}')]))
    assert met.value.fault is ClusterFault.OTHER
    told = [f"release-{kind}: 400, {kind}" for kind in ("one", "two", "three")]
    assert f"5 documents refused: {'; '.join(told)}" in str(met.value)
    assert "four" not in str(met.value)


def test_a_cluster_that_has_no_time_is_waited_for_two_minutes_and_the_right_kept_meanwhile(
    writer: BulkWriter, fake: FakeCluster, time: Time
) -> None:
    fake.fails("_bulk", BUSY)
    with pytest.raises(UnusableClusterError) as met:
        writer.write(additions([("a", b'{"record":"x"}')]))
    assert met.value.fault is ClusterFault.BUSY
    assert 100 < time.slept <= 120
    assert time.pauses[:4] == pytest.approx([0.1, 0.2, 0.4, 0.8])
    assert max(time.pauses) == 10
    until = kept_lease(fake)["until"]
    assert isinstance(until, float)
    assert until > time.now


# --- calls


def test_what_fails_for_good_is_not_tried_again(cluster: Cluster, time: Time) -> None:
    tried = []

    def work() -> None:
        tried.append(time.now)
        raise cluster.unusable(ClusterFault.FULL, "the disk")

    with pytest.raises(UnusableClusterError):
        cluster.patiently(work, 100.0)
    assert len(tried) == 1


@pytest.mark.parametrize("within_s, pauses", [(0.0, 0), (0.09, 0), (0.1, 1), (0.3, 2), (0.69, 2)])
def test_what_may_be_over_soon_is_tried_again_within_the_time_and_not_beyond(
    cluster: Cluster, time: Time, within_s: float, pauses: int
) -> None:
    time.now = 0.0

    def work() -> None:
        raise cluster.unusable(ClusterFault.SLOW, "too slow")

    with pytest.raises(UnusableClusterError):
        cluster.patiently(work, within_s + 1e-9)
    assert time.pauses == pytest.approx([0.1, 0.2][:pauses])


def test_names_of_any_signs_stand_in_a_path_as_they_are(
    cluster: Cluster, fake: FakeCluster
) -> None:
    assert path_of("a/b", "_doc", "é ?") == "/a%2Fb/_doc/%C3%A9%20%3F"
    cluster.call("PUT", path_of("a", "_doc", "é/ ?"), {"x": 1}, form=dict)
    assert [*fake.indexes["a"]] == ["é/ ?"]


def test_a_call_says_what_kind_of_body_it_has(
    cluster: Cluster, fake: FakeCluster, writer: BulkWriter
) -> None:
    writer.write(additions([("a", b'{"record":"x"}')]))
    assert fake.headers[-1]["content-type"] == "application/x-ndjson"
    cluster.call("PUT", "/a/_doc/b", {"x": 1}, form=dict)
    assert fake.headers[-1]["content-type"] == "application/json"


@pytest.mark.parametrize(
    "status, fault",
    [
        (400, ClusterFault.OTHER),
        (401, ClusterFault.REFUSED),
        (403, ClusterFault.REFUSED),
        (429, ClusterFault.BUSY),
        (502, ClusterFault.AWAY),
        (503, ClusterFault.AWAY),
        (504, ClusterFault.AWAY),
        (500, ClusterFault.OTHER),
    ],
)
def test_an_answer_without_a_reason_is_named_by_its_status(
    status: int, fault: ClusterFault
) -> None:
    assert fault_of_status(status, None) == (fault, f"{status}, without a reason")


def test_the_types_of_an_error_and_its_causes_are_told_each_once_and_their_words_never() -> None:
    said = {
        "type": "outer",
        "reason": "secret",
        "root_cause": [{"type": "root", "reason": "secret"}, {"type": "outer"}, {}],
        "caused_by": {"type": "cause", "reason": "secret"},
    }
    assert fault_of_status(400, said) == (ClusterFault.OTHER, "400, outer, root, cause")


# --- generations


@pytest.fixture
def generations(cluster: Cluster, time: Time) -> Generations:
    return Generations(cluster, "0123456789abcdef", lambda: time.now)


def test_a_generation_is_made_beside_the_one_that_is_shown_and_what_killed_builds_left_goes(
    generations: Generations, fake: FakeCluster
) -> None:
    first = generations.make(7)
    assert first == "kaiken-01234567-000007"
    assert fake.made_with[first]["settings"]["index"]["number_of_shards"] == 3
    generations.show(first)
    killed = generations.make(8)
    assert {*fake.indexes} == {first, killed}
    made = generations.make(9)
    assert {*fake.indexes} == {first, made}
    assert fake.aliases == {"kaiken-01234567": first}
    generations.show(made)
    [*_, (_, _, body)] = fake.calls
    assert json.loads(body)["actions"] == [
        {"remove": {"index": first, "alias": "kaiken-01234567"}},
        {"add": {"index": made, "alias": "kaiken-01234567"}},
    ]
    assert {*fake.indexes} == {first, made}


DAY_S = 86_400


@pytest.mark.parametrize(
    "name, age_s, is_removed",
    [
        ("kaiken-89abcdef-000001", DAY_S + 1, True),
        ("kaiken-89abcdef-1234567", DAY_S + 1, True),
        ("kaiken-89abcdef-000001", DAY_S, False),
        ("kaiken-89abcdef-000001", 60, False),
        ("kaiken-89abcdef-00001", DAY_S + 1, False),
        ("kaiken-89abcdeg-000001", DAY_S + 1, False),
        ("kaiken-writer", DAY_S + 1, False),
        ("kaiken-01234567-000001", DAY_S + 1, False),
    ],
)
def test_indexes_of_other_versions_are_removed_when_they_are_a_day_old(
    generations: Generations, fake: FakeCluster, name: str, age_s: int, is_removed: bool
) -> None:
    fake.indexes[name] = {}
    fake.aliases["kaiken-01234567"] = name
    created = f"{(NOW - age_s) * 1_000:.0f}"
    told = {name: {"settings": {"index": {"creation_date": created}}}}
    fake.fails("index.creation_date", (200, told))
    generations.make(2)
    assert (name not in fake.indexes) is is_removed


def test_an_index_is_measured_without_its_copies_and_none_has_no_size(
    generations: Generations, fake: FakeCluster
) -> None:
    place = f"kaiken-01234567 at {fake.url}"
    assert generations.measure("") == Kept(place, 0)
    assert generations.measure(generations.make(1)) == Kept(place, 5_000_000)
