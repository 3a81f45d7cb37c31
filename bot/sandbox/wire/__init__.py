"""The played Bot API behind a socket of this machine, for bots in processes of their own.

Knows nothing of Kaiken.
"""
