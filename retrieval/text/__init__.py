"""Text: folding, tokens, sentences, phrases and dates, each with its place in the original text.

Knows no page and no question.
"""
