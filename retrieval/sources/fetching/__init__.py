"""All HTTP to publishers: where a request may go, when, and what the response tells.

Knows no page by its content and no database.
"""
