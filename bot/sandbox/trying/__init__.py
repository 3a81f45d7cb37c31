"""`kaiken try`: a conversation with the real bot over the simulated Bot API.

Knows no socket.
"""
