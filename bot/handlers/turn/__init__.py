"""What every turn of a conversation uses: the application, visits, and what failures do.

Knows no command.
"""
