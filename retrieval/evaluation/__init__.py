"""Questions with known answers -> figures: right first, right in three, false answers, verbatim.

Knows only what an answerer gives.
"""
