"""Questions and greetings: free text, /ask, /start, /help.

Knows nothing of subscriptions.
"""
