"""A question in Japanese -> the English one, as far as its names and dates are known.

Knows no record.
"""
