"""What stands before and behind a name and is no part of it."""

from __future__ import annotations

# As printed, without the stop that may follow.
PRINTED_HONORIFICS = ("Mr", "Ms", "Mrs", "Miss", "Dr", "Prof")
PRINTED_SUFFIXES = ("Jr", "Sr", "II", "III", "IV")
# Folded.
HONORIFICS = frozenset(map(str.lower, PRINTED_HONORIFICS))
SUFFIXES = frozenset(map(str.lower, PRINTED_SUFFIXES))
