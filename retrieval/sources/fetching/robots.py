"""Which pages the robots.txt of a site allows to be read (RFC 9309); it is fetched once a day."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

# RFC 9309: at least 500 KiB have to be read (2.5), and it is kept for at most a day (2.4).
LARGEST_ROBOTS = 500 * 1024
MAX_AGE_S = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host, and when they were read, in seconds of the caller's clock."""

    rules: Protego
    read_at: float

    @classmethod
    def parse(cls, data: bytes, read_at: float) -> Robots:
        """Read the rules of a robots.txt; an empty one allows everything."""
        if len(data) >= LARGEST_ROBOTS:
            data = data[: data.rfind(b"\n") + 1]  # half a rule could mean something else
        return cls(Protego.parse(data.decode("utf-8-sig", "replace")), read_at)

    def is_stale(self, now: float) -> bool:
        """Tell whether the rules have to be read again."""
        return now - self.read_at >= MAX_AGE_S

    def allows(self, url: str, agent: str) -> bool:
        """Tell whether an address may be read."""
        return bool(self.rules.can_fetch(url, _product_token(agent)))

    def gap_s(self, agent: str) -> float:
        """Return the pause in seconds that the site wants between two requests; 0 without one."""
        return float(self.rules.crawl_delay(_product_token(agent)) or 0.0)


def _product_token(agent: str) -> str:
    """Return the product token of rules (RFC 9309, 2.2.1): "Kaiken" of "Kaiken/1 (+x)"."""
    return agent.partition("/")[0].strip()
