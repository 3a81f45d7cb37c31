"""One call to the Bot API and its answer, over any transport."""

import json
from collections.abc import Mapping

from bot.sandbox.api_error import ApiError
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.call_log import Upload


async def exchange(
    api: BotApi,
    address: str,
    name: str,
    values: Mapping[str, object],
    files: Mapping[str, Upload],
) -> tuple[int, bytes]:
    """Call the method `name`; return status and body. `address` ends with `/bot` and the token."""
    try:
        _check_token(api, address)
        if name.lower() == "getupdates":
            result = await api.poll(values)
        else:
            result = api.call(name, values, files)
    except ApiError as error:
        return error.as_answer()
    return 200, json.dumps({"ok": True, "result": result}).encode()


def _check_token(api: BotApi, address: str) -> None:
    token = address.rpartition("/bot")[2]
    if token == api.token:
        return
    if ":" not in token:
        raise ApiError(404, "Not Found")
    raise ApiError(401, "Unauthorized")
