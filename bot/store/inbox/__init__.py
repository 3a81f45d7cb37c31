"""Updates that wait to be handled, and the questions of the last day.

Knows nothing of subscriptions and notices.
"""
