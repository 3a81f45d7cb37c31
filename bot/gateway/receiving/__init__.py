"""Updates, from polling or the webhook into the inbox, and from there to the handlers.

Knows no handler by name and nothing of what is answered.
"""
