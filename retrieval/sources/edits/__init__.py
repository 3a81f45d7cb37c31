"""Edited pages: where two versions differ, and whether they say something else.

Knows no site and no database.
"""
