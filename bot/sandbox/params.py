"""The parameters of one call, read as the types that the Bot API documents."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.api_error import bad_request
from bot.sandbox.call_log import Upload

Json = dict[str, Any]


class ParamValue(str):
    """A value from a form or an address: a text, or the JSON of a value that is not a text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Params:
    """Values and files by name; a value of the wrong type is refused, a missing one is empty."""

    values: Mapping[str, object]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def _decode(self, name: str, missing: object = None) -> object:
        """Return the value under a name; one from a form is decoded if it is JSON."""
        value = self.values.get(name, missing)
        if not isinstance(value, ParamValue):
            return value
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value

    def text(self, name: str) -> str:
        """Return a string; empty if it is missing."""
        value = self.values.get(name, "")
        if not isinstance(value, str):
            raise bad_request(f'field "{name}" must be of type String')
        try:
            value.encode()
        except UnicodeEncodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
        return value

    def integer(self, name: str) -> int | None:
        """Return an integer; None if it is missing."""
        value = self._decode(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise bad_request(f'field "{name}" must be a Number')
        return value

    def flag(self, name: str) -> bool:
        """Return a boolean; False if it is missing."""
        return self._decode(name) is True

    def json_object(self, name: str) -> Json:
        """Return a JSON object; empty if it is missing."""
        value = self._decode(name, {})
        if not isinstance(value, dict):
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object")
        return value

    def array(self, name: str) -> list[Any]:
        """Return an array; empty if it is missing."""
        value = self._decode(name, [])
        if not isinstance(value, list):
            raise bad_request(f'field "{name}" must be of type Array')
        return value

    def nested(self, name: str) -> "Params":
        """Return the members of an object as parameters."""
        return Params(self.json_object(name))
