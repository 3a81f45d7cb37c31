"""The simulated Bot API as one object, how the bot calls it, and how visitors write to it.

Knows no socket and nothing of Kaiken.
"""
