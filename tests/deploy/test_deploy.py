import re
import tomllib
from pathlib import Path

import pytest
import settings_lists

from bot.gateway.receiving.worker import _FINISH_S
from bot.setup.settings import SETTINGS

TREE = Path(__file__).parents[2]
DEPLOY = TREE / "deploy"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
PODS = sorted(path for path in FILES if "\nkind: Deployment\n" in path.read_text())
# What stopping takes beside the updates in hand: the site's connections, the last transactions.
AROUND_S = 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_settings_that_there_are_can_be_set(path: Path) -> None:
    named = set(re.findall(r"KAIKEN_[A-Z_]+", path.read_text()))
    known = {one.name for one in SETTINGS.values()}
    assert named <= known | {one.file_name for one in SETTINGS.values() if one.is_secret}


def test_the_example_of_an_environment_is_made_of_the_settings() -> None:
    assert (DEPLOY / "env.example").read_text() == settings_lists.environment_example()


def test_the_image_has_the_python_that_the_tests_run_on() -> None:
    oldest = tomllib.loads((TREE / "pyproject.toml").read_text())["project"]["requires-python"]
    dockerfile = (DEPLOY / "Dockerfile").read_text()
    bases = re.findall(r"^ARG BASE=python:([\d.]+)-slim$", dockerfile, re.MULTILINE)
    assert set(re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE)) == {"${BASE}"}
    assert {f">={base}" for base in bases} == {oldest}


def test_what_the_image_copies_is_there_and_in_what_is_sent_to_its_builder() -> None:
    copied = re.search(
        r"^COPY (requirements.*) requirements/$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE
    )
    assert copied is not None
    assert all((TREE / name).is_file() for name in copied[1].split())
    sent = re.findall(
        r"^!(\w[\w.]*)$", (DEPLOY / "Dockerfile.dockerignore").read_text(), re.MULTILINE
    )
    assert all((TREE / name).exists() for name in sent)
    assert {"bot", "retrieval", "seeds", "requirements", "pyproject.toml", "README.md"} <= set(sent)


def test_nobody_runs_it_as_root() -> None:
    last = (DEPLOY / "Dockerfile").read_text().rpartition("FROM ")[2]
    assert re.search(r"^USER 10001$", last, re.MULTILINE)
    for unit in DEPLOY.glob("*.service"):
        assert re.search(r"^User=kaiken$", unit.read_text(), re.MULTILINE)


@pytest.mark.parametrize(
    "file, pattern",
    [
        ("compose.yaml", r"stop_grace_period: (\d+)s"),
        ("kaiken.service", r"TimeoutStopSec=(\d+)"),
        ("kaiken-watch.service", r"TimeoutStopSec=(\d+)"),
    ],
)
def test_stopping_is_given_the_time_that_it_takes(file: str, pattern: str) -> None:
    given = re.search(pattern, (DEPLOY / file).read_text())
    assert given is not None
    assert int(given[1]) > _FINISH_S + AROUND_S


@pytest.mark.parametrize("pod", PODS, ids=lambda path: path.name)
def test_pods_are_given_that_time_too_and_the_user_of_the_image(pod: Path) -> None:
    given = re.search(r"terminationGracePeriodSeconds: (\d+)", pod.read_text())
    assert given is not None
    assert int(given[1]) > _FINISH_S + AROUND_S
    assert "runAsUser: 10001" in pod.read_text()


def test_only_who_needs_the_token_gets_it_and_as_a_file() -> None:
    handed = {one.name for one in DEPLOY.glob("*.service") if "LoadCredential" in one.read_text()}
    assert handed == {"kaiken.service"}
    assert "Environment=KAIKEN_TOKEN_FILE=%d/token" in (DEPLOY / "kaiken.service").read_text()


@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("*.service")), ids=lambda path: path.name)
def test_a_unit_bounds_what_it_may_use(unit: Path) -> None:
    named = set(re.findall(r"^(\w+)=", unit.read_text(), re.MULTILINE))
    assert {"MemoryMax", "TasksMax", "LimitNOFILE"} <= named
