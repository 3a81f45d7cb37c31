"""Addresses that open a publisher's page at the very words: its text in, a text fragment out.

Knows no release and no view, and not how a link is shown.
"""
