"""The record in its database: whether a reading is new to it, saving, loading and counting.

Knows no site, no index and no question.
"""
