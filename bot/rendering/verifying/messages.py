"""A verification as messages of Telegram."""

from __future__ import annotations

from bot.rendering.render import Renderer
from bot.rendering.split import pack
from bot.rendering.verifying.views import CheckedView, verification_view
from retrieval.model.verification import Verification


def verification_messages(renderer: Renderer, verification: Verification) -> list[str]:
    """Return the messages of a verification, at least one, each within Telegram's limits."""
    view = verification_view(verification)
    blocks = [renderer.page("verified", view=view)]
    for number, checked in enumerate(view.checked, 1):
        place = f"{number}/{len(view.checked)}" if len(view.checked) > 1 else ""
        blocks += _blocks(renderer, checked, place, view.receipt)
    return pack([block for block in blocks if block])


def _blocks(renderer: Renderer, checked: CheckedView, place: str, receipt: str) -> list[str]:
    said = renderer.page("checked", checked=checked, place=place, receipt=receipt)
    shown = [*checked.places, *([checked.now] if checked.now else [])]
    return [
        said,
        *(renderer.page("place", place=one, is_now=one is checked.now) for one in shown),
    ]
