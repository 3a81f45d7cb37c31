"""A robots.txt is read as RFC 9309 says, also if it is badly written."""

import pytest

from retrieval.sources.fetching.politeness import GAP_S, Politeness
from retrieval.sources.fetching.robots import LARGEST_ROBOTS, Robots

AGENT = "Kaiken/0.1 (+https://example.org/bot; googlebot)"
SITE = "https://www.example.jp"

# The file, a path, and whether it may be read.
RULES: dict[str, tuple[str, str, bool]] = {
    "nothing": ("", "/a", True),
    "all": ("User-agent: *\nDisallow: /", "/a", False),
    "robots.txt itself": ("User-agent: *\nDisallow: /", "/robots.txt", True),
    "an empty rule": ("User-agent: *\nDisallow:", "/a", True),
    "ours, whatever its case": ("User-agent: KAIKEN\nDisallow: /a", "/a", False),
    "another's": ("User-agent: googlebot\nDisallow: /", "/a", True),
    "ours before everybody's": (
        "User-agent: *\nDisallow: /\n\nUser-agent: kaiken\nDisallow: /b",
        "/a",
        True,
    ),
    "two groups of ours are one": (
        "User-agent: kaiken\nDisallow: /a\nUser-agent: x\nAllow: /\nUser-agent: kaiken\nAllow: /c",
        "/a",
        False,
    ),
    "a group of two": ("User-agent: x\nUser-agent: kaiken\nDisallow: /a", "/a", False),
    "the longest rule": ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
    "the longest rule, first": ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/b/c", True),
    "as long: allowed": ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
    "a star": ("User-agent: *\nDisallow: /*.pdf", "/x/y.pdf?z", False),
    "an end": ("User-agent: *\nDisallow: /a$", "/ab", True),
    "an end that is one": ("User-agent: *\nDisallow: /a$", "/a", False),
    "a path's case": ("User-agent: *\nDisallow: /A", "/a", True),
    "escapes": ("User-agent: *\nDisallow: /a%3cd.html", "/a%3Cd.html", False),
    "another alphabet": ("User-agent: *\nDisallow: /外務", "/%E5%A4%96%E5%8B%99", False),
    "a comment": ("User-agent: * # all\nDisallow: /a # this", "/a", False),
    "a byte order mark": ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
    "line ends of Windows": ("User-agent: *\r\nDisallow: /a\r\n", "/a", False),
    "line ends of old Macs": ("User-agent: *\rDisallow: /a\r", "/a", False),
    "a sitemap in between": (
        "User-agent: *\nSitemap: https://x.jp/s.xml\nDisallow: /a",
        "/a",
        False,
    ),
    "a page instead": ("<html><p>User-agent: *</p>\n<p>Disallow: /</p></html>", "/a", True),
    "rules of nobody": ("Disallow: /a", "/a", True),
    "a query": ("User-agent: *\nDisallow: /*?", "/a?b", False),
}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_says_what_may_be_read(name: str) -> None:
    text, path, may = RULES[name]
    assert Robots.parse(text.encode(), 0.0).allows(SITE + path, AGENT) is may


def test_a_rule_in_another_encoding_spoils_no_other() -> None:
    robots = Robots.parse("User-agent: *\nDisallow: /é\nDisallow: /a".encode("latin-1"), 0.0)
    assert not robots.allows(f"{SITE}/a", AGENT)


def test_rules_are_read_again_after_a_day() -> None:
    robots = Robots.parse(b"", 100.0)
    assert not robots.is_stale(100.0 + 24 * 3600 - 1)
    assert robots.is_stale(100.0 + 24 * 3600)


def test_half_a_rule_at_the_end_of_what_was_read_is_none() -> None:
    start = b"User-agent: *\nDisallow: /secret\n"
    filler = b"#" * (LARGEST_ROBOTS - len(start) - len(b"\nDisallow: /pu")) + b"\n"
    robots = Robots.parse((start + filler + b"Disallow: /public/old\n")[:LARGEST_ROBOTS], 0.0)
    assert not robots.allows(f"{SITE}/secret", AGENT)
    assert robots.allows(f"{SITE}/public/new", AGENT)


@pytest.mark.parametrize(
    "delay, gap_s",
    [("10", 10.0), ("0.5", 0.5), ("-3", 0.0), ("nan", 0.0), ("inf", 0.0), ("soon", 0.0), ("", 0.0)],
)
def test_a_pause_is_a_number_of_seconds_or_none(delay: str, gap_s: float) -> None:
    assert Robots.parse(f"User-agent: *\nCrawl-delay: {delay}".encode(), 0.0).gap_s(AGENT) == gap_s


@pytest.mark.parametrize(
    "gap_s, waits_s",
    [(0.0, GAP_S), (GAP_S, GAP_S), (10.0, 10.0), (600.0, 600.0), (601.0, 600.0), (1e9, 600.0)],
)
def test_a_site_gets_the_pause_that_it_wants_up_to_ten_minutes(
    gap_s: float, waits_s: float
) -> None:
    politeness = Politeness()
    assert politeness.wait_s("a", 100.0, gap_s) == 0.0
    politeness.ended("a", 100.0)
    assert politeness.wait_s("a", 100.0, gap_s) == waits_s
    assert politeness.wait_s("a", 100.0 + waits_s, gap_s) == 0.0
    assert politeness.wait_s("b", 100.0, gap_s) == 0.0
