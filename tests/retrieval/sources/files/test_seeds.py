"""The seeds of the package, and what happens when their files are damaged."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from retrieval.errors import UnreadableManifestError
from retrieval.sources.files.seeds import MANIFEST, Loaded, find_seeds

NAMES = {
    "mofa-kaiken24e_000077",
    "mofa-kaiken22e_000059",
    "mofa-kaiken24e_000136",
    "mofa-press6e_000363",
    "mofa-page6e_000266",
}
HURT = "kaiken24e_000136.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a copy of the seeds that a test may damage."""
    for seed in files("seeds").iterdir():
        if seed.name.endswith((".txt", ".toml")):
            (tmp_path / seed.name).write_bytes(seed.read_bytes())
    return tmp_path


def change_manifest(folder: Path, old: str, new: str) -> None:
    manifest = (folder / MANIFEST).read_text("utf-8")
    assert old in manifest
    (folder / MANIFEST).write_text(manifest.replace(old, new, 1), "utf-8")


def load(folder: Path) -> Loaded:
    return find_seeds(folder).read()


def reason_of_the_only_fault(folder: Path, name: str = HURT) -> str:
    loaded = load(folder)
    (fault,) = loaded.faults
    stem = name.removesuffix(".txt")
    assert {one.release.id for one in loaded.readings} == NAMES - {f"mofa-{stem}"}
    return fault.reason


def test_five_releases_load_from_the_package() -> None:
    loaded = find_seeds().read()
    assert {one.release.id for one in loaded.readings} == NAMES
    assert len(loaded.readings) == 5
    assert loaded.faults == ()


def test_the_text_of_a_release_is_its_file_character_for_character(folder: Path) -> None:
    for reading in load(folder).readings:
        release = reading.release
        name = release.id.removeprefix("mofa-") + ".txt"
        assert release.text.encode() == (folder / name).read_bytes()
        assert release.url.endswith(name.replace(".txt", ".html"))


def test_a_changed_byte_is_a_fault_and_the_others_load(folder: Path) -> None:
    page = (folder / HURT).read_bytes()
    (folder / HURT).write_bytes(page.replace(b"Ukraine", b"ukraine", 1))
    assert "checksum" in reason_of_the_only_fault(folder)
    assert load(folder).faults[0].page == HURT


def test_a_missing_file_is_a_fault_and_the_others_load(folder: Path) -> None:
    (folder / HURT).unlink()
    assert "No such file" in reason_of_the_only_fault(folder)
    assert load(folder).faults[0].page == HURT


def test_a_folder_in_place_of_a_file_is_a_fault_and_the_others_load(folder: Path) -> None:
    (folder / HURT).unlink()
    (folder / HURT).mkdir()
    assert "directory" in reason_of_the_only_fault(folder)


def test_a_file_that_is_not_utf_8_is_a_fault_and_the_others_load(folder: Path) -> None:
    (folder / HURT).write_bytes(b"Press Conferences \xff")
    assert "utf-8" in reason_of_the_only_fault(folder)


def test_an_unknown_kind_is_a_fault_and_the_others_load(folder: Path) -> None:
    name = "page6e_000266.txt"
    change_manifest(folder, 'kind = "readout"', 'kind = "rumour"')
    assert "rumour" in reason_of_the_only_fault(folder, name)
    assert load(folder).faults[0].page == name


def test_an_unknown_source_is_a_fault_and_the_others_load(folder: Path) -> None:
    change_manifest(folder, 'source = "mofa"', 'source = "nobody"')
    assert "nobody" in reason_of_the_only_fault(folder, "kaiken24e_000077.txt")


def test_a_missing_manifest_is_named(folder: Path) -> None:
    (folder / MANIFEST).unlink()
    with pytest.raises(UnreadableManifestError, match=r"^manifest\.toml: .*No such file"):
        load(folder)


@pytest.mark.parametrize(
    "manifest",
    [
        b"[[release]",
        b"release = \xff",
        b"",
        b'release = "all"',
        b"release = [1, 2]",
        b'[[release]]\nfile = "a.txt"\nsource = "mofa"\nkind = "release"\nurl = "x"\n',
        b'[[release]]\nfile = 1\nsource = "mofa"\nkind = "release"\nurl = "x"\nsha256 = "y"\n',
    ],
    ids=["broken", "not utf-8", "empty", "a text", "numbers", "no checksum", "file is no text"],
)
def test_a_manifest_that_is_no_list_of_releases_is_named(folder: Path, manifest: bytes) -> None:
    (folder / MANIFEST).write_bytes(manifest)
    with pytest.raises(UnreadableManifestError) as caught:
        load(folder)
    assert caught.value.path == MANIFEST
    assert caught.value.reason
    assert str(caught.value) == f"{MANIFEST}: {caught.value.reason}"


def test_a_folder_that_is_not_there_has_no_manifest(tmp_path: Path) -> None:
    with pytest.raises(UnreadableManifestError):
        load(tmp_path / "nowhere")


def test_every_damaged_seed_is_a_fault_of_its_own(folder: Path) -> None:
    shutil.copy(folder / "press6e_000363.txt", folder / HURT)
    (folder / "page6e_000266.txt").write_bytes(b"")
    assert {fault.page for fault in load(folder).faults} == {HURT, "page6e_000266.txt"}
