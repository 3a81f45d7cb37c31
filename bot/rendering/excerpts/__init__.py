"""Single excerpts: the buttons under an answer, what stands around an excerpt, and citations.

Knows no chat and no database.
"""
