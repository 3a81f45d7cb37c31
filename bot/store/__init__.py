"""The tables of the conversation, and all statements on them, each in its caller's transaction.

Knows no Telegram and no template.
"""
