"""The one error of the sandbox: an answer in which Telegram refuses a call."""

import json
from collections.abc import Mapping


class ApiError(Exception):
    """A refusal in Telegram's words: HTTP code, description and response parameters."""

    def __init__(
        self, code: int, description: str, parameters: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(code, description, parameters)
        self.code = code
        self.description = description
        self.parameters: dict[str, int] = dict(parameters or {})

    def as_json(self) -> dict[str, object]:
        """Return the body of the answer (Bot API, "Making requests")."""
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body

    def as_answer(self) -> tuple[int, bytes]:
        """Return the HTTP status and the body of the answer."""
        return self.code, json.dumps(self.as_json()).encode()


def bad_request(reason: str) -> ApiError:
    """Return an error 400 with this reason."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """Return an error 403 with this reason."""
    return ApiError(403, f"Forbidden: {reason}")
