"""The record in its database: what a reading is to it, writing, loading and counting.

Knows no site, no index and no question.
"""
