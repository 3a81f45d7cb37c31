"""A saved page -> a Release with its Statements: a room for each publisher.

Knows no database and no network.
"""
