"""The methods by which updates reach the bot."""

import re

from bot.sandbox.api_error import ApiError, bad_request
from bot.sandbox.memory.state import Methods, Played, SandboxState, Webhook
from bot.sandbox.memory.update_queue import MOST_A_CALL
from bot.sandbox.params import Params

USUAL_CONNECTIONS = 40
MOST_CONNECTIONS = 100
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


def get_updates(state: SandboxState, params: Params) -> Played:
    """Return what waits; the offset acknowledges all below it. Never waits itself."""
    if state.webhook:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    state.updates.acknowledge(params.whole("offset") or 0)
    _allow(state, params)
    limit = min(max(params.whole("limit") or MOST_A_CALL, 1), MOST_A_CALL)
    return Played(state.updates.give(limit))


def set_webhook(state: SandboxState, params: Params) -> Played:
    """Have updates posted to an address; only a `Server` does it, else it is a setting."""
    url = params.text("url")
    if url and not url.startswith(("https://", "http://") if state.local else "https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = params.text("secret_token")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _drop(state, params)
    _allow(state, params)
    most = min(max(params.whole("max_connections") or USUAL_CONNECTIONS, 1), MOST_CONNECTIONS)
    state.webhook = Webhook(url, secret, most) if url else None
    state.webhook_error = {}
    return Played()


def delete_webhook(state: SandboxState, params: Params) -> Played:
    """Go back to getUpdates."""
    _drop(state, params)
    state.webhook = None
    return Played()


def get_webhook_info(state: SandboxState, _params: Params) -> Played:
    """Say where updates go and how many wait."""
    hook = state.webhook
    return Played(
        {
            "url": hook.url if hook else "",
            **({"max_connections": hook.most} if hook else {}),
            **state.webhook_error,
            "has_custom_certificate": False,
            "pending_update_count": len(state.updates.pending),
            "allowed_updates": list(state.updates.allowed),
        }
    )


def _allow(state: SandboxState, params: Params) -> None:
    if "allowed_updates" in params.values:
        state.updates.allow(params.rows("allowed_updates"))


def _drop(state: SandboxState, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        state.updates.drop()


METHODS: Methods = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
