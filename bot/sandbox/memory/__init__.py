"""What the sandbox remembers: chats, messages, updates that wait, and planned faults.

Knows no method and no transport.
"""
