"""Engines that find passages: their protocol, rank-bm25, and what they share in ordering hits.

Knows no question as typed and no database.
"""
