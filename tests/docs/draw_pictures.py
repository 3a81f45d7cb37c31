"""Draws the pictures of the docs: the timeline of a topic, as a light and a dark chat show it.

Run by `make pictures`; it draws them from the seeds.
"""

from __future__ import annotations

import asyncio
import tempfile
from base64 import b64encode
from pathlib import Path
from string import Template

from bot.rendering.surveys.picture import draw
from bot.rendering.surveys.timeline_views import draw_picture
from bot.setup.environment import read_settings
from bot.setup.services import open_services
from retrieval.answering.surveys.timeline import draw_up_timeline

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
TOPIC = "North Korea"
# The ground of a chat, and of a message in it.
THEMES = {"light": ("#c9dbe8", "#ffffff"), "dark": ("#0e1621", "#182533")}
WIDTH = 480
CHAT = Template(
    '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1200" viewBox="0 0 1200 1200">'
    '<rect width="1200" height="1200" fill="$chat"/>'
    '<rect x="48" y="48" width="1104" height="1104" rx="32" fill="$message"/>'
    '<image x="60" y="60" width="1080" height="1080" href="data:image/png;base64,$picture"/></svg>'
)


async def main() -> None:
    """Draw each picture anew."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_services(read_settings({"KAIKEN_DATA": folder})) as services:
            timeline = await draw_up_timeline(TOPIC, services.now(), services.record)
            if timeline is None:
                raise LookupError(f"nothing on record about {TOPIC}")
            picture = b64encode(draw_picture(services.renderer, timeline)).decode()
    for theme, (chat, message) in THEMES.items():
        svg = CHAT.substitute(chat=chat, message=message, picture=picture)
        (FOLDER / f"timeline-{theme}.png").write_bytes(draw(svg, WIDTH))


if __name__ == "__main__":
    asyncio.run(main())
