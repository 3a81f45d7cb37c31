"""The seeds: the releases that every record starts with, carried by the package itself."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from retrieval.errors import UnreadableManifestError, UnreadablePageError
from retrieval.model import Release, ReleaseKind
from retrieval.parsing.page import Page
from retrieval.parsing.registry import read

MANIFEST = "manifest.toml"
_KEYS = ("file", "source", "kind", "url", "sha256")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The releases that could be read, and for each of the others what was wrong with it."""

    releases: tuple[Release, ...]
    faults: tuple[UnreadablePageError, ...]


def load_seeds(folder: Traversable | None = None) -> Loaded:
    """Read the releases that a folder's manifest names; by default the seeds of the package.

    A damaged file is a fault with its name and reason; the others load.

    Raises:
        UnreadableManifestError: there is no manifest, or it is no list of releases.
    """
    folder = files("seeds") if folder is None else folder
    releases, faults = [], []
    for entry in _entries(folder):
        try:
            releases.append(_load(folder, entry))
        except UnreadablePageError as fault:
            faults.append(fault)
    return Loaded(tuple(releases), tuple(faults))


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


def _load(folder: Traversable, entry: Mapping[str, str]) -> Release:
    name = entry["file"]
    try:
        data = folder.joinpath(name).read_bytes()
        text = data.decode("utf-8")
        kind = ReleaseKind(entry["kind"])
    except (OSError, ValueError) as cause:
        raise UnreadablePageError(name, str(cause)) from cause
    if hashlib.sha256(data).hexdigest() != entry["sha256"]:
        raise UnreadablePageError(name, "damaged: its checksum is not that of the manifest")
    stem = name.removesuffix(".txt")
    return read(entry["source"], Page(stem, entry["url"], text, kind))
