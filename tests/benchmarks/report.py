"""Writes figures into docs/benchmarks.md, and plots beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
_SIZE = (7.5, 5.0)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown: names aligned left, figures aligned right."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write_section(name: str, text: str) -> None:
    """Replace the text between the marks of a section."""
    path = DOCS / "benchmarks.md"
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, rest = path.read_text("utf-8").split(begin)
    _, after = rest.split(end)
    path.write_text(f"{before}{begin}\n{text}\n{end}{after}", "utf-8")
    print(re.sub(r"\n\n!\[.*", "", text))


def draw(name: str, axis: str, lines: Mapping[str, Sequence[tuple[float, float]]]) -> None:
    """Draw lines over the number of passages, with both axes logarithmic."""
    import matplotlib as mpl

    mpl.use("svg")
    # The same figures give the same file.
    mpl.rcParams.update({"svg.hashsalt": name, "font.size": 10})
    from matplotlib import pyplot as plt
    from matplotlib.ticker import FuncFormatter, NullFormatter

    figure, axes = plt.subplots(figsize=_SIZE, layout="constrained")
    for at, (label, points) in enumerate(lines.items()):
        is_ours = label.startswith("Kaiken")
        axes.plot(
            *zip(*points, strict=True),
            label=label,
            marker="osD^vP*X"[at % 8],
            linewidth=2.5 if is_ours else 1.2,
            linestyle="-" if is_ours else "--",
        )
    axes.set(xscale="log", yscale="log", xlabel="passages", ylabel=axis)
    sizes = sorted({size for points in lines.values() for size, _ in points})
    axes.set_xticks(sizes, [f"{size:,.0f}" for size in sizes])
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8, loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    figure.savefig(DOCS / f"benchmarks-{name}.svg", metadata={"Date": None})
    plt.close(figure)
