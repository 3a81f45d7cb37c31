"""Draws pictures: an SVG in, a PNG out."""

from __future__ import annotations

from importlib.resources import as_file, files


def draw(svg: str, width: int | None = None) -> bytes:
    """Draw an SVG as a PNG, in its own size or `width` pixels wide; no font but ours is used."""
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - only a picture needs it

    with as_file(files("bot.rendering").joinpath("fonts", "kaiken-chart.ttf")) as font:
        return svg_to_bytes(
            svg_string=svg, width=width, font_files=[str(font)], skip_system_fonts=True
        )
