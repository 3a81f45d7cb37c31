"""Words of questions: aliases, acronyms, spelling, everyday words, stop phrases.

Knows no people and no periods.
"""
