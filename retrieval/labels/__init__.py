"""Labels of statements that leave a question open: the list of phrases, and where they stand.

Knows text only, no release and no question.
"""
