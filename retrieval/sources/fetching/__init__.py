"""All HTTP to publishers: where a request may go, when, and what the response means.

Knows no content of pages and no database.
"""
