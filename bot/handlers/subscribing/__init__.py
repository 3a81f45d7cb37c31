"""/subscribe and /subscriptions: a preview before anything is saved, and the list.

Knows nothing of how notices are made and sent.
"""
