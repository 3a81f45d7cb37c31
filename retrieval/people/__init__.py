"""The people who speak: one identity across spellings, with the offices held and when.

Knows no release and no question.
"""
