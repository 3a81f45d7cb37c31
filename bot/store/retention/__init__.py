"""How long rows are kept, and forgetting all that is kept about a chat.

Stands over the other rooms of the store and is known by none of them.
"""
