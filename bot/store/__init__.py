"""The tables of the conversation and all their SQL; functions run in the caller's transaction.

Knows no Telegram and no template.
"""
