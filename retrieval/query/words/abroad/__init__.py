"""Questions in languages that are not read: which language it is, and what of them is known.

It knows nothing of the record: what it may name is handed to it.
"""
