"""A question as typed -> a Query.

Knows what the record teaches about words, but reads no record.
"""
