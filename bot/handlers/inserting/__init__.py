"""Inline queries: excerpts that somebody inserts in any chat.

Know no conversation: an inline query goes on from nothing, and nothing of it is kept.
"""
