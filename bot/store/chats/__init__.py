"""Chats, their settings, and what they subscribed to.

Knows nothing of updates and notices.
"""
