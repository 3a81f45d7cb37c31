"""The seeds: the releases that every record starts with; they are part of the package."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Container, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.errors import UnreadableManifestError, UnreadablePageError
from retrieval.model.release import ReleaseKind
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read
from retrieval.sources.files.keys import reading_key

MANIFEST = "manifest.toml"
_KEYS = ("file", "source", "kind", "url", "sha256")


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed that is intact: what the manifest says about it, its text and its key."""

    source: str
    page: Page
    key: bytes

    def read(self) -> Reading:
        """Read the release in it.

        Raises:
            UnreadablePageError: it cannot be read.
        """
        release = read(self.source, self.page)
        return Reading(release, digest_words(release), self.key)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The releases that could be read, and for each of the others what was wrong with it."""

    readings: tuple[Reading, ...]
    faults: tuple[UnreadablePageError, ...]


@dataclass(frozen=True, slots=True)
class Seeds:
    """The seeds that are intact, and for each of the others what is wrong with it."""

    intact: tuple[Seed, ...]
    faults: tuple[UnreadablePageError, ...]

    def read(self, known: Container[bytes] = frozenset()) -> Loaded:
        """Read the seeds, except those whose key is known."""
        readings, faults = [], list(self.faults)
        for seed in self.intact:
            if seed.key in known:
                continue
            try:
                readings.append(seed.read())
            except UnreadablePageError as fault:
                faults.append(fault)
        return Loaded(tuple(readings), tuple(faults))


def find_seeds(folder: Traversable | None = None) -> Seeds:
    """Find the seeds that the manifest of a folder names; by default those of the package.

    A damaged file becomes a fault with its name and reason; the others are found.

    Raises:
        UnreadableManifestError: there is no manifest, or it is no list of releases.
    """
    folder = files("seeds") if folder is None else folder
    intact, faults = [], []
    for entry in _entries(folder):
        try:
            intact.append(_seed(folder, entry))
        except UnreadablePageError as fault:
            faults.append(fault)
    return Seeds(tuple(intact), tuple(faults))


def _entries(folder: Traversable) -> list[Mapping[str, str]]:
    try:
        manifest = tomllib.loads(folder.joinpath(MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as cause:
        raise UnreadableManifestError(MANIFEST, str(cause)) from cause
    entries = manifest.get("release")
    if not isinstance(entries, list) or not all(_is_entry(entry) for entry in entries):
        keys = ", ".join(_KEYS)
        raise UnreadableManifestError(MANIFEST, f"each [[release]] needs the texts {keys}")
    return entries


def _is_entry(entry: object) -> bool:
    return isinstance(entry, dict) and all(isinstance(entry.get(key), str) for key in _KEYS)


def _seed(folder: Traversable, entry: Mapping[str, str]) -> Seed:
    name, source, url = entry["file"], entry["source"], entry["url"]
    try:
        data = folder.joinpath(name).read_bytes()
        text = data.decode("utf-8")
        kind = ReleaseKind(entry["kind"])
    except (OSError, ValueError) as cause:
        raise UnreadablePageError(name, str(cause)) from cause
    if hashlib.sha256(data).hexdigest() != entry["sha256"]:
        raise UnreadablePageError(name, "damaged: its checksum is not that of the manifest")
    page = Page(name.removesuffix(".txt"), url, text, kind)
    return Seed(source, page, reading_key(name, data, source, url, kind))
