"""Watching publishers: a check looks at indexes and pages and puts on record what is new.

Knows no subscriber and no message.
"""
