"""The one error of the sandbox: an answer of Telegram that is not ok."""

import json
from collections.abc import Mapping


class ApiError(Exception):
    """A refusal as Telegram words it: HTTP code, description and response parameters."""

    def __init__(
        self, code: int, description: str, parameters: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(code, description, parameters)
        self.code = code
        self.description = description
        self.parameters: dict[str, int] = dict(parameters or {})

    def as_json(self) -> dict[str, object]:
        """Return the body of the answer, as the Bot API documents it under "Making requests"."""
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body

    def as_answer(self) -> tuple[int, bytes]:
        """Return status and body of the answer."""
        return self.code, json.dumps(self.as_json()).encode()


def bad_request(reason: str) -> ApiError:
    """Return the 400 that gives this reason."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """Return the 403 that gives this reason."""
    return ApiError(403, f"Forbidden: {reason}")
