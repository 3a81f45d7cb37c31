"""Notices of new releases: which chats get one, when it is due, what it says, and sending it.

Knows nothing of how a release was found.
"""
