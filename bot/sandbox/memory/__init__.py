"""What the sandbox remembers: chats, messages, updates that wait, and trouble ordered beforehand.

Knows no method and no transport.
"""
