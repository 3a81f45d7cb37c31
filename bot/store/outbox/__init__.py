"""Announcements and the notices owed to chats: written, claimed, settled, shown.

Knows nothing of updates except their lanes.
"""
