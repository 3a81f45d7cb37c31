"""The wheel, installed where no checkout is in sight."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.setup.settings import SETTINGS

CHECKOUT = Path(__file__).parents[1]
UV = Path(sys.executable).with_name("uv")


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; an error carries what it told.

    Of the settings only the data folder is handed on, which is one of the test's own.
    """
    hidden = {"PYTHONPATH", *(setting.name for setting in SETTINGS.values())} - {"KAIKEN_DATA"}
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in hidden and not name.startswith("COV")
    }
    ran = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, check=False, timeout=60
    )
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built with what is installed."""
    folder = tmp_path_factory.mktemp("dist")
    options = ("--no-build-isolation", "--offline", "--no-cache", "--python", sys.executable)
    run(UV, "build", "--wheel", *options, "--out-dir", folder, CHECKOUT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of another environment that has the wheel, and the libraries of this one."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    options = ("--offline", "--no-cache", "--no-deps", "--python", python)
    run(UV, "pip", "install", *options, wheel, cwd=folder)
    # A path in a .pth file is only added: .pth files within it, the editable one of this checkout
    # among them, are not read.
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return folder / "bin"


def test_the_wheel_carries_all_that_is_no_code(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    carried = {
        path.relative_to(CHECKOUT).as_posix()
        for pattern in (
            *("seeds/*", "bot/rendering/templates/*.j2", "bot/migrations/*.mako"),
            "bot/language/locales/**/*",
        )
        for path in CHECKOUT.glob(pattern)
        if path.is_file()
    }
    assert {"seeds/manifest.toml", "seeds/aliases.toml", "seeds/ATTRIBUTION.md"} <= carried
    assert len([name for name in carried if name.endswith(".txt")]) == 5
    assert {"bot/rendering/templates/answer.txt.j2", "bot/migrations/script.py.mako"} <= carried
    assert carried <= names
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"bot", "retrieval", "seeds"}


def test_installed_elsewhere_it_answers_from_any_folder(elsewhere: Path, tmp_path: Path) -> None:
    said = run(elsewhere / "kaiken", "ask", "South Korea and the Taiwan Strait", cwd=tmp_path)
    assert "peace and stability of the Taiwan Strait are important. ❞" in said
    tried = run(elsewhere / "kaiken", "eval", CHECKOUT / "seeds/questions.jsonl", cwd=tmp_path)
    assert "verbatim         1.000" in tried


def test_installed_elsewhere_it_runs_its_own_code(elsewhere: Path, tmp_path: Path) -> None:
    code = "import bot.process.app, retrieval, seeds; print(bot.__file__, retrieval.__file__)"
    paths = run(elsewhere / "python", "-c", code, cwd=tmp_path).split()
    assert all(Path(path).is_relative_to(elsewhere.parent) for path in paths)
