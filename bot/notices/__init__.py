"""Notices of new releases: whom one concerns, when it is due, what it says, and sending it.

Know nothing of how a release was found.
"""
