"""The record and how it is searched.

Knows no bot, no Telegram and no templates.
"""
