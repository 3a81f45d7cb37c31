"""The White House: a saved page -> a Release with its Statements.

Knows no other publisher.
"""
