"""What happens when somebody writes or taps a button: one room for each kind of conversation.

Knows nothing of how updates come in and how messages go out.
"""
