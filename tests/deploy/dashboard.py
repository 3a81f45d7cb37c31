"""The expressions of the Grafana dashboard; run by itself, it prints them as rules."""

from __future__ import annotations

import json
from pathlib import Path

DASHBOARD = Path(__file__).parents[2] / "deploy" / "grafana" / "kaiken.json"


def expressions() -> list[str]:
    """Return the expression of each query, with a time where Grafana inserts one."""
    panels = json.loads(DASHBOARD.read_text("utf-8"))["panels"]
    queries = (query for panel in panels for query in panel.get("targets", ()))
    return [query["expr"].replace("$__rate_interval", "5m") for query in queries]


def main() -> None:
    """Print the expressions as a file of rules; YAML takes JSON."""
    rules = [
        {"record": f"kaiken:dashboard:{number}", "expr": one}
        for number, one in enumerate(expressions())
    ]
    print(json.dumps({"groups": [{"name": "dashboard", "rules": rules}]}))  # noqa: T201 - its purpose


if __name__ == "__main__":
    main()
