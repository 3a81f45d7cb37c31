"""Who speaks: one identity across spellings, with the offices held and when.

Knows no release and no question.
"""
