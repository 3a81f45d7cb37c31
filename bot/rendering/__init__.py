"""Answers, pages and notices as messages, plain text and JSON, through the templates.

Decides nothing, and reads no database.
"""
