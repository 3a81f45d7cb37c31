"""Announcements and the notices owed to chats: written, claimed, settled, shown.

Knows nothing of updates but their lanes.
"""
