"""A saved page before it is read: its text, lines, headings, front matter, and doubts about it.

Knows no publisher.
"""
