"""How a verification looks: its views, its messages, and its JSON.

Knows nothing of how it was found.
"""
