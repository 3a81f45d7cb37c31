"""Calls of the Bot API: delivery, transport, and the outcome of each call.

Knows not where updates come from, and nothing of how the pace is kept.
"""
