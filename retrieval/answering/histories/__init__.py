"""How a sentence was worded from day to day: its history, what a release changes.

Decides nothing about which wordings are one sentence, and knows nothing of how a history looks.
"""
