"""`kaiken try`: a conversation with the real bot over the played Bot API.

Knows no socket.
"""
