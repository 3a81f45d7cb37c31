"""Telegram's limits: when each call may go, counted for one process or for all of a bot.

Knows calls and their outcomes, but not what a message says.
"""
