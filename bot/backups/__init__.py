"""Copies of the record and the conversation: made while the bot works, checked, put back.

Knows no Telegram. The index is in no copy: it is built again from the record.
"""
