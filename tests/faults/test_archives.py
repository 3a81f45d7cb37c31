"""What packs to nothing takes no minutes to read: pages have no more lines than pages have."""

import datetime as dt
from typing import Any

from retrieval.errors import UnreadablePageError
from retrieval.sources.files.readers import read_saved

TODAY = dt.date(2026, 11, 29)
HEADER = """Press Conferences

Press Conference by Foreign Minister TANABE Kenji

Tuesday, May 3, 2022, 9:30 a.m. Ministry of Foreign Affairs

"""
# The longest page known has a sixth of these lines; packed, they are a few hundred bytes.
LINES = 40_000
# Of a processor, to refuse one: an archive of a megabyte has room for hundreds.
MOST_S = 0.1


def test_a_page_of_more_lines_than_any_page_has_is_refused_at_once(stopwatch: Any) -> None:
    data = (HEADER + "1. a\n" * LINES).encode()
    refused: UnreadablePageError | None = None
    with stopwatch:
        try:
            read_saved("page.txt", data, TODAY)
        except UnreadablePageError as fault:
            refused = fault
    assert refused is not None
    assert stopwatch.least_s <= MOST_S
