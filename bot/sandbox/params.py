"""The parameters of one call, read with the types the Bot API documents."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.api_error import bad_request
from bot.sandbox.call_log import Upload

Json = dict[str, Any]


class ParamValue(str):
    """A value as a form or an address has it: a text, or the JSON of what is no text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Params:
    """Values and files by name; a value of the wrong type is refused, a missing one is empty."""

    values: Mapping[str, object]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def _typed(self, name: str, missing: object = None) -> object:
        """The value under a name, of a form the value that it is written for."""
        value = self.values.get(name, missing)
        if not isinstance(value, ParamValue):
            return value
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value

    def text(self, name: str) -> str:
        """Return a string, empty when it was not given."""
        value = self.values.get(name, "")
        if not isinstance(value, str):
            raise bad_request(f'field "{name}" must be of type String')
        try:
            value.encode()
        except UnicodeEncodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
        return value

    def whole(self, name: str) -> int | None:
        """Return a whole number, None when it was not given."""
        value = self._typed(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise bad_request(f'field "{name}" must be a Number')
        return value

    def flag(self, name: str) -> bool:
        """Return whether something was switched on."""
        return self._typed(name) is True

    def tree(self, name: str) -> Json:
        """Return an object, empty when it was not given."""
        value = self._typed(name, {})
        if not isinstance(value, dict):
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object")
        return value

    def rows(self, name: str) -> list[Any]:
        """Return an array, empty when it was not given."""
        value = self._typed(name, [])
        if not isinstance(value, list):
            raise bad_request(f'field "{name}" must be of type Array')
        return value

    def within(self, name: str) -> "Params":
        """Return the members of an object as parameters of their own."""
        return Params(self.tree(name))
