"""What happens when somebody writes or taps: one room a kind of conversation.

Know nothing of how an update came and how a message leaves.
"""
