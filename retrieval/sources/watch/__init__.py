"""Watch publishers: a check reads their indexes and pages, and puts what is new on record.

Knows no subscriber and no message.
"""
