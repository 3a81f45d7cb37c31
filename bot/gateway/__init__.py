"""Telegram: receiving updates, pacing calls and sending them.

Knows no handler, and not what messages say.
"""
