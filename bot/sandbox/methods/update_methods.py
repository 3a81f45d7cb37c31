"""The methods by which updates reach the bot."""

from bot.sandbox.api_error import ApiError, bad_request
from bot.sandbox.memory.state import MethodResult, Methods, SandboxState, Webhook
from bot.sandbox.memory.update_queue import MAX_UPDATES_PER_CALL
from bot.sandbox.params import Params
from retrieval.patterns import regex

DEFAULT_CONNECTIONS = 40
MAX_CONNECTIONS = 100
_SECRET = regex(r"[A-Za-z0-9_-]{0,256}")


def get_updates(state: SandboxState, params: Params) -> MethodResult:
    """Return the updates that wait, without waiting; the offset acknowledges all below it."""
    if state.webhook:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    state.updates.acknowledge(params.integer("offset") or 0)
    _allow(state, params)
    limit = min(max(params.integer("limit") or MAX_UPDATES_PER_CALL, 1), MAX_UPDATES_PER_CALL)
    return MethodResult(state.updates.next_batch(limit))


def set_webhook(state: SandboxState, params: Params) -> MethodResult:
    """Set the address that updates are posted to; only a `Server` posts to it."""
    url = params.text("url")
    if url and not url.startswith(("https://", "http://") if state.local else "https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = params.text("secret_token")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _drop(state, params)
    _allow(state, params)
    connections = min(
        max(params.integer("max_connections") or DEFAULT_CONNECTIONS, 1), MAX_CONNECTIONS
    )
    state.webhook = Webhook(url, secret, connections) if url else None
    state.webhook_error = {}
    return MethodResult()


def delete_webhook(state: SandboxState, params: Params) -> MethodResult:
    """Go back to getUpdates."""
    _drop(state, params)
    state.webhook = None
    return MethodResult()


def get_webhook_info(state: SandboxState, _params: Params) -> MethodResult:
    """Describe the webhook, and how many updates wait."""
    hook = state.webhook
    return MethodResult(
        {
            "url": hook.url if hook else "",
            **({"max_connections": hook.max_connections} if hook else {}),
            **state.webhook_error,
            "has_custom_certificate": False,
            "pending_update_count": len(state.updates.pending),
            "allowed_updates": list(state.updates.allowed),
        }
    )


def _allow(state: SandboxState, params: Params) -> None:
    if "allowed_updates" in params.values:
        state.updates.allow(params.array("allowed_updates"))


def _drop(state: SandboxState, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        state.updates.clear()


METHODS: Methods = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
