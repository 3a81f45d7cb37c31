"""The simulated Bot API over HTTP on this machine, for bots in other processes.

Knows nothing of Kaiken.
"""
