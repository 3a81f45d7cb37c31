"""Timelines and comparisons as pictures, messages, plain text and JSON.

Counts nothing: what is shown was counted and chosen by `retrieval.answering.surveys`.
"""
