"""What Telegram accepts and refuses: parse mode, links, buttons, limits, flood control.

Know of a chat only what they get as arguments.
"""
