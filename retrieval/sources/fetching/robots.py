"""What a site's robots.txt lets be read (RFC 9309), asked for once a day."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

# RFC 9309: at least 500 KiB of it have to be read (2.5), and no longer than a day kept (2.4).
LARGEST_ROBOTS = 500 * 1024
KEPT_S = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host, and when they were read."""

    rules: Protego
    read_at: float

    @classmethod
    def of(cls, data: bytes, read_at: float) -> Robots:
        """The rules in a robots.txt; an empty one allows everything."""
        if len(data) >= LARGEST_ROBOTS:
            data = data[: data.rfind(b"\n") + 1]  # half a rule would be another rule
        return cls(Protego.parse(data.decode("utf-8-sig", "replace")), read_at)

    def is_stale(self, now: float) -> bool:
        """Whether the rules have to be read again."""
        return now - self.read_at >= KEPT_S

    def allow(self, url: str, agent: str) -> bool:
        """Whether the address may be read."""
        return bool(self.rules.can_fetch(url, _name(agent)))

    def gap_s(self, agent: str) -> float:
        """The pause in seconds that the site wants between two requests; 0 where it names none."""
        return float(self.rules.crawl_delay(_name(agent)) or 0.0)


def _name(agent: str) -> str:
    """The product token that rules are given for (RFC 9309, 2.2.1): "Kaiken" of "Kaiken/1 (+x)"."""
    return agent.partition("/")[0].strip()
