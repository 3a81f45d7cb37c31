"""What counts or compares many statements: /timeline, /compare.

Knows nothing of subscriptions.
"""
