"""The record as it is searched: the archive, the engine that follows it, the words it teaches.

Knows no question.
"""
