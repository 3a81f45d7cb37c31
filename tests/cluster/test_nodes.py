"""What the other tests of this folder stand on: a cluster whose nodes come and go."""

import os
import pwd
from functools import partial
from pathlib import Path

import psutil
import pytest

from tests.cluster import nodes
from tests.cluster.nodes import Cluster, Node, NodeError


def listeners(node: Node) -> set[str]:
    listening = psutil.Process(node.pid).net_connections("inet")
    return {one.laddr.ip for one in listening if one.status == psutil.CONN_LISTEN}


def test_nodes_listen_on_loopback_only_and_are_not_root(cluster: Cluster):
    for node in cluster.nodes:
        assert {address.removeprefix("::ffff:") for address in listeners(node)} == {"127.0.0.1"}
        assert psutil.Process(node.pid).uids().real != 0


def test_a_killed_manager_is_replaced_and_comes_back(cluster: Cluster):
    killed = cluster.manager()
    assert killed.process is not None
    assert killed.pid == killed.process.pid
    killed.kill()
    cluster.wait()
    assert cluster.manager() is not killed
    killed.start()
    cluster.wait("green")
    assert cluster.nodes[0].ask("/_cluster/health")["number_of_nodes"] == 3


def test_a_node_that_cannot_start_is_named_with_its_own_words():
    with (
        pytest.raises(NodeError, match=r"(?s)node-1 has ended.*no\.such\.setting"),
        nodes.start_cluster(nodes=1, settings={"no.such.setting": 1}),
    ):
        pass


def test_nothing_is_left_of_a_cluster(monkeypatch: pytest.MonkeyPatch, request):
    monkeypatch.setattr(nodes, "_USER", "kaiken-search-2")
    # As it is once a record was opened in this process.
    request.addfinalizer(partial(os.umask, os.umask(0o077)))
    with nodes.start_cluster(nodes=1) as one:
        [node] = one.nodes
        pid, home = node.pid, node.home
        assert psutil.pid_exists(pid)
    assert not psutil.pid_exists(pid)
    assert not Path(home).parent.exists()
    if os.getuid() == 0:
        assert "kaiken-search-2" not in {user.pw_name for user in pwd.getpwall()}


def test_what_a_machine_lacks_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    assert nodes.what_is_missing() == ""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert nodes.what_is_missing() == "there is no java and no setpriv and no mvn"
