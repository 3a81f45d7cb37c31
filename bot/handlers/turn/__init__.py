"""What every turn of a conversation uses: its context, its pages, and what failures do.

Knows no command.
"""
