"""What can be done with an answer: turned over, its excerpts opened, cited, kept and reported.

Knows nothing of subscriptions and settings.
"""
