"""Read a saved page as a Release with its Statements: one room for each publisher.

Knows no database and no network.
"""
