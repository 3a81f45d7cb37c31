"""Questions with gold -> figures: right first, right in three, false answers, verbatim.

Knows only what an answerer gives.
"""
