"""A Query -> an Answer: hits grouped by statement, whether they answer, and the exact slices.

Knows engines by their protocol only, and nothing of how an answer looks.
"""
