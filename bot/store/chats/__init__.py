"""Chats, their settings and their subscriptions.

Knows nothing of updates and notices.
"""
