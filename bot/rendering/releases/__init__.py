"""Releases as people look at them: the newest in a list, one as an outline or page by page.

Also the links that open them. Knows no chat and no database.
"""
