"""A question in Japanese -> one in English, as far as its names and dates are known.

Knows no record.
"""
