"""The conversation: everything that Telegram and the `kaiken` command show.

Knows `retrieval`; nothing there knows it.
"""
