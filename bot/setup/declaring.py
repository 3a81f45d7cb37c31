"""What a setting is, and how one is declared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.setup.readers import Read, Value
from retrieval.errors import KaikenError


class SettingsError(KaikenError):
    """Settings are missing or wrong; all faults are named together, each with an example."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Secret:
    """A text that shows itself in no log, error or representation."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the text itself, for the one place that needs it."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its name, type, explanation, default, an example, how it is read.

    `otherwise` says what holds if it is not set. `read` raises ValueError, with what is wrong, on
    an unusable value. The value of a secret is shown nowhere, and may stand in a file.
    """

    name: str
    kind: str
    meaning: str
    otherwise: str
    example: str
    read: Read[Any]
    is_secret: bool

    @property
    def file_name(self) -> str:
        """The variable that names a file with the value, if the setting is a secret."""
        return f"{self.name}_FILE"


def declare(  # noqa: PLR0913, PLR0917 - each setting is written once, here
    name: str,
    kind: str,
    meaning: str,
    otherwise: str,
    example: str,
    read: Read[Value],
    default: Callable[[], Value] = lambda: None,  # type: ignore[assignment,return-value]
    *,
    is_secret: bool = False,
) -> Value:
    """Make a field of `Settings`."""
    described = Setting(name, kind, meaning, otherwise, example, read, is_secret)
    return field(default_factory=default, metadata={Setting: described})
