"""How long rows are kept and how many there are, and deleting all that is kept about a chat.

Uses the other rooms of the store; none of them uses it.
"""
