"""Files dropped on the page: kept in a folder, and imported as `kaiken import` does."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from bot.rendering.render import one_line
from bot.sandbox.params import Json
from bot.setup.services import Services
from retrieval.errors import KaikenError, TooLargeError, UnreadablePageError
from retrieval.processes import count_cores
from retrieval.sources.files.discovery import find_saved, size_of
from retrieval.sources.files.importer import Imported, ImportOptions, ImportProgress, import_saved
from retrieval.sources.files.members import PACKED_ENDINGS, check_ending
from retrieval.sources.files.readers import LARGEST_FILE

_log = logging.getLogger(__name__)

LARGEST_ARCHIVE = 256 * 1024 * 1024
# What all files of one drop may have together.
_MOST_BYTES = 1024 * 1024 * 1024
_MOST_FILES = 20_000
_MOST_REFUSALS_SHOWN = 200
# A file system takes no longer names, and no page has deeper folders.
_LONGEST_PART = 255
_DEEPEST = 32


class OddNameError(UnreadablePageError):
    """A name by which a file cannot be kept."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "no file can be kept by that name")


class OverfullDropError(UnreadablePageError):
    """One file too many, or too many bytes, for one drop."""

    def __init__(self, name: str) -> None:
        most = f"{_MOST_FILES:,} files and {_MOST_BYTES // 1024**2:,} MiB"
        super().__init__(name, f"at most {most} are taken at a time")


@dataclass(slots=True)
class Drop:
    """The files of one drop: how many came, how many bytes they have, and which were refused."""

    folder: Path
    files: int = 0
    size: int = 0
    refused: list[Json] = field(default_factory=list)
    outcomes: dict[str, int] = field(default_factory=dict)

    async def take(self, name: str, size: int, chunks: AsyncIterator[bytes]) -> None:
        """Keep a file of a stated size; what can be no saved page and no archive is refused."""
        self.files += 1
        try:
            path = self.folder / _checked_path(name)
            most = LARGEST_ARCHIVE if name.lower().endswith(PACKED_ENDINGS) else LARGEST_FILE
            if self.files > _MOST_FILES:
                raise OverfullDropError(name)
            if size > most:
                raise TooLargeError(name, most)
            await self._write(path, name, chunks, most)
        except UnreadablePageError as fault:
            self.refuse(name, fault.reason)
        except OSError as cause:
            _log.warning("a dropped file was not kept: %s", cause.strerror)
            self.refuse(name, OddNameError(name).reason)

    async def _write(self, path: Path, name: str, chunks: AsyncIterator[bytes], most: int) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            size = 0
            async for chunk in chunks:
                size += len(chunk)
                if size > most or self.size + size > _MOST_BYTES:
                    # Half a page must not be read as one.
                    await asyncio.to_thread(path.unlink)
                    raise TooLargeError(name, most) if size > most else OverfullDropError(name)
                file.write(chunk)
        self.size += size

    def refuse(self, name: str, reason: str) -> None:
        """Note that a file is not put on record, and why."""
        self.outcomes["refused"] = self.outcomes.get("refused", 0) + 1
        if len(self.refused) < _MOST_REFUSALS_SHOWN:
            self.refused.append({"name": one_line(name), "reason": one_line(reason)})

    def add(self, progress: ImportProgress) -> None:
        """Count the results of a batch."""
        for result in progress.results:
            if isinstance(result, Imported):
                name = result.outcome.value
                self.outcomes[name] = self.outcomes.get(name, 0) + 1
            else:
                self.refuse(_shown_name(self.folder, result.name), result.reason)

    def as_json(self, done: int, size: int, *, is_over: bool) -> Json:
        """Return how far it is: bytes done, and of how many."""
        return {
            "done": done,
            "size": size,
            "outcomes": self.outcomes,
            "refused": self.refused,
            "is_over": is_over,
        }


class Shelf:
    """Takes drops, one after the other, and puts them on the record of the page."""

    def __init__(self, services: Services, folder: Path, tell: Callable[[str, Json], None]) -> None:
        self._services = services
        self._folder = folder
        self._tell = tell
        self._drops: dict[int, Drop] = {}
        self._made = 0
        self._one_at_a_time = asyncio.Lock()

    def open_drop(self) -> int:
        """Begin a drop; return its number."""
        self._made += 1
        folder = self._folder / f"drop-{self._made}"
        folder.mkdir(parents=True)
        self._drops[self._made] = Drop(folder)
        return self._made

    def drop(self, number: int) -> Drop | None:
        """Return a drop that is not imported yet."""
        return self._drops.get(number)

    async def import_drop(self, number: int) -> None:
        """Put the files of a drop on record, telling how far it is; then delete them."""
        drop = self._drops.pop(number)
        async with self._one_at_a_time:
            size = await asyncio.to_thread(size_of, [drop.folder])
            services = self._services
            options = ImportOptions(services.now().date())
            self._tell("import", drop.as_json(0, size, is_over=False))
            try:
                async for progress in import_saved(
                    services.database,
                    find_saved([drop.folder]),
                    options,
                    processes=count_cores(),
                    now=services.now,
                ):
                    drop.add(progress)
                    self._tell("import", drop.as_json(progress.position, size, is_over=False))
                await services.record.catch_up()
            except KaikenError as fault:
                drop.refuse("", str(fault))
            except Exception:  # noqa: BLE001 - the outermost edge: the page goes on
                _log.exception("an import failed")
                drop.refuse("", "the import failed; the log says why")
            finally:
                await asyncio.to_thread(shutil.rmtree, drop.folder, ignore_errors=True)
                self._tell("import", drop.as_json(size, size, is_over=True))


def _checked_path(name: str) -> PurePosixPath:
    """Return the path of a dropped file within its folder.

    Raises:
        OddNameError: it would lead elsewhere, or no file can have it.
        ForeignFileError: it is neither a saved page nor an archive, by its name.
    """
    parts = name.split("/")
    is_odd = (
        len(parts) > _DEEPEST
        or any(part in ("", ".", "..") for part in parts)
        or any(len(part.encode("utf-8", "replace")) > _LONGEST_PART for part in parts)
        or any(sign < " " or sign == "\x7f" or "\ud800" <= sign <= "\udfff" for sign in name)
        or "\\" in name
    )
    if is_odd:
        raise OddNameError(name)
    if not name.lower().endswith(PACKED_ENDINGS):
        check_ending(name, name)
    return PurePosixPath(*parts)


def _shown_name(folder: Path, name: str) -> str:
    return name.removeprefix(f"{folder}/")
