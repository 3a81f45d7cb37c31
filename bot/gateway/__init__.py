"""Telegram: receiving updates, pacing and sending calls.

Knows no handler and nothing of what messages say.
"""
