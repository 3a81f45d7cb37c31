"""Updates: from polling or the webhook into the inbox, and from there to the handlers.

Knows no handler by name, and not what they answer.
"""
