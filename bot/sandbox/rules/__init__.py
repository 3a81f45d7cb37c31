"""What Telegram takes and what it refuses: parse mode, links, buttons, limits, flood control.

Know no chat but by what they are handed.
"""
