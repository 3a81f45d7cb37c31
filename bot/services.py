"""What commands and handlers work with, opened once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from bot.rendering.render import Renderer
from retrieval.answering import Answerer
from retrieval.errors import UnknownReleaseError, UnreadablePageError
from retrieval.index.okapi import OkapiEngine
from retrieval.index.passages import passages
from retrieval.model import Release
from retrieval.query.aliases import explained, make_aliases, reviewed
from retrieval.sources.seeds import Loaded, load_seeds


@dataclass(frozen=True, slots=True)
class Services:
    """The record, the answerer over it, the renderer, and the clock."""

    releases: Mapping[str, Release]
    faults: tuple[UnreadablePageError, ...]
    answerer: Answerer
    renderer: Renderer
    now: Callable[[], datetime]

    def release(self, release_id: str) -> Release:
        """The release of that id.

        Raises:
            UnknownReleaseError: there is none.
        """
        found = self.releases.get(release_id)
        if found is None:
            raise UnknownReleaseError(release_id, tuple(self.releases))
        return found


def open_services(
    loaded: Loaded | None = None, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Services:
    """Services over the releases given, by default the seeds.

    Raises:
        UnreadableManifestError: the seeds have no readable manifest.
    """
    loaded = load_seeds() if loaded is None else loaded
    releases = loaded.releases
    engine = OkapiEngine([passage for release in releases for passage in passages(release)])
    learned = (names for release in releases for names in explained(release.text))
    return Services(
        releases=MappingProxyType({release.id: release for release in releases}),
        faults=loaded.faults,
        answerer=Answerer(releases, engine, make_aliases([*reviewed(), *learned])),
        renderer=Renderer(),
        now=now,
    )
