"""What every turn of a conversation uses: its context, its pages, and its failures.

Knows no command.
"""
