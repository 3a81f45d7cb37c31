"""Text: folding, tokens, sentences, phrases, dates, each with the way back to what stands there.

Knows no page and no question.
"""
