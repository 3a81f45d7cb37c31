"""The language of a chat: its texts by gettext, its days and numbers; which one is spoken now.

Knows no template and no view.
"""
